"""What the writer wants to come back to: what, by when, and whether it was done or let go."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import day_words
from pie_audit.domain.entry import FollowUp
from pie_audit.ui.widgets import Choice, FlowLayout, LinkButton, TextLine, boxed, column
from pie_audit.words import _

_AHEAD = (1, 7, 14, 28)
_DONE = (None, True, False)
_MOST = 20


class FollowUpRow(QWidget):
    """One of them. `edited` after each change."""

    edited = Signal()

    def __init__(self, follow_up: FollowUp, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._follow_up = follow_up
        self.what = TextLine(follow_up.what, placeholder=_("What I want to do or ask"), most=300)
        self.what.setAccessibleName(_("What I want to come back to"))
        self.by = Choice()
        self.by.setAccessibleName(_("By when"))
        self._offer_days(today)
        self.state = Choice(_("Open"), _("Done"), _("Let go"))
        self.state.setAccessibleName(_("What became of it"))
        self.state.setCurrentIndex(_DONE.index(follow_up.done))
        self.setLayout(column(self.what, boxed(FlowLayout(self.by, self.state, gap=8)), gap=6))
        self.what.textEdited.connect(self._on_edited)
        self.by.activated.connect(self._on_edited)
        self.state.activated.connect(self._on_edited)

    def follow_up(self) -> FollowUp:
        """As it stands."""
        return replace(
            self._follow_up,
            what=self.what.text().strip(),
            by=self.by.currentData(),
            done=_DONE[self.state.currentIndex()],
        )

    def _offer_days(self, today: date) -> None:
        days = {today + timedelta(days=n) for n in _AHEAD} | ({self._follow_up.by} - {None})
        self.by.addItem(_("No day"), None)
        for day in sorted(day for day in days if day is not None):
            self.by.addItem(_("By {day}").format(day=day_words(day)), day)
        self.by.setCurrentIndex(max(0, self.by.findData(self._follow_up.by)))

    def _on_edited(self, _what: object = None) -> None:
        self.edited.emit()


class FollowUps(QWidget):
    """All of a page's, and a way to one more."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self._rows: list[FollowUpRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.add_button = LinkButton(_("Something to come back to"), "plus")
        self.add_button.clicked.connect(self._on_add)
        layout = column(self._list, self.add_button, gap=8)
        layout.setAlignment(self.add_button, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)
        self.setFocusProxy(self.add_button)

    def show_follow_ups(self, found: Sequence[FollowUp], today: date) -> None:
        """Show these; tells nobody."""
        self._today = today
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for follow_up in found:
            self._add(follow_up)

    def follow_ups(self) -> tuple[FollowUp, ...]:
        """Those that say something."""
        return tuple(found for row in self._rows if (found := row.follow_up()).what)

    def _add(self, follow_up: FollowUp) -> FollowUpRow:
        row = FollowUpRow(follow_up, self._today)
        row.edited.connect(self.edited)
        self._rows.append(row)
        self._list.addWidget(row)
        self.add_button.setEnabled(len(self._rows) < _MOST)
        return row

    def _on_add(self, _checked: bool = False) -> None:
        row = self._add(FollowUp(secrets.token_hex(8), ""))
        row.show()
        row.what.setFocus(Qt.FocusReason.OtherFocusReason)
