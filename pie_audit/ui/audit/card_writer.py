"""Keeps what is written on cards: soon after the first key, on leaving, and before a lock."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from pie_audit.domain.errors import KnownError
from pie_audit.domain.influence import Influence
from pie_audit.ui.audit.board_view import BoardView
from pie_audit.ui.audit.sheet_keeper import SheetKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.workflows import influences
from pie_audit.workflows.influences import CardChanged

WORDS_WAIT_MS = 1500
"""From the first unsaved key to the save; further typing doesn't start it anew."""


class CardWriter(QObject):
    """Writes one card at a time. `clashed` brings my card and theirs, `refused` why one can't stand."""

    clashed = Signal(object, object)
    refused = Signal(object)
    ended = Signal(str)

    def __init__(self, jobs: Jobs, view: BoardView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self.keeper = SheetKeeper(jobs, self, lets_go=True)
        self.keeper.refused.connect(self._on_refused)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(WORDS_WAIT_MS)
        self.timer.timeout.connect(self.keep)
        self._known: dict[str, list[Influence]] = {}
        self._current = ""
        self._dirty = False
        view.typed.connect(self._on_typed)
        view.finished.connect(self.finish)

    def begin(self, card: Influence) -> None:
        """Somebody is about to write on this card, as it stands now."""
        self.finish(self._current)
        self._current = card.influence_id
        self._known[card.influence_id] = [card]

    @property
    def unsaved(self) -> bool:
        """Whether anything has not arrived yet."""
        return self._dirty or self.keeper.unsaved

    def pending(self) -> list[str]:
        """Texts that have not arrived."""
        cards = [c for c in self.keeper.pending().values() if isinstance(c, Influence)]
        return [card.text for card in cards]

    def change(self, was: Influence, now: Influence) -> None:
        """Keep other marks of a card, at once."""
        self._send([was], now)

    def keep(self) -> None:
        """Send what stands on the card, if it is new and says something."""
        self.timer.stop()
        widget = self._view.cards.get(self._current)
        known = self._known.get(self._current)
        if not self._dirty or widget is None or not known:
            return
        self._dirty = False
        text = " ".join(widget.text().split())
        if text and text != known[-1].text:
            now = replace(known[0], text=text)
            self._send(known, now)
            known.append(now)

    def _send(self, known: list[Influence], now: Influence) -> None:
        key = f"card/{now.influence_id}"
        self.keeper.keep(key, influences.write_card, tuple(known), now)

    def finish(self, influence_id: str) -> None:
        """The caret has left the card: keep it; a new one that says nothing goes again."""
        if not influence_id or influence_id != self._current:
            return
        self.keep()
        self._current = ""
        known = self._known.pop(influence_id, [])
        widget = self._view.cards.get(influence_id)
        if widget is None or not known:
            return
        widget.end_editing()
        if known[-1].text:
            self._view.show_words(influence_id, known[-1].text)
        else:
            self._view.drop_draft()
        self.ended.emit(influence_id)

    def flush(self) -> None:
        """Send everything now."""
        self.keep()
        self.keeper.flush()

    def _on_typed(self, influence_id: str) -> None:
        if influence_id != self._current:
            return
        self._dirty = True
        self.keeper.saving.emit()
        if not self.timer.isActive():
            self.timer.start()

    def _on_refused(self, error: KnownError, what: object) -> None:
        if isinstance(error, CardChanged) and isinstance(what, Influence):
            self.clashed.emit(what, error.theirs)
        else:
            self.refused.emit(error)
