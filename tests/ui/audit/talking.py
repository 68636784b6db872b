"""What the tests of the meeting share: how its raters answer, its keys, and what was written down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.answer import CantTell, Level
from pie_audit.domain.audit import Consensus
from pie_audit.workflows import meetings
from tests.ui.audit.house import House


def answers(who: int, at: int) -> Level | CantTell:
    """Every third topic has two camps; of the others the team says 2."""
    if at % 3 == 0:
        return Level.NOT_BEGUN if who % 2 else Level.USUAL
    return Level.PATCHY


def written(house: House, topic_id: str) -> Consensus | None:
    """What stands in the file about a topic."""
    found = house.read(meetings.meeting, house.round_id)
    return next(v.consensus for v in found.topics if v.topic.id == topic_id)


def key(pressed: Qt.Key) -> None:
    """Press it where the focus is."""
    QTest.keyClick(QApplication.focusWidget(), pressed)
