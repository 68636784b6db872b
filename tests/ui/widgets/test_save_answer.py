"""What is told under a button that saves: what came of it, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from pie_audit.domain.errors import CannotSave
from pie_audit.ui.widgets import Button, PrimaryButton
from pie_audit.ui.widgets.save_answer import SaveAnswer
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle

FULL = CannotSave("The disk is full.", "Choose another place.")


@pytest.fixture
def place(qtbot: object) -> QWidget:
    """Where a field, the button and its answer stand."""
    widget = QWidget()
    qtbot.addWidget(widget)  # type: ignore[attr-defined]
    return widget


@pytest.fixture
def under(place: QWidget) -> SaveAnswer:
    """An answer under its button, with a field before them that the focus could go to."""
    button = PrimaryButton("Save")
    answer = SaveAnswer(button)
    layout = QVBoxLayout(place)
    for part in (QLineEdit(), button, answer):
        layout.addWidget(part)
    place.show()
    place.activateWindow()
    button.setFocus()
    settle()
    return answer


def said(answer: SaveAnswer) -> str:
    return " ".join(label.text() for label in answer.findChildren(QLabel) if label.isVisible())


def button(answer: SaveAnswer, words: str) -> Button:
    return next(b for b in answer.findChildren(Button) if b.text() == words)


Tell = Callable[[SaveAnswer], None]


def test_nothing_stands_there_at_first(under: SaveAnswer) -> None:
    assert not under.is_told()
    assert not under.isVisible()


def test_a_file_that_is_there_is_asked_about_by_name(under: SaveAnswer) -> None:
    under.ask_to_replace(Path("plans/autumn.pdf"))
    settle()
    assert "“autumn.pdf” is there already." in said(under)
    assert button(under, "Choose another name").hasFocus()
    assert nameless(under) == []


@pytest.mark.parametrize(
    ("tell", "words", "wanted"),
    [
        (lambda one: one.ask_to_replace(Path("a.pdf")), "Replace it", "replace_wanted"),
        (lambda one: one.ask_to_replace(Path("a.pdf")), "Choose another name", "other_name_wanted"),
        (lambda one: one.refused(FULL), "Try again", "again_wanted"),
        (lambda one: one.refused(FULL), "Choose another name", "other_name_wanted"),
    ],
)
def test_each_button_says_what_is_wanted(under: SaveAnswer, tell: Tell, words: str, wanted: str) -> None:
    chosen: list[str] = []
    for name in ("replace_wanted", "other_name_wanted", "again_wanted"):
        getattr(under, name).connect(lambda name=name: chosen.append(name))
    tell(under)
    button(under, words).click()
    assert chosen == [wanted]


def test_what_went_wrong_stands_with_what_to_do(under: SaveAnswer) -> None:
    under.refused(FULL)
    assert "The disk is full." in said(under)
    assert "Choose another place." in said(under)


def test_what_was_saved_takes_the_place_of_what_went_wrong(under: SaveAnswer) -> None:
    under.refused(FULL)
    under.saved(Path("plans/autumn.pdf"))
    settle()
    assert "Saved in the folder “plans”. autumn.pdf" in said(under)
    assert "disk" not in said(under)


def test_the_focus_goes_back_to_the_button_when_the_answer_goes(under: SaveAnswer) -> None:
    under.ask_to_replace(Path("a.pdf"))
    settle()
    under.forget()
    assert not under.is_told()
    assert under._button.hasFocus()
