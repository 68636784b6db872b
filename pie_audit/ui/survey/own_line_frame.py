"""The parts of my own page and where they stand; `OwnLinePage` says what they do."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.survey.own_choices import OwnChoices, about_card
from pie_audit.ui.survey.own_lines_card import OwnLinesCard
from pie_audit.ui.survey.own_taking import OwnTaking
from pie_audit.ui.survey.small_windows import paragraphs
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Page,
    PrimaryButton,
    PrivacyBar,
    SecondaryButton,
    Segmented,
    TwoColumn,
)
from pie_audit.words import _


class OwnLineFrame(Page):
    """Two faces: what is kept so far, and the questions of one instrument while they are being answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("My own page"), parent=parent)
        self.cards: list[OwnLinesCard] = []
        self._build_heading()
        self._build_body()
        self._build_footer()
        self.arrange()

    def _build_heading(self) -> None:
        ways = [(_("Chart"), "chart-line"), (_("Table and notes"), "table")]
        self.shown = Segmented(_("How your line is shown"), ways)
        self.support = SecondaryButton(_("Where can I get support?"), "lifebuoy")
        self.heading.add_state(self.shown, self.support)
        self.add_strip(PrivacyBar(_("Only me. Nobody else can open this page.")))
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.add_strip(self.trouble)

    def _build_body(self) -> None:
        self.loading = BusyLine()
        self.lines = QVBoxLayout()
        self.lines.setSpacing(16)
        self.choices = OwnChoices()
        self.columns = TwoColumn(main_share=13, side_share=6)
        self.columns.add_main(self.lines, self.choices, None)
        self.columns.add_side(about_card(), None)
        self.taking = OwnTaking()
        self.add(self.loading, self.columns, self.taking, None)

    def _build_footer(self) -> None:
        self.stop = SecondaryButton(_("Stop and throw away"), "x")
        self.back = SecondaryButton(_("Back"), "arrow-left")
        self.next = PrimaryButton(_("Next"), trailing="arrow-right")
        self.add_to_footer(self.stop, None, self.back, self.next)

    def arrange(self) -> None:
        """The face that is shown now."""
        answering = self.taking.walk is not None
        self.columns.setVisible(not answering)
        self.taking.setVisible(answering)
        self.body.page_keys = answering
        self.shown.setVisible(not answering and bool(self.cards))
        for button in (self.stop, self.back, self.next):
            button.setVisible(answering)
        if not answering:
            self.heading.set(_("My own page"), _("How things are for you, over time."))


def support_card(words: str) -> Card:
    """Calm, and only here: no alarm, nothing red, nothing sent to anybody."""
    card = Card(_("Somebody to talk to"), look="private", icon="lifebuoy", gap=8)
    for label in paragraphs(words):
        label.set_look(colour="private")
        card.add(label)
    return card
