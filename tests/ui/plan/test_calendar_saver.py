"""The days of the plan leave as a calendar file: where it went, and what stands there already, is told in place."""

from __future__ import annotations

from pathlib import Path

from icalendar import Calendar

from pie_audit.ui.widgets import Banner, WrapLabel
from tests.ui.plan.desk import Desk

LINK = "Put the days into a calendar file"


def told(desk: Desk) -> str:
    return " ".join(
        label.text()
        for banner in desk.page.calendar.findChildren(Banner)
        for label in banner.findChildren(WrapLabel)
    )


def test_the_days_are_written_where_somebody_chose(desk: Desk, tmp_path: Path) -> None:
    desk.add()
    desk.files.path = tmp_path / "plan.ics"
    desk.sit()
    desk.press(LINK)
    desk.calm()
    assert desk.files.suggested == ["plan-quayside-house.ics"]
    titles = [str(e["summary"]) for e in Calendar.from_ical(desk.files.path.read_bytes()).events]
    assert "Due: Put handover reflection on the rota" in titles
    assert f"{len(titles)} days are in “plan.ics”." in told(desk)


def test_second_thoughts_write_nothing(desk: Desk) -> None:
    desk.add()
    desk.sit()
    desk.press(LINK)
    desk.calm()
    assert told(desk) == ""


def test_a_file_of_that_name_is_replaced_only_when_told(desk: Desk, tmp_path: Path) -> None:
    desk.add()
    desk.files.path = tmp_path / "plan.ics"
    desk.files.path.write_text("something else")
    desk.sit()
    desk.press(LINK)
    desk.calm()
    assert desk.files.path.read_text() == "something else"
    desk.press("Replace it")
    desk.calm()
    assert desk.files.path.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_place_that_takes_nothing_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.add()
    desk.files.path = tmp_path / "gone" / "plan.ics"
    desk.sit()
    desk.press(LINK)
    desk.calm()
    assert "That folder isn’t there." in told(desk)


def test_an_empty_plan_offers_no_calendar(desk: Desk) -> None:
    assert not desk.sit().calendar.isVisible()
