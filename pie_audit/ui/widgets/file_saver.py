"""One button that writes one file: under which name, whether one may be replaced, and where it went, told in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets.busy_line import BusyLine
from pie_audit.ui.widgets.buttons import Button
from pie_audit.ui.widgets.save_answer import SaveAnswer


class ChoosesTarget(Protocol):
    """The computer's dialog for saving."""

    def choose_target(self, parent: QWidget, title: str, suggested: str) -> Path | None:
        """Where to write, or None after second thoughts."""


class FileSaver(QWidget):
    """`saved` with the path once the file is there whole; `answered` when something stands under the button."""

    saved = Signal(object)
    answered = Signal()

    def __init__(
        self, jobs: Jobs, files: ChoosesTarget, button: Button, busy_words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._files, self._busy_words = jobs, files, busy_words
        self._work: Callable[..., object] | None = None
        self._args: tuple[object, ...] = ()
        self._suggested = ""
        self._path = Path()
        self.button, self.busy = button, BusyLine()
        self.button.clicked.connect(self.save)
        self._answer = SaveAnswer(button)
        self._answer.told.connect(self.answered)
        self._answer.other_name_wanted.connect(self.save)
        self._answer.replace_wanted.connect(self._on_replace)
        self._answer.again_wanted.connect(self._on_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self.button, self.busy, self._answer):
            layout.addWidget(part)

    def offer(self, suggested: str, work: Callable[..., object], *args: object) -> None:
        """What the button writes: ``work(opened, me, *args, path, overwrite)``."""
        self._suggested, self._work, self._args = suggested, work, args

    def save(self) -> None:
        """Ask where, then write."""
        self._answer.forget()
        path = self._files.choose_target(self, self.button.text(), self._suggested)
        if path is None:
            return
        self._path = path if path.suffix else path.with_suffix(Path(self._suggested).suffix)
        self._go_on(agreed=path == self._path)

    def _go_on(self, *, agreed: bool) -> None:
        """The dialog has asked before it gave the name of a file that is there; not of a name that got its ending here."""
        if self._path.exists() and not agreed:
            self._answer.ask_to_replace(self._path)
        else:
            self._write(overwrite=self._path.exists())

    def _on_replace(self) -> None:
        self._answer.forget()
        self._write(overwrite=True)

    def _on_again(self) -> None:
        self._answer.forget()
        self._go_on(agreed=False)

    def _write(self, *, overwrite: bool) -> None:
        if self._work is None:
            return
        self.button.setEnabled(False)
        self.busy.start(self._busy_words)
        self._jobs.aside(
            self._work,
            *self._args,
            self._path,
            overwrite,
            owner=self,
            then=self._on_written,
            problem=self._on_problem,
        )

    def _on_written(self, _done: object) -> None:
        self._rest()
        self._answer.saved(self._path)
        self.saved.emit(self._path)

    def _on_problem(self, error: KnownError) -> None:
        self._rest()
        self._answer.refused(error)

    def _rest(self) -> None:
        self.busy.stop()
        self.button.setEnabled(True)
