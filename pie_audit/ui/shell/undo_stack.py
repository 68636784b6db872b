"""What can be taken back, latest first, until lock or closing."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import UndoBar
from pie_audit.workflows.undo import Undoable


class UndoStack(QObject):
    """Offers the latest write in the bar; Ctrl+Z takes back one after another, the bar gone or not."""

    def __init__(self, jobs: Jobs, over: QWidget) -> None:
        super().__init__(over)
        self._jobs = jobs
        self._kept: list[Undoable] = []
        self.bar = UndoBar(over)
        self.bar.undone.connect(self.undo)
        self.bar.closed.connect(self._on_closed)
        jobs.undoable.connect(self.push)

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def latest(self) -> str:
        """The name of what Ctrl+Z would take back; empty when there is nothing."""
        return self._kept[-1].name if self._kept else ""

    def push(self, undoable: Undoable) -> None:
        """One more act that can be taken back. The bar offers the latest act or nothing, never an earlier one."""
        self.bar.close_bar()
        self._kept.append(undoable)
        if not undoable.quiet:
            self.bar.offer(undoable.name)

    def undo(self) -> None:
        """Take back the latest. What can't be saved just now stays here for another try; what can't be taken
        back any more is told and let go."""
        if self._kept:
            latest = self._kept.pop()
            self.bar.close_bar()
            self._jobs.write(
                _take_back,
                latest,
                owner=self,
                then=self._on_undone,
                problem=partial(self._on_problem, latest),
            )

    def clear(self) -> None:
        """Locking and closing end the chance."""
        self._kept.clear()
        self.bar.close_bar()

    def _on_closed(self) -> None:
        """What could be taken back for as long as the bar stood there is past."""
        self._kept = [kept for kept in self._kept if not kept.brief]

    def _on_undone(self, name: str) -> None:
        self.bar.tell_undone(name, self.latest)

    def _on_problem(self, latest: Undoable, error: KnownError) -> None:
        if isinstance(error, CannotSave):
            self._kept.append(latest)
        self._jobs.trouble.emit(error)


def _take_back(tx: Any, me: Any, undoable: Undoable) -> str:
    undoable.undo(tx, me)
    return undoable.name
