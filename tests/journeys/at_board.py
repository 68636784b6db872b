"""What a leader does at the board, as a person does it in the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.journeys.visitor import Visitor
from tests.quarter import LEADER, password_of

NOTHING_YET = "You can’t see drafts, and that is on purpose."


def founds_a_workspace(visitor: Visitor) -> None:
    """First run of somebody who leads and has no team: a name and password, both sheets put off."""
    visitor.fills("What we call you", LEADER)
    visitor.fills("Password", password_of(LEADER))
    visitor.fills("And again", password_of(LEADER))
    visitor.clicks("Continue")
    visitor.clicks("I read what teams send me")
    visitor.clicks("Make my workspace")
    visitor.waits_for("The House key")
    visitor.clicks("Later. Home will ask again")
    visitor.waits_for("It opens your own pages")
    visitor.clicks("Decide later")
    visitor.waits_for(NOTHING_YET)


def drops(visitor: Visitor, files: Sequence[Path]) -> bool:
    """Drag files over the middle of the window and let go of them; whether the window took them."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    at = visitor.window.rect().center()
    how = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    screen = visitor.window.windowHandle()
    entering = QDragEnterEvent(QPoint(at), *how)
    QApplication.sendEvent(screen, entering)
    if entering.isAccepted():
        QApplication.sendEvent(screen, QDropEvent(QPointF(at), *how))
    return entering.isAccepted()


def answers(visitor: Visitor, verb: str, kind: str, **fields: str) -> None:
    """Open the window for a reply by its button, fill it, and keep the reply."""
    visitor.clicks(verb)
    visitor.waits_for("Each team gets this reply as it stands here")
    visitor.clicks(kind)
    labels = {"because": "Because …", "instead": "What would you try instead?", "who": "Who replies"}
    for name, words in fields.items():
        visitor.fills(labels[name], words)
    visitor.clicks("Keep this reply")
    visitor.waits_until(lambda: not visitor.named("Keep this reply"), "the reply was never kept")
