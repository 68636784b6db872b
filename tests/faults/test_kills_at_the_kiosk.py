"""kill -9 at a shared screen: the same four words find what was begun, and nobody else's do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pie_audit.domain.survey import Answers
from pie_audit.workflows import unlock
from pie_audit.workflows.surveys import taking
from tests.faults.at_the_window import CHOICE_EVERY_MS, SLIP, chosen
from tests.faults.boxes import Boxes
from tests.faults.test_window_kills import After, Told, act_and_kill
from tests.faults.test_window_kills import kill_often as kill_windows_often
from tests.journeys.conftest import Desk, desk_in
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, password_of

__all__ = ["desk_in"]

TWO_SECONDS = 2000 // CHOICE_EVERY_MS


@pytest.fixture
def kiosk(made_boxes: Boxes, tmp_path: Path) -> Iterator[Path]:
    """A computer with an open survey, and a slip beside it."""
    place = tmp_path / "kiosk"
    for folder in ("workspace", "marks"):
        shutil.copytree(made_boxes.made / folder, place / folder)
    (place / SLIP).write_text(made_boxes.words)
    return place


def after(choices: int) -> dict[int, int]:
    """The answers that stand on the screen after so many choices."""
    return {question + 1: answer for question, answer in map(chosen, range(choices))}


def test_answering_with_a_slip(
    kiosk: Path,
    made_boxes: Boxes,
    kills: int,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """What was kept is what stood on the screen at one moment, no earlier than when it was last called kept."""

    def compare(found: After, told: Told) -> None:
        slip = unlock.sign_in_with_slip(found.opened, made_boxes.words)
        begun = found.opened.read(lambda tx: taking.taking(tx, slip, made_boxes.shelf.asking)).begun
        values = dict((begun or Answers({})).values)
        moments = range(max(told.said, told.keys - TWO_SECONDS), told.keys + 2)
        assert values in [after(choices) for choices in moments]

    place = tmp_path / "windows"
    place.mkdir()
    kill_windows_often("answering", kiosk, place, kills, compare, record_property)


def test_the_same_words_say_in_the_window_what_was_kept(
    kiosk: Path, desk_in: Callable[[Path, Path | None], Desk]
) -> None:
    told = act_and_kill("answering", kiosk, 0.0, from_first_saved=True)
    assert told.said > 0
    visitor = desk_in(kiosk, kiosk / "workspace").opens()
    visitor.fills("Your name", MANAGER)
    visitor.fills("Password", password_of(MANAGER))
    visitor.clicks("Sign in")
    visitor.waits_until(lambda: visitor.named("Lock now"), "nobody came in")
    sits_down(visitor, (kiosk / SLIP).read_text())
    visitor.waits_for("We kept what you had begun.")
    visitor.clicks("Go on")
    visitor.waits_until(lambda: visitor.named("Stop and throw away"), "it didn’t go on")


def sits_down(visitor: Visitor, words: str) -> None:
    """Lock what the manager opened, and type the words of a slip."""
    visitor.clicks("Lock now")
    visitor.clicks("I have a slip")
    visitor.fills("The four words", words)
    visitor.clicks("Open it")
