"""Short lists in the record of a session: small changes, what stays stuck, little miracles."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.group_minutes import Miracle, SmallChange, Stuck
from pie_audit.domain.level_words import level_words_outside
from pie_audit.domain.plan import BarrierLevel
from pie_audit.ui.supervision.day_choice import DayChoice
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Choice,
    EvenLayout,
    Field,
    FlowLayout,
    GrowingText,
    IconButton,
    SecondaryButton,
    TextLine,
    Tick,
    boxed,
    next_turn,
)
from pie_audit.words import _

ROW_LIMIT = 500


class ListedRow(Card):
    """One line of a list. `edited` for what was typed; `gone` when it was taken out; `sent` to let others read it."""

    edited = Signal()
    gone = Signal(object)
    sent = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(look="sunk", gap=8, parent=parent)
        self.away = IconButton("x", _("Take this line out"), in_row=True)
        self.away.clicked.connect(self._on_gone)

    def value(self) -> Any:
        """What it says now; None while it says nothing."""
        raise NotImplementedError  # each row says its own; Qt's classes can't be abstract

    def show_sent(self, sent: frozenset[str], *, may: bool) -> None:
        """Whether others read it already."""

    def _on_gone(self) -> None:
        self.gone.emit(self)


class ChangeRow(ListedRow):
    """A small change: what, who, where, by when."""

    def __init__(self, change: SmallChange, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change = change
        self.what = GrowingText(most=ROW_LIMIT)
        self.what.setText(change.what)
        self.who, self.where = TextLine(change.who, most=120), TextLine(change.where, most=120)
        self.dated = Tick(_("By a day"))
        self.dated.setChecked(change.by is not None)
        self.by = DayChoice(change.by or date.today() + timedelta(days=14))
        self.by.setAccessibleName(_("By when"))
        self.plan = SecondaryButton(_("Into the plan"), "flag", in_row=True)
        self.in_plan = Chip(_("In the plan"), "good", "check")
        self.plan.hide()
        self.in_plan.hide()
        self.plan.clicked.connect(self._on_plan)
        self.what.edited.connect(self.edited)
        for line in (self.who, self.where):
            line.textEdited.connect(self.edited)
        self.dated.toggled.connect(self._on_dated)
        self.by.dateChanged.connect(self.edited)
        self.add(
            Field(_("What changes"), self.what),
            boxed(EvenLayout(Field(_("Who"), self.who), Field(_("Where"), self.where), least=150, gap=10)),
            boxed(FlowLayout(self.dated, self.by, self.plan, self.in_plan, self.away)),
        )
        self.by.setVisible(change.by is not None)  # not before it has a parent: it would open a window
        self.setFocusProxy(self.what)

    def value(self) -> SmallChange | None:
        what = self.what.text().strip()
        by = self.by.day() if self.dated.isChecked() else None
        said = replace(self._change, what=what, who=self.who.text(), where=self.where.text(), by=by)
        return said if what else None

    def show_sent(self, sent: frozenset[str], *, may: bool) -> None:
        is_there = self._change.change_id in sent
        self.in_plan.setVisible(is_there)
        self.plan.setVisible(may and not is_there)

    def _on_dated(self, on: bool) -> None:
        self.by.setVisible(on)
        self.edited.emit()

    def _on_plan(self) -> None:
        self.sent.emit(self._change.change_id)


class StuckRow(ListedRow):
    """What stays as it is, and at which level."""

    def __init__(self, stuck: Stuck, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = GrowingText(most=ROW_LIMIT)
        self.words.setText(stuck.words)
        self.level = Choice(*(level_words_outside(level) for level in BarrierLevel))
        self.level.setCurrentIndex(list(BarrierLevel).index(stuck.level))
        self.words.edited.connect(self.edited)
        self.level.activated.connect(self.edited)
        self.add(
            Field(_("What stays stuck"), self.words),
            Field(_("At which level"), self.level),
            boxed(FlowLayout(self.away)),
        )
        self.setFocusProxy(self.words)

    def value(self) -> Stuck | None:
        words = self.words.text().strip()
        return Stuck(words, list(BarrierLevel)[self.level.currentIndex()]) if words else None


class MiracleRow(ListedRow):
    """Something that got a little better."""

    def __init__(self, miracle: Miracle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._miracle = miracle
        self.words = GrowingText(most=300)
        self.words.setText(miracle.words)
        self.wall = SecondaryButton(_("Onto the team’s wall"), "heart", in_row=True)
        self.on_wall = Chip(_("On the wall"), "good", "check")
        self.wall.hide()
        self.on_wall.hide()
        self.words.edited.connect(self.edited)
        self.wall.clicked.connect(self._on_wall)
        self.add(
            Field(_("What got a little better"), self.words),
            boxed(FlowLayout(self.wall, self.on_wall, self.away)),
        )
        self.setFocusProxy(self.words)

    def value(self) -> Miracle | None:
        words = self.words.text().strip()
        return replace(self._miracle, words=words) if words else None

    def show_sent(self, sent: frozenset[str], *, may: bool) -> None:
        is_there = self._miracle.win_id in sent
        self.on_wall.setVisible(is_there)
        self.wall.setVisible(may and not is_there)

    def _on_wall(self) -> None:
        self.sent.emit(self._miracle.win_id)


class RowList(QWidget):
    """Lines of one kind, and a button for one more. `sent` carries the id of a line that others shall read."""

    edited = Signal()
    sent = Signal(str)

    def __init__(self, kind: type[ListedRow], add_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.rows: list[ListedRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.more = SecondaryButton(add_words, "plus", in_row=True)
        self.more.clicked.connect(self._on_more)
        self._column.addWidget(boxed(FlowLayout(self.more)))

    def fill(self, values: Sequence[Any]) -> None:
        """These lines and no others."""
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = []
        for value in values:
            self._put(value)

    def values(self) -> tuple[Any, ...]:
        """Every line that says something."""
        return tuple(value for each in self.rows if (value := each.value()) is not None)

    def show_sent(self, sent: frozenset[str], *, may: bool) -> None:
        """Which lines others read already."""
        for each in self.rows:
            each.show_sent(sent, may=may and each.value() is not None)

    def _put(self, value: Any) -> ListedRow:
        line = self._kind(value)
        line.edited.connect(self.edited)
        line.gone.connect(self._on_gone)
        line.sent.connect(self.sent)
        self.rows.append(line)
        self._column.insertWidget(len(self.rows) - 1, line)
        return line

    def _on_more(self) -> None:
        line = self._put(_BLANK[self._kind]())
        next_turn(line, line.setFocus)

    def _on_gone(self, line: object) -> None:
        if isinstance(line, ListedRow) and line in self.rows:
            self.rows.remove(line)
            line.hide()
            line.deleteLater()
            self.more.setFocus()
            self.edited.emit()


def _new_id() -> str:
    return secrets.token_hex(8)


def _blank_change() -> SmallChange:
    return SmallChange(_new_id(), "")


def _blank_stuck() -> Stuck:
    return Stuck("", BarrierLevel.SERVICE)


def _blank_miracle() -> Miracle:
    return Miracle(secrets.token_hex(16), "")


_BLANK = {ChangeRow: _blank_change, StuckRow: _blank_stuck, MiracleRow: _blank_miracle}
