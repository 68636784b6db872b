"""Every ui test runs offscreen in the light theme at 100 %, and leaves no window and no running timer behind.

Any warning of Qt's fails the test: pytest-qt is told so in pyproject.toml.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from pie_audit.ui.qt_thread import keep_tidy
from pie_audit.ui.theme import Mode, apply, theme
from pie_audit.ui.widgets import watch_focus


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    tidying = keep_tidy()
    watch_focus(qapp)
    if (theme.choice, theme.percent) != (Mode.LIGHT, 100) or not (theme.family and qapp.styleSheet()):
        apply(qapp, "light", 100)  # only where the test before left another look: a style sheet is dear
    yield
    settle()
    qapp.clipboard().clear()  # what Python put there must not outlive it: offscreen, it goes last of all
    tidying.tidy()


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication, qtbot: object) -> Iterator[None]:
    """A page that is closed takes its windows and timers along. (`qtbot` closes what was added to it.)"""
    yield
    settle()
    running = [timer for window in qapp.topLevelWidgets() for timer in window.findChildren(QTimer)]
    assert not [timer for timer in running if timer.isActive() and timer.parent().isVisible()]


def settle() -> None:
    """Let layouts, deletions and focus changes come to rest."""
    for _turn in range(4):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
