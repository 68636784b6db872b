"""The paper before it leaves the building: real pages, which edition, what is left out, and signing off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.plan_document import Edition, PlanDocument, edition_name
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.files import PlanFiles
from pie_audit.ui.plan.page_picture import PagePicture, Zoom
from pie_audit.ui.plan.paper_saver import PaperSaver
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
    OptionCard,
    Page,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    TwoColumn,
    WrapLabel,
    boxed,
    clear,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import papers
from pie_audit.workflows.plans import PlanView

_EDITIONS = (Edition.WORDS, Edition.FULL, Edition.ONE_PAGE)


class PreviewPage(Page):
    """Shows what an export would write. `left` to go back to the plan, `signed` when it was signed off."""

    left = Signal()
    signed = Signal()

    def __init__(self, jobs: Jobs, files: PlanFiles, parent: QWidget | None = None) -> None:
        super().__init__(_("The plan on paper"), parent=parent)
        self._jobs = jobs
        self._view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self._asked_for = 0
        self.back = SecondaryButton(_("Back to the plan"), "arrow-left")
        self.sign = PrimaryButton(_("Sign off"), "check")
        self.heading.add_state(self.back, self.sign)
        self.picture = PagePicture()
        self.busy = BusyLine()
        self.trouble = Banner("", look="warn", actions=(_("Try again"),))
        self.before, self.after = (
            IconButton("caret-left", _("Page before"), outlined=True),
            IconButton("caret-right", _("Next page"), outlined=True),
        )
        self._number = WrapLabel("", "body", wrap=False)
        self.zoom = Segmented(
            _("How much shows"),
            [(_("One page"), ""), (_("Two pages"), "columns"), (_("Larger"), "magnifying-glass-plus")],
        )
        self.options = {
            edition: OptionCard(edition_name(edition), _for_whom(edition)) for edition in _EDITIONS
        }
        self._left_out = QVBoxLayout()
        self._left_out.setSpacing(8)
        self._account = QVBoxLayout()
        self._account.setSpacing(8)
        self.saver = PaperSaver(jobs, files)
        self._lay_out()
        self._listen()
        self.options[Edition.WORDS].setChecked(True)
        self.first_focus = self.options[Edition.WORDS]
        self.trouble.hide()

    def begin(self) -> None:
        """The pages come first where the editions lie under them."""
        self.first_focus = self.picture if self.columns.stacked else self.options[self.edition()]
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
        self._show_account(view)
        self._draw()

    def edition(self) -> Edition:
        """The one that is chosen."""
        return next(edition for edition, option in self.options.items() if option.isChecked())

    def commands(self) -> tuple[Command, ...]:
        """What can be done with the paper that shows."""
        export = (_("export write file"),)
        found = [
            Command(_("Save this PDF"), self.saver.save, "", export, icon="file-pdf", name="save"),
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
        view, edition = self._view, self.edition()
        self._asked_for += 1
        self.trouble.hide()
        self.busy.start(_("Laying out the pages…"))
        self.saver.offer(view, edition)
        self._jobs.read(
            papers.document_of,
            view.team.team_id,
            view.quarter,
            edition,
            owner=self,
            then=self._show_left_out,
            problem=self._on_problem,
        )
        self._jobs.aside(
            papers.preview_plan,
            view.team.team_id,
            view.quarter,
            edition,
            owner=self,
            then=self._for_this(self._asked_for),
            problem=self._on_problem,
        )

    def _for_this(self, asked_for: int) -> Callable[[Sequence], None]:
        return lambda pages: self._on_drawn(asked_for, pages)

    def _on_drawn(self, asked_for: int, pages: Sequence) -> None:
        """Pages of an edition that nobody looks at any more are let go."""
        if asked_for != self._asked_for:
            return
        self.busy.stop()
        self.picture.show_pages([_to_image(page) for page in pages])

    def _show_left_out(self, document: PlanDocument) -> None:
        if document.edition is not self.edition():
            return
        clear(self._left_out)
        for at, words in enumerate(document.left_out):
            last = at == len(document.left_out) - 1
            self._left_out.addLayout(_marked("lock-simple" if last else "eye-slash", "ink2", words))

    def _on_problem(self, error: KnownError) -> None:
        self.busy.stop()
        self.picture.show_pages([])
        self.trouble.set(error.what, error.todo)
        self.trouble.show()

    def _on_turned(self) -> None:
        first, last = self.picture.shown()
        self._number.setText(self.picture.words() if first else "")
        self.before.setEnabled(first > 1)
        self.after.setEnabled(0 < last < self.picture.count())

    # signing

    def _show_account(self, view: PlanView) -> None:
        clear(self._account)
        if not view.sign_offs:
            words = _("Nobody has signed yet.") if view.may_sign else _("Not signed off yet.")
            self._account.addLayout(_marked("circle", "ink2", words))
        for sign in view.sign_offs:
            said = _("with a reservation: “{words}”") if sign.reservation else _("without reservation")
            line = _("Signed on {day}, {said}").format(
                day=full_day_words(sign.day), said=said.format(words=sign.reservation)
            )
            self._account.addLayout(_marked("check-circle", "good", line))

    def _ask_to_sign(self) -> None:
        dialog = SignOffDialog(self._jobs, self._view, self)
        dialog.signed.connect(self.signed)
        dialog.open()

    # arranging

    def _lay_out(self) -> None:
        side = Card(_("Which edition?"), gap=10)
        for option in self.options.values():
            side.add(option)
        side.add(
            Divider(),
            WrapLabel(_("Left out, and why"), "h3"),
            self._left_out,
            Divider(),
            WrapLabel(_("Is this a fair account?"), "h3"),
            self._account,
            6,
            self.saver,
            None,
        )
        self.columns = TwoColumn(main_share=16, side_share=9)
        self.columns.main.addWidget(self.trouble)
        self.columns.main.addWidget(self.busy)
        self.columns.main.addWidget(self.picture, 1)
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
        for option in self.options.values():
            option.clicked.connect(self._on_edition)

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

    def _on_edition(self) -> None:
        self._draw()


def _for_whom(edition: Edition) -> str:
    return {
        Edition.WORDS: _("No levels, charts or names. For anybody."),
        Edition.FULL: _("Spreads that are safe to show. For the team."),
        Edition.ONE_PAGE: _("Proud of, will do, need. For a meeting."),
    }[edition]


def _to_image(page) -> QImage:
    """A picture of its own: the bytes go when the page does."""
    return QImage(page.pixels, page.width, page.height, 3 * page.width, QImage.Format.Format_RGB888).copy()


def _marked(icon: str, colour: str, words: str):
    line = row(gap=10)
    line.addWidget(IconMark(icon, 18, colour), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(WrapLabel(words, "small"), 1)
    return line
