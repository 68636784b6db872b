"""What a group writes is for those who were there: not for a member who was away, who joins later, leads or administers.

The insider holds the database and its key, the key slots, the House key, and the passwords of everybody who wasn't
there. What these tests can't claim: that a group meets, how it is called, who belongs and on which days can be seen
by whoever reads the database itself; no screen shows it to them.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from pie_audit.domain.entry import Step
from pie_audit.domain.group import GroupFrame, GroupRole
from pie_audit.domain.group_minutes import Minutes, Miracle, OwnPart, SmallChange, Stuck
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.session import Session, SessionKind
from pie_audit.domain.team import Role
from pie_audit.workflows import hard_times
from pie_audit.workflows.supervision import (
    group_minutes,
    groups,
)
from tests.meeting import ids, make_group, person, plan
from tests.privacy.markers import all_files, find_markers
from tests.privacy.page_attacker import Secrets, attack, ring_of, tables_of, which
from tests.quarter import FAST, TODAY, Hostel, password_of

PLACES = (
    "step",
    "heading",
    "theme",
    "learning",
    "change",
    "change who",
    "change where",
    "stuck",
    "miracle",
    "process",
    "host",
    "agency",
    "role",
    "card",
    "draft line",
    "issue",
    "questions",
    "try",
    "became",
    "later",
    "purpose",
    "rules",
    "place",
)
WORDS = {place: f"zq{place.title().replace(' ', '')}NurUnterUns" for place in PLACES}
OF_MEMBERS = {"purpose", "rules", "place"}
"""The frame is for all members, so who joined later reads it."""
AWAY = ("Amina Yusuf", "Dee", "Tom", "Lee Park")


def _minutes(hostel: Hostel) -> Minutes:
    return Minutes(
        present_ids=ids(hostel, "jo", "sam"),
        model_id="action-learning",
        steps=(Step("", WORDS["heading"], WORDS["step"]),),
        process=WORDS["process"],
        back_to_team=WORDS["draft line"],
    )


def _community(hostel: Hostel) -> Minutes:
    return Minutes(
        present_ids=ids(hostel, "jo", "sam"),
        model_id="community",
        learning=WORDS["learning"],
        small_changes=(SmallChange("c", WORDS["change"], WORDS["change who"], WORDS["change where"]),),
        still_stuck=(Stuck(WORDS["stuck"], BarrierLevel.SYSTEM),),
        miracles=(Miracle("w", WORDS["miracle"]),),
        host=WORDS["host"],
        agencies=(WORDS["agency"],),
        reading_card=WORDS["card"],
    )


def live(hostel: Hostel) -> Session:
    """Jo and Sam meet thrice; Dee belongs and is away, Tom joins afterwards. Words in every place that takes them."""
    group = make_group(hostel, "sam", "dee", kind=SessionKind.LEARNING_SET)
    frame = GroupFrame(purpose=WORDS["purpose"], ground_rules=WORDS["rules"], place=WORDS["place"])
    hostel.do(groups.save_frame, hostel.jo, group.group_id, frame)
    session = plan(hostel, group)
    hostel.do(group_minutes.save_minutes, hostel.jo, session.session_id, _minutes(hostel))
    part = OwnPart(WORDS["issue"], WORDS["questions"], WORDS["try"], date(2026, 12, 1), WORDS["became"])
    hostel.do(group_minutes.save_part, hostel.sam, session.session_id, part)
    hostel.do(group_minutes.add_later, hostel.sam, session.session_id, WORDS["later"])
    community = plan(hostel, make_group(hostel, "sam", "dee", kind=SessionKind.COMMUNITY))
    hostel.do(group_minutes.save_minutes, hostel.jo, community.session_id, _community(hostel))
    third = plan(hostel, make_group(hostel, "sam", "dee"))
    notes = Minutes(present_ids=ids(hostel, "jo", "sam"), theme=WORDS["theme"], numbers=((WORDS["role"], 3),))
    hostel.do(group_minutes.save_minutes, hostel.jo, third.session_id, notes)
    members = (*group.members, (person(hostel, "tom"), GroupRole.MEMBER))
    hostel.do(groups.change_group, hostel.jo, replace(group, members=members))
    return session


def taken(hostel: Hostel, place: Path, *names: str) -> set[str]:
    """Which places an insider with these passwords reads."""
    hostel.worker.with_store(lambda store: store.checkpoint()).result()
    folder = Path(shutil.copytree(hostel.folder, place))
    tables = tables_of(folder / "pie.db", hostel.opened.key.dbk)
    known = Secrets(
        tuple((name, password_of(name)) for name in names),
        house_codes=(hostel.house_code,),
        dbks=(hostel.opened.key.dbk,),
    )
    ring = ring_of(tables, [(folder / "pie.keyslots").read_bytes()], known, FAST)
    assert len(ring.vaults) == len(names), "the insider does have these keys"
    cells = (str(value).encode() for rows in tables.values() for row in rows for value in row.values())
    raw = (v for rows in tables.values() for row in rows for v in row.values() if isinstance(v, bytes))
    return which(WORDS, [*attack(tables, ring), *cells, *raw])


def test_who_wasnt_there_reads_nothing_with_every_secret_of_their_own(hostel: Hostel, tmp_path: Path) -> None:
    live(hostel)
    assert taken(hostel, tmp_path / "loot", "Amina Yusuf", "Lee Park") == set()
    assert taken(hostel, tmp_path / "more", *AWAY) == OF_MEMBERS


def test_the_same_program_reads_all_of_it_with_the_password_of_one_who_was_there(
    hostel: Hostel, tmp_path: Path
) -> None:
    """So the attack above is a real one: it fails for want of a key and not of trying."""
    live(hostel)
    assert taken(hostel, tmp_path / "loot", "Sam") == set(WORDS)


def test_nothing_of_it_lies_in_any_file_of_this_computer(hostel: Hostel, tmp_path: Path) -> None:
    live(hostel)
    hostel.do(hard_times.note_hard_time, hostel.jo, hard_times.WhatHappened(hostel.team_id, TODAY))
    assert find_markers(all_files(tmp_path), WORDS) == []


def test_leaders_words_open_for_leaders_who_were_there_alone(hostel: Hostel, tmp_path: Path) -> None:
    for name in ("Noor Haddad", "Kit Ode"):
        hostel.add(name, Role.LEADER)
    group = make_group(hostel, "noor", "kit", by="lee", kind=SessionKind.LEADERS)
    session = plan(hostel, group, by="lee")
    notes = Minutes(present_ids=ids(hostel, "lee", "noor"), learning=WORDS["learning"])
    hostel.do(group_minutes.save_minutes, hostel.lee, session.session_id, notes)
    hostel.do(group_minutes.add_later, hostel.noor, session.session_id, WORDS["later"])
    others = ("Amina Yusuf", "Jo", "Sam", "Dee", "Tom", "Kit Ode")
    assert taken(hostel, tmp_path / "loot", *others) == set()
    assert taken(hostel, tmp_path / "more", "Noor Haddad") == {"learning", "later"}
