"""Twelve PDFs of twelve workspaces become one board in a leader's window, and the answer comes back to a team's plan."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.journeys import at_board, quarters
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.quarters import Saver, text_of
from tests.journeys.twelve_services import ALTERED, ASKING, Mail, mail
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER
from tests.workflows.twelve import NAMES

__all__ = ["mail"]

CTRL = Qt.KeyboardModifier.ControlModifier
Sit = Callable[[Path, Path | None], Desk]
TEAM = "Outreach"
DOOR, FORM, BUDGET = "A second door to the yard", "One shared referral form", "A training budget"
TOGETHER = "Doors and budgets"
BECAUSE = "two nights a week from April"


@pytest.fixture
def desk(desk_in: Sit, tmp_path: Path) -> Desk:
    """A leader's computer, which nobody has used yet."""
    (place := tmp_path / "leader").mkdir()
    return desk_in(place, None)


def test_twelve_plans_become_one_board_and_the_answer_comes_home(
    desk: Desk, mail: Mail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk_in: Sit
) -> None:
    visitor = desk.opens()
    at_board.founds_a_workspace(visitor)
    everything_is_dropped(visitor, mail)
    the_altered_one_comes_again(visitor, mail, monkeypatch)
    asks_are_put_together_and_taken_apart(visitor)
    all_of_a_group_are_answered(visitor)
    before = board_reads(visitor)
    replies = replies_are_saved(visitor, tmp_path / "replies", monkeypatch)
    the_page_for_the_board_says_it(visitor, tmp_path, monkeypatch)
    nothing_changes_by_dropping_it_again(visitor, mail, before)
    desk.closes()
    (place := tmp_path / "team").mkdir()
    shutil.copytree(mail.homes[TEAM], place, dirs_exist_ok=True)
    the_answer_is_taken_in(desk_in(place, place / "workspace"), replies, Saver(tmp_path, monkeypatch))


def everything_is_dropped(visitor: Visitor, mail: Mail) -> None:
    """Fifteen files at once, and a sentence for each."""
    assert at_board.drops(visitor, mail.all)
    visitor.waits_for("13 of 15 files were taken in.")
    said = visitor.reads()
    for file, name in zip(mail.plans[:-1], NAMES, strict=False):
        assert f"{file.name}\n{name}, " in said
    assert f"{mail.plans[-1].name}\nThis file was changed after the team made it, so nothing of it is" in said
    assert f"{mail.earlier.name}\n{ASKING[0]} has sent a later one, which stays in front." in said
    assert f"{mail.older.name}\n{NAMES[1]} has sent a later one, which stays in front." in said
    assert f"{mail.letter.name}\nThis isn’t a plan from pie-audit." in said
    visitor.waits_for("What 11 teams have chosen to share")
    assert ALTERED not in visitor.reads()


def the_altered_one_comes_again(visitor: Visitor, mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the team made it, by the button and the computer's own dialog."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(mail.sound)], ""))
    visitor.clicks("Add plans…")
    visitor.waits_for(f"{mail.sound.name}\n{ALTERED}, ")
    visitor.waits_for("What 12 teams have chosen to share")
    visitor.clicks("Asks of us")
    visitor.waits_for("5 of 12 teams, oldest 3 quarters")
    assert "13 waiting for a reply" in visitor.reads()


def asks_are_put_together_and_taken_apart(visitor: Visitor) -> None:
    """Two that the words don't tell are one, as one card; and two that are alike aren't; each is taken back."""
    visitor.clicks(f"Choose: {DOOR}")
    visitor.clicks(f"Choose: {BUDGET}")
    visitor.clicks("Put them together")
    visitor.waits_for("Under which words shall they stand?")
    visitor.fills("Or in other words", TOGETHER)
    visitor.clicks("Put together")
    visitor.waits_for(f"{TOGETHER}\n3 of 12 teams, oldest 3 quarters")
    assert not visitor.named(f"Choose: {BUDGET}")
    visitor.clicks("Undo")
    visitor.waits_until(lambda: visitor.named(f"Choose: {BUDGET}"), "they stayed together")
    assert TOGETHER not in visitor.reads()
    visitor.clicks(f"Show the words of all 2: {FORM}")
    visitor.clicks(f"Take them apart: {FORM}")
    visitor.waits_until(lambda: len(visitor.named(f"Reply: {FORM}")) == 2, "they stayed together")
    visitor.clicks("Undo")
    visitor.waits_for(f"{FORM}\n2 of 12 teams, oldest 3 quarters")


def all_of_a_group_are_answered(visitor: Visitor) -> None:
    """Once, taken back and given again; a lone one is answered too."""
    verb = "Reply to all 6: Night cover"
    visitor.clicks(verb)
    visitor.waits_for("Asked by 5 teams: ")
    visitor.clicks("Go back")
    visitor.waits_until(lambda: not visitor.named("Keep this reply"), "the window stayed")
    at_board.answers(visitor, verb, "Partly", because=BECAUSE, who="Director")
    visitor.waits_for("7 waiting for a reply")
    visitor.clicks("Undo")
    visitor.waits_for("13 waiting for a reply")
    at_board.answers(visitor, verb, "Partly", because=BECAUSE, who="Director")
    visitor.waits_for("7 waiting for a reply")
    at_board.answers(visitor, f"Reply: {DOOR}", "Yes", who="Director")
    visitor.waits_for("6 waiting for a reply")


def replies_are_saved(visitor: Visitor, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file for each team that was answered, all into one folder; the file of `TEAM`."""
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    visitor.clicks("Save replies…")
    visitor.clicks("All into a folder…")
    visitor.waits_for("6 files are in that folder.")
    assert len(list(folder.iterdir())) == 6
    visitor.clicks("Go back")
    (found,) = [path for path in folder.iterdir() if TEAM.lower() in path.name.lower()]
    return found


def the_page_for_the_board_says_it(visitor: Visitor, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saved as a PDF, and its text read by something else."""
    paper = folder / "board.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(paper), ""))
    visitor.clicks("Make a board page")
    visitor.waits_for("Page 1 of")
    visitor.clicks("Save this PDF")
    visitor.waits_for("Saved in the folder")
    said = text_of(paper)
    for words in ("5 of 12 teams, oldest 3 quarters", BECAUSE, "One shared referral form", DOOR, *NAMES):
        assert words in said, (words, said)
    assert not re.search(r"\b[0-4]\.\d\b|\blevel\b", said), "no level and no mean"
    visitor.clicks("Back to the asks")
    visitor.waits_for("6 waiting for a reply")


def nothing_changes_by_dropping_it_again(visitor: Visitor, mail: Mail, before: str) -> None:
    assert at_board.drops(visitor, (*mail.all, mail.sound))
    again = "It is on the board already."
    visitor.waits_until(lambda: visitor.reads().count(again) == 14, "nothing was said of each")
    visitor.waits_for("0 of 16 files were taken in.")
    visitor.clicks("Asks of us")
    assert board_reads(visitor) == before


def board_reads(visitor: Visitor) -> str:
    """Every ask, answered or not, once all of them are there."""
    visitor.clicks("All")
    visitor.waits_for("Night cover\n5 of 12 teams, oldest 3 quarters")
    visitor.waits_for("So that no team is left with")
    read = visitor.reads()
    return read[read.index("Which asks") : read.index("So that no team is left with")]


def the_answer_is_taken_in(desk: Desk, replies: Path, saver: Saver) -> None:
    """In the team's own window; page one of its next plan prints it."""
    saver.monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(replies), ""))
    visitor = comes_in(desk, MANAGER)
    visitor.clicks("Action plan")
    visitor.waits_for("What we asked, and what came back")
    visitor.clicks("Take in replies…")
    visitor.waits_for("Replies from leaders")
    assert BECAUSE in visitor.reads()
    visitor.clicks("Keep 1 reply")
    visitor.waits_until(lambda: not visitor.named("Keep 1 reply"), "nothing was kept")
    visitor.waits_for(BECAUSE)
    quarters.talks_together(visitor, "Rules with reasons", "2", reads="rule")
    visitor.clicks("Action plan")
    quarters.signs(visitor)
    saver.saves(visitor, "Words only", "next plan")
    assert BECAUSE in first_page(saver.folder / "next plan.pdf")


def first_page(paper: Path) -> str:
    with pypdfium2.PdfDocument(paper) as document:
        return " ".join(document[0].get_textpage().get_text_bounded().split())
