"""What stands around a topic while rating: heading, strips, columns and the buttons below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pie_audit.ui.audit.finish_panel import FinishPanel
from pie_audit.ui.audit.rating_panel import RatingPanel
from pie_audit.ui.audit.rating_side import ConsentCard, NoteCard, stuck_card
from pie_audit.ui.audit.theme_tabs import ThemeTabs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Chip,
    LinkButton,
    Page,
    PrimaryButton,
    SecondaryButton,
    StateLabel,
    TwoColumn,
    WrapLabel,
)
from pie_audit.words import _


class RatingFrame(Page):
    """The parts of the rating page and where they stand; `RatingPage` says what they do.

    The frame comes first, the body in a turn of its own: together they would hold up a key.
    """

    def __init__(self, clock: Callable[[], float], *, slip: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("My view"), parent=parent)
        self._slip = slip
        self._columns: TwoColumn | None = None
        self._loading = BusyLine()
        self.add(self._loading, None)
        self._build_heading(clock)
        self._build_footer()

    def _build_heading(self, clock: Callable[[], float]) -> None:
        self._private = Chip(_("Only you can see this"), "private")
        self.state_label = StateLabel(clock=clock)
        self._stop = SecondaryButton(_("Finish for now"))
        self.heading.add_state(self._private, self.state_label, self._stop)
        self._trouble = NotSaved()
        self._from_facilitator = Banner("", look="info")
        self._from_facilitator.hide()
        self.add_strip(self._trouble)
        self.add_strip(self._from_facilitator)

    def _build_columns(self) -> None:
        self.tabs = ThemeTabs()
        self.panel = RatingPanel()
        self.note = NoteCard()
        self.consent = ConsentCard()
        self.finish = FinishPanel(slip=self._slip)
        self.finish.hide()
        self._stuck = stuck_card()
        self._stop_below = SecondaryButton(_("Finish for now"))
        two = self._columns = TwoColumn()
        two.hide()
        two.add_main(self.panel, self.finish, None)
        two.add_side(self.note, self.consent, self._stuck, self._stop_below, None)
        self.body.column.insertWidget(0, self.tabs)
        self.body.column.insertWidget(1, two)
        self.body.page_keys = True
        self.first_focus = self.panel.scale

    def _build_footer(self) -> None:
        self.previous = SecondaryButton(_("Previous"), "arrow-left")
        self._later_link = LinkButton(_("Come back to it"))
        self._time_left = WrapLabel("", "small", "ink2", align=Qt.AlignmentFlag.AlignRight)
        self.next = PrimaryButton(_("Next topic"), trailing="arrow-right")
        self.add_to_footer(self.previous, self._later_link, None, self._time_left, self.next)
