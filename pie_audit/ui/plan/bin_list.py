"""What lies in the bin, to take out again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.plan import Action
from pie_audit.ui.widgets import Card, LinkButton, SecondaryButton, WrapLabel, boxed, clear, row
from pie_audit.words import _, plural


class BinList(QWidget):
    """A link that says how much there is; behind it the list. `wanted` is the action to take out."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = LinkButton("", "trash")
        self.link.setCheckable(True)
        self.link.toggled.connect(self._on_toggled)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._card = Card(look="sunk").add(
            WrapLabel(_("Actions stay in the bin for 30 days."), "small", "ink2"), self._rows
        )
        self._card.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(boxed(row(self.link, None)))
        layout.addWidget(self._card)
        self.hide()

    def show_binned(self, actions: Sequence[Action], *, may_edit: bool) -> None:
        """List these; nothing shows where the bin is empty."""
        clear(self._rows)
        for action in actions:
            self._rows.addWidget(self._row(action, may_edit=may_edit))
        n = len(actions)
        self.link.setText(plural("{n} action in the bin", "{n} actions in the bin", n).format(n=n))
        if not n:
            self.link.setChecked(False)
        self.setVisible(n > 0)

    def _row(self, action: Action, *, may_edit: bool) -> QWidget:
        line = row(gap=12)
        line.addWidget(WrapLabel(action.what), 1)
        if may_edit:
            button = SecondaryButton(_("Take it out"), "arrow-counter-clockwise", in_row=True)
            button.setAccessibleName(_("Take out of the bin: {what}").format(what=action.what))
            button.clicked.connect(lambda _checked=False: self.wanted.emit(action))
            line.addWidget(button)
        return boxed(line)

    def _on_toggled(self, shown: bool) -> None:
        self._card.setVisible(shown)
