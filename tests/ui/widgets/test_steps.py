"""The step line can't be jumped, progress says its count, marks look like what they mean."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy, QTest

from pie_audit.ui.theme import tokens
from pie_audit.ui.widgets import (
    Chip,
    LevelBall,
    ListRow,
    SegmentedProgress,
    Step,
    StepLine,
    StepState,
    ThemeShape,
    ThemeTab,
    boxed,
    column,
)
from pie_audit.ui.widgets.steps import _StepButton
from tests.ui.accessibility import spoken
from tests.ui.conftest import settle

STEPS = (
    Step("Set up", "Perspectives and dates", StepState.DONE),
    Step("Rate in private", "6 of 9 say they are done", StepState.NOW),
    Step("Talk it through"),
)


@pytest.fixture
def line(qtbot) -> StepLine:
    made = StepLine(STEPS)
    qtbot.addWidget(made)
    made.resize(900, 100)
    made.show()
    settle()
    return made


def test_steps_begun_can_be_revisited_and_later_ones_not(line: StepLine) -> None:
    chosen = QSignalSpy(line.stepChosen)
    for button in line.findChildren(_StepButton):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [chosen.at(i) for i in range(chosen.count())] == [[0], [1]]


def test_a_step_says_its_place_and_state(line: StepLine) -> None:
    assert [spoken(b) for b in line.findChildren(_StepButton)] == [
        "Step 1 of 3, Set up, done | Perspectives and dates",
        "Step 2 of 3, Rate in private, now | 6 of 9 say they are done",
        "Step 3 of 3, Talk it through, not yet",
    ]


def test_steps_stand_under_each_other_when_it_is_narrow(line: StepLine) -> None:
    first, second, _third = line.findChildren(_StepButton)
    assert first.y() == second.y()
    line.resize(500, 400)
    settle()
    assert first.x() == second.x()
    assert second.y() >= first.y() + first.height()


def test_new_steps_replace_the_old(line: StepLine) -> None:
    line.set_steps([Step("Set up", state=StepState.NOW)])
    settle()
    assert [b.step.label for b in line.findChildren(_StepButton)] == ["Set up"]


@pytest.mark.parametrize(
    ("done", "of", "said"), [(0, 9, "0 of 9"), (9, 9, "9 of 9"), (20, 46, "20 of 46"), (0, 0, "0 of 0")]
)
def test_progress_says_its_count(qtbot, done: int, of: int, said: str) -> None:
    progress = SegmentedProgress(done, of, 2)
    qtbot.addWidget(progress)
    progress.resize(200, 8)
    progress.grab()
    assert spoken(progress) == said


@pytest.mark.parametrize("done", range(6))
def test_as_many_pills_are_filled_as_are_done(qtbot, done: int) -> None:
    progress = SegmentedProgress(done, 5, 0)
    qtbot.addWidget(progress)
    progress.resize(216, 12)
    image = progress.grab().toImage()
    middles = [int(0.6 + (at + 0.5) * 39.8 + at * 4) for at in range(5)]
    assert [image.pixelColor(x, 6) == tokens.th[0] for x in middles] == [at < done for at in range(5)]


def test_a_theme_tab_says_theme_and_count(qtbot) -> None:
    tab = ThemeTab(2, "Learning")
    qtbot.addWidget(tab)
    tab.set(1, 10)
    assert spoken(tab) == "Learning, 1 of 10"


@pytest.mark.parametrize("level", range(5))
def test_a_ball_is_filled_by_quarters(qtbot, level: int) -> None:
    ball = LevelBall(level, 40)
    qtbot.addWidget(ball)
    ball.resize(40, 40)
    image = ball.grab().toImage()
    clockwise = [(28, 12), (28, 28), (12, 28), (12, 12)]
    assert [image.pixelColor(*at) == tokens.accent for at in clockwise] == [
        quarter < level for quarter in range(4)
    ]


def test_the_six_shapes_can_be_told_apart_without_colour(qtbot) -> None:
    outlines = set()
    for index in range(6):
        shape = ThemeShape(index, 40)
        qtbot.addWidget(shape)
        shape.resize(40, 40)
        image = shape.grab().toImage()
        ground = image.pixelColor(0, 0) if index != 1 else QColor(tokens.canvas)
        outlines.add(
            tuple(image.pixelColor(x, y) != ground for x in range(0, 40, 3) for y in range(0, 40, 3))
        )
    assert len(outlines) == 6


def test_a_chip_says_what_it_shows(qtbot) -> None:
    chip = Chip("Only you can see this", "private")
    qtbot.addWidget(chip)
    assert spoken(chip) == "Only you can see this"
    chip.set("A week over", "warn")
    assert spoken(chip) == "A week over"
    assert chip.text() == "A week over"


def test_arrows_walk_a_list_of_rows(qtbot) -> None:
    rows = [ListRow(f"Topic {n}", "Some spread", theme_index=n) for n in range(3)]
    box = boxed(column(*rows))
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    rows[0].setFocus()
    settle()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(box.focusWidget(), key)
    assert rows[1].hasFocus()
    assert spoken(rows[1]) == "Topic 1 | Some spread"
