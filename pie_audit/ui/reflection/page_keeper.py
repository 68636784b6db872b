"""Keeps what is typed on a page: a sealed draft soon after the first key, a version when the sitting ends."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from pie_audit.domain.entry import Entry
from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.ui.keep_soon import KeepSoon
from pie_audit.workflows import reflections
from pie_audit.workflows.reflections import Sitting


class PageKeeper(QObject):
    """One for a page. `safe` when all that was typed is in the file, `settled` when it is a version and nothing is on
    its way; `trouble` while it can't be written, `refused` where trying again is no use, `clashed` with what another
    window saved."""

    saving = Signal()
    safe = Signal()
    settled = Signal()
    trouble = Signal(object)
    refused = Signal(object)
    clashed = Signal(object)

    def __init__(self, jobs: Jobs, read: Callable[[], Entry], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._read, self._me = jobs, read, jobs.me
        self._typed = self._kept = self._saved = 0
        self._draft_on_the_way = self._version_on_the_way = -1
        self._ends = self._ends_again = False
        self.base: Sitting | None = None
        self._soon = KeepSoon(self, self.keep_draft, self._try_again)
        jobs.bug.connect(self._on_bug)

    @property
    def unsaved(self) -> bool:
        """Whether something typed is in neither a draft nor a version yet."""
        return self._typed > self._kept

    @property
    def busy(self) -> bool:
        """Whether a version isn't there yet of what was typed."""
        return self._typed > self._saved or self._version_on_the_way >= 0

    def open(self, sitting: Sitting, *, is_draft: bool = False) -> None:
        """Keep this page from now on. With `is_draft` its words are in a draft only, and wait to become a version."""
        self._soon.stop()
        self.base = sitting
        self._typed = self._kept = 1
        self._saved = 0 if is_draft else 1
        self._ends = self._ends_again = False

    def touch(self) -> None:
        """Something was typed or chosen."""
        self._typed += 1
        self.saving.emit()
        self._soon.touch()

    def keep_draft(self) -> None:
        """Send what is typed on its way, sealed."""
        self._soon.first.stop()
        on_its_way = self._draft_on_the_way >= 0 or self._version_on_the_way >= self._typed
        if self.base is None or not self.unsaved or on_its_way:
            return
        self._draft_on_the_way = self._typed
        self._send(reflections.keep_draft, self._read(), self.base.version, then=self._on_kept)

    def finish(self) -> None:
        """The sitting ends: make a version of what differs from the one before."""
        self._soon.first.stop()
        if self.base is None or self._typed == self._saved:
            self.settled.emit()
            return
        if self._version_on_the_way >= 0:
            if self._typed > self._version_on_the_way:
                self._ends_again = True
                self.keep_draft()
            return
        self._ends = True
        self._version_on_the_way = self._typed
        self._send(reflections.save, self._read(), self.base, then=self._on_saved)

    def split(self, entry: Entry) -> None:
        """Save a page that has grown too long as several."""
        if self.base is not None and self._version_on_the_way < 0:
            self._typed += 1
            self._version_on_the_way = self._typed
            self._send(reflections.save_parts, entry, self.base, then=self._on_saved)

    def let_go(self) -> None:
        """What isn't saved is copied elsewhere, or thrown away."""
        self._soon.stop()
        self._kept = self._saved = self._typed

    def _send(self, work: Callable[..., object], *args: object, then: Callable[[object], object]) -> None:
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(self._me, work, *args, owner=self, then=then, problem=self._on_problem)

    def _on_kept(self, _done: object) -> None:
        self._kept = max(self._kept, self._draft_on_the_way)
        self._draft_on_the_way = -1
        if not self.unsaved:
            self.safe.emit()
        elif self._ends_again:
            self.keep_draft()

    def _on_saved(self, done: object) -> None:
        assert isinstance(done, Sitting)
        self.base = done
        self._saved = self._version_on_the_way
        self._kept = max(self._kept, self._saved)
        self._version_on_the_way = -1
        again, self._ends, self._ends_again = self._ends_again, False, False
        if self._typed > self._saved and again:
            self.finish()
            return
        if not self.unsaved:
            self.safe.emit()
        if self._typed == self._saved:
            self.settled.emit()

    def _on_problem(self, error: KnownError) -> None:
        self._draft_on_the_way = self._version_on_the_way = -1
        if hasattr(error, "theirs"):
            self._ends = False
            self._kept = (
                self._saved
            )  # the other window ended a sitting too, and let go of the page's one draft
            self.clashed.emit(error)
        elif isinstance(error, CannotSave):
            self._soon.try_again()
            self.trouble.emit(error)
        else:
            self._ends = False
            self.refused.emit(error)

    def _on_bug(self, _error: object) -> None:
        """Whoever's it was: what may be lost with it is sent once more, which changes nothing if it arrived."""
        if self._draft_on_the_way >= 0 or self._version_on_the_way >= 0:
            self._draft_on_the_way = self._version_on_the_way = -1
            self._soon.try_again()
            self.trouble.emit(None)

    def _try_again(self) -> None:
        if self._ends:
            self.finish()
        else:
            self.keep_draft()
