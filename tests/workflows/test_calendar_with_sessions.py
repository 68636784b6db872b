"""The calendar with sessions beside the plan, opened by a reader that didn't write it, across the change of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.session import SessionStatus
from pie_audit.workflows import calendars
from pie_audit.workflows.calendars import CalendarFile
from tests.quarter import Hostel
from tests.workflows.ics_reader import Event, read_ics
from tests.workflows.quarters import SUMMER, signed_plan
from tests.workflows.supervision.test_session_calendar import book, say_where

SATURDAY, SUNDAY, MONDAY = date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)
"""British clocks go back on that Sunday."""


def export(hostel: Hostel, path: Path, name: str = "jo", zone: str = "Europe/London") -> dict[str, Event]:
    """What another program finds in it, by title."""
    wanted = CalendarFile(hostel.team_id, path, overwrite=True, zone=zone, with_sessions=True)
    count = calendars.export_calendar(hostel.opened, hostel.people[name], wanted)
    found = read_ics(path.read_bytes())
    assert len(found) == count
    return {event.uid.partition("@")[0]: event for event in found}


@pytest.mark.parametrize(("zone", "before", "after"), [("Europe/London", 9, 10), ("Europe/Warsaw", 8, 9)])
def test_ten_o_clock_stays_ten_o_clock_across_the_october_change(
    hostel: Hostel, tmp_path: Path, zone: str, before: int, after: int
) -> None:
    hostel.at(date(2026, 10, 1))
    for session_id, day in (("sat", SATURDAY), ("mon", MONDAY)):
        book(hostel, session_id, day)
        say_where(hostel, session_id, "10:00")
    found = export(hostel, tmp_path / "c.ics", zone=zone)
    assert found["sat"].begins == datetime(2026, 10, 24, before, tzinfo=UTC)
    assert found["mon"].begins == datetime(2026, 10, 26, after, tzinfo=UTC)
    assert found["mon"].lasts == timedelta(hours=1)


def test_whole_days_stay_on_their_day_whatever_the_clocks_do(hostel: Hostel, tmp_path: Path) -> None:
    hostel.at(date(2026, 10, 1))
    book(hostel, "sun", SUNDAY)
    found = export(hostel, tmp_path / "c.ics")
    assert (found["sun"].day, found["sun"].lasts) == (SUNDAY, timedelta(days=1))
    assert b"VTIMEZONE" not in (tmp_path / "c.ics").read_bytes()


def test_actions_and_sessions_stand_in_one_file_in_any_script(hostel: Hostel, tmp_path: Path) -> None:
    words = "Zażółć gęślą jaźń, Tŷ-Hir; سلام " + "n" * 300
    (action,) = signed_plan(hostel, SUMMER, words, due=MONDAY)
    book(hostel, "s1", MONDAY)
    found = export(hostel, tmp_path / "c.ics")
    assert found[f"{action.action_id}-due"].title == f"Due: {words}"
    assert found["s1"].title == "Supervision"


def test_managers_see_the_teams_sessions_by_kind_and_day_and_colleagues_their_own(
    hostel: Hostel, tmp_path: Path
) -> None:
    hostel.at(date(2026, 10, 1))
    sam, dee = hostel.sam.member.person_id, hostel.dee.member.person_id
    book(hostel, "theirs", MONDAY, supervisor_id=sam, supervisee_id=dee)
    book(hostel, "lost", MONDAY, supervisor_id=sam, supervisee_id=dee, status=SessionStatus.CANCELLED)
    assert set(export(hostel, tmp_path / "sam.ics", "sam")) == {"theirs"}
    manager = export(hostel, tmp_path / "amina.ics", "amina")
    assert (set(manager), manager["theirs"].title, manager["theirs"].day) == (
        {"theirs"},
        "Supervision",
        MONDAY,
    )
    said = (tmp_path / "amina.ics").read_text("utf-8")
    assert not [name for name in ("Sam", "Dee") if name in said]
    with pytest.raises(NotNow):
        export(hostel, tmp_path / "jo.ics", "jo")


def test_ids_stay_when_a_session_moves_and_one_quarter_holds_its_own_days(
    hostel: Hostel, tmp_path: Path
) -> None:
    hostel.at(date(2026, 10, 1))
    book(hostel, "s1", MONDAY, status=SessionStatus.MOVED, moved_to=date(2026, 11, 2))
    assert export(hostel, tmp_path / "c.ics")["s1"].day == date(2026, 11, 2)
    wanted = CalendarFile(hostel.team_id, tmp_path / "q.ics", SUMMER, zone="", with_sessions=True)
    with pytest.raises(NotNow):
        calendars.export_calendar(hostel.opened, hostel.jo, wanted)


def test_the_plan_alone_stays_as_it_was(hostel: Hostel, tmp_path: Path) -> None:
    """The window’s link on the action plan writes days of the plan and nothing else."""
    (action,) = signed_plan(hostel, SUMMER, "Backfill", due=MONDAY)
    book(hostel, "s1", MONDAY)
    wanted = CalendarFile(hostel.team_id, tmp_path / "c.ics")
    calendars.export_calendar(hostel.opened, hostel.jo, wanted)
    assert [event.uid.partition("@")[0] for event in read_ics((tmp_path / "c.ics").read_bytes())] == [
        f"{action.action_id}-due"
    ]
