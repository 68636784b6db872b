"""A leader's board with nothing but keys: files taken in, asks put together and answered, replies and the page saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.journeys.at_board import NOTHING_YET
from tests.journeys.conftest import Desk
from tests.journeys.quarters import text_of
from tests.journeys.test_three_quarters_by_keyboard import (
    CTRL,
    finds_by_words,
    goes_to,
    no_mouse,
    presses_button,
    writes,
)
from tests.journeys.twelve_services import Mail, mail
from tests.journeys.visitor import Visitor
from tests.quarter import LEADER, password_of
from tests.workflows.twelve import NAMES

__all__ = ["mail", "no_mouse"]

K = Qt.Key
DOOR, BUDGET = "A second door to the yard", "A training budget"
BECAUSE = "two nights a week from April"


def test_twelve_plans_are_read_and_answered_by_keys(
    desk_in: Callable[[Path, Path | None], Desk],
    mail: Mail,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (place := tmp_path / "leader").mkdir()
    visitor = desk_in(place, None).opens()
    founds_a_workspace(visitor)
    takes_everything_in(visitor, mail, monkeypatch)
    puts_together(visitor)
    answers_all(visitor)
    saves_replies(visitor, tmp_path / "replies", monkeypatch)
    said = saves_the_page(visitor, tmp_path / "board.pdf", monkeypatch)
    for words in ("5 of 11 teams, oldest 3 quarters", BECAUSE, *NAMES[:11]):
        assert words in said, words


def founds_a_workspace(visitor: Visitor) -> None:
    for words in (LEADER, password_of(LEADER)):
        visitor.types(words)
        visitor.presses(K.Key_Return)
    visitor.types(password_of(LEADER))
    visitor.presses(K.Key_Return)
    visitor.waits_for("Who is it for?")
    for _step in range(2):
        visitor.presses(K.Key_Down)
    assert visitor.focused().startswith("I read what teams send me")
    visitor.presses(K.Key_Space)
    presses_button(visitor, "Make my workspace")
    visitor.waits_for("The House key")
    presses_button(visitor, "Later. Home will ask again")
    presses_button(visitor, "Decide later")
    visitor.waits_for(NOTHING_YET)


def takes_everything_in(visitor: Visitor, mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans by its key, the dialog by Ctrl+N."""
    files = [str(path) for path in mail.all]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (files, ""))
    visitor.presses(K.Key_2, CTRL)
    visitor.waits_for("No plans yet.")
    visitor.presses(K.Key_N, CTRL)
    visitor.waits_for("13 of 15 files were taken in.")
    visitor.waits_for("What 11 teams have chosen to share")
    presses_button(visitor, "Put this list away")
    visitor.waits_until(lambda: "letter.pdf" not in visitor.reads(), "the list stayed")


def puts_together(visitor: Visitor) -> None:
    """Ticked by Space, named by typing, taken back by Ctrl+Z."""
    visitor.presses(K.Key_4, CTRL)
    visitor.waits_for("5 of 11 teams, oldest 3 quarters")
    for what in (DOOR, BUDGET):
        presses_button(visitor, f"Choose: {what}")
    presses_button(visitor, "Put them together")
    visitor.waits_for("Under which words shall they stand?")
    visitor.presses(K.Key_Down)
    visitor.presses(K.Key_Space)
    presses_button(visitor, "Put together")
    visitor.waits_for(f"{BUDGET}\n2 of 11 teams, oldest 3 quarters")
    visitor.presses(K.Key_Z, CTRL)
    visitor.waits_until(lambda: visitor.named(f"Choose: {DOOR}"), "they stayed together")


def answers_all(visitor: Visitor) -> None:
    presses_button(visitor, "Reply to all 6: Night cover")
    visitor.waits_for("Each team gets this reply as it stands here")
    visitor.presses(K.Key_Right)
    visitor.presses(K.Key_Space)
    writes(visitor, "Because …", BECAUSE)
    presses_button(visitor, "Keep this reply")
    visitor.waits_for("6 waiting for a reply")
    visitor.waits_until(lambda: not visitor.named("Keep this reply"), "the window for it stayed")


def saves_replies(visitor: Visitor, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    finds_by_words(visitor, "Save replies")
    presses_button(visitor, "All into a folder…")
    visitor.waits_for("5 files are in that folder.")
    visitor.presses(K.Key_Escape)
    assert len(list(folder.iterdir())) == 5


def saves_the_page(visitor: Visitor, paper: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(paper), ""))
    finds_by_words(visitor, "Make a board page")
    visitor.waits_for("Page 1 of")
    goes_to(visitor, "Save this PDF")
    visitor.presses(K.Key_Space)
    visitor.waits_for("Saved in the folder")
    return text_of(paper)
