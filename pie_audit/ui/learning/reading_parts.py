"""What the page of reading cards is made of: the shelf, a card with what came of it, a form, and the buttons under them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.learning.reading_form import OwnCardForm
from pie_audit.ui.learning.reading_projector import Large
from pie_audit.ui.learning.reading_sheet import ReadingSheet
from pie_audit.ui.learning.reading_shelf import ShelfView
from pie_audit.ui.learning.reading_talk import TalkForm
from pie_audit.ui.learning.reading_words import came_words, decision_words, lines_of, talked_words, title_of
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import (
    Banner,
    LinkButton,
    Page,
    PrimaryButton,
    PrivacyBar,
    SecondaryButton,
    TwoColumn,
)
from pie_audit.ui.widgets.two_texts import TwoAtOnce
from pie_audit.words import _
from pie_audit.workflows.everyday.reading_cards import OWN, TALK, ShelfCard


class ReadingParts(Page):
    """Laid out, and filled with one card; what the buttons and forms do is up to the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Reading cards"), parent=parent)
        self.large = Large(self)
        self.shelf, self.sheet = ShelfView(), ReadingSheet()
        self.talk, self.form = TalkForm(), OwnCardForm()
        self.came = Banner("", look="good", icon="flag")
        self.two = {
            TALK: TwoAtOnce(self.talk.card, lines_of, self.talk.keep_button, self),
            OWN: TwoAtOnce(self.form.card, lines_of, self.form, self),
        }
        self.not_saved = NotSaved()
        self._make_buttons()
        self._lay_out()

    def fill_card(self, shown: ShelfCard, *, may_plan: bool) -> None:
        """One card and what came of it, but for what is typed about it."""
        self.heading.set(title_of(shown.card), talked_words(shown.card))
        self.sheet.show_card(shown)
        said = came_words(shown)
        self.came.setVisible(bool(said))
        if said:
            why = shown.card.why.strip()
            decided = decision_words(shown.card.decision)
            self.came.set(said, why if said == decided else ": ".join(filter(None, (decided, why))))
        self.plan_button.setVisible(shown.wants_action and may_plan)
        away = _("Bring it back") if shown.card.put_away else _("Put it away")
        self.away_button.setText(away)
        self.change_button.setVisible(not shown.is_shipped)
        self.large.follow(shown.card)

    def show_part(self, part: QWidget, *, may_change: bool) -> None:
        """The shelf, the card or the form, with the buttons that belong to it."""
        for one in (self.shelf, self.one, self.own):
            one.setVisible(one is part)
        self.new_button.setVisible(part is self.shelf)
        for button in (self.away_button, self.large_button):
            button.setVisible(part is self.one)
        self.change_button.setVisible(part is self.one and may_change)
        self.back_button.setVisible(part is not self.shelf)
        self.body.verticalScrollBar().setValue(0)

    def _make_buttons(self) -> None:
        self.new_button = PrimaryButton(_("Write a card of our own"), "plus")
        self.back_button = LinkButton(_("Back to the shelf"), "arrow-left")
        self.large_button = SecondaryButton(_("Show it large"), "presentation")
        self.change_button = SecondaryButton(_("Change the card"))
        self.away_button = LinkButton(_("Put it away"))
        self.plan_button = SecondaryButton(_("Put it into the plan"), "flag")
        self.large_button.setToolTip("F5")
        self.heading.add_state(self.new_button)
        self.add_to_footer(self.back_button, None, self.away_button, self.change_button, self.large_button)

    def _lay_out(self) -> None:
        words = _("Your team and its manager read this. Nobody’s name is on any of it.")
        self.add_strip(PrivacyBar(words, shared=True))
        self.add_strip(self.not_saved)
        self.one = TwoColumn(main_share=6, side_share=5, stack_below=900)
        self.one.add_main(self.came, self.sheet, None)
        self.one.add_side(self.two[TALK], self.plan_button, self.talk, None)
        self.own = QWidget()
        held = QVBoxLayout(self.own)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(self.two[OWN])
        held.addWidget(self.form)
        came_in = [two.came_in for two in self.two.values()]
        self.add(*came_in, self.shelf, self.one, self.own, None)
