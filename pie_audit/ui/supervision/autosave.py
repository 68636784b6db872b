"""Saves what is typed by itself: at most 1.5 seconds after the first unsaved key, in order, until it has arrived."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.ui.keep_soon import KeepSoon
from pie_audit.ui.widgets import StateLabel


class Autosave(QObject):
    """Writes ``work(tx, me, *names, value)`` whenever ``read(base)`` isn't `base` any more.

    What `work` gives back is the next base. `trouble` carries an error after which trying goes on; `refused` one
    after which it doesn't, with what was to be written: the words stay on the screen.
    """

    stored = Signal(object)
    trouble = Signal(object)
    refused = Signal(object, object)

    def __init__(
        self,
        jobs: Jobs,
        state: StateLabel,
        read: Callable[[Any], Any],
        work: Callable[..., object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._state, self._read, self._work = jobs, state, read, work
        self._names: tuple[object, ...] = ()
        self._me = jobs.me
        self.base: Any = None
        self._in_flight = self._again = self._typed = self.held = False
        self._copied: Any = None
        self._after: list[Callable[[], object]] = []
        self._soon = KeepSoon(self, self.flush)
        jobs.bug.connect(self._on_bug)

    def begin(self, base: object, *names: object) -> None:
        """What the file says now; what is typed from here on is saved over it."""
        self.base, self._names, self.held = base, names, False

    def touch(self) -> None:
        """A person typed or chose something."""
        self._typed, self.held = True, False
        self._state.saving()
        self._soon.touch()

    def unsaved(self) -> bool:
        """Whether something on the screen isn't in the file yet, and nobody took a copy of it."""
        if self.base is None:
            return False
        value = self._read(self.base)
        return (self._in_flight or self.held or value != self.base) and value != self._copied

    def copied(self) -> None:
        """The words were taken along: the window may close, and trying goes on."""
        self._copied = self._read(self.base)

    def when_saved(self, then: Callable[[], object]) -> None:
        """Do this once everything typed has arrived; never where it doesn't arrive."""
        if self.base is None or not self.unsaved():
            then()
            return
        self._after.append(then)
        self.flush()

    def flush(self) -> None:
        """Send what is typed on its way now."""
        self._soon.stop()
        if self.base is None or self.held:
            self._after.clear()
            return
        if self._in_flight:
            self._again = True
            return
        value = self._read(self.base)
        if value == self.base:
            self._rest()
            return
        self._in_flight, self._typed = True, False
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me,
            self._work,
            *self._names,
            value,
            owner=self,
            then=self._on_stored,
            problem=partial(self._on_problem, value),
        )

    def _rest(self) -> None:
        if self._typed:
            self._typed = False
            self._state.rest()
        self._go_on()

    def _on_stored(self, base: object) -> None:
        self._in_flight = False
        self.base = base
        if not self._typed:
            self._state.saved()
        self.stored.emit(base)
        if self._again or self._after:
            self._again = False
            self.flush()

    def _on_problem(self, value: object, error: KnownError) -> None:
        self._in_flight = self._again = False
        self._after.clear()
        if isinstance(error, CannotSave):
            self._state.trouble()
            self.trouble.emit(error)
            self._soon.try_again()
        else:
            self.held = True
            self._state.rest()  # nobody tries any more: the strip over the page says why
            self.refused.emit(error, value)

    def _on_bug(self, _error: object) -> None:
        """Whoever's it was: what may be lost with it goes along with the next words, or changes nothing."""
        if self._in_flight:
            self._in_flight = self._again = False
            self._after.clear()
            self._state.trouble()
            self.trouble.emit(None)

    def _go_on(self) -> None:
        after, self._after = self._after, []
        for then in after:
            then()
