"""Cards that two people changed at once, settled one after another."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.influence import Influence
from pie_audit.ui.audit.card_clash import BOTH, MINE, CardClash
from pie_audit.ui.audit.card_writer import CardWriter
from pie_audit.ui.widgets import column
from pie_audit.workflows import influences


class CardClashes(QWidget):
    """Hidden while there is nothing to settle. `begun` when one shows; `settled` with the id of its card."""

    begun = Signal()
    settled = Signal(str)

    def __init__(self, writer: CardWriter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._waiting: list[tuple[Influence, Influence | None]] = []
        self._shown: CardClash | None = None
        self._column = column()
        self.setLayout(self._column)
        self.hide()

    def waiting(self) -> tuple[str, ...]:
        """One's own words on the cards that aren't settled yet."""
        return tuple(mine.text for mine, _theirs in self._waiting)

    def add(self, mine: Influence, theirs: Influence | None) -> None:
        """One at a time; the next one when this is settled."""
        self._waiting.append((mine, theirs))
        if self._shown is None:
            self._show_next()

    def _show_next(self) -> None:
        self._shown = CardClash(*self._waiting[0])
        self._shown.settled.connect(self._settle)
        self._column.addWidget(self._shown)
        self.show()
        self.begun.emit()
        self._shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self, choice: str) -> None:
        mine, theirs = self._waiting.pop(0)
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self._write(choice, mine, theirs)
        if self._waiting:
            self._show_next()
        else:
            self.hide()
        self.settled.emit(mine.influence_id)

    def _write(self, choice: str, mine: Influence, theirs: Influence | None) -> None:
        if choice == BOTH or (choice == MINE and theirs is None):
            fresh = influences.new_card(mine.round_id, mine.level, mine.direction)
            self._writer.change(
                fresh, replace(fresh, text=mine.text, felt_by=mine.felt_by, topic_id=mine.topic_id)
            )
        elif choice == MINE and theirs is not None:
            self._writer.change(theirs, mine)
