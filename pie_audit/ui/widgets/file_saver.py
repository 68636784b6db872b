"""One button that writes one file, whatever it is, through the dialog that every file goes through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets.busy_line import BusyLine
from pie_audit.ui.widgets.buttons import Button
from pie_audit.ui.widgets.path_saver import PathSaver


class ChoosesTarget(Protocol):
    """The computer's dialog for saving."""

    def choose_target(self, parent: QWidget, title: str, suggested: str) -> Path | None:
        """Where to write, or None after second thoughts."""


class FileSaver(PathSaver):
    """Writes what was offered last."""

    def __init__(
        self, jobs: Jobs, files: ChoosesTarget, button: Button, busy_words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(button, BusyLine(), parent)
        self._jobs, self._files, self._busy_words = jobs, files, busy_words
        self._work: Callable[..., object] | None = None
        self._args: tuple[object, ...] = ()
        self._suggested = ""

    def offer(self, suggested: str, work: Callable[..., object], *args: object) -> None:
        """What the button writes: ``work(opened, me, *args, path, overwrite)``."""
        self._suggested, self._work, self._args = suggested, work, args

    def ask(self) -> tuple[Path, bool] | None:
        """The dialog has asked before it gave the name of a file that is there; not of a name that got its ending here."""
        path = self._files.choose_target(self, self.button.text(), self._suggested)
        if path is None:
            return None
        whole = path if path.suffix else path.with_suffix(Path(self._suggested).suffix)
        return whole, whole == path

    def write(self, *, overwrite: bool) -> None:
        """See `PathSaver`."""
        if self._work is None:
            return
        self.begin(self._busy_words)
        self._jobs.aside(
            self._work,
            *self._args,
            self.path,
            overwrite,
            owner=self,
            then=self.on_written,
            problem=self.on_refused,
        )
