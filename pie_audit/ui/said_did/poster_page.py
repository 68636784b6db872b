"""The poster before it is saved or printed: the real page, made from the very file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.quarter import Quarter
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Command,
    Page,
    PagePicture,
    PrimaryButton,
    SecondaryButton,
    Tick,
    TwoColumn,
    WrapLabel,
    announce,
)
from pie_audit.ui.widgets.file_saver import ChoosesTarget, FileSaver
from pie_audit.ui.widgets.page_print import PagePrinter, Printing
from pie_audit.words import _
from pie_audit.workflows import papers
from pie_audit.workflows.everyday import said_did
from pie_audit.workflows.everyday.said_did import PosterDesk
from pie_audit.workflows.paper_kinds import PosterPaper

if TYPE_CHECKING:
    from pie_audit.workflows.paper_kinds import LaidOut
    from pie_audit.workflows.papers import PageImage


class PosterPage(Page):
    """One page for a wall. `went_to` leads back to the board."""

    KINDS = frozenset({Kind.SAID_DID, Kind.SURVEYS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, files: ChoosesTarget, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("The poster"), _("This preview is the paper itself."), parent)
        self._jobs, self._team_id = jobs, team_id
        self._asked_for = 0
        self._laid_out: LaidOut | None = None
        self._desk: PosterDesk | None = None
        self.back = SecondaryButton(_("Back to the board"), "arrow-left")
        self.heading.add_state(self.back)
        self.picture, self.busy = PagePicture(), BusyLine()
        self.trouble = Banner("", look="warn", actions=(_("Back to the board"),))
        self.with_open = Tick(_("Also show what people still wait for"))
        button = PrimaryButton(_("Save this PDF"), "file-pdf").stretch()
        self.saver = FileSaver(jobs, files, button, _("Writing the PDF…"))
        self.print_button = SecondaryButton(_("Print…"), "printer").stretch()
        self.printer = PagePrinter(jobs, self)
        self.printed = Banner("", look="good")
        self.names = Banner("", look="warn", icon="eye")
        self._left_out = WrapLabel("", "small", "ink2")
        for part in (self.trouble, self.printed, self.names, self._left_out):
            part.hide()
        self._offer(False)
        self._lay_out()
        self._listen()
        self.first_focus = self.saver.button

    def begin(self) -> None:
        """The poster comes first where everything else lies under it."""
        self.first_focus = self.picture if self.columns.stacked else self.saver.button
        super().begin()

    def reload(self) -> None:
        """Lay the page out again."""
        self._asked_for += 1
        with_open, problem = self.with_open.isChecked(), partial(self._on_problem, self._asked_for)
        self.trouble.hide()
        self.busy.start(_("Laying out the page…"))
        self._jobs.read(
            said_did.poster_desk,
            self._team_id,
            with_open,
            owner=self,
            then=self.show_desk,
            problem=problem,
        )
        self._jobs.aside(
            papers.lay_out_poster,
            self._team_id,
            with_open,
            owner=self,
            then=self._for_this(self._asked_for),
            problem=problem,
        )

    def show_desk(self, desk: PosterDesk) -> None:
        """Under which name it is saved, and what could lead to somebody."""
        self._desk = desk
        self.heading.set(_("The poster"), desk.team.name)
        self.saver.offer(self._name(desk), papers.save_poster, self._team_id, self.with_open.isChecked())
        self.names.setVisible(bool(desk.warnings))
        if desk.warnings:
            words = " ".join((*desk.warnings, _("Change it on the board if it could; you decide.")))
            self.names.set(_("Could somebody be found by this?"), words)

    def commands(self) -> tuple[Command, ...]:
        """Saving, printing, and the way back."""
        return (
            Command(_("Save this PDF"), self.saver.save, "", (_("export write file"),), icon="file-pdf"),
            Command(_("Print this poster"), self.print, "", (_("printer wall"),), icon="printer"),
            Command(_("Back to the board"), self._go_back, "", (_("close leave"),), icon="arrow-left"),
        )

    def print(self, _checked: bool = False) -> None:
        """Choose a printer; nothing before the page is there."""
        if self._laid_out is not None and self._desk is not None:
            draw = partial(papers.draw_page, self._laid_out)
            self.printer.ask(Printing(draw, (1,), self._name(self._desk)))

    def _name(self, desk: PosterDesk) -> str:
        return papers.suggested_name(desk.team.name, Quarter.of(desk.day), self._paper())

    def _paper(self) -> PosterPaper:
        return PosterPaper(self.with_open.isChecked())

    def _for_this(self, asked_for: int) -> Callable[[LaidOut], None]:
        return lambda laid_out: self._on_laid_out(asked_for, laid_out)

    def _on_laid_out(self, asked_for: int, laid_out: LaidOut) -> None:
        if asked_for != self._asked_for:
            return
        self.busy.stop()
        self._laid_out = laid_out
        self._offer(True)
        self._left_out.setText(" ".join(laid_out.left_out))
        self._left_out.setVisible(bool(laid_out.left_out))
        self.picture.expect(laid_out.pages)

    def _offer(self, can: bool) -> None:
        """Nothing is saved or printed before it can be seen."""
        self.saver.button.setEnabled(can)
        self.print_button.setEnabled(can)

    def _on_turned(self) -> None:
        if self._laid_out is not None and self.picture.missing():
            draw = partial(papers.draw_page, self._laid_out, 1)
            self._jobs.compute(draw, owner=self, then=self._for_page(self._laid_out))

    def _for_page(self, laid_out: LaidOut) -> Callable[[PageImage], None]:
        return lambda page: self._on_page(laid_out, page)

    def _on_page(self, laid_out: LaidOut, page: PageImage) -> None:
        if laid_out is self._laid_out:
            self.picture.put(0, page)

    def _on_problem(self, asked_for: int, error: KnownError) -> None:
        """Why there is no page is told for what was asked for last, never for the poster before it."""
        if asked_for != self._asked_for:
            return
        self.busy.stop()
        self._laid_out = None
        self._offer(False)
        self.picture.expect(0)
        self.trouble.set(error.what, error.todo)
        self.trouble.show()

    def _lay_out(self) -> None:
        side = Card(
            _("For the wall"),
            WrapLabel(
                _("The latest answers first, each with its honest because. Hang it where people pass."),
                "body",
                "ink2",
            ),
            self.with_open,
            self._left_out,
            self.names,
            self.saver,
            self.print_button,
            self.printed,
            None,
            gap=12,
        )
        self.columns = TwoColumn(main_share=16, side_share=9)
        self.columns.main.addWidget(self.trouble)
        self.columns.main.addWidget(self.busy)
        self.columns.main.addWidget(self.picture, 1)
        self.columns.add_side(side)
        self.body.column.addWidget(self.columns, 1)

    def _listen(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.trouble.actionChosen.connect(self._go_back)
        self.with_open.clicked.connect(self._on_ticked)
        self.print_button.clicked.connect(self.print)
        self.printer.begun.connect(self._on_begun)
        self.printer.done.connect(self._on_printed)
        self.printer.refused.connect(self._on_refused)
        self.picture.turned.connect(self._on_turned)
        self.picture.stay_within(self.body.viewport())

    def _on_ticked(self, _checked: bool = False) -> None:
        self.reload()

    def _on_begun(self, words: str) -> None:
        self._tell(words, "", "info")

    def _on_printed(self, words: str) -> None:
        self._tell(words, "", "good")
        if self._desk is not None:
            quarter = Quarter.of(self._desk.day)
            self._jobs.aside(papers.note_printed, self._team_id, quarter, self._paper(), owner=self)

    def _on_refused(self, error: KnownError) -> None:
        self._tell(error.what, error.todo, "warn")

    def _tell(self, title: str, text: str, look: str) -> None:
        self.printed.set_look(look)
        self.printed.set(title, text)
        self.printed.show()
        announce(self, f"{title} {text}".strip())

    def _go_back(self, *_now: object) -> None:
        self.went_to.emit("said-did", None)
