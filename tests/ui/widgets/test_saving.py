"""Saving states, undo and the busy line say the right thing at the right time, once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.ui import widgets
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Banner, BusyLine, PrivacyBar, SecondaryButton, StateLabel, UndoBar
from tests.ui.accessibility import nameless, spoken
from tests.ui.conftest import settle


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader would have been asked to say."""
    heard: list[str] = []
    for module in ("saving", "undo_bar", "busy_line"):
        monkeypatch.setattr(getattr(widgets, module), "announce", lambda _about, words: heard.append(words))
    return heard


class Clock:
    """A clock that moves when told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(qtbot, clock: Clock) -> StateLabel:
    label = StateLabel(clock=clock)
    qtbot.addWidget(label)
    label.show()
    return label


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (1, "Saved"),
        (2, "Saved 2 seconds ago"),
        (3, "Saved 3 seconds ago"),
        (59, "Saved 59 seconds ago"),
        (60, "Saved 1 minute ago"),
        (150, "Saved 2 minutes ago"),
    ],
)
def test_the_age_of_the_last_save_is_told(state: StateLabel, clock: Clock, later: int, words: str) -> None:
    state.saving()
    assert state.text() == "Saving…"
    state.saved()
    assert state.text() == "Saved"
    clock.now += later
    state._tell_age()
    assert state.text() == words


def test_saving_again_stops_the_age(state: StateLabel, clock: Clock) -> None:
    state.saved()
    state.saving()
    clock.now += 30
    state._tell_age()
    assert state.text() == "Saving…"


def test_saved_is_said_aloud_once_and_trouble_always(state: StateLabel, said: list[str]) -> None:
    for _n in range(5):
        state.saving()
        state.saved()
    assert said == ["Saved"]
    state.trouble()
    assert said == ["Saved", "Not saved yet, still trying"]
    state.saved()
    state.saved()
    assert said[2:] == ["Saved"]


def test_a_hidden_state_does_not_tick(state: StateLabel) -> None:
    state.saved()
    assert state._timer.isActive()
    state.hide()
    assert not state._timer.isActive()
    state.show()
    assert state._timer.isActive()


@pytest.fixture
def listening() -> Iterator[None]:
    """As if a screen reader were running."""
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(was)


@pytest.mark.usefixtures("listening")
def test_qt_takes_announcements(state: StateLabel) -> None:
    assert QAccessible.isActive()
    state.saved()
    state.trouble()
    assert spoken(state) == "Not saved yet, still trying"


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    made.resize(800, 500)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    settle()
    return made


def test_undo_is_offered_at_the_bottom_in_the_middle(window: QWidget, said: list[str]) -> None:
    bar = UndoBar(window)
    assert not bar.isVisible()
    bar.offer("Action put away.")
    settle()
    assert abs(bar.geometry().center().x() - 400) <= 1
    assert 440 < bar.geometry().bottom() < 500
    assert said == ["Action put away. Undo with Control Z."]
    assert nameless(window) == []
    window.resize(600, 400)
    settle()
    assert abs(bar.geometry().center().x() - 300) <= 1


def test_undo_asks_once_and_then_the_chance_is_over(window: QWidget) -> None:
    bar = UndoBar(window)
    undone, closed = QSignalSpy(bar.undone), QSignalSpy(bar.closed)
    bar.offer("Action put away.")
    QTest.mouseClick(bar.findChild(SecondaryButton), Qt.MouseButton.LeftButton)
    bar.undo()
    assert (undone.count(), closed.count()) == (1, 1)
    assert not bar.isVisible()


def test_the_next_offer_closes_the_last(window: QWidget) -> None:
    bar = UndoBar(window)
    undone, closed = QSignalSpy(bar.undone), QSignalSpy(bar.closed)
    bar.offer("First.")
    bar.offer("Second.")
    assert (undone.count(), closed.count()) == (0, 1)
    bar.close_bar()
    bar.close_bar()
    assert closed.count() == 2


def test_what_was_taken_back_is_told_with_what_came_before(window: QWidget, said: list[str]) -> None:
    bar = UndoBar(window)
    bar.tell_undone("Agreed on 3", "Kept a different view")
    settle()
    assert bar._words.text() == "Taken back: Agreed on 3. Before that: Kept a different view"
    assert said == ["Taken back: Agreed on 3. Control Z again for: Kept a different view"]
    assert spoken(bar.findChild(SecondaryButton)) == "Undo one more"
    bar.tell_undone("Kept a different view")
    assert not bar.findChild(SecondaryButton).isVisible()
    assert said[-1] == "Taken back: Kept a different view"


def test_the_chance_ends_by_itself(window: QWidget, qtbot) -> None:
    bar = UndoBar(window, stays_ms=1)
    with qtbot.waitSignal(bar.closed):
        bar.offer("Action put away.")
    assert not bar.isVisible()


def test_quick_work_shows_no_busy_line(window: QWidget, qtbot) -> None:
    busy = BusyLine(parent=window)
    busy.start("Opening your quarter…")
    settle()
    assert not busy.isVisible()
    busy.stop()
    assert not busy._appear.isActive()


def test_slow_work_is_told_and_can_be_cancelled(window: QWidget, qtbot, said: list[str]) -> None:
    busy = BusyLine(can_cancel=True, parent=window)
    cancelled = QSignalSpy(busy.cancelled)
    busy.start("Opening your quarter…")
    qtbot.waitUntil(busy.isVisible)
    assert said == ["Opening your quarter…"]
    qtbot.waitUntil(busy._cancel.isVisible)
    QTest.mouseClick(busy._cancel, Qt.MouseButton.LeftButton)
    assert cancelled.count() == 1
    busy.stop()
    assert not busy.isVisible()


def test_a_banner_tells_which_action_was_chosen(qtbot) -> None:
    banner = Banner(
        "The stick was pulled out.", "Nothing is lost.", look="danger", actions=("Try again", "Details")
    )
    qtbot.addWidget(banner)
    banner.resize(600, 80)
    banner.show()
    settle()
    chosen = QSignalSpy(banner.actionChosen)
    QTest.mouseClick(banner.findChildren(SecondaryButton)[1], Qt.MouseButton.LeftButton)
    assert [chosen.at(i) for i in range(chosen.count())] == [[1]]
    assert spoken(banner) == "The stick was pulled out. Nothing is lost."


def test_a_privacy_bar_changes_words_and_colour_together(qapp: QApplication, qtbot) -> None:
    bar = PrivacyBar("Only me")
    qtbot.addWidget(bar)
    bar.resize(500, 40)
    bar.show()
    settle()
    lavender = bar.grab().toImage().pixelColor(400, 20).name()
    bar.set_readers("Shared with Amina", shared=True)
    settle()
    assert lavender == "#ebe6f5"
    assert bar.grab().toImage().pixelColor(400, 20).name() == "#e4eaf6"
    assert spoken(bar) == "Shared with Amina"
    apply(qapp, "dark")
    settle()
    assert bar.grab().toImage().pixelColor(400, 20).name() == "#22304d"
