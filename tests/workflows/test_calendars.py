"""The days of a plan as a file: whole, with what is to be done and without who holds it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.plan import ActionStatus
from pie_audit.workflows import calendars
from pie_audit.workflows.calendars import CalendarFile
from tests.quarter import Hostel
from tests.workflows.quarters import AUTUMN, SUMMER, begin, planned, sign, signed_plan

DUE, AGAIN, REPLY = date(2026, 11, 27), date(2026, 12, 8), date(2027, 1, 15)


def exported(hostel: Hostel, path: Path, name: str = "amina", **more: object) -> dict[str, date]:
    """The titles in the file and their days."""
    wanted = CalendarFile(hostel.team_id, path, **more)  # type: ignore[arg-type]
    rows = calendars.export_calendar(hostel.opened, hostel.people[name], wanted)
    events = Calendar.from_ical(path.read_bytes()).events
    assert len(events) == rows
    return {str(event["summary"]): event.start for event in events}


def test_due_days_days_to_look_again_replies_and_the_talk_go_in(hostel: Hostel, tmp_path: Path) -> None:
    round_id = hostel.start()
    planned(hostel, round_id, "Ask nights", due=DUE)
    planned(hostel, round_id, "List bent rules", review_on=AGAIN)
    planned(
        hostel, round_id, "Backfill", ask_what="Four hours a month", ask_of="Maria Lopez", ask_reply_by=REPLY
    )
    assert exported(hostel, tmp_path / "plan.ics") == {
        "Due: Ask nights": DUE,
        "Look at it again: List bent rules": AGAIN,
        "Reply due: Four hours a month": REPLY,
        "We talk our review through": date(2026, 12, 5),
    }


def test_no_name_of_anybody_stands_in_it(hostel: Hostel, tmp_path: Path) -> None:
    round_id = hostel.start()
    tom = hostel.tom.member
    planned(hostel, round_id, "Ask nights", due=DUE, owner_id=tom.person_id, ask_of="Maria Lopez")
    exported(hostel, tmp_path / "plan.ics")
    content = (tmp_path / "plan.ics").read_text()
    assert tom.person_id not in content
    for name in ("Tom", "Amina", "Maria"):
        assert name not in content


def test_what_has_ended_is_left_out_and_one_quarter_can_be_chosen(hostel: Hostel, tmp_path: Path) -> None:
    round_id = begin(hostel, SUMMER)
    planned(hostel, round_id, "Done", due=DUE, status=ActionStatus.DONE)
    planned(hostel, round_id, "Ask nights", due=DUE)
    sign(hostel, round_id)
    signed_plan(hostel, AUTUMN, "Paint the hall", due=AGAIN)
    both = {"Due: Ask nights": DUE, "Due: Paint the hall": AGAIN}
    assert exported(hostel, tmp_path / "all.ics", "jo") == both
    assert exported(hostel, tmp_path / "one.ics", quarter=AUTUMN) == {"Due: Paint the hall": AGAIN}


def test_nothing_to_write_is_told_and_no_file_is_left(hostel: Hostel, tmp_path: Path) -> None:
    begin(hostel, AUTUMN)
    with pytest.raises(NotNow, match="No day is set"):
        exported(hostel, tmp_path / "plan.ics")
    assert not (tmp_path / "plan.ics").exists()


def test_a_file_that_stands_is_replaced_only_when_told_and_others_ids_stay(
    hostel: Hostel, tmp_path: Path
) -> None:
    signed_plan(hostel, AUTUMN, "Ask nights", due=DUE)
    out = tmp_path / "plan.ics"
    exported(hostel, out)
    before = out.read_bytes()
    with pytest.raises(CannotSave, match="already"):
        exported(hostel, out)
    exported(hostel, out, overwrite=True)
    assert out.read_bytes() == before


def test_a_leader_takes_none_of_it(hostel: Hostel, tmp_path: Path) -> None:
    signed_plan(hostel, AUTUMN, "Ask nights", due=DUE)
    with pytest.raises(NotNow):
        exported(hostel, tmp_path / "plan.ics", "lee")


@pytest.mark.parametrize("name", ["Quayside House", "../../etc/passwd", "", "ÄÖ 🌱", "x" * 500])
def test_a_file_name_is_made_by_us(name: str) -> None:
    made = calendars.suggested_name(name)
    assert made.endswith(".ics")
    assert len(made) <= 60
    assert all(c.isascii() and (c.isalnum() or c in ".-") for c in made)
