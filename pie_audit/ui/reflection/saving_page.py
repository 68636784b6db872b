"""A page that saves by itself: how its sittings end, what is said when that doesn't work, and how it is thrown away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.entry import Entry, Step
from pie_audit.domain.entry_versions import is_too_long, says_nothing
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection.both_texts import whole_text
from pie_audit.ui.reflection.editor_frame import EditorFrame
from pie_audit.ui.reflection.page_keeper import PageKeeper
from pie_audit.ui.widgets import announce
from pie_audit.words import _
from pie_audit.workflows import reflections
from pie_audit.workflows.undo import Undoable


class SavingPage(EditorFrame):
    """`filled` once a page is open. While `unsaved` is true the window must not close; `flush` ends the sitting."""

    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._wanted: str | None = None
        self._then: Callable[[], object] | None = None
        self._pasted = ""
        self._leaving = self.filled = False
        self.keeper = PageKeeper(jobs, self.read, self)
        self.keeper.saving.connect(self.state_label.saving)
        self.keeper.safe.connect(self._on_safe)
        self.keeper.trouble.connect(self._on_trouble)
        self.keeper.refused.connect(self._on_refused)
        self.paper.text.ended.connect(self.finish)
        self.paper.text.left.connect(self.keeper.keep_draft)
        self.paper.text.too_long.connect(self._on_too_long)
        self.long.actionChosen.connect(self._on_long)
        self.trouble.copy_wanted.connect(self._copy)

    def read(self) -> Entry:
        """The page as it is on the screen."""
        raise NotImplementedError  # each page has its own fields; Qt's classes can't be abstract

    @property
    def is_choosing(self) -> bool:
        """Whether two texts stand side by side and wait for a choice."""
        return False

    @property
    def unsaved(self) -> bool:
        """Whether words on this screen are neither in a draft nor saved."""
        return self.filled and self.keeper.unsaved

    def flush(self) -> None:
        """End the sitting: on page change, lock and closing."""
        if self.filled and not self.is_choosing:
            self.keeper.finish()

    def when_settled(self, then: Callable[[], object]) -> None:
        """Do this once what is on the screen is saved; what can't be saved says so instead."""
        if self.filled and not self.is_choosing:
            self._then = then
            self.keeper.finish()

    def tell(self, error: KnownError) -> None:
        """Say in the strip why something can't be done."""
        self.trouble.tell_refused(error)
        announce(self, f"{error.what} {error.todo}")

    def finish(self) -> None:
        """Done: save, and back to the list."""
        if self.is_choosing or not self.filled:
            self.went_to.emit("reflections", None)
            return
        self._leaving = True
        self.keeper.finish()

    def _on_safe(self) -> None:
        self.trouble.hide()
        self.state_label.saved()

    def _on_trouble(self, error: KnownError | None) -> None:
        self.state_label.trouble()
        self.trouble.tell(error)

    def _on_refused(self, error: KnownError) -> None:
        self._leaving, self._wanted, self._then = False, None, None
        self.state_label.rest()
        if is_too_long(self.read()):
            self._offer_split("")
        else:
            self.tell(error)

    def _copy(self) -> None:
        self.trouble.copy([whole_text(self.read())])
        self.keeper.let_go()

    def _on_too_long(self, pasted: str) -> None:
        self._offer_split(pasted)

    def _offer_split(self, pasted: str) -> None:
        self._pasted = pasted
        here = _("Nothing is lost: it’s on your clipboard, too.") if pasted else _("Nothing is lost.")
        self.long.set(_("That’s more than one page holds."), here)
        self.long.show()
        announce(self, _("That’s more than one page holds."))

    def _on_long(self, which: int) -> None:
        self.long.hide()
        if which == 0:
            entry = self.read()
            more = (Step("", "", self._pasted),) if self._pasted else ()
            self.keeper.split(replace(entry, steps=(*entry.steps, *more)))
        self._pasted = ""
        self.begin()

    def throw_away(self) -> None:
        """Erase the page with all its versions; it can come back while the undo bar stands there."""
        base = self.keeper.base
        if base is None or (not base.version and says_nothing(self.read())):
            self.went_to.emit("reflections", None)
            return
        self.keeper.keep_draft()
        self.keeper.let_go()
        self._jobs.write(reflections.delete, base.entry.entry_id, owner=self, then=self._on_thrown_away)

    def _on_thrown_away(self, _done: Undoable) -> None:
        self.keeper.base, self.filled = None, False
        self.paper.text.set_steps(())
        self.went_to.emit("reflections", None)
