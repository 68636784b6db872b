"""A screen that nobody touches is told from one that somebody uses, wherever their keys and clicks arrive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pie_audit.ui.shell.idle import IdleWatch

LIMIT = 60.0


class Desk:
    """A window with a line to type in, a clock that stands, and whether it has gone quiet."""

    def __init__(self, qtbot: QtBot) -> None:
        self.seconds = 0.0
        self.quiet = 0
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.line = QLineEdit()
        QVBoxLayout(self.window).addWidget(self.line)
        self.watch = IdleWatch(self.window, clock=lambda: self.seconds)
        self.watch.gone_quiet.connect(self._on_quiet)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.line.setFocus()

    def _on_quiet(self) -> None:
        self.quiet += 1

    def pass_time(self, seconds: float) -> None:
        self.seconds += seconds
        self.watch.tick()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    made.watch.start(LIMIT)
    yield made
    made.watch.stop()


def test_untouched_it_goes_quiet_once(desk: Desk) -> None:
    desk.pass_time(59)
    assert desk.quiet == 0
    desk.pass_time(1)
    desk.pass_time(LIMIT)
    assert desk.quiet == 1
    assert not desk.watch.watching


@pytest.mark.parametrize("touch", ["key", "click", "move"])
def test_any_touch_of_the_window_begins_anew(desk: Desk, touch: str) -> None:
    desk.pass_time(59)
    handle = desk.window.windowHandle()
    if touch == "key":
        QTest.keyClick(handle, Qt.Key.Key_A)
    elif touch == "click":
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    else:
        QTest.mouseMove(handle, QPoint(4, 4))
        QCoreApplication.processEvents()
    desk.pass_time(59)
    assert desk.quiet == 0
    desk.pass_time(1)
    assert desk.quiet == 1


def test_letters_of_an_input_method_begin_anew(desk: Desk) -> None:
    assert desk.line.hasFocus()
    desk.pass_time(59)
    QCoreApplication.sendEvent(desk.line, QInputMethodEvent("に", []))
    desk.pass_time(59)
    assert desk.quiet == 0


def test_a_dialog_that_opened_later_counts_too(desk: Desk, qtbot: QtBot) -> None:
    dialog = QDialog(desk.window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    desk.pass_time(58)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    desk.pass_time(59)
    assert desk.quiet == 0


def test_what_the_program_does_by_itself_is_no_touch(desk: Desk) -> None:
    desk.pass_time(59)
    desk.line.setText("filled")
    desk.line.repaint()
    desk.window.resize(400, 300)
    QCoreApplication.processEvents()
    desk.pass_time(1)
    assert desk.quiet == 1


def test_nobody_is_watched_before_the_start_and_after_the_stop(desk: Desk) -> None:
    desk.watch.stop()
    desk.pass_time(1000)
    assert desk.quiet == 0
    assert not desk.watch.watching


def test_a_focus_that_has_gone_is_let_go_of(desk: Desk) -> None:
    desk.line.deleteLater()
    QTest.qWait(0)
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Tab)
    desk.watch.stop()
    desk.watch.start(LIMIT)
    desk.pass_time(LIMIT)
    assert desk.quiet == 1
