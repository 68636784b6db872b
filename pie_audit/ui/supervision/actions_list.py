"""What we said we would do: words, who, and by when; each appears again at the next session."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import day_words
from pie_audit.domain.entry import FollowUp
from pie_audit.ui.widgets import Choice, FlowLayout, IconButton, SecondaryButton, TextLine, boxed, column, row
from pie_audit.words import _

AHEAD = (7, 14, 28)


class ActionRow(QWidget):
    """One action. `edited` for what a person typed or chose; `gone` when they take it away."""

    edited = Signal()
    left = Signal()
    gone = Signal(object)

    def __init__(self, action: FollowUp, names: Mapping[str, str], today: date) -> None:
        super().__init__()
        self.action = action
        self._who = ["", *names] if action.who in {"", *names} else ["", *names, action.who]
        days = [today + timedelta(days=n) for n in AHEAD]
        self._days: list[date | None] = [None, *sorted({*days, *([action.by] if action.by else [])})]
        self.what = TextLine(action.what, placeholder=_("What will be done?"), most=300)
        self.what.setAccessibleName(_("Action"))
        self.who = Choice(_("Who?"), *(names.get(each, each) for each in self._who[1:]))
        self.who.setAccessibleName(_("Who does it"))
        self.who.setCurrentIndex(self._who.index(action.who))
        self.by = Choice(
            *(_("By {day}").format(day=day_words(d)) if d else _("No day set") for d in self._days)
        )
        self.by.setAccessibleName(_("By when"))
        self.by.setCurrentIndex(self._days.index(action.by))
        self.off = IconButton("x", _("Take this action away"), in_row=True)
        self.what.textEdited.connect(self._on_edited)
        self.what.editingFinished.connect(self.left)
        self.who.activated.connect(self._on_edited)
        self.by.activated.connect(self._on_edited)
        self.off.clicked.connect(self._on_gone)
        self.setLayout(
            column(row(self.what, self.off, gap=6), boxed(FlowLayout(self.who, self.by, gap=8)), gap=6)
        )

    def read(self) -> FollowUp:
        """What stands there now."""
        return replace(
            self.action,
            what=self.what.text(),
            who=self._who[self.who.currentIndex()],
            by=self._days[self.by.currentIndex()],
        )

    def _on_edited(self, _value: object) -> None:
        self.edited.emit()

    def _on_gone(self) -> None:
        self.gone.emit(self)


class ActionsList(QWidget):
    """`edited` and `left` of all rows. Rows without words are nothing."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Mapping[str, str] = {}
        self._today = date.today()
        self.rows: list[ActionRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self.add_button = SecondaryButton(_("Add an action"), "plus", in_row=True)
        self.add_button.clicked.connect(self.add_blank)
        self.setLayout(column(self._column, boxed(FlowLayout(self.add_button)), gap=8))

    def fill(self, actions: Sequence[FollowUp], names: Mapping[str, str], today: date) -> None:
        """Show these, silently; rows that say the same already stay."""
        self._names, self._today = names, today
        if tuple(actions) == self.read():
            return
        for each in self.rows:
            self._drop(each)
        self.rows = []
        for action in actions:
            self._add(action)

    def read(self) -> tuple[FollowUp, ...]:
        """All that have words."""
        found = tuple(each.read() for each in self.rows)
        return tuple(action for action in found if action.what.strip())

    def add_blank(self) -> None:
        """A row for one more, and go there."""
        self._add(FollowUp(secrets.token_hex(8), "")).what.setFocus()

    def _add(self, action: FollowUp) -> ActionRow:
        added = ActionRow(action, self._names, self._today)
        added.edited.connect(self.edited)
        added.left.connect(self.left)
        added.gone.connect(self._on_gone)
        self.rows.append(added)
        self._column.addWidget(added)
        return added

    def _on_gone(self, gone: ActionRow) -> None:
        self.rows.remove(gone)
        self._drop(gone)
        self.add_button.setFocus()
        self.edited.emit()

    def _drop(self, gone: ActionRow) -> None:
        self._column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
