"""The amber strip over a page whose words don't arrive: why, that they are still here, and a way to take them along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.widgets import Banner
from pie_audit.words import _


class NotSaved(Banner):
    """Hidden until there is trouble. `copy_wanted` when somebody wants their words on the clipboard."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", look="warn", actions=(_("Copy"),), parent=parent)
        self.actionChosen.connect(self._on_action)
        self.hide()

    def tell(self, error: KnownError | None) -> None:
        """Trying goes on; `error` says why it didn't work, where that is known."""
        here = _("Your words are on this screen.")
        self.set(
            _("Not saved yet, still trying."), here if error is None else f"{here} {error.what} {error.todo}"
        )
        self.show()

    def tell_refused(self, error: KnownError) -> None:
        """Trying again would be no use."""
        self.set(error.what, error.todo)
        self.show()

    def copy(self, parts: Sequence[str]) -> None:
        """Put somebody's own words on the clipboard, and say so."""
        QGuiApplication.clipboard().setText("\n\n".join(parts))
        self.set(_("Copied."), _("Paste your words somewhere safe; then you may close."))
        self.show()

    def _on_action(self, _which: int) -> None:
        self.copy_wanted.emit()
