"""What `check` finds: nothing in a good workspace, and each kind of damage by its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from pie_audit.domain.sealed import Signature
from pie_audit.domain.session import Session, SessionKind
from pie_audit.domain.shared_copy import ShareNote
from pie_audit.storage import (
    audits,
    former_keys,
    integrity,
    people,
    records,
    reveals,
    sessions,
    shares,
    sheets,
    teams,
    trail,
)
from pie_audit.storage.integrity import Severity
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from tests import make
from tests.storage.conftest import Bench


def fill(tx: Transaction) -> None:
    """One of everything, as it should be."""
    team = make.team()
    person = make.member(teams=frozenset({team.team_id}))
    past = make.audit_round(team.team_id, quarter=make.QUARTER.plus(-1))
    now = make.audit_round(team.team_id)
    page = make.sealed_record(person.person_id)
    teams.save_team(tx, team)
    people.save_member(tx, person)
    people.save_user_key(tx, make.user_key(person.person_id))
    records.save_record(tx, page, [make.sealed_key(page)])
    records.save_draft(tx, make.draft(person.person_id))
    audits.freeze_questionnaire(tx, "pie-own-1", 1, "the questions")
    for round_ in (past, now):
        audits.save_round(tx, round_)
        seats = [make.seat(round_.round_id, owner_id=person.person_id), make.slip_seat(round_.round_id)]
        sheets.add_seats(tx, seats, [make.sealed_sheet(s) for s in seats])
        sheets.save_key_shares(tx, [make.key_share(round_.round_id)])
    reveals.store_reveal(tx, past.round_id, make.reveal())
    share_a_page(tx, person.person_id)
    meet(tx, team.team_id)
    trail.append(tx, "2026-11-18T09:41", "a", action="add person", object_type="person", object_id="b")


def share_a_page(tx: Transaction, author_id: str) -> None:
    """Two copies: one that a colleague reads, whose keys were once reset, and one whose share was ended."""
    reader = make.member("Sam Rivers")
    people.save_member(tx, reader)
    people.save_user_key(tx, make.user_key(reader.person_id))
    lost = make.user_key(reader.person_id, r_nonce=os.urandom(24), r_wrapped=os.urandom(48))
    former_keys.keep_lost_key(tx, lost)
    copy = make.sealed_record(author_id, kind="shared")
    theirs = make.sealed_key(copy, reader_id=reader.person_id, scheme="box", wrapped=os.urandom(120))
    records.save_record(tx, copy, [make.sealed_key(copy), theirs])
    shares.save_note(tx, ShareNote(copy.record_id, author_id, reader.person_id, make.WEEK))
    ended = ShareNote(os.urandom(16), author_id, reader.person_id, make.WEEK, None, make.WEEK)
    shares.save_note(tx, ended)
    sessions.save_signature(tx, Signature(copy.record_id, copy.version, author_id, make.WEEK, os.urandom(64)))


def meet(tx: Transaction, team_id: str) -> None:
    """A session that was cancelled and the one that replaced it."""
    later = Session("later", SessionKind.GROUP, team_id, make.DAY, 60)
    sessions.save_session(tx, later)
    sessions.save_session(tx, Session("first", SessionKind.GROUP, team_id, make.DAY, 60, rebooked_id="later"))


def stray_share() -> sa.Insert:
    """A copy that nobody ended, and that isn't there."""
    c = shares.share.c
    like = sa.select(sa.literal(os.urandom(16)), c.reader_id, c.author_id, c.shared_week).limit(1)
    return shares.share.insert().from_select(["share_id", "reader_id", "author_id", "shared_week"], like)


def test_a_good_workspace_has_no_findings(store: Store) -> None:
    store.write(fill)
    assert integrity.findings(store) == ()


DAMAGE: dict[str, tuple[Callable[[], Any], str]] = {
    "a nonce cut short": (lambda: records.sealed_record.update().values(nonce=b"short"), "sealed_record"),
    "a page of no possible size": (
        lambda: records.sealed_record.update().values(body=os.urandom(1000)),
        "sealed_record",
    ),
    "an unknown scheme": (lambda: records.sealed_key.update().values(scheme="open"), "sealed_key"),
    "a wrapped key of the wrong length": (
        lambda: records.sealed_key.update().values(wrapped=b"x"),
        "sealed_key",
    ),
    "a draft of no possible size": (lambda: records.draft.update().values(body=b"x"), "draft"),
    "a sheet of another size": (lambda: sheets.sheet.update().values(for_round=b"x"), "sheet"),
    "an own sheet of another size": (lambda: sheets.own_sheet.update().values(for_rater=b"x"), "own_sheet"),
    "an empty box": (lambda: sheets.round_key_share.update().values(box=b""), "round_key_share"),
    "a public key of the wrong length": (lambda: people.user_key.update().values(xpk=b"x"), "user_key"),
    "a page without a key": (lambda: records.sealed_key.delete(), "sealed_record"),
    "a seat without a sheet": (lambda: sheets.sheet.delete(), "seat"),
    "sheets that outlived the opening": (
        lambda: audits.audit_round.update().values(state="revealed"),
        "seat",
    ),
    "an own sheet of nobody": (lambda: sheets.own_sheet.update().values(owner_id="gone"), "own_sheet"),
    "questions that were not kept": (lambda: audits.questionnaire_copy.delete(), "audit_round"),
    "a shared copy without its words": (stray_share, "share"),
    "a shared copy that outlived its share": (
        lambda: shares.share.update().values(ended_week="2026-W47"),
        "sealed_record",
    ),
    "a share of a strange id": (
        lambda: shares.share.update().where(shares.share.c.ended_week.is_not(None)).values(share_id=b"x"),
        "share",
    ),
    "public keys that were not kept": (lambda: people.public_key.delete(), "user_key"),
    "an earlier public key of the wrong length": (
        lambda: people.public_key.update().values(epk=b"x"),
        "public_key",
    ),
    "a lost key of the wrong length": (
        lambda: former_keys.lost_key.update().values(r_wrapped=b"x"),
        "lost_key",
    ),
    "a name under a page that proves nothing": (
        lambda: sessions.signature.update().values(proof=b"x"),
        "page_signature",
    ),
    "a session moved to nowhere": (
        lambda: (
            sessions.session.update()
            .where(sessions.session.c.session_id == "first")
            .values(rebooked_id="gone")
        ),
        "planned_session",
    ),
    "a forged line of the security record": (lambda: trail.trail.update().values(actor_id="x"), "trail"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found_and_placed(store: Store, name: str) -> None:
    change, where = DAMAGE[name]
    store.write(fill)
    store.write(lambda tx: tx.connection.execute(change()))
    found = integrity.findings(store)
    assert [f.where for f in found] == [where]
    assert found[0].severity is Severity.DAMAGE


def test_a_link_to_nowhere_is_found(encrypted: Store) -> None:
    encrypted.write(fill)
    encrypted.raw.execute("PRAGMA foreign_keys = OFF")
    encrypted.write(lambda tx: tx.connection.execute(sa.text("DELETE FROM team")))
    assert {f.where for f in integrity.findings(encrypted)} == {
        "audit_round",
        "membership",
        "planned_session",
    }


def test_a_broken_page_is_found(bench: Bench) -> None:
    store = bench.open()
    store.write(fill)
    store.close()
    with bench.workspace.database.open("r+b") as file:
        file.seek(40 * 4096 + 5)
        file.write(b"\x00\x01\x02\x03")
    looked = bench.open(look=True)
    found = integrity.findings(looked)
    looked.close()
    assert [f.where for f in found] == ["pie.db"]


def test_a_mark_that_lags_is_a_notice(encrypted: Store) -> None:
    encrypted.mark_is_behind = True
    assert [(f.where, f.severity) for f in integrity.findings(encrypted)] == [("mark", Severity.NOTICE)]
