"""Side doors of groups: every read and write of a group, tried by everybody who doesn't belong, with ids they know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.group import Group, GroupFrame, GroupRole, ThemeLine
from pie_audit.domain.group_minutes import Minutes, Miracle, OwnPart, SmallChange
from pie_audit.domain.session import CancelledBy, Session, SessionKind, SessionStatus, WhyLost
from pie_audit.domain.team import Role, Standing
from pie_audit.storage import groups as stored_groups
from pie_audit.storage import people, records, sessions
from pie_audit.storage import small_logs as stored_logs
from pie_audit.workflows import (
    hard_times,
    teams,
    unlock,
)
from pie_audit.workflows.hard_times import WhatHappened
from pie_audit.workflows.supervision import (
    group_lines,
    group_minutes,
    group_sessions,
    group_sittings,
    groups,
)
from pie_audit.workflows.teams import NewPerson
from pie_audit.workflows.unlock import Me
from tests.meeting import ids, make_group, person, plan, write
from tests.quarter import TODAY, Hostel, password_of


@dataclass(frozen=True)
class Ours:
    """A closed group of Jo and Sam with one session and one of everything in it."""

    group: Group
    session: Session
    hard_time_id: str


@pytest.fixture
def ours(hostel: Hostel) -> Ours:
    group = make_group(hostel, "sam")
    hostel.do(groups.save_frame, hostel.jo, group.group_id, GroupFrame(purpose="Ours"))
    session = plan(hostel, group)
    changes = (SmallChange("c1", "Meet at the door"),)
    write(hostel, session, "jo", "sam", small_changes=changes, learning="Ours alone")
    hostel.do(group_lines.send_line, hostel.jo, session.session_id, "A line", ())
    noted = hostel.do(hard_times.note_hard_time, hostel.jo, WhatHappened(hostel.team_id, TODAY))
    return Ours(group, session, noted.result.hard_time_id)


Door = Callable[[Hostel, Ours, Me], Any]


def _write(work: Callable[..., Any], *args: Any) -> Door:
    return lambda hostel, ours, me: hostel.do(work, me, *(a(ours) if callable(a) else a for a in args))


def _group_id(ours: Ours) -> str:
    return ours.group.group_id


def _session_id(ours: Ours) -> str:
    return ours.session.session_id


DOORS: dict[str, Door] = {
    "read the frame": _write(groups.open_frame, _group_id),
    "write the frame": _write(groups.save_frame, _group_id, GroupFrame(purpose="Mine")),
    "change the group": _write(groups.change_group, lambda ours: replace(ours.group, name="Mine")),
    "end the group": _write(groups.end_group, _group_id),
    "plan a session": _write(
        group_sessions.plan_sessions, lambda ours: group_sessions.NewSessions(ours.group.group_id, TODAY, 60)
    ),
    "look at the session": _write(group_sittings.sitting, _session_id),
    "say it was held": _write(group_sessions.hold, _session_id, 60),
    "call it off": _write(group_sessions.call_off, _session_id, CancelledBy.SERVICE, WhyLost.CRISIS),
    "move it": _write(group_sessions.move, _session_id, TODAY.replace(day=28), WhyLost.CRISIS),
    "write the minutes": lambda hostel, ours, me: hostel.do(
        group_minutes.save_minutes, me, ours.session.session_id, Minutes(present_ids=_self(me))
    ),
    "write a part": _write(group_minutes.save_part, _session_id, OwnPart(issue="Mine")),
    "add a line later": _write(group_minutes.add_later, _session_id, "Mine"),
    "send a line": _write(group_lines.send_line, _session_id, "Mine", ()),
    "take the line back": _write(group_lines.take_line_back, _session_id),
    "put it into the plan": _write(group_lines.put_into_plan, _session_id, "c1"),
    "put it on the wall": _write(group_lines.put_on_wall, _session_id, "w1"),
    "take it into the own log": _write(group_lines.keep_in_my_log, _session_id),
}


def _self(me: Me) -> tuple[str, ...]:
    member = getattr(me, "member", None)
    return (member.person_id,) if member is not None else ()


def _stranger(hostel: Hostel) -> Me:
    """Noor, who manages another team of this workspace."""
    fern = hostel.do(teams.add_team, hostel.amina, "Fern House", "").result.team_id
    new = NewPerson("Noor", frozenset({Role.MANAGER, Role.STAFF}), fern, True)
    code = teams.add_person(hostel.opened, hostel.amina, new)
    return unlock.accept_invitation(hostel.opened, "Noor", code, password_of("Noor"))


def _leaver(hostel: Hostel) -> Me:
    """Sam, who was a member and was there, and has left since; with the keys of before."""
    sam = person(hostel, "sam")
    hostel.opened.write(lambda tx: people.set_standing(tx, sam, Standing.LEFT, week="2026-W47"))
    return replace(hostel.sam, member=replace(hostel.sam.member, standing=Standing.LEFT))


def _slip(hostel: Hostel) -> Me:
    return hostel.slips(hostel.start(), lived_experience=1)[0]


WHO: dict[str, Callable[[Hostel], Me]] = {
    "a colleague who doesn’t belong": lambda hostel: hostel.tom,
    "the manager and administrator": lambda hostel: hostel.amina,
    "a leader": lambda hostel: hostel.lee,
    "the manager of another team": _stranger,
    "somebody who left": _leaver,
    "who holds a slip": _slip,
}


def _everything(hostel: Hostel, ours: Ours) -> tuple[object, ...]:
    """All that could have been changed."""
    record_ids = (group_minutes.minutes_id(ours.session.session_id),)
    return hostel.read(
        lambda tx: (
            stored_groups.load_group(tx, ours.group.group_id),
            sessions.sessions_of(tx, "", group_ids=[ours.group.group_id]),
            stored_groups.load_theme_line(tx, ours.session.session_id),
            tuple(records.load_record(tx, record_id) for record_id in record_ids),
            stored_logs.hard_times_of(tx, hostel.team_id),
            stored_logs.wins_of(tx, hostel.team_id),
        )
    )


@pytest.mark.parametrize("who", WHO)
def test_nobody_else_gets_through_any_door(hostel: Hostel, ours: Ours, who: str) -> None:
    me = WHO[who](hostel)
    before = _everything(hostel, ours)
    through = []
    for name, door in DOORS.items():
        try:
            door(hostel, ours, me)
        except NotNow:
            continue
        through.append(name)
    assert through == []
    assert _everything(hostel, ours) == before


def test_each_door_opens_for_whom_it_is_there(hostel: Hostel, ours: Ours) -> None:
    """So the refusals above are refusals, and not doors that are always shut."""
    opened = []
    for name, door in DOORS.items():
        try:
            door(hostel, ours, hostel.jo)
        except NotNow:
            continue
        opened.append(name)
    assert {"look at the session", "say it was held", "add a line later", "read the frame"} <= set(opened)


@pytest.mark.parametrize("name", ["lee", "noor"])
def test_something_that_happened_is_the_teams_alone(hostel: Hostel, ours: Ours, name: str) -> None:
    me = hostel.people["lee"] if name == "lee" else _stranger(hostel)
    with pytest.raises(NotNow):
        hostel.see(hard_times.hard_times, me, hostel.team_id)
    with pytest.raises(NotNow):
        hostel.do(hard_times.note_hard_time, me, WhatHappened(hostel.team_id, TODAY))
    with pytest.raises(NotNow):
        hostel.do(hard_times.change_counts, me, ours.hard_time_id, 9, 9)
    with pytest.raises(NotNow):
        hostel.do(hard_times.move_review, me, ours.hard_time_id)
    with pytest.raises(NotNow):
        hostel.see(group_lines.lines_for, me, hostel.team_id)


def test_an_undo_gives_nobody_more_than_the_door_did(hostel: Hostel, ours: Ours) -> None:
    done = [
        hostel.do(groups.change_group, hostel.jo, replace(ours.group, name="Other")),
        hostel.do(group_sessions.hold, hostel.jo, ours.session.session_id, 60),
        hostel.do(group_lines.send_line, hostel.jo, ours.session.session_id, "Another line", ()),
    ]
    before = _everything(hostel, ours)
    for one in done:
        for me in (hostel.tom, hostel.amina, hostel.lee):
            with pytest.raises(NotNow):
                hostel.do(lambda tx, me, one=one: one.undo(tx, me), me)
    assert _everything(hostel, ours) == before


def test_ids_from_elsewhere_open_nothing(hostel: Hostel, ours: Ours) -> None:
    """A one-to-one session, a line of training and a session of nowhere have no page among the groups."""
    jo, sam = ids(hostel, "jo", "sam")
    lines = (
        Session(
            "one", SessionKind.SUPERVISION, hostel.team_id, TODAY, 60, supervisor_id=jo, supervisee_id=sam
        ),
        Session("two", SessionKind.TRAINING, hostel.team_id, TODAY, 60),
        Session("three", SessionKind.DEBRIEF, None, TODAY, 60),
    )
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, lines))
    for session_id in ("one", "two", "three", "nothing", ours.group.group_id):
        with pytest.raises(NotNow, match="no such group"):
            hostel.see(group_sittings.sitting, hostel.jo, session_id)
        with pytest.raises(NotNow):
            hostel.do(group_sessions.call_off, hostel.jo, session_id, CancelledBy.SERVICE, WhyLost.CRISIS)
    assert hostel.read(lambda tx: sessions.load_session(tx, "one")).status is SessionStatus.NOT_YET


def test_a_group_of_another_team_takes_nobody_from_here(hostel: Hostel) -> None:
    fern = hostel.do(teams.add_team, hostel.amina, "Fern House", "").result.team_id
    with pytest.raises(NotNow):
        make_group(hostel, "sam", team_id=fern)


def test_a_member_whose_page_has_old_members_changes_none_of_them_back(hostel: Hostel, ours: Ours) -> None:
    more = replace(ours.group, members=(*ours.group.members, (person(hostel, "dee"), GroupRole.MEMBER)))
    hostel.do(groups.change_group, hostel.jo, more)
    with pytest.raises(NotNow, match="a moment ago"):
        hostel.do(groups.change_group, hostel.jo, replace(ours.group, name="Old page"))


def test_a_line_or_a_miracle_of_another_session_isnt_taken(hostel: Hostel, ours: Ours) -> None:
    community = plan(hostel, make_group(hostel, "sam", kind=SessionKind.COMMUNITY))
    write(hostel, community, "jo", miracles=(Miracle("w9", "They rang back"),))
    with pytest.raises(NotNow):
        hostel.do(group_lines.put_on_wall, hostel.jo, ours.session.session_id, "w9")
    line = hostel.read(lambda tx: stored_groups.load_theme_line(tx, community.session_id))
    assert not isinstance(line, ThemeLine)
