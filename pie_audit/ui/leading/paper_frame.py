"""A paper page by page: real pages, drawn from the very file on the work thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    IconButton,
    Page,
    PagePicture,
    SecondaryButton,
    TwoColumn,
    WrapLabel,
    boxed,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import papers

if TYPE_CHECKING:
    from pie_audit.workflows.paper_kinds import LaidOut
    from pie_audit.workflows.papers import PageImage


class PaperFrame(Page):
    """Says with `wanted` what lays the pages out, and with `leave` where its way back leads."""

    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, title: str, back: str, side: Card, parent: QWidget | None = None) -> None:
        super().__init__(title, _("This preview is the paper itself."), parent)
        self._jobs = jobs
        self._asked_for = 0
        self._laid_out: LaidOut | None = None
        self._drawing: set[int] = set()
        self.back = SecondaryButton(back, "arrow-left")
        self.heading.add_state(self.back)
        self.picture, self.busy = PagePicture(), BusyLine(can_cancel=True)
        self.trouble = Banner("", look="warn", actions=(_("Try again"),))
        self.trouble.hide()
        self.before = IconButton("caret-left", _("Page before"), outlined=True)
        self.after = IconButton("caret-right", _("Next page"), outlined=True)
        self._number = WrapLabel("", "body", wrap=False)
        self._lay_out(side)
        self._listen()

    def wanted(self) -> tuple[Callable[..., LaidOut], tuple[object, ...]]:
        """The workflow that lays the pages out, and what it is told besides who asks."""
        raise NotImplementedError  # each page lays out another paper; Qt's classes can't be abstract

    def leave(self) -> None:
        """Go back to where this was asked for."""
        raise NotImplementedError  # see above

    def reload(self) -> None:
        """Lay the pages out again."""
        self._asked_for += 1
        self.trouble.hide()
        self.busy.start(_("Laying out the pages…"))
        work, told = self.wanted()
        this = self._asked_for
        then, problem = partial(self._on_laid_out, this), partial(self._on_problem, this)
        self._jobs.aside(work, *told, owner=self, then=then, problem=problem)

    def _on_laid_out(self, asked_for: int, laid_out: LaidOut) -> None:
        if asked_for != self._asked_for:
            return
        self.busy.stop()
        self._laid_out = laid_out
        self._drawing.clear()
        self.picture.expect(laid_out.pages)

    def _on_turned(self) -> None:
        first, last = self.picture.shown()
        self._number.setText(self.picture.words() if first else "")
        self.before.setEnabled(first > 1)
        self.after.setEnabled(0 < last < self.picture.count())
        for at in self.picture.missing() if self._laid_out is not None else ():
            self._draw(self._laid_out, at)

    def _draw(self, laid_out: LaidOut | None, at: int) -> None:
        if laid_out is not None and at not in self._drawing:
            self._drawing.add(at)
            draw = partial(papers.draw_page, laid_out, at + 1)
            self._jobs.compute(draw, owner=self, then=self._for_page(laid_out, at))

    def _for_page(self, laid_out: LaidOut, at: int) -> Callable[[PageImage], None]:
        return lambda page: self._on_page(laid_out, at, page)

    def _on_page(self, laid_out: LaidOut, at: int, page: PageImage) -> None:
        if laid_out is self._laid_out:
            self.picture.put(at, page)

    def _on_problem(self, asked_for: int, error: KnownError) -> None:
        """Why pages don't come is told for what was asked for last; nobody waits for anything before it."""
        if asked_for != self._asked_for:
            return
        self.busy.stop()
        self._laid_out = None
        self.picture.expect(0)
        self.trouble.set(error.what, error.todo)
        self.trouble.show()

    def _on_cancel(self) -> None:
        """Whatever is being laid out is let go when it comes."""
        self._asked_for += 1
        self.busy.stop()
        self.trouble.set(_("Stopped before the pages were there."), _("Nothing was written."))
        self.trouble.show()

    def _lay_out(self, side: Card) -> None:
        self.columns = TwoColumn(main_share=16, side_share=9)
        self.columns.main.addWidget(self.trouble)
        self.columns.main.addWidget(self.busy)
        self.columns.main.addWidget(self.picture, 1)
        self.columns.add_side(side)
        self.body.column.addWidget(self.columns, 1)
        self.add_to_footer(boxed(row(self.before, self._number, self.after, gap=10)), None)

    def _listen(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.picture.turned.connect(self._on_turned)
        self.trouble.actionChosen.connect(self._on_again)
        self.busy.cancelled.connect(self._on_cancel)
        self.picture.stay_within(self.body.viewport())

    def _on_again(self, _index: int) -> None:
        self.reload()

    def _on_before(self) -> None:
        self.picture.turn(-1)

    def _on_after(self) -> None:
        self.picture.turn(1)

    def _on_back(self) -> None:
        self.leave()
