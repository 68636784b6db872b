"""Keeps the plan of a survey by itself, at most 1.5 seconds after a change, until it has arrived."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.ui.keep_soon import KeepSoon
from pie_audit.ui.widgets import StateLabel
from pie_audit.workflows.surveys import planning
from pie_audit.workflows.surveys.planning import PlanWish


class PlanKeeper(QObject):
    """Writes what `read` gives whenever it isn't what was kept last.

    `stored` carries the plan's id. `trouble` carries an error after which trying goes on, `refused` one after which
    it doesn't until something is changed.
    """

    stored = Signal(str)
    trouble = Signal(object)
    refused = Signal(object)

    def __init__(self, jobs: Jobs, state: StateLabel, read: Callable[[], PlanWish], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._state, self._read = jobs, state, read
        self._me = jobs.me
        self.survey_id: str | None = None
        self._base: PlanWish | None = None
        self._in_flight = self._again = False
        self._sitting = 0
        self._refused: PlanWish | None = None
        self._after: list[Callable[[], object]] = []
        self.soon = KeepSoon(self, self.flush)
        jobs.bug.connect(self._on_bug)

    def begin(self, survey_id: str | None) -> None:
        """What stands there now is what is kept, under this id; None where nothing is kept yet."""
        self.stop()
        self.survey_id, self._base = survey_id, self._read()
        self._state.rest()

    def stop(self) -> None:
        """Nothing of it is wanted any more; what is on its way arrives, and is heard of no more."""
        self._sitting += 1
        self._in_flight = self._again = False
        self.survey_id, self._base, self._refused = None, None, None
        self._after.clear()
        self.soon.stop()

    def touch(self) -> None:
        """A person typed or chose something."""
        self._state.saving()
        self.soon.touch()

    def unsaved(self) -> bool:
        """Whether something on the page isn't in the file yet."""
        return self._base is not None and (self._in_flight or self._read() != self._base)

    def when_saved(self, then: Callable[[], object]) -> None:
        """Do this once the plan is kept as it stands, also one that nobody has changed yet."""
        if self.survey_id is not None and not self.unsaved():
            then()
            return
        self._after.append(then)
        self._send()

    def flush(self) -> None:
        """Send what changed on its way now."""
        if self._base is not None and self._read() == self._base and not self._in_flight:
            self.soon.first.stop()
            if self.survey_id is not None:
                self._state.saved()
            else:
                self._state.rest()
        else:
            self._send()

    def _send(self) -> None:
        self.soon.stop()
        wish = self._read()
        if self._base is None or (wish == self._refused and not self._after):
            return
        if self._in_flight:
            self._again = True
            return
        self._in_flight = True
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me,
            planning.save_plan,
            wish,
            self.survey_id,
            owner=self,
            then=partial(self._on_stored, self._sitting, wish),
            problem=partial(self._on_problem, self._sitting, wish),
        )

    def _on_stored(self, sitting: int, wish: PlanWish, survey_id: str) -> None:
        if sitting != self._sitting:
            return
        self._in_flight = False
        self.survey_id, self._base, self._refused = survey_id, wish, None
        self._state.saved()
        self.stored.emit(survey_id)
        again, self._again = self._again, False
        if again or self.unsaved():
            self._send()
        else:
            self._go_on()

    def _on_problem(self, sitting: int, wish: PlanWish, error: KnownError) -> None:
        if sitting != self._sitting:
            return
        self._in_flight = self._again = False
        self._after.clear()
        if isinstance(error, CannotSave):
            self._state.trouble()
            self.trouble.emit(error)
            self.soon.try_again()
        else:
            self._refused = wish
            self._state.rest()  # nobody tries any more: the strip over the page says why
            self.refused.emit(error)

    def _on_bug(self, _error: object) -> None:
        if self._in_flight:
            self._in_flight = self._again = False
            self._after.clear()
            self._state.trouble()
            self.trouble.emit(None)

    def _go_on(self) -> None:
        after, self._after = self._after, []
        for then in after:
            then()
