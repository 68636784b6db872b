"""The main line of a quarter with nothing but keys: started, rated, opened, talked through, planned, signed, exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective
from pie_audit.workflows import questions
from tests.journeys.at_quayside import Sits
from tests.journeys.quarters import text_of
from tests.journeys.team import HOME
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, STAFF, password_of

CTRL = Qt.KeyboardModifier.ControlModifier
HINDERS = "What else gets in the way here? Add a card: gets in the way, in this service"
NIGHTS = "Single cover at night"
COVER = "Find cover for one night a week"


@pytest.fixture(autouse=True)
def no_mouse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever clicks fails."""
    monkeypatch.delattr(QTest, "mouseClick")
    monkeypatch.delattr(Visitor, "fills")
    monkeypatch.delattr(Visitor, "chooses")


def goes_to(visitor: Visitor, name: str) -> None:
    """Tab there, once it is there."""
    visitor.waits_until(lambda: visitor.begins_with(name), f"“{name}” never came")
    visitor.tabs_to(name)


def presses_button(visitor: Visitor, name: str) -> None:
    goes_to(visitor, name)
    visitor.presses(Qt.Key.Key_Space)


def writes(visitor: Visitor, field: str, words: str) -> None:
    goes_to(visitor, field)
    visitor.types(words)


def finds_by_words(visitor: Visitor, words: str) -> None:
    """Ctrl+K, a few letters, Enter."""
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.waits_until(lambda: visitor.focused() == "Find or do anything", "the palette never came")
    visitor.types(words)
    visitor.waits_until(lambda: visitor.lists("What was found", words), f"“{words}” was not found")
    visitor.presses(Qt.Key.Key_Return)


def signs_in(visitor: Visitor, name: str) -> None:
    """On the locked window: one's own name, and the password."""
    visitor.waits_until(lambda: visitor.focused().endswith("password"), "the locked window never came")
    visitor.presses(Qt.Key.Key_Backtab)
    right, left = [Qt.Key.Key_Right] * 5, [Qt.Key.Key_Left] * 5
    for key in (*left, *right, Qt.Key.Key_Down, *left, *right, Qt.Key.Key_Up, *left, *right):
        if visitor.focused() != name:
            visitor.presses(key)
    assert visitor.focused() == name
    visitor.presses(Qt.Key.Key_Space)
    writes(visitor, f"{name}’s password", password_of(name))
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for(HOME)


def rates(visitor: Visitor, level: str) -> None:
    """Every topic of the short form with the same level, and “I'm done”."""
    finds_by_words(visitor, "Rate my part")
    goes_to(visitor, "It is fine to show our group although we are few")
    visitor.presses(Qt.Key.Key_Space)
    visitor.tabs_to("Level ")
    for topic in questions.bundled().topics_for(Scope.SHORT, theme_id=None, perspective=Perspective.TEAM):
        visitor.waits_for(topic.title)
        visitor.types(level)
        visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("That’s all of them.")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_for("You said you’re done")


def test_a_quarter_from_start_to_exported_plan_by_keys(
    desk_at: Sits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = desk_at("plain").opens()
    visitor.types(MANAGER)
    visitor.presses(Qt.Key.Key_Return)
    visitor.types(password_of(MANAGER))
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for(HOME)
    starts(visitor)
    rates(visitor, "3")
    for name, level in zip(STAFF[:3], "301", strict=True):
        visitor.presses(Qt.Key.Key_L, CTRL)
        signs_in(visitor, name)
        rates(visitor, level)
    visitor.presses(Qt.Key.Key_L, CTRL)
    signs_in(visitor, MANAGER)
    opens_it(visitor)
    talks(visitor)
    uses_the_board(visitor)
    plans(visitor)
    paper = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(paper), ""))
    signs_and_saves(visitor, paper)
    words = text_of(paper)
    for said in (COVER, NIGHTS, "Nights have had no session since August.", "Days are fine."):
        assert said in words, said


def starts(visitor: Visitor) -> None:
    finds_by_words(visitor, "Start the quarter")
    visitor.waits_for("How much")
    goes_to(visitor, "Short form")
    visitor.presses(Qt.Key.Key_Up)
    visitor.presses(Qt.Key.Key_Space)
    presses_button(visitor, "Start the quarter")
    visitor.waits_for("nobody can alone.")
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_for("say they are done")


def opens_it(visitor: Visitor) -> None:
    visitor.presses(Qt.Key.Key_2, CTRL)
    presses_button(visitor, "Open it together")
    goes_to(visitor, "Second opener")
    visitor.keys("J")
    writes(visitor, "Their password", password_of("Jo"))
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Talking it through")


def talks(visitor: Visitor) -> None:
    """The first wide topic: the dots, a level, because, and a different view; the rest for another time."""
    visitor.waits_for("Widest views first")
    visitor.waits_for("What shall we write down?")
    goes_to(visitor, "Behaviour has a history. The dots")
    visitor.presses(Qt.Key.Key_Space)
    visitor.presses(Qt.Key.Key_1)
    visitor.presses(Qt.Key.Key_N)
    visitor.types("Nights have had no session since August.")
    writes(visitor, "Somebody sees it differently", "Days are fine.")
    presses_button(visitor, "Keep this view")
    presses_button(visitor, "Agree on 1")
    visitor.waits_for("1 of 12 topics written down")
    finds_by_words(visitor, "Leave the rest for another time")
    visitor.waits_for("12 of 12 topics written down")
    presses_button(visitor, "Finish talking")


def uses_the_board(visitor: Visitor) -> None:
    """A card by A, moved to another lane by M and the arrows, and made a priority by its menu's words."""
    visitor.waits_for("What helps, what gets in the way")
    presses_button(visitor, HINDERS)
    visitor.types(NIGHTS)
    visitor.presses(Qt.Key.Key_Return)
    goes_to(visitor, f"{NIGHTS}. Gets in the way, in this service")
    visitor.presses(Qt.Key.Key_M)
    visitor.presses(Qt.Key.Key_Down)
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_until(
        lambda: visitor.begins_with(f"{NIGHTS}. Gets in the way, in the wider system"), "the card never moved"
    )
    finds_by_words(visitor, "Choose priorities")
    goes_to(visitor, "Where it comes from")
    visitor.keys("S")
    presses_button(visitor, "Add to the list")


def plans(visitor: Visitor) -> None:
    presses_button(visitor, "Write an action for")
    visitor.waits_for("New action")
    visitor.types(COVER)
    visitor.presses(Qt.Key.Key_Return, CTRL)
    visitor.waits_for("1 action")


def signs_and_saves(visitor: Visitor, paper: Path) -> None:
    presses_button(visitor, "Preview and sign off")
    presses_button(visitor, "Sign off")
    visitor.waits_for("This is a fair account of our talk.")
    goes_to(visitor, "Go back")  # into the question: the button behind it has the same name
    presses_button(visitor, "Sign off")
    visitor.waits_for("Add to what was signed")
    goes_to(visitor, "Words only")
    visitor.presses(Qt.Key.Key_Down)
    visitor.presses(Qt.Key.Key_Space)
    visitor.waits_for("Page 1 of")
    presses_button(visitor, "Save this PDF")
    visitor.waits_until(paper.exists, "no paper was written")
    visitor.waits_for("Saved in the folder")
