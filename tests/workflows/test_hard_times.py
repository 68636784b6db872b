"""Something happened: reminders rest, talks are planned, the days of a review move, and one undo takes it all back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.session import SessionKind
from pie_audit.storage import audits as rounds
from pie_audit.storage import sessions
from pie_audit.storage import small_logs as stored
from pie_audit.workflows import (
    hard_times,
    steps,
)
from pie_audit.workflows.supervision import (
    group_sessions,
    group_sittings,
)
from pie_audit.workflows.undo import Undoable
from tests.meeting import write
from tests.quarter import TODAY, Hostel

TWO_WEEKS = timedelta(days=14)


def _note(hostel: Hostel, name: str = "jo", **changes: Any) -> Undoable:
    what = replace(hard_times.WhatHappened(hostel.team_id, TODAY), **changes)
    return hostel.do(hard_times.note_hard_time, hostel.people[name], what)


def _undo(hostel: Hostel, done: Undoable, name: str = "jo") -> None:
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.people[name])


def _talks(hostel: Hostel) -> list[date]:
    far = timedelta(days=100)
    found = hostel.read(
        lambda tx: sessions.sessions_of_team(tx, hostel.team_id, first=TODAY - far, last=TODAY + far)
    )
    assert all(s.kind is SessionKind.DEBRIEF and s.group_id is None for s in found)
    return [s.planned_on for s in found]


def _days(hostel: Hostel, round_id: str) -> tuple[date, date | None]:
    found = hostel.read(lambda tx: rounds.load_round(tx, round_id))
    return found.closes_on, found.talk_on


def _quiet(hostel: Hostel, day: date) -> bool:
    return hostel.read(lambda tx: hard_times.is_quiet_time(tx, hostel.team_id, day))


def test_reminders_rest_for_two_weeks_and_no_longer(hostel: Hostel) -> None:
    assert not _quiet(hostel, TODAY)
    _note(hostel)
    assert _quiet(hostel, TODAY)
    assert _quiet(hostel, TODAY + TWO_WEEKS)
    assert not _quiet(hostel, TODAY + TWO_WEEKS + timedelta(days=1))
    assert not hostel.read(lambda tx: hard_times.is_quiet_time(tx, "another team", TODAY))


def test_anybody_of_the_team_notes_it_and_talks_are_planned(hostel: Hostel) -> None:
    done = _note(hostel, "tom", offered=5, taken_up=2, residents_included=True)
    assert (done.result.offered, done.result.taken_up, done.result.residents_included) == (5, 2, True)
    assert _talks(hostel) == [TODAY + timedelta(days=7), TODAY + timedelta(days=28)]


def test_the_talks_are_for_everybody_in_the_team(hostel: Hostel) -> None:
    _note(hostel, "tom")
    view = hostel.see(group_sessions.groups_view, hostel.dee, hostel.team_id)
    assert len(view.gatherings) == 2
    page = hostel.see(group_sittings.sitting, hostel.dee, view.gatherings[0].session_id)
    assert page.group.name == "After an incident"
    assert {name for _id, name in page.people} == {"Amina Yusuf", "Jo", "Sam", "Dee", "Tom"}
    with pytest.raises(NotNow):
        hostel.see(group_sittings.sitting, hostel.lee, view.gatherings[0].session_id)


def test_it_can_be_noted_without_any_talk(hostel: Hostel) -> None:
    _note(hostel, plan_talks=False)
    assert _talks(hostel) == []
    assert _quiet(hostel, TODAY)


def test_one_undo_takes_everything_back(hostel: Hostel) -> None:
    round_id = hostel.start()
    before = _days(hostel, round_id)
    done = _note(hostel, "amina", move_review=True)
    assert _days(hostel, round_id) == (before[0] + TWO_WEEKS, (before[1] or TODAY) + TWO_WEEKS)
    _undo(hostel, done, "amina")
    assert _days(hostel, round_id) == before
    assert _talks(hostel) == []
    assert not _quiet(hostel, TODAY)
    assert hostel.read(lambda tx: stored.hard_times_of(tx, hostel.team_id)) == ()


def test_undo_leaves_what_the_review_went_on_to_do(hostel: Hostel) -> None:
    round_id = hostel.start()
    before = _days(hostel, round_id)
    done = _note(hostel, "amina", move_review=True)
    hostel.do(steps.close_round, hostel.amina, round_id)
    state = hostel.state(round_id)
    _undo(hostel, done, "amina")
    assert hostel.state(round_id) is state
    assert _days(hostel, round_id) == before


def test_a_talk_that_was_held_meanwhile_stays(hostel: Hostel) -> None:
    done = _note(hostel)
    hostel.at(TODAY + timedelta(days=7))
    talk = hostel.see(group_sessions.groups_view, hostel.jo, hostel.team_id).gatherings[0]
    hostel.do(group_sessions.hold, hostel.sam, talk.session_id, 45)
    _undo(hostel, done)
    assert _talks(hostel) == [talk.planned_on]


def test_a_talk_at_which_somebody_wrote_stays(hostel: Hostel) -> None:
    done = _note(hostel)
    talk = hostel.see(group_sessions.groups_view, hostel.jo, hostel.team_id).gatherings[0]
    write(hostel, talk, "sam", by="sam", incident_on=TODAY)
    _undo(hostel, done)
    assert _talks(hostel) == [talk.planned_on]


def test_only_who_runs_the_review_moves_its_days(hostel: Hostel) -> None:
    round_id = hostel.start()
    before = _days(hostel, round_id)
    assert not hostel.see(hard_times.hard_times, hostel.sam, hostel.team_id).may_move_review
    with pytest.raises(NotNow, match="isn’t yours to do"):
        _note(hostel, "sam", move_review=True)
    assert not _quiet(hostel, TODAY)
    noted = _note(hostel, "sam").result
    assert _days(hostel, round_id) == before
    assert hostel.see(hard_times.hard_times, hostel.amina, hostel.team_id).may_move_review
    moved = hostel.do(hard_times.move_review, hostel.amina, noted.hard_time_id)
    assert _days(hostel, round_id)[0] == before[0] + TWO_WEEKS
    with pytest.raises(NotNow, match="moved already"):
        hostel.do(hard_times.move_review, hostel.amina, noted.hard_time_id)
    _undo(hostel, moved, "amina")
    assert _days(hostel, round_id) == before


def test_days_that_are_over_stay(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    closes, talk = _days(hostel, round_id)
    hostel.at(closes + timedelta(days=1))
    _note(hostel, "amina", day=closes, move_review=True)
    assert _days(hostel, round_id) == (closes, (talk or TODAY) + TWO_WEEKS)


def test_without_a_review_nothing_moves(hostel: Hostel) -> None:
    view = hostel.see(hard_times.hard_times, hostel.amina, hostel.team_id)
    assert (view.round, view.may_move_review) == (None, False)
    with pytest.raises(NotNow, match="No review"):
        _note(hostel, "amina", move_review=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": TODAY + timedelta(days=1)},
        {"day": TODAY - timedelta(days=15)},
        {"offered": 1, "taken_up": 2},
        {"offered": -1},
        {"offered": 1_000},
        {"in_a_week": TODAY - timedelta(days=1)},
    ],
)
def test_what_cant_be_is_refused_and_nothing_is_kept(hostel: Hostel, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotNow):
        _note(hostel, **wrong)
    assert not _quiet(hostel, TODAY)
    assert _talks(hostel) == []


def test_counts_can_be_added_to_later(hostel: Hostel) -> None:
    noted = _note(hostel, offered=3).result
    done = hostel.do(hard_times.change_counts, hostel.dee, noted.hard_time_id, 6, 4)
    latest = hostel.see(hard_times.hard_times, hostel.jo, hostel.team_id).latest
    assert (latest.offered, latest.taken_up) == (6, 4)
    _undo(hostel, done, "dee")
    latest = hostel.see(hard_times.hard_times, hostel.jo, hostel.team_id).latest
    assert (latest.offered, latest.taken_up) == (3, 0)


def test_nobody_outside_the_team_sees_or_notes_anything(hostel: Hostel) -> None:
    noted = _note(hostel).result
    with pytest.raises(NotNow):
        hostel.see(hard_times.hard_times, hostel.lee, hostel.team_id)
    with pytest.raises(NotNow):
        _note(hostel, "lee")
    with pytest.raises(NotNow):
        hostel.do(hard_times.change_counts, hostel.lee, noted.hard_time_id, 1, 1)
    with pytest.raises(NotNow, match="isn’t noted"):
        hostel.do(hard_times.change_counts, hostel.jo, "no such id", 1, 1)
