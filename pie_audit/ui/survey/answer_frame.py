"""What stands around a question: heading, progress, columns and the buttons below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.anonymous_panel import AnonymousPanel
from pie_audit.ui.survey.before_panel import BeforePanel
from pie_audit.ui.survey.look_panel import LookPanel
from pie_audit.ui.survey.question_card import QuestionCard
from pie_audit.ui.survey.thanks_panel import ThanksPanel
from pie_audit.ui.survey.voice_panel import VoicePanel
from pie_audit.ui.survey.whole_view import WholeView
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    FlowLayout,
    Page,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    SegmentedProgress,
    TwoColumn,
    WrapLabel,
    boxed,
    row,
)
from pie_audit.words import _

_PROGRESS_WIDTH = 300


class AnswerFrame(Page):
    """The parts of the page where a survey is answered, and where they stand; `AnswerPage` says what they do."""

    def __init__(self, jobs: Jobs, *, kiosk: bool, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.kiosk = kiosk
        self._build_heading()
        self._build_body(jobs)
        self._build_footer()

    def _build_heading(self) -> None:
        self.bigger = SecondaryButton(_("Bigger text"), "text-aa")
        self.later = SecondaryButton(_("Keep for later"), "lock-simple")
        self.stop = SecondaryButton(_("Stop and throw away"), "x")
        self.heading.add_state(self.bigger, self.later, self.stop)
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.add_strip(self.trouble)
        self.progress = SegmentedProgress()
        self.progress.setFixedWidth(_PROGRESS_WIDTH)
        self.place = WrapLabel("", "small_strong", wrap=False)
        how = [(_("One at a time"), ""), (_("All on one page"), "")]
        self.how = Segmented(_("How the questions are shown"), how)
        along = boxed(row(self.progress, self.place, gap=14))
        self.along = boxed(FlowLayout(along, self.how, gap=24))
        self.add_strip(self.along)

    def _build_body(self, jobs: Jobs) -> None:
        self.loading = BusyLine()
        self.before = BeforePanel()
        self.question = QuestionCard()
        self.whole = WholeView()
        self.voice = VoicePanel(jobs)
        self.look = LookPanel()
        self.thanks = ThanksPanel(kiosk=self.kiosk)
        self.panel = AnonymousPanel()
        self.status = WrapLabel("", "small", "ink2")
        self.parts = (self.before, self.question, self.whole, self.voice, self.look, self.thanks)
        self.columns = TwoColumn(main_share=13, side_share=7)
        self.columns.add_main(self.loading, *self.parts, self.status, None)
        self._above_panel = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.columns.side.addItem(self._above_panel)
        self.columns.add_side(self.panel, None)
        self.body.verticalScrollBar().valueChanged.connect(self._keep_panel_in_view)
        self.add(8, self.columns, None)
        self.body.page_keys = True
        for part in (*self.parts, self.panel, self.along, self.bigger, self.later, self.stop):
            part.hide()

    def _build_footer(self) -> None:
        self.back = SecondaryButton(_("Back"), "arrow-left")
        self.sending = BusyLine()
        self.next = PrimaryButton(_("Next"), trailing="arrow-right")
        self.add_to_footer(self.back, None, self.sending, self.next)
        for part in (self.back, self.next):
            part.hide()

    def show_part(self, *parts: QWidget) -> None:
        """These parts of the body alone, from the top."""
        for part in self.parts:
            part.setVisible(part in parts)
        self.body.verticalScrollBar().setValue(0)

    def _keep_panel_in_view(self, scrolled: int) -> None:
        """However far down the questions go, what is promised stands beside them."""
        room = self.columns.height() - self.panel.height()
        beside = not self.columns.stacked and self.panel.height() < self.body.viewport().height()
        above = max(0, min(scrolled, room)) if beside else 0
        if above != self._above_panel.sizeHint().height():
            self._above_panel.changeSize(0, above, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            self.columns.side.invalidate()

    def focus(self, part: QWidget) -> None:
        """Begin there."""
        self.first_focus = part
        if self.isVisible():
            part.setFocus(Qt.FocusReason.OtherFocusReason)
