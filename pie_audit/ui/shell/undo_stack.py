"""What can be taken back, latest first, until lock or closing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import UndoBar
from pie_audit.words import _
from pie_audit.workflows.undo import Undoable


class UndoStack(QObject):
    """Offers the latest write in the bar; Ctrl+Z takes back one after another, the bar gone or not."""

    def __init__(self, jobs: Jobs, over: QWidget) -> None:
        super().__init__(over)
        self._jobs = jobs
        self._kept: list[Undoable] = []
        self.bar = UndoBar(over)
        self.bar.undone.connect(self.undo)
        jobs.undoable.connect(self.push)

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def latest(self) -> str:
        """The name of what Ctrl+Z would take back; empty when there is nothing."""
        return self._kept[-1].name if self._kept else ""

    def push(self, undoable: Undoable) -> None:
        """One more act that can be taken back."""
        self._kept.append(undoable)
        if not undoable.quiet:
            self.bar.offer(undoable.name)

    def undo(self) -> None:
        """Take back the latest; whatever goes wrong is told like any other trouble."""
        if self._kept:
            latest = self._kept.pop()
            self.bar.close_bar()
            self._jobs.write(_take_back, latest, owner=self, then=self._on_undone)

    def clear(self) -> None:
        """Locking and closing end the chance."""
        self._kept.clear()
        self.bar.close_bar()

    def _on_undone(self, name: str) -> None:
        from pie_audit.ui.widgets import announce

        announce(self.bar, _("Taken back: {what}").format(what=name))


def _take_back(tx: Any, me: Any, undoable: Undoable) -> str:
    undoable.undo(tx, me)
    return undoable.name
