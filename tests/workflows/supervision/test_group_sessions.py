"""Sessions of a group in the ledger: planned alone or in a row, held, cut short, called off, moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.ledger import Period, judge, tally
from pie_audit.domain.session import CancelledBy, SessionKind, SessionStatus, WhyLost
from pie_audit.storage import sessions
from pie_audit.workflows.supervision import (
    group_sessions,
    groups,
)
from tests.meeting import make_group, plan
from tests.quarter import TODAY, Hostel

AUTUMN = Period(date(2026, 10, 1), date(2026, 12, 31))


def _line(hostel: Hostel, session_id: str) -> sessions.Session:
    return hostel.read(lambda tx: sessions.load_session(tx, session_id))


def test_a_series_comes_every_so_many_weeks(hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    plan(hostel, group, TODAY, count=4, every_weeks=2)
    days = [s.planned_on for s in hostel.read(lambda tx: group_sessions.sessions_of_group(tx, group))]
    assert days == [TODAY + timedelta(weeks=2 * n) for n in range(4)]


def test_a_series_can_be_undone_but_for_what_was_held(hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    new = group_sessions.NewSessions(group.group_id, TODAY, 60, count=3)
    done = hostel.do(group_sessions.plan_sessions, hostel.jo, new)
    hostel.do(group_sessions.hold, hostel.sam, done.result[0].session_id, 60)
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.jo)
    left = hostel.read(lambda tx: group_sessions.sessions_of_group(tx, group))
    assert [s.status for s in left] == [SessionStatus.HELD]


@pytest.mark.parametrize("minutes", [0, 481])
def test_a_length_that_cant_be_is_refused(hostel: Hostel, minutes: int) -> None:
    group = make_group(hostel)
    with pytest.raises(NotNow, match="minutes"):
        plan(hostel, group, minutes=minutes)


def test_a_series_without_end_is_refused(hostel: Hostel) -> None:
    group = make_group(hostel)
    with pytest.raises(NotNow):
        plan(hostel, group, count=1_000)


@pytest.mark.parametrize(
    ("minutes", "status"), [(60, SessionStatus.HELD), (75, SessionStatus.HELD), (35, SessionStatus.CUT_SHORT)]
)
def test_held_or_cut_short_goes_by_the_minutes(hostel: Hostel, minutes: int, status: SessionStatus) -> None:
    session = plan(hostel, make_group(hostel))
    hostel.do(group_sessions.hold, hostel.jo, session.session_id, minutes)
    line = _line(hostel, session.session_id)
    assert (line.status, line.held_min, line.held_on) == (status, minutes, TODAY)


def test_what_is_to_come_wasnt_held(hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel), TODAY + timedelta(days=1))
    with pytest.raises(NotNow, match="still to come"):
        hostel.do(group_sessions.hold, hostel.jo, session.session_id, 60)


def test_a_session_called_off_says_why_and_can_come_back(hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel))
    done = hostel.do(
        group_sessions.call_off, hostel.jo, session.session_id, CancelledBy.SERVICE, WhyLost.STAFFING
    )
    line = _line(hostel, session.session_id)
    assert (line.status, line.cancelled_by, line.reason) == (
        SessionStatus.CANCELLED,
        CancelledBy.SERVICE,
        WhyLost.STAFFING,
    )
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.jo)
    assert _line(hostel, session.session_id).status is SessionStatus.NOT_YET


def test_a_moved_session_counts_once_where_it_was_planned(hostel: Hostel) -> None:
    group = make_group(hostel)
    session = plan(hostel, group, TODAY - timedelta(days=5))
    to = TODAY - timedelta(days=1)
    hostel.do(group_sessions.move, hostel.jo, session.session_id, to, WhyLost.CRISIS)
    assert _line(hostel, session.session_id).due_on == to
    hostel.do(group_sessions.hold, hostel.jo, session.session_id, 60)
    lines = hostel.read(lambda tx: group_sessions.sessions_of_group(tx, group))
    assert tally(judge(lines, AUTUMN)).says() == "1 of 1, 100%"
    assert lines[0].planned_on == TODAY - timedelta(days=5)
    assert lines[0].held_on == to


def test_moving_to_the_same_day_is_refused(hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel))
    with pytest.raises(NotNow, match="day it is planned for"):
        hostel.do(group_sessions.move, hostel.jo, session.session_id, TODAY, WhyLost.OTHER)


def test_who_comes_along_to_an_open_group_doesnt_write_its_line(hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam", is_open=True))
    assert hostel.see(group_sessions.session_of_mine, hostel.tom, session.session_id)[0] == session
    with pytest.raises(NotNow, match="belongs to the group"):
        hostel.do(group_sessions.hold, hostel.tom, session.session_id, 60)


def test_ended_groups_still_show_what_took_place(hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    session = plan(hostel, group)
    hostel.do(group_sessions.hold, hostel.jo, session.session_id, 60)
    hostel.do(groups.end_group, hostel.jo, group.group_id)
    view = hostel.see(group_sessions.groups_view, hostel.sam, hostel.team_id)
    assert [s.session_id for s in view.mine[0].behind] == [session.session_id]
    assert not view.mine[0].may_plan


def test_a_debrief_is_followed_up_in_a_week_and_in_a_month(hostel: Hostel) -> None:
    group = make_group(hostel, "sam", kind=SessionKind.DEBRIEF)
    session = plan(hostel, group)
    done = hostel.do(group_sessions.plan_follow_ups, hostel.sam, session.session_id)
    days = [s.planned_on for s in hostel.read(lambda tx: group_sessions.sessions_of_group(tx, group))]
    assert days == [TODAY, TODAY + timedelta(days=7), TODAY + timedelta(days=28)]
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.sam)
    assert len(hostel.read(lambda tx: group_sessions.sessions_of_group(tx, group))) == 1


def test_other_sessions_have_no_follow_ups_and_strangers_plan_none(hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam"))
    with pytest.raises(NotNow, match="Only a debrief"):
        hostel.do(group_sessions.plan_follow_ups, hostel.jo, session.session_id)
    debrief = plan(hostel, make_group(hostel, "sam", kind=SessionKind.DEBRIEF))
    with pytest.raises(NotNow, match="no such group"):
        hostel.do(group_sessions.plan_follow_ups, hostel.tom, debrief.session_id)
