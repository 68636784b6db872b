"""The paper before it leaves the building: real pages, which edition, what is left out, and signing off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.plan_document import Edition, PlanDocument
from pie_audit.domain.plan_parts import role_words
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.addendum_dialog import AddendumDialog
from pie_audit.ui.plan.files import PlanFiles
from pie_audit.ui.plan.paper_choice import PaperChoice
from pie_audit.ui.plan.paper_saver import PaperSaver
from pie_audit.ui.plan.print_offer import PrintOffer
from pie_audit.ui.plan.signoff_dialog import SignOffDialog
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Command,
    Divider,
    FlowLayout,
    IconButton,
    IconMark,
    Page,
    PagePicture,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    TwoColumn,
    WrapLabel,
    Zoom,
    boxed,
    clear,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import papers
from pie_audit.workflows.paper_kinds import LaidOut, Paper, RatingSheets, ReportPaper
from pie_audit.workflows.papers import PaperDesk
from pie_audit.workflows.plans import PlanView

if TYPE_CHECKING:
    from pie_audit.domain.audit import SignOff
    from pie_audit.workflows.papers import PageImage

_MOST_EXPORTS = 3


class PreviewPage(Page):
    """Shows what an export would write. `left` to go back to the plan, `signed` when it was signed off."""

    left = Signal()
    signed = Signal()

    def __init__(self, jobs: Jobs, files: PlanFiles, parent: QWidget | None = None) -> None:
        super().__init__(_("The plan on paper"), parent=parent)
        self._jobs = jobs
        self._view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self._asked_for = 0
        self._laid_out: LaidOut | None = None
        self._drawing: set[int] = set()
        self._desk: PaperDesk | None = None
        self.back = SecondaryButton(_("Back to the plan"), "arrow-left")
        self.sign = PrimaryButton(_("Sign off"), "check")
        self.heading.add_state(self.back, self.sign)
        self.picture = PagePicture()
        self.busy = BusyLine(can_cancel=True)
        self.trouble = Banner("", look="warn", actions=(_("Try again"),))
        self.before, self.after = (
            IconButton("caret-left", _("Page before"), outlined=True),
            IconButton("caret-right", _("Next page"), outlined=True),
        )
        self._number = WrapLabel("", "body", wrap=False)
        self.zoom = Segmented(
            _("How much shows"),
            [(_("Whole page"), ""), (_("Two pages"), "columns"), (_("Larger"), "magnifying-glass-plus")],
        )
        self.choice = PaperChoice()
        self.options = self.choice.editions
        self.add_words = SecondaryButton(_("Add to what was signed"), "plus")
        self._left_out = QVBoxLayout()
        self._left_out.setSpacing(8)
        self._account = QVBoxLayout()
        self._account.setSpacing(8)
        self._sent = QVBoxLayout()
        self._sent.setSpacing(6)
        self.saver = PaperSaver(jobs, files)
        self.printing = PrintOffer(jobs)
        self._lay_out()
        self._listen()
        self.first_focus = self.options[Edition.WORDS]
        self.trouble.hide()

    def begin(self) -> None:
        """The pages come first where the editions lie under them."""
        self.first_focus = self.picture if self.columns.stacked else self.choice.in_hand()
        super().begin()

    def show_plan(self, view: PlanView) -> None:
        """Draw the pages of this plan again."""
        self._view = view
        season = view.quarter.season
        if view.may_sign:
            title = _("Sign off the {season} plan").format(season=season)
            context = _("This preview is the paper itself. After signing, what was agreed stays as it is.")
        else:
            title = _("The {season} plan on paper").format(season=season)
            context = _("This preview is the paper itself.")
        self.heading.set(title, context)
        self.sign.setVisible(view.may_sign)
        self._draw()

    def paper(self) -> Paper:
        """The one that is chosen."""
        return self.choice.paper()

    def commands(self) -> tuple[Command, ...]:
        """What can be done with the paper that shows."""
        export = (_("export write file"),)
        found = [
            Command(_("Save this PDF"), self.saver.save, "", export, icon="file-pdf", name="save"),
            Command(
                _("Print this paper"),
                self.printing.ask,
                _("Ctrl+P"),
                (_("printer"),),
                icon="printer",
                name="print",
            ),
            Command(_("Back to the plan"), self._on_back, _("Esc"), (_("close leave"),), icon="arrow-left"),
            Command(_("Next page"), self._on_after, keywords=(_("turn"),), icon="caret-right"),
            Command(_("Page before"), self._on_before, keywords=(_("turn previous"),), icon="caret-left"),
        ]
        if self._view is not None and self._view.may_sign:
            sign = Command(_("Sign off"), self._ask_to_sign, keywords=(_("finish agree"),), icon="check")
            found.insert(0, sign)
        return tuple(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # drawing

    def _draw(self) -> None:
        view, paper = self._view, self.paper()
        self._asked_for += 1
        self._laid_out = None
        self.printing.take_back()
        self.trouble.hide()
        self.busy.start(_("Laying out the pages…"))
        self.saver.offer(self._view_of(paper), paper, self.choice.words())
        about, problem = (view.team.team_id, view.quarter), partial(self._on_problem, self._asked_for)
        self._jobs.read(papers.paper_desk, *about, owner=self, then=self._show_desk, problem=problem)
        if isinstance(paper, Edition):
            self._jobs.read(
                papers.document_of,
                *about,
                paper,
                owner=self,
                then=self._show_left_out,
                problem=problem,
            )
        elif not isinstance(paper, ReportPaper):
            self._tell_left_out((_("Private notes and single ratings are never printed."),))
        self._jobs.aside(
            papers.lay_out,
            view.team.team_id,
            self._view_of(paper).quarter,
            paper,
            self.choice.words(),
            owner=self,
            then=self._for_this(self._asked_for),
            problem=problem,
        )

    def _view_of(self, paper: Paper) -> PlanView:
        """The plan's own quarter; a rating sheet is of the round that people rate in now."""
        if isinstance(paper, RatingSheets) and self._desk is not None and self._desk.sheets_for:
            return replace(self._view, quarter=self._desk.sheets_for)
        return self._view

    def _for_this(self, asked_for: int) -> Callable[[LaidOut], None]:
        return lambda laid_out: self._on_laid_out(asked_for, laid_out)

    def _on_laid_out(self, asked_for: int, laid_out: LaidOut) -> None:
        """Pages of a paper that nobody looks at any more are let go."""
        if asked_for != self._asked_for:
            return
        self.busy.stop()
        self._laid_out = laid_out
        paper = self.paper()
        self.printing.offer(self._view_of(paper), paper, laid_out)
        if laid_out.left_out:
            self._tell_left_out(laid_out.left_out)
        self._drawing.clear()
        self.picture.expect(laid_out.pages)

    def _draw_missing(self) -> None:
        """The pages that show first, then those a turn away; the others when somebody goes there."""
        if self._laid_out is None:
            return
        for at in self.picture.missing():
            if at not in self._drawing:
                self._drawing.add(at)
                self._jobs.compute(
                    partial(papers.draw_page, self._laid_out, at + 1),
                    owner=self,
                    then=self._for_page(self._laid_out, at),
                )

    def _for_page(self, laid_out: LaidOut, at: int) -> Callable[[PageImage], None]:
        return lambda page: self._on_page(laid_out, at, page)

    def _on_page(self, laid_out: LaidOut, at: int, page: PageImage) -> None:
        if laid_out is self._laid_out:
            self.picture.put(at, page)

    def _show_left_out(self, document: PlanDocument) -> None:
        if document.edition is self.paper():
            self._tell_left_out(document.left_out)

    def _tell_left_out(self, left_out: tuple[str, ...]) -> None:
        clear(self._left_out)
        for at, words in enumerate(left_out):
            last = at == len(left_out) - 1
            self._left_out.addLayout(_marked("lock-simple" if last else "eye-slash", "ink2", words))

    def _on_problem(self, asked_for: int, error: KnownError) -> None:
        """What went wrong with a paper that nobody looks at any more is let go, as its pages are."""
        if asked_for == self._asked_for:
            self._tell_problem(error)

    def _tell_problem(self, error: KnownError) -> None:
        self.busy.stop()
        self.picture.expect(0)
        self.trouble.set(error.what, error.todo)
        self.trouble.show()

    def _on_cancel(self) -> None:
        """Whatever is being laid out is let go when it comes."""
        self._asked_for += 1
        self._tell_problem(NotNow(_("Stopped before the pages were there."), _("Nothing was written.")))

    def _on_turned(self) -> None:
        first, last = self.picture.shown()
        self._number.setText(self.picture.words() if first else "")
        self.before.setEnabled(first > 1)
        self.after.setEnabled(0 < last < self.picture.count())
        self._draw_missing()

    # signing

    def _show_desk(self, desk: PaperDesk) -> None:
        """Who signed, what went out before, and what may still be added."""
        self._desk = desk
        self.choice.show_desk(desk)
        self.add_words.setVisible(desk.may_add)
        clear(self._account)
        if not desk.signatures:
            words = _("Nobody has signed yet.") if self._view.may_sign else _("Not signed off yet.")
            self._account.addLayout(_marked("circle", "ink2", words))
        for sign in desk.signatures:
            self._account.addLayout(_marked("check-circle", "good", _signature_words(sign)))
        clear(self._sent)
        for sent in desk.exported[:_MOST_EXPORTS]:
            day = full_day_words(date.fromisoformat(sent.minute[:10]))
            self._sent.addWidget(
                WrapLabel(_("{day}: {what}").format(day=day, what=sent.what), "small", "ink2")
            )
        self._sent_title.setVisible(bool(desk.exported))

    def _ask_to_add(self) -> None:
        if self._desk is not None:
            dialog = AddendumDialog(self._jobs, self._desk.round_id, self)
            dialog.added.connect(self._on_added)
            dialog.open()

    def _on_added(self) -> None:
        self._draw()

    def _ask_to_sign(self) -> None:
        dialog = SignOffDialog(self._jobs, self._view, self)
        dialog.signed.connect(self.signed)
        dialog.open()

    # arranging

    def _lay_out(self) -> None:
        self._sent_title = WrapLabel(_("Saved before"), "h3")
        self._sent_title.hide()
        self.add_words.hide()
        side = Card(_("Which paper?"), gap=10)
        side.add(
            self.choice,
            self.saver,
            self.printing,
            Divider(),
            WrapLabel(_("Left out, and why"), "h3"),
            self._left_out,
            Divider(),
            WrapLabel(_("Is this a fair account?"), "h3"),
            self._account,
            self.add_words,
            self._sent_title,
            self._sent,
            None,
        )
        self.columns = TwoColumn(main_share=16, side_share=9)
        self.columns.main.addWidget(self.trouble)
        self.columns.main.addWidget(self.busy)
        self.columns.main.addWidget(self.picture, 1)
        self.columns.main.addStretch(0)
        self.columns.add_side(side)
        self.body.column.addWidget(self.columns, 1)
        turning = boxed(row(self.before, self._number, self.after, gap=10))
        below = FlowLayout(turning, self.zoom, gap=16)
        self.add_to_footer(boxed(below))

    def _listen(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.sign.clicked.connect(self._ask_to_sign)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.picture.turned.connect(self._on_turned)
        self.zoom.chosen.connect(self._on_zoom)
        self.trouble.actionChosen.connect(self._on_again)
        self.saver.answered.connect(self._show_answer)
        self.body.verticalScrollBar().rangeChanged.connect(self._show_answer)
        self.picture.stay_within(self.body.viewport())
        self.busy.cancelled.connect(self._on_cancel)
        self.add_words.clicked.connect(self._ask_to_add)
        self._print_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        self._print_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._print_key.activated.connect(self.printing.ask)
        self.choice.chosen.connect(self._on_paper)

    def _on_back(self) -> None:
        self.left.emit()

    def _on_before(self) -> None:
        self.picture.turn(-1)

    def _on_after(self) -> None:
        self.picture.turn(1)

    def _on_zoom(self, index: int) -> None:
        self.picture.set_zoom(Zoom(index))

    def _show_answer(self, *_range: int) -> None:
        """What came of saving stands under its button; the page follows as it grows."""
        if self.saver.has_answer():
            self.body.ensureWidgetVisible(self.saver, 0, 40)

    def _on_again(self, _index: int) -> None:
        self._draw()

    def _on_paper(self) -> None:
        self._draw()


def _signature_words(sign: SignOff) -> str:
    line = _("{role}, {day}").format(role=role_words(sign.role), day=full_day_words(sign.day))
    if not sign.reservation:
        return line
    return _("{line}, with a reservation: “{words}”").format(line=line, words=sign.reservation)


def _marked(icon: str, colour: str, words: str):
    line = row(gap=10)
    line.addWidget(IconMark(icon, 18, colour), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(WrapLabel(words, "small"), 1)
    return line
