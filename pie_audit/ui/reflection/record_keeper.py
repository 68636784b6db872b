"""Keeps what is filled in for a record: each thing once its words rest, the newest only, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs

KEEP_WITHIN_MS = 1000
TRY_AGAIN_MS = 3000
_Task = tuple[Callable[..., Any], tuple[object, ...]]


class RecordKeeper(QObject):
    """`saved` when all is in the file; `trouble` with what stands in the way, while it tries again."""

    saving = Signal()
    saved = Signal()
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._me = jobs, jobs.me
        self._waiting: dict[str, _Task] = {}
        self._under_way: tuple[str, _Task] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.flush)

    def put(self, key: str, work: Callable[..., Any], *args: object) -> None:
        """Save this soon, in place of what waits under the same key. From the first key on, not put off by more."""
        self._waiting[key] = (work, args)
        if not self._soon.isActive():
            self._soon.start(KEEP_WITHIN_MS)

    def unsaved(self) -> bool:
        """Whether something isn't in the file yet."""
        return bool(self._waiting or self._under_way)

    def flush(self) -> None:
        """Send what waits."""
        self._soon.stop()
        if self._under_way is not None or not self._waiting:
            return
        key = next(iter(self._waiting))
        self._under_way = (key, self._waiting.pop(key))
        work, args = self._under_way[1]
        self.saving.emit()
        self._jobs.write_as(
            self._me, work, *args, owner=self, then=self._on_written, problem=self._on_problem
        )

    def _on_written(self, _result: object) -> None:
        self._under_way = None
        if self._waiting:
            self.flush()
        else:
            self.saved.emit()

    def _on_problem(self, error: KnownError) -> None:
        """What was typed meanwhile is newer; else it waits again."""
        if self._under_way is not None:
            key, task = self._under_way
            self._under_way = None
            self._waiting.setdefault(key, task)
        self._soon.start(TRY_AGAIN_MS)
        self.trouble.emit(error)
