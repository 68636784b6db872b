"""One's own sessions as a calendar file, read back by a parser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.group import Group, GroupFrame, GroupRole
from pie_audit.domain.session import Session, SessionKind, SessionStatus
from pie_audit.domain.supervision import Agenda
from pie_audit.domain.team import Standing
from pie_audit.storage import groups, sessions
from pie_audit.workflows.sealed_pages import named_id, save_for, to_json
from pie_audit.workflows.supervision import session_calendar
from pie_audit.workflows.supervision.session_calendar import SessionFile
from tests.quarter import TODAY, Hostel


def book(hostel: Hostel, session_id: str, day: date, **changes: Any) -> Session:
    """An hour of Jo's supervision with Amina, still to come."""
    usual = Session(
        session_id,
        SessionKind.SUPERVISION,
        hostel.team_id,
        day,
        60,
        supervisor_id=hostel.amina.member.person_id,
        supervisee_id=hostel.jo.member.person_id,
    )
    value = replace(usual, **changes)
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, [value]))
    return value


def say_where(hostel: Hostel, session_id: str, starts: str, place: str = "") -> None:
    """Time and place, sealed for the two as `supervision_agenda` seals them."""
    body = to_json(Agenda(starts=starts, place=place))
    reader = [hostel.jo.member.person_id]
    hostel.do(save_for, hostel.amina, named_id("agenda", session_id), body, reader)


def export(hostel: Hostel, path: Path, me: str = "jo", **changes: Any) -> list[Any]:
    wanted = SessionFile(path, "Europe/London", **changes)
    count = session_calendar.export_sessions(hostel.opened, hostel.people[me], wanted)
    events = list(Calendar.from_ical(path.read_bytes()).events)
    assert len(events) == count
    return events


def test_a_session_stands_at_its_time_and_place_and_names_nobody(hostel: Hostel, tmp_path: Path) -> None:
    book(hostel, "s1", date(2026, 12, 7))
    say_where(hostel, "s1", "10:00", "Blue room")
    (event,) = export(hostel, tmp_path / "mine.ics")
    assert event.start == datetime(2026, 12, 7, 10, tzinfo=ZoneInfo("Europe/London"))
    assert event.end - event.start == timedelta(hours=1)
    assert (str(event["summary"]), str(event["location"])) == ("Supervision", "Blue room")
    assert b"BEGIN:VTIMEZONE" in (tmp_path / "mine.ics").read_bytes()
    assert b"Amina" not in (tmp_path / "mine.ics").read_bytes()


def test_each_of_the_two_may_have_the_other_s_name_in_it(hostel: Hostel, tmp_path: Path) -> None:
    book(hostel, "s1", date(2026, 12, 7))
    (mine,) = export(hostel, tmp_path / "a.ics", with_names=True)
    (theirs,) = export(hostel, tmp_path / "b.ics", "amina", with_names=True)
    assert (str(mine["summary"]), str(theirs["summary"])) == ("Supervision: Amina Yusuf", "Supervision: Jo")


@pytest.mark.parametrize("starts", ["", "after lunch"])
def test_a_session_without_a_time_of_day_is_a_whole_day(hostel: Hostel, tmp_path: Path, starts: str) -> None:
    book(hostel, "s1", date(2026, 12, 7))
    say_where(hostel, "s1", starts, "Blue room")
    (event,) = export(hostel, tmp_path / "mine.ics")
    assert event.start == date(2026, 12, 7)
    assert "Blue room" in str(event["description"])


def test_a_moved_session_keeps_its_id_on_its_new_day(hostel: Hostel, tmp_path: Path) -> None:
    session = book(hostel, "s1", date(2026, 12, 7))
    say_where(hostel, "s1", "10:00")
    (before,) = export(hostel, tmp_path / "a.ics")
    moved = replace(session, status=SessionStatus.MOVED, moved_to=date(2026, 12, 9))
    hostel.opened.write(lambda tx: sessions.save_session(tx, moved))
    (after,) = export(hostel, tmp_path / "b.ics")
    assert before["uid"] == after["uid"]
    assert after.start.date() == date(2026, 12, 9)
    assert after["sequence"] > before["sequence"]


def test_only_what_is_still_to_come_goes_in(hostel: Hostel, tmp_path: Path) -> None:
    book(hostel, "yesterday", TODAY - timedelta(days=1))
    book(hostel, "off", date(2026, 12, 1), status=SessionStatus.CANCELLED)
    book(hostel, "today", TODAY)
    assert [e.start for e in export(hostel, tmp_path / "mine.ics")] == [TODAY]


def test_a_group_s_sessions_are_in_its_members_calendars_alone(hostel: Hostel, tmp_path: Path) -> None:
    members = tuple((hostel.people[n].member.person_id, GroupRole.MEMBER) for n in ("jo", "sam"))
    group = Group("g", SessionKind.GROUP, "Thursday group", hostel.team_id, members)
    hostel.opened.write(lambda tx: groups.save_group(tx, group))
    nobody = {"supervisor_id": None, "supervisee_id": None}
    book(hostel, "s1", date(2026, 12, 3), kind=SessionKind.GROUP, group_id="g", **nobody)
    body = to_json(GroupFrame(starts="2 pm", place="Lounge"))
    hostel.do(save_for, hostel.jo, named_id("group", "g", "frame"), body, [p for p, _role in members])
    (event,) = export(hostel, tmp_path / "a.ics", "sam", with_names=True)
    assert (event.start.time(), str(event["summary"])) == (time(14), "Group session: Thursday group")
    with pytest.raises(NotNow):
        export(hostel, tmp_path / "b.ics", "dee")


def test_words_from_before_a_reset_leave_the_day(hostel: Hostel, tmp_path: Path) -> None:
    book(hostel, "s1", date(2026, 12, 7))
    body = to_json(Agenda(starts="10:00"))
    hostel.do(save_for, hostel.amina, named_id("agenda", "s1"), body, [])
    (event,) = export(hostel, tmp_path / "mine.ics")
    assert event.start == date(2026, 12, 7)


def test_nothing_planned_is_said_and_a_file_that_is_there_stays(hostel: Hostel, tmp_path: Path) -> None:
    with pytest.raises(NotNow):
        export(hostel, tmp_path / "mine.ics")
    book(hostel, "s1", date(2026, 12, 7))
    (tmp_path / "mine.ics").write_text("theirs", "utf-8")
    with pytest.raises(CannotSave):
        export(hostel, tmp_path / "mine.ics")
    export(hostel, tmp_path / "mine.ics", overwrite=True)


def test_a_slip_and_somebody_who_left_have_no_sessions(hostel: Hostel) -> None:
    (slip,) = hostel.slips(hostel.start(), lived_experience=1)
    gone = replace(hostel.jo, member=replace(hostel.jo.member, standing=Standing.LEFT))
    for me in (slip, gone):
        with pytest.raises(NotNow):
            hostel.see(session_calendar.calendar_entries, me)
