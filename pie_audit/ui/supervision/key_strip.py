"""Somebody's key isn't the one that was trusted: said in place, with the way to compare six words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.six_words import SixWords
from pie_audit.ui.widgets import Banner
from pie_audit.words import _
from pie_audit.workflows.pins import KeyChanged


class KeyStrip(Banner):
    """Hidden until there is such an error. `compared` once both said that the words are the same."""

    compared = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", look="warn", icon="key", actions=(_("Compare six words"),), parent=parent)
        self._jobs, self._person_id = jobs, ""
        self.actionChosen.connect(self._open)
        self.hide()

    def takes(self, error: KnownError) -> bool:
        """Show it if it is about a key; whether it is."""
        if not isinstance(error, KeyChanged):
            return False
        self._person_id = error.person_id
        self.set(error.what, error.todo)
        self.show()
        return True

    def _open(self, _which: int) -> None:
        window = SixWords(self._jobs, self._person_id, self)
        window.compared.connect(self._on_compared)
        window.open()

    def _on_compared(self, _person_id: str) -> None:
        self.hide()
        self.compared.emit()
