"""Small things in seconds, in the real window: on Home, from the finder, from the lock screen; taken back by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.team_part import QUICK, TeamPart
from pie_audit.storage import daily_notes as stored_notes
from pie_audit.storage import small_logs as stored_logs
from pie_audit.ui.home.line_before import LineOffer
from pie_audit.ui.home.quick_words import kind_words
from pie_audit.workflows.everyday import daily_notes
from tests.journeys.at_quayside import comes_in, takes_over
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, Finished, finished

__all__ = ["finished"]

CTRL = Qt.KeyboardModifier.ControlModifier
KEYS_IN_HALF_A_MINUTE = 75
"""Somebody who types 150 keys a minute; a click costs as much as three keys."""
DOOR = DoorCard(
    "0" * 32, "", "Harbour House", "no room without ID", "a letter from the GP", "the duty officer"
)

Sits = Callable[..., Visitor]


@pytest.fixture
def sits(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> Sits:
    """Somebody whose team uses these parts, at Home."""

    def sit(*parts: TeamPart, name: str = MANAGER) -> Visitor:
        hostel = finished.open(tmp_path)
        hostel.turn_off()
        if parts:
            hostel.turn_on(*parts)
        if TeamPart.DOORS in parts:
            card = DoorCard(
                DOOR.door_id, hostel.team_id, DOOR.agency, DOOR.refused, DOOR.got_us_in, DOOR.ask_for
            )
            hostel.do(daily_notes.save_door, hostel.amina, card)
        hostel.close()
        return comes_in(desk_in(tmp_path, tmp_path / "workspace"), name)

    return sit


def kept(visitor: Visitor, look: Callable[..., tuple[object, ...]]) -> tuple[object, ...]:
    """The team's rows, straight from its file."""
    inside = visitor.window.inside
    return inside._jobs.opened.read(lambda tx: look(tx, inside.team_id()))


def effort(visitor: Visitor) -> int:
    return visitor.keys_pressed + 3 * visitor.clicks_made


def starts_to_count(visitor: Visitor) -> None:
    visitor.clicks_made = visitor.keys_pressed = 0


def test_a_win_takes_one_click_and_enter_and_the_box_is_ready_for_the_next(sits: Sits) -> None:
    visitor = sits(TeamPart.WINS, TeamPart.FRICTION)
    visitor.waits_for("Note something small")
    starts_to_count(visitor)
    visitor.clicks("Small win")
    visitor.types("The lift works again.")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Noted: Small win.")
    assert visitor.clicks_made <= 2
    assert effort(visitor) <= KEYS_IN_HALF_A_MINUTE
    assert visitor.focused() == "What got a little better?"
    assert [win.words for win in kept(visitor, stored_logs.wins_of)] == ["The lift works again."]
    visitor.types("And the heating.")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: len(kept(visitor, stored_logs.wins_of)) == 2, "the second never came")


def test_friction_with_its_minutes_takes_two_clicks(sits: Sits) -> None:
    visitor = sits(TeamPart.WINS, TeamPart.FRICTION)
    visitor.waits_for("Note something small")
    starts_to_count(visitor)
    visitor.clicks("It took too long")
    visitor.types("A room for one night")
    visitor.presses(Qt.Key.Key_Tab)
    visitor.types("Housing")
    visitor.clicks("2 h")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Noted: It took too long.")
    assert visitor.clicks_made <= 2
    assert effort(visitor) <= KEYS_IN_HALF_A_MINUTE
    (errand,) = kept(visitor, stored_logs.friction_of)
    assert (errand.minutes, errand.process, errand.level) == (120, "Housing", None)


def test_being_turned_away_takes_two_clicks(sits: Sits) -> None:
    visitor = sits(TeamPart.WINS, TeamPart.REFUSALS)
    visitor.waits_for("Note something small")
    starts_to_count(visitor)
    visitor.clicks("Turned away")
    visitor.types("Harbour House")
    visitor.clicks("No ID")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Noted: Turned away.")
    assert visitor.clicks_made <= 2
    assert effort(visitor) <= KEYS_IN_HALF_A_MINUTE
    (refusal,) = kept(visitor, stored_notes.refusals_of)
    assert (refusal.agency, refusal.reason.value) == ("Harbour House", "no ID")


@pytest.mark.parametrize("typed", ["-20", "90000", "a while"])
def test_minutes_that_cannot_be_are_said_in_a_sentence_and_the_words_stay(sits: Sits, typed: str) -> None:
    visitor = sits(TeamPart.FRICTION)
    visitor.clicks("It took too long")
    visitor.types("A room")
    visitor.presses(Qt.Key.Key_Tab)
    visitor.types("Housing")
    visitor.fills("Time lost, typed", typed)
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("The time lost has to lie between 1 minute and 40 hours.")
    assert visitor.window.inside.page().quick.fields.texts()["words"] == "A room"
    visitor.fills("Time lost, typed", "1.5 h")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Noted: It took too long.")
    (errand,) = kept(visitor, stored_logs.friction_of)
    assert errand.minutes == 90


def test_what_was_noted_is_taken_back_by_name(sits: Sits) -> None:
    visitor = sits(TeamPart.WINS)
    visitor.clicks("Small win")
    visitor.types("The lift works again.")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: visitor.named("Noted a small win"), "no bar offers to undo it by name")
    visitor.clicks("Undo")
    visitor.waits_for("Taken back: Noted a small win")
    assert kept(visitor, stored_logs.wins_of) == ()


def test_enter_held_down_or_pressed_twice_and_a_double_click_make_one_entry(sits: Sits) -> None:
    visitor = sits(TeamPart.WINS)
    visitor.clicks("Small win")
    visitor.types("One and the same.")
    line = QApplication.focusWidget()
    for again in (False, True, True, True):
        kind = QEvent.Type.KeyPress
        event = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", again)
        QApplication.sendEvent(line, event)
    QTest.keyClick(line, Qt.Key.Key_Return)
    visitor.waits_for("Noted: Small win.")
    visitor.types("Another.")
    (button,) = visitor.named("Note it")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    visitor.waits_until(lambda: len(kept(visitor, stored_logs.wins_of)) >= 2, "the second never came")
    visitor.waits_until(lambda: not visitor.window.jobs._under_way, "something is still being noted")
    assert sorted(win.words for win in kept(visitor, stored_logs.wins_of)) == [
        "Another.",
        "One and the same.",
    ]


def test_the_door_card_of_an_agency_stands_beside_its_name_however_it_is_spelled(sits: Sits) -> None:
    visitor = sits(TeamPart.REFUSALS, TeamPart.DOORS)
    visitor.clicks("Turned away")
    visitor.types("the HARBOUR house")
    visitor.waits_for("Harbour House: we knocked there before")
    said = visitor.reads()
    for words in (
        "They refused: no room without ID",
        "What got us in: a letter from the GP",
        "Ask for: the duty officer",
    ):
        assert words in said


def test_a_name_in_a_line_for_the_wall_is_warned_of_and_never_blocked(sits: Sits) -> None:
    visitor = sits(TeamPart.WINS)
    visitor.clicks("Small win")
    visitor.types("Dee sang at supper.")
    visitor.waits_for("Could somebody be found by this?")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Noted: Small win.")
    assert [win.words for win in kept(visitor, stored_logs.wins_of)] == ["Dee sang at supper."]


def test_without_any_kind_there_is_no_box_and_nothing_to_note_in_the_finder(sits: Sits) -> None:
    visitor = sits(TeamPart.BARRIERS)
    assert "Note something small" not in visitor.reads()
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.types("the lift works")
    visitor.waits_for("Nothing goes by these words.")
    assert not visitor.lists("What was found", "Note a small win")


def test_words_typed_into_the_finder_become_a_note_over_the_page_in_hand(sits: Sits) -> None:
    visitor = sits(TeamPart.WINS, TeamPart.FRICTION)
    visitor.clicks("Action plan")
    visitor.waits_until(lambda: visitor.window.inside.area() == "plan", "the plan never came")
    starts_to_count(visitor)
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.types("The lift works again.")
    visitor.waits_until(lambda: visitor.lists("What was found", "Note a small win: “The lift"), "no offer")
    assert visitor.lists("What was found", "It took too long: “The lift works again.”")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: visitor.focused() == "What got a little better?", "no box came")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: kept(visitor, stored_logs.wins_of), "it was never noted")
    visitor.waits_until(lambda: not visitor.named("Note it"), "the window stays")
    assert visitor.clicks_made == 0
    assert effort(visitor) <= KEYS_IN_HALF_A_MINUTE
    assert visitor.window.inside.area() == "plan"


def test_escape_closes_the_box_and_what_was_typed_waits_there(sits: Sits) -> None:
    visitor = sits(TeamPart.WINS, TeamPart.BENT_RULES)
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.types("Note a rule we bent")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: visitor.focused() == "Which rule?", "no box came")
    visitor.types("No visitors after ten")
    visitor.presses(Qt.Key.Key_Escape)
    visitor.waits_until(lambda: not visitor.named("Which rule?"), "Escape doesn’t close it")
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.types("Kettle mended")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: visitor.focused() == "What got a little better?", "no box came")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: kept(visitor, stored_logs.wins_of), "it was never noted")
    visitor.waits_until(lambda: not visitor.named("Go back"), "the window stays")
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.types("Note a rule we bent")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(lambda: visitor.focused() == "Which rule?", "no box came")
    visitor.waits_until(
        lambda: QApplication.focusWidget().text() == "No visitors after ten", "what was typed is lost"
    )


def test_a_line_before_signing_in_is_offered_once_and_noted_by_its_writer(sits: Sits) -> None:
    visitor = sits(TeamPart.WINS, TeamPart.FRICTION)
    visitor.waits_for("Note something small")
    visitor.clicks("Lock now")
    visitor.clicks("Jo")
    visitor.clicks("Write one line first")
    visitor.fills("One line", "He came down for breakfast.")
    visitor.clicks("Ask me about it once I’m in")
    visitor.clicks("Keep it")
    visitor.waits_for("It’s waiting for you inside.")
    takes_over(visitor, MANAGER)
    assert "You noted before signing in" not in visitor.reads()
    visitor.clicks("Lock now")
    takes_over(visitor, "Jo")
    visitor.waits_for("You noted before signing in: “He came down for breakfast.”")
    assert kept(visitor, stored_logs.wins_of) == ()
    assert visitor.named("Keep it as mine")
    (offered,) = visitor.window.findChildren(LineOffer)
    (win,) = (w for w in visitor.named("Small win") if offered.isAncestorOf(w))
    win.click()
    visitor.waits_until(lambda: visitor.focused() == "What got a little better?", "the box isn’t ready")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Noted: Small win.")
    visitor.waits_until(lambda: "You noted before" not in visitor.reads(), "it is offered again")
    assert [win.words for win in kept(visitor, stored_logs.wins_of)] == ["He came down for breakfast."]
    visitor.clicks("Undo")
    visitor.waits_for("You noted before signing in")
    assert kept(visitor, stored_logs.wins_of) == ()
    visitor.clicks("Keep it as mine")
    visitor.waits_until(lambda: "You noted before" not in visitor.reads(), "it is offered again")


@pytest.mark.parametrize("parts", [(), QUICK], ids=("none", "all"))
def test_the_lock_screen_says_the_same_whatever_the_team_uses(
    sits: Sits, parts: tuple[TeamPart, ...]
) -> None:
    """Whoever stands at the door learns of no part, and of none that is off."""
    visitor = sits(*parts)
    visitor.clicks("Lock now")
    visitor.clicks("Jo")
    visitor.clicks("Write one line first")
    visitor.waits_until(lambda: visitor.named("One line"), "no line to write")
    said = visitor.reads()
    assert visitor.named("Ask me about it once I’m in")
    assert not [part for part in QUICK if kind_words(part).name in said]
    visitor.fills("One line", "He came down for breakfast.")
    visitor.clicks("Ask me about it once I’m in")
    visitor.clicks("Keep it")
    visitor.waits_for("It’s waiting for you inside.")
    takes_over(visitor, "Jo")
    asked = "You noted before signing in"
    if parts:
        visitor.waits_for(asked)
    else:
        assert asked not in visitor.reads()


def test_everything_in_the_box_is_reached_by_keyboard(sits: Sits) -> None:
    visitor = sits(TeamPart.WINS, TeamPart.REFUSALS)
    visitor.waits_for("Note something small")
    starts_to_count(visitor)
    visitor.tabs_to("Small win")
    visitor.presses(Qt.Key.Key_Right)
    visitor.waits_until(lambda: visitor.focused() == "Who turned them away?", "the kind isn’t chosen")
    visitor.types("Harbour House")
    visitor.presses(Qt.Key.Key_Tab)
    assert visitor.focused() == "Full"
    visitor.presses(Qt.Key.Key_Right)
    visitor.presses(Qt.Key.Key_Right)
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Noted: Turned away.")
    assert visitor.clicks_made == 0
    (refusal,) = kept(visitor, stored_notes.refusals_of)
    assert refusal.reason.value == "criteria"
