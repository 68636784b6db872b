"""A button that writes a file: asks where, whether one that is there may be replaced, and tells in place what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.widgets.busy_line import BusyLine
from pie_audit.ui.widgets.buttons import Button
from pie_audit.ui.widgets.save_answer import SaveAnswer


class PathSaver(QWidget):
    """`saved` with the path once the file is there whole; `answered` when something stands under the button.

    Whoever writes says `ask` and `write`, and tells `on_written` or `on_refused`.
    """

    saved = Signal(object)
    answered = Signal()

    def __init__(self, button: Button, busy: BusyLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = Path()
        self.button, self.busy, self.answer = button, busy, SaveAnswer(button)
        self.button.clicked.connect(self.save)
        self.answer.told.connect(self.answered)
        self.answer.other_name_wanted.connect(self.save)
        self.answer.replace_wanted.connect(self._on_replace)
        self.answer.again_wanted.connect(self._on_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self.button, self.busy, self.answer):
            layout.addWidget(part)

    def ask(self) -> tuple[Path, bool] | None:
        """Where to write, and whether somebody has agreed already to replace what is there; None on second thoughts."""
        raise NotImplementedError  # each saver has its own dialog; Qt's classes can't be abstract

    def write(self, *, overwrite: bool) -> None:
        """Write to `path`."""
        raise NotImplementedError  # each saver writes something else; Qt's classes can't be abstract

    def save(self) -> None:
        """Ask where, then write."""
        self.answer.forget()
        asked = self.ask()
        if asked is not None:
            self.path, agreed = asked
            self._go_on(agreed=agreed)

    def has_answer(self) -> bool:
        """Whether something stands under the button."""
        return self.answer.is_told()

    def begin(self, words: str) -> None:
        """It is being written."""
        self.button.setEnabled(False)
        self.busy.start(words)

    def rest(self) -> None:
        """Nothing is being written any more."""
        self.busy.stop()
        self.button.setEnabled(True)

    def on_written(self, _done: object) -> None:
        """It is there."""
        self.rest()
        self.answer.saved(self.path)
        self.saved.emit(self.path)

    def on_refused(self, error: KnownError) -> None:
        """It isn't, and why."""
        self.rest()
        self.answer.refused(error)

    def _go_on(self, *, agreed: bool) -> None:
        if self.path.exists() and not agreed:
            self.answer.ask_to_replace(self.path)
        else:
            self.write(overwrite=agreed and self.path.exists())

    def _on_replace(self) -> None:
        self.answer.forget()
        self.write(overwrite=True)

    def _on_again(self) -> None:
        self.answer.forget()
        self._go_on(agreed=False)
