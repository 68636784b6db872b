"""Keeps what is being written back to a team as a sealed draft, until it is told or thrown away."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.workflows import drafts
from pie_audit.workflows.surveys import telling
from pie_audit.workflows.surveys.views import SaidBack


class SayBackKeeper(DraftKeeper):
    """Besides: `came` brings a draft from an earlier visit, `told` says that the team was told."""

    came = Signal(object)
    told = Signal()

    def __init__(self, jobs: Jobs, survey_id: str, parent: QObject | None = None) -> None:
        self._survey_id, self._key = survey_id, f"say-back/{survey_id}"
        super().__init__(jobs, drafts.save_words, self._key, parent=parent)

    def bring(self) -> None:
        """Read what was begun on an earlier day."""
        self._jobs.read(drafts.words, self._key, owner=self, then=self._on_came)

    def keep_lines(self, lines: tuple[SaidBack, ...]) -> None:
        """Keep these soon, in place of all before."""
        self.keep(_as_words(lines))

    def tell(self, lines: tuple[SaidBack, ...]) -> None:
        """Tell the team; what was a draft until now stays one until that has arrived."""
        self.flush()
        self._send(telling.say_back, self._survey_id, lines, then=self._on_told)

    def drop(self) -> None:
        """Nothing of the draft is wanted any more."""
        self.forget()
        self._send(drafts.drop, self._key, then=self.kept.emit)

    def _on_came(self, words: dict[str, str] | None) -> None:
        self.came.emit(_as_lines(words or {}))

    def _on_told(self) -> None:
        self.drop()
        self.told.emit()


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
