"""Whoever holds the file and its key, with an account of their own, speaks in nobody else's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from pie_audit.domain.entry import Entry, EntryKind, Step, to_body
from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.group import GroupFrame
from pie_audit.domain.group_minutes import Minutes
from pie_audit.domain.sealed import PublicKey, Signature, UserKey
from pie_audit.domain.session import SessionKind
from pie_audit.domain.supervision import Agenda, Brought, Summary
from pie_audit.domain.team import Role
from pie_audit.storage import people, records, sessions
from pie_audit.storage.people import public_key, user_key
from pie_audit.storage.transaction import Transaction
from pie_audit.vault import public_keys
from pie_audit.vault.open_vault import OpenVault, _self_statement
from pie_audit.workflows import (
    home_sessions,
    pins,
    reflections,
    sealed_pages,
    share_readers,
    writing_aids,
)
from pie_audit.workflows.sealed_pages import PageKind, named_id, save_for, to_json
from pie_audit.workflows.supervision import (
    groups,
    session_calendar,
)
from pie_audit.workflows.supervision import supervision_agenda as agendas
from pie_audit.workflows.supervision import supervision_agreements as agreements
from pie_audit.workflows.supervision import supervision_summary as summaries
from pie_audit.workflows.supervision.group_minutes import NOTE_TAKER, minutes_id
from pie_audit.workflows.supervision.supervision_agreements import Beginning
from tests.meeting import make_group, plan, read
from tests.meeting import write as write_notes
from tests.quarter import TODAY, Hostel
from tests.workflows.supervision_pair import agree, book, person, sign, write

FORGED = "We agreed that Jo is put on a plan."


@dataclass(frozen=True)
class Forger:
    """Signing keys of somebody's own making, put beside the real sealing key of another person."""

    vault: OpenVault
    row: UserKey

    @classmethod
    def of(cls, hostel: Hostel, name: str) -> Forger:
        row = hostel.read(lambda tx: people.load_user_key(tx, person(hostel, name)))
        assert row is not None
        vault = OpenVault(row.person_id, {row.epoch: bytes(32)})
        selfsig = vault.sign(_self_statement(row.person_id, row.epoch, row.xpk, vault.epk))
        return cls(vault, replace(row, epk=vault.epk, selfsig=selfsig))

    def put_in(self, hostel: Hostel) -> None:
        values = {"epk": self.row.epk, "selfsig": self.row.selfsig}

        def write_rows(tx: Transaction) -> None:
            for of in (user_key, public_key):
                tx.connection.execute(
                    sa.update(of).where(of.c.person_id == self.row.person_id).values(**values)
                )

        hostel.opened.write(write_rows)

    def name_under(self, hostel: Hostel, record_id: bytes) -> None:
        def write_name(tx: Transaction) -> None:
            record = records.load_record(tx, record_id)
            assert record is not None
            proof = self.vault.sign(sealed_pages._signed(record))
            name = Signature(record_id, record.version, self.row.person_id, "2026-W47", proof)
            sessions.save_signature(tx, name)

        hostel.opened.write(write_name)


def _meet(hostel: Hostel, name: str = "jo") -> None:
    hostel.do(pins.remember_people, hostel.people[name])


def test_another_signing_key_beside_the_real_sealing_key_is_a_changed_key(hostel: Hostel) -> None:
    _meet(hostel)
    words = hostel.see(pins.comparison, hostel.jo, person(hostel, "sam")).words
    Forger.of(hostel, "sam").put_in(hostel)
    found = hostel.see(pins.comparison, hostel.jo, person(hostel, "sam"))
    assert found.changed
    assert found.words != words
    assert person(hostel, "sam") in hostel.do(pins.remember_people, hostel.jo)
    with pytest.raises(pins.KeyChanged):
        hostel.opened.write(lambda tx: save_for(tx, hostel.jo, named_id("x"), b"w", [person(hostel, "sam")]))


def test_forged_signing_key_vouches_for_nobody(hostel: Hostel) -> None:
    _meet(hostel)
    forger = Forger.of(hostel, "sam")
    forger.put_in(hostel)
    next_keys = OpenVault(forger.row.person_id, {**forger.vault.roots(), forger.row.epoch + 1: b"\x01" * 32})
    vouched = public_keys.vouch(next_keys, next_keys.epoch, next_keys.xpk, next_keys.epk)
    statement = _self_statement(next_keys.person_id, next_keys.epoch, next_keys.xpk, next_keys.epk)
    newer = PublicKey(
        next_keys.person_id,
        next_keys.epoch,
        next_keys.xpk,
        next_keys.epk,
        next_keys.sign(statement),
        vouched,
    )
    row = replace(
        forger.row, epoch=newer.epoch, xpk=newer.xpk, epk=newer.epk, selfsig=newer.selfsig, slot_id=b"s"
    )
    hostel.opened.write(lambda tx: people.save_user_key(tx, row, vouched=vouched))
    assert hostel.do(pins.remember_people, hostel.jo) == (person(hostel, "sam"),)
    with pytest.raises(pins.KeyChanged):
        hostel.opened.write(lambda tx: save_for(tx, hostel.jo, named_id("x"), b"w", [person(hostel, "sam")]))


def test_name_signed_with_a_key_put_in_behind_the_seal_counts_for_nothing(hostel: Hostel) -> None:
    agree(hostel, "amina", "jo")
    session_id = book(hostel, TODAY - timedelta(days=1))
    write(hostel, session_id, by="jo")
    sign(hostel, session_id, by="jo")
    _meet(hostel)
    before = hostel.see(summaries.written, hostel.jo, session_id)
    forger = Forger.of(hostel, "amina")
    forger.put_in(hostel)
    forger.name_under(hostel, named_id("summary", session_id))
    after = hostel.see(summaries.written, hostel.jo, session_id)
    assert after.stands == before.stands == {person(hostel, "jo")}
    assert after.state is before.state


def test_key_is_remembered_when_something_is_first_sealed_for_it(hostel: Hostel) -> None:
    _meet(hostel)
    kim = hostel.add("Kim")
    hostel.opened.write(lambda tx: save_for(tx, hostel.jo, named_id("a"), b"one", [kim.member.person_id]))
    Forger.of(hostel, "kim").put_in(hostel)
    with pytest.raises(pins.KeyChanged):
        hostel.opened.write(lambda tx: save_for(tx, hostel.jo, named_id("b"), b"two", [kim.member.person_id]))
    assert hostel.do(pins.remember_people, hostel.jo) == (kim.member.person_id,)


@pytest.mark.parametrize(
    ("part", "forged", "look"),
    [
        ("agenda", Agenda((Brought("i1", FORGED, "somebody"),)), agendas.agenda_of),
        ("summary", Summary(text=FORGED), summaries.written),
    ],
)
def test_page_that_a_third_person_puts_between_two_isnt_shown_as_theirs(
    hostel: Hostel, part: str, forged: object, look: Callable[..., object]
) -> None:
    session_id = book(hostel, TODAY)
    two = [person(hostel, "jo"), person(hostel, "amina")]
    hostel.opened.write(lambda tx: save_for(tx, hostel.tom, named_id(part, session_id), to_json(forged), two))
    for name in ("jo", "amina"):
        with pytest.raises(CannotRead, match="as the two of you sealed it"):
            hostel.see(look, hostel.people[name], session_id)


def test_page_of_somebody_else_is_written_over_by_nobody_even_with_its_version(hostel: Hostel) -> None:
    page = Entry("0d" * 16, EntryKind.REFLECTION, TODAY, steps=(Step("", "", "mine"),))
    saved = hostel.do(reflections.save, hostel.jo, page, reflections.Sitting(page, 0))
    theirs = replace(page, steps=(Step("", "", "not mine"),))
    for name in ("sam", "amina"):
        with pytest.raises(NotNow, match="isn’t yours"):
            hostel.do(reflections.save, hostel.people[name], theirs, reflections.Sitting(page, saved.version))
        with pytest.raises(NotNow, match="isn’t yours"):
            hostel.opened.write(
                lambda tx, who=name: save_for(
                    tx,
                    hostel.people[who],
                    bytes.fromhex(page.entry_id),
                    to_body(theirs),
                    [],
                    expected=saved.version,
                    kind=PageKind.SHARED,
                )
            )
    assert hostel.see(reflections.open_entry, hostel.jo, page.entry_id).entry.text == "mine"


def test_copy_from_somebody_cant_be_changed_by_its_reader_as_a_page_of_their_own(hostel: Hostel) -> None:
    copy_id = named_id("copy")
    version = hostel.opened.write(
        lambda tx: save_for(tx, hostel.jo, copy_id, b"given", [person(hostel, "sam")], kind=PageKind.SHARED)
    )
    with pytest.raises(NotNow, match="isn’t yours"):
        hostel.opened.write(
            lambda tx: sealed_pages.save_own(tx, hostel.sam, copy_id, b"mine now", expected=version)
        )
    assert hostel.see(sealed_pages.open_page, hostel.jo, copy_id).body == b"given"


def test_words_that_somebody_else_is_writing_are_neither_replaced_nor_thrown_away(hostel: Hostel) -> None:
    page = Entry("0e" * 16, EntryKind.REFLECTION, TODAY, steps=(Step("", "", "half a"),))
    hostel.do(reflections.keep_draft, hostel.jo, page, 0)
    blank = replace(page, steps=())
    attempts: tuple[Callable[[], object], ...] = (
        lambda: hostel.do(reflections.keep_draft, hostel.sam, page, 0),
        lambda: hostel.do(reflections.drop_draft, hostel.sam, page.entry_id),
        lambda: hostel.do(reflections.delete, hostel.sam, page.entry_id),
        lambda: hostel.do(reflections.save, hostel.sam, blank, reflections.Sitting(blank, 0)),
    )
    for attempt in attempts:
        with pytest.raises(CannotRead, match="isn’t yours"):
            attempt()
    (kept,) = hostel.see(reflections.unfinished, hostel.jo)
    assert kept.entry.text == "half a"


def test_who_leads_no_more_isnt_offered_the_leaders(hostel: Hostel) -> None:
    hostel.add("Noor Haddad", Role.LEADER)
    make_group(hostel, "noor", by="lee", kind=SessionKind.LEADERS)
    assert hostel.see(share_readers.choices, hostel.noor).groups
    plain = replace(hostel.noor, member=replace(hostel.noor.member, roles=frozenset({Role.STAFF})))
    assert not hostel.see(share_readers.choices, plain).groups


def test_who_took_the_notes_of_a_group_is_told_by_the_seal_and_not_by_the_page(hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam", "dee"))
    there = tuple(person(hostel, name) for name in ("jo", "sam", "dee"))
    forged = Minutes(present_ids=there, steps=(Step("", "", FORGED),), roles=((NOTE_TAKER, there[1]),))
    hostel.opened.write(
        lambda tx: save_for(tx, hostel.dee, minutes_id(session.session_id), to_json(forged), there)
    )
    found = read(hostel, session, "jo")
    assert found is not None
    assert found.who(NOTE_TAKER) == person(hostel, "dee")


def test_notes_by_somebody_who_wasnt_there_are_refused(hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam"))
    forged = Minutes(present_ids=(person(hostel, "jo"),), steps=(Step("", "", FORGED),))
    hostel.opened.write(
        lambda tx: save_for(
            tx, hostel.tom, minutes_id(session.session_id), to_json(forged), [person(hostel, "jo")]
        )
    )
    with pytest.raises(CannotRead, match="anybody who was there"):
        read(hostel, session, "jo")


def test_new_key_of_one_member_keeps_nobody_from_planning(hostel: Hostel) -> None:
    group = make_group(hostel, "sam", "dee")
    hostel.do(groups.save_frame, hostel.jo, group.group_id, GroupFrame(place="The quiet room"))
    _meet(hostel)
    Forger.of(hostel, "sam").put_in(hostel)
    session = plan(hostel, group)
    frame = hostel.see(groups.open_frame, hostel.dee, group.group_id)
    assert frame is not None
    assert frame.place == "The quiet room"
    with pytest.raises(pins.KeyChanged):
        write_notes(hostel, session, "jo", "sam")
    write_notes(hostel, session, "jo", "dee")


def test_who_leads_no_more_sees_no_session_of_the_leaders(hostel: Hostel) -> None:
    hostel.add("Noor Haddad", Role.LEADER)
    plan(hostel, make_group(hostel, "noor", by="lee", kind=SessionKind.LEADERS), by="lee")
    plain = replace(hostel.noor, member=replace(hostel.noor.member, roles=frozenset({Role.STAFF})))
    for me, n in ((hostel.noor, 1), (plain, 0)):
        own = hostel.see(home_sessions.my_time, me)
        assert (len(own.groups), own.in_leaders_group) == (n, bool(n))
        assert len(hostel.see(session_calendar.calendar_entries, me)) == n


def test_agreement_that_somebody_else_began_makes_nobody_my_supervisor(hostel: Hostel) -> None:
    begun = Beginning(person(hostel, "jo"), i_supervise=True)
    agreement_id = hostel.do(agreements.start_agreement, hostel.lee, begun)
    lee = person(hostel, "lee")
    ties = {r.person_id: r.tie for r in hostel.see(share_readers.choices, hostel.jo).people}
    assert ties[lee] is share_readers.Tie.COLLEAGUE
    assert "Lee Park" not in {t.name for t in hostel.see(writing_aids.writing_aids, hostel.jo).talk_to}
    view = hostel.see(agreements.agreement_view, hostel.jo, agreement_id)
    hostel.do(agreements.sign_agreement, hostel.jo, agreement_id, view.version)
    (first, *_others) = hostel.see(share_readers.choices, hostel.jo).people
    assert (first.person_id, first.tie) == (lee, share_readers.Tie.SUPERVISOR)
    assert "Lee Park" in {t.name for t in hostel.see(writing_aids.writing_aids, hostel.jo).talk_to}
