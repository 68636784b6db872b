"""A house whose round is open, with a board that has something on it: what the tests of that page live in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.influence import Direction, Influence
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.questionnaire import Scope
from pie_audit.workflows import influences, meetings, steps
from tests.ui.audit.house import House

HELPS, HINDERS = Direction.HELPS, Direction.HINDERS
ONE, SERVICE, SYSTEM = BarrierLevel.INDIVIDUAL, BarrierLevel.SERVICE, BarrierLevel.SYSTEM


def open_board(house: House) -> None:
    """Everybody rated 2, two opened it, and two topics were talked about."""
    house.start(scope=Scope.SHORT, theme_id=None)
    house.rate_all(lambda _who, _at: Level.PATCHY)
    house.open_together()
    for topic in ("A1", "B5"):
        house.write(meetings.record_consensus, house.round_id, Consensus(topic, Outcome.CANT_TELL))


def put(house: House, text: str, level: BarrierLevel, direction: Direction = HINDERS, dots: int = 0) -> str:
    """Lay a card; its id."""
    card = replace(influences.new_card(house.round_id, level, direction), text=text)
    house.write(influences.write_card, (), card)
    for _dot in range(dots):
        house.write(influences.add_dot, card.influence_id, 1)
    return card.influence_id


def kept(house: House) -> tuple[Influence, ...]:
    """The cards as the file has them."""
    return house.read(influences.board, house.round_id).cards


def texts(house: House, level: BarrierLevel, direction: Direction = HINDERS) -> list[str]:
    """What the file has in one lane and column, in its order."""
    return [c.text for c in kept(house) if (c.level, c.direction) == (level, direction)]


def sign(house: House) -> None:
    """Close the round for good, whatever else signing asks for."""
    from pie_audit.domain.audit import RoundState
    from pie_audit.storage import audits as rounds

    me = house.people["Amina Yusuf"]
    house.opened.write(
        lambda tx: steps.move_round(tx, me, rounds.load_round(tx, house.round_id), RoundState.SIGNED, "")
    )


def key(pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    QTest.keyClick(focused, pressed, modifier)


def keys(pressed: Sequence[Qt.Key]) -> None:
    """Press keys one after the other, each wherever the focus is by then."""
    for each in pressed:
        key(each)


def write(text: str) -> None:
    """Type wherever the focus is."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def drag(widget: QWidget, to: QWidget, at: QPoint, start: QPoint | None = None) -> None:
    """Press on a widget, pull the mouse to a point of another, and let go there."""
    begin = start or widget.rect().center()
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=begin)
    goal = to.mapToGlobal(at)
    way = goal - widget.mapToGlobal(begin)
    for part in (0.2, 0.6, 1.0, 1.0):
        # Whatever the widget moved to meanwhile, the mouse is on its way to the same place on the screen.
        point = goal - QPoint(int(way.x() * (1 - part)), int(way.y() * (1 - part)))
        QTest.mouseMove(widget, widget.mapFromGlobal(point))
        QApplication.processEvents()
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=widget.mapFromGlobal(goal))
