"""Keeps what is being written back to a team as a sealed draft, until it is told or thrown away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.workflows import drafts
from pie_audit.workflows.surveys import telling
from pie_audit.workflows.surveys.views import SaidBack

KEEP_WITHIN_MS = 1500
"""From the first key on; further typing doesn't start it anew."""
TRY_AGAIN_MS = 3000


class SayBackKeeper(QObject):
    """`came` brings a draft from an earlier visit, `kept` says that one arrived, `told` that the team was told.

    `trouble` says why something couldn't be kept or told; keeping goes on being tried.
    """

    came = Signal(object)
    kept = Signal()
    told = Signal()
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, survey_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._survey_id, self._me = jobs, survey_id, jobs.me
        self._key = f"say-back/{survey_id}"
        self._waiting: dict[str, str] | None = None
        self._on_the_way = 0
        self.timer, self._again = QTimer(self), QTimer(self)
        for timer, after in ((self.timer, KEEP_WITHIN_MS), (self._again, TRY_AGAIN_MS)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(self.flush)

    @property
    def unsaved(self) -> bool:
        """Whether anything has not arrived in the file yet."""
        return self._waiting is not None or self._on_the_way > 0

    def bring(self) -> None:
        """Read what was begun on an earlier day."""
        self._jobs.read(drafts.words, self._key, owner=self, then=self._on_came)

    def keep(self, lines: tuple[SaidBack, ...]) -> None:
        """Keep these soon, in place of all before."""
        self._waiting = _as_words(lines)
        if not self.timer.isActive():
            self.timer.start()

    def flush(self) -> None:
        """Send what waits on its way now."""
        self.timer.stop()
        self._again.stop()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._write(drafts.save_words, self._key, waiting, then=self._on_kept, waiting=waiting)

    def tell(self, lines: tuple[SaidBack, ...]) -> None:
        """Tell the team; what was a draft until now stays one until that has arrived."""
        self.flush()
        self._write(telling.say_back, self._survey_id, lines, then=self._on_told, waiting=None)

    def drop(self) -> None:
        """Nothing of the draft is wanted any more."""
        self.timer.stop()
        self._again.stop()
        self._waiting = None
        self._write(drafts.drop, self._key, then=self._on_kept, waiting=None)

    def _write(
        self,
        work: Callable[..., object],
        *args: object,
        then: Callable[[object], object],
        waiting: dict[str, str] | None,
    ) -> None:
        self._on_the_way += 1
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me,
            work,
            *args,
            owner=self,
            then=then,
            problem=partial(self._on_problem, waiting),
        )

    def _on_came(self, words: dict[str, str] | None) -> None:
        self.came.emit(_as_lines(words or {}))

    def _on_kept(self, _result: object) -> None:
        self._on_the_way -= 1
        self.kept.emit()

    def _on_told(self, _result: object) -> None:
        self._on_the_way -= 1
        self.drop()
        self.told.emit()

    def _on_problem(self, waiting: dict[str, str] | None, error: KnownError) -> None:
        self._on_the_way -= 1
        if waiting is not None and isinstance(error, CannotSave):
            self._waiting = self._waiting or waiting
            self._again.start()
        self.trouble.emit(error)


def _as_words(lines: tuple[SaidBack, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for at, line in enumerate(lines):
        found |= {f"{at}/said": line.said, f"{at}/will": line.will, f"{at}/cannot": line.cannot}
    return found


def _as_lines(words: Mapping[str, str]) -> tuple[SaidBack, ...]:
    places = sorted({int(name.partition("/")[0]) for name in words})
    return tuple(
        SaidBack(*(words.get(f"{at}/{part}", "") for part in ("said", "will", "cannot"))) for at in places
    )
