"""What the page for writing is made of, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.reflection.about_row import AboutRow
from pie_audit.ui.reflection.more_panel import MorePanel
from pie_audit.ui.reflection.page_text import PageText
from pie_audit.ui.reflection.privacy import Privacy
from pie_audit.ui.reflection.prompts import Prompts
from pie_audit.ui.reflection.side_cards import HardCard, NamesCard, WinCard
from pie_audit.ui.theme import GAP, theme
from pie_audit.ui.widgets import (
    Banner,
    Card,
    DateField,
    IconButton,
    LinkButton,
    Page,
    PrimaryButton,
    SecondaryButton,
    StateLabel,
    TextLine,
    TwoColumn,
    row,
)
from pie_audit.ui.widgets.page import RING_ROOM
from pie_audit.words import _

_MARGIN = 54
_NARROW = 560


class Paper(Card):
    """The page: a day, a title, and the words. `edited` after each change."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=4, parent=parent)
        self.day = DateField()
        self.day.setFrame(False)
        self.day.setAccessibleName(_("Day"))
        self.day.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.title_line = TextLine(placeholder=_("Title, if you like one"), most=200)
        self.title_line.setFrame(False)
        self.title_line.setAccessibleName(_("Title"))
        self.text = PageText()
        self.add(row(self.day, None), self.title_line)
        self.column().addWidget(self.text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.day.dateChanged.connect(self._on_edited)
        self.title_line.textEdited.connect(self._on_edited)
        self.text.edited.connect(self.edited)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_day(self, day: QDate) -> None:
        """Show it without telling anybody."""
        was = self.day.blockSignals(True)
        self.day.setDate(day)
        self.day.blockSignals(was)

    def _on_edited(self, _what: object = None) -> None:
        self.edited.emit()

    def _restyle(self) -> None:
        self.title_line.setFont(theme.font("h1"))
        bare = "border: none; background: transparent; padding: 0px;"
        self.title_line.setStyleSheet(f"QLineEdit {{ {bare} min-height: {theme.px(36)}px; }}")
        self.day.setStyleSheet(f"QDateEdit {{ {bare} min-height: {theme.px(28)}px; }}")
        self.day.setMinimumWidth(theme.px(170))

    def fit(self, height: int) -> None:
        """As high as the room above what stands under it; wide margins where there is room."""
        side = theme.px(_MARGIN) if self.width() > theme.px(_NARROW) else 22
        self.column().setContentsMargins(side, 16, side, 14)
        self.setFixedHeight(max(height, theme.px(300)))


class EditorFrame(Page):
    """Everything on the page, laid out; what happens is told by its parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Writing"), parent=parent)
        self.back = LinkButton(_("My reflections"), "arrow-left")
        self.state_label = StateLabel(sealed=True)
        self.menu_button = IconButton("dots-three", _("More for this page"))
        self.done = PrimaryButton(_("Done"), "check")
        self.heading.add_state(self.back, self.state_label, self.menu_button, self.done)
        self.privacy, self.trouble = Privacy(), NotSaved()
        split = (_("Split it over several pages"), _("Leave it"))
        self.long = Banner("", look="warn", actions=split)
        self.long.hide()
        self.paper, self.about, self.more = Paper(), AboutRow(), MorePanel()
        self.more_button = SecondaryButton(_("More about this page"), "caret-right", in_row=True)
        self.more_button.setCheckable(True)
        self.more.hide()
        self.prompts, self.win, self.hard, self.names = Prompts(), WinCard(), HardCard(), NamesCard()
        self.show_prompts = LinkButton(_("Show prompts"), "lightbulb")
        self.show_prompts.hide()
        for strip in (self.privacy, self.trouble, self.long):
            self.add_strip(strip)
        self.columns = TwoColumn(main_share=71, side_share=29, stack_below=880)
        foot = row(gap=12)
        foot.addWidget(self.about, 1)
        foot.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)
        self.columns.add_main(self.paper, foot, self.more, None)
        self.columns.add_side(self.prompts, self.show_prompts, self.names, self.win, self.hard, None)
        self.columns.side.setAlignment(self.show_prompts, Qt.AlignmentFlag.AlignLeft)
        self.add(self.columns, None)
        self.first_focus = self.paper.text
        self._fit_turn = QTimer(self)
        self._fit_turn.setSingleShot(True)
        self._fit_turn.timeout.connect(self._fit)
        theme.changed.connect(self.fit_soon)
        self.about.edited.connect(self.fit_soon)

    def fit_soon(self) -> None:
        """Sizes are known once the words have been laid out."""
        self._fit_turn.start(0)

    def _fit(self) -> None:
        """The page fills the window as far as what it is about, which stays in sight under it."""
        about = self.about.layout().heightForWidth(self.about.width())
        under = max(about, self.more_button.sizeHint().height())
        self.paper.fit(self.body.viewport().height() - under - 2 * RING_ROOM - GAP)
