"""What came up since last time lies on the table of the meeting, in the real window: section 21 of practice.md and more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.audit.projector import Projector
from pie_audit.workflows.everyday import daily_notes, said_did
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, TODAY, Finished, Hostel, finished
from tests.ui.accessibility import nameless

__all__ = ["finished"]

RULE = "No visitors after ten"
WHYS = ("It was the first night", "The bus was late", "They had nowhere to go")
WAITED = "Nights feel unsafe in the hall"
Sits = Callable[..., Visitor]


def bent_three_times(hostel: Hostel) -> None:
    """Three workers, one rule."""
    for name, why in zip(("jo", "sam", "tom"), WHYS, strict=True):
        me = hostel.people[name]
        new = daily_notes.new_bent_rule(me, hostel.team_id)
        hostel.do(daily_notes.save_bent_rule, me, replace(new, rule=RULE, instead="Let them in", why=why))


def waited_long(hostel: Hostel) -> None:
    line = said_did.new_line(hostel.jo, hostel.team_id, WAITED)
    hostel.do(said_did.save_line, hostel.jo, replace(line, heard_on=TODAY - timedelta(days=120)))


@pytest.fixture
def sits(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> Sits:
    """Somebody whose team has rated and opened its review, and goes to the meeting."""

    def sit(*before: Callable[[Hostel], None], name: str = MANAGER) -> Visitor:
        hostel = finished.open(tmp_path)
        hostel.turn_on(TeamPart.BENT_RULES)
        hostel.opened_round()
        for happen in before:
            happen(hostel)
        hostel.close()
        visitor = comes_in(desk_in(tmp_path, tmp_path / "workspace"), name)
        visitor.clicks("Our review")
        visitor.clicks("Talk it through")
        return visitor

    return sit


def test_rule_bent_three_times_is_the_first_thing_on_the_table_with_three_reasons_and_no_worker(
    sits: Sits,
) -> None:
    visitor = sits(bent_three_times, waited_long)
    visitor.waits_for("Bent 3 times this quarter. Time to review this rule?")
    page = visitor.window.inside.page()
    said = "\n".join(each.text() for each in page.table.findChildren(type(page.table.title)))
    assert all(f"Because: {why}" in said for why in WHYS)
    assert f"“{WAITED}”: 4 months." in said
    assert not any(name in said for name in ("Jo", "Sam", "Tom", "Amina"))
    assert nameless(page) == []
    assert visitor.lines_of("Topics")[0].startswith("Also on the table")


def test_each_is_talked_about_or_put_off_with_the_keyboard_and_taken_back(sits: Sits) -> None:
    visitor = sits(bent_three_times, waited_long)
    visitor.waits_until(lambda: visitor.focused() == f"We’ve talked about: {RULE}", "the list has no focus")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_until(lambda: visitor.named(f"Take up again: {RULE}"), "it was never marked")
    visitor.waits_until(lambda: visitor.focused() == f"Take up again: {RULE}", "the focus went away")
    visitor.tabs_to("Not today: You said, we did")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_until(lambda: "All talked about or put off" in _list(visitor), "the list never said so")
    visitor.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_until(lambda: "1 thing, if you want it" in _list(visitor), "it was never taken back")
    visitor.tabs_to("Next topic")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_for("Read the list aloud.")
    visitor.tabs_to("Previous topic")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_for("What came up since last time.")


def test_room_sees_what_there_is_to_talk_about_and_no_reason(sits: Sits) -> None:
    visitor = sits(bent_three_times)
    visitor.waits_for("What came up since last time.")
    visitor.clicks("Projector view")
    room = visitor.window.inside.page().room.projector
    assert isinstance(room, Projector)
    assert room.slide.title == "Also on the table"
    assert room.slide.topics == (f"{RULE}: Bent 3 times this quarter. Time to review this rule?",)
    assert not any(why in str(room.slide) for why in WHYS)


def test_without_anything_the_meeting_begins_as_ever(sits: Sits) -> None:
    visitor = sits()
    visitor.waits_for("Read the list aloud.")
    assert "Also on the table" not in "\n".join([visitor.reads(), *visitor.lines_of("Topics")])


def test_who_only_reads_sees_it_and_marks_nothing(sits: Sits) -> None:
    visitor = sits(bent_three_times, name="Tom")
    visitor.waits_for("Bent 3 times this quarter.")
    assert visitor.named(f"Look: {RULE}")
    assert not visitor.named(f"We’ve talked about: {RULE}")
    visitor.clicks(f"Look: {RULE}")
    visitor.waits_for("Which rule?")


def _list(visitor: Visitor) -> str:
    return "\n".join(f"{row.title} {row.note}" for row in visitor.window.inside.page().topics.lines.rows())
