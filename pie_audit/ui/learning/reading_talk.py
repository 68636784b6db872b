"""What a team made of a reading card: when it talked, what it decided and why, and the small action to try."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.reading_card import LIMITS, Decision, ReadingCard
from pie_audit.ui.learning.reading_words import decision_words
from pie_audit.ui.widgets import (
    Banner,
    Card,
    DateField,
    Field,
    PrimaryButton,
    Segmented,
    TextArea,
    TextLine,
    WrapLabel,
    announce,
)
from pie_audit.words import _
from pie_audit.workflows.everyday.reading_cards import Shelf, ShelfCard

_DECISIONS = tuple(Decision)
_TEXTS = ("challenges", "would_believe", "why", "small_action")


class TalkForm(Card):
    """`edited` for what a person changed, `sent` with the card as it shall be."""

    edited = Signal()
    sent = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What we made of it"), icon="chat-circle-text", gap=12, parent=parent)
        self._card: ReadingCard | None = None
        self._known: ReadingCard | None = None
        self.day = DateField(QDate.currentDate())
        self.decision = Segmented(_("What we decided"), [(decision_words(d), "") for d in _DECISIONS])
        self.challenges = TextArea(most=LIMITS["challenges"], lines=2)
        self.would_believe = TextArea(most=LIMITS["would_believe"], lines=2)
        self.why = TextArea(most=LIMITS["why"], lines=2)
        self.small_action = TextLine(most=LIMITS["small_action"])
        self.who = WrapLabel("", "small", "ink2")
        self.keep_button = PrimaryButton(_("Keep what we decided"), "check")
        self.trouble = Banner("", look="warn")
        self._lay_out()

    def _lay_out(self) -> None:
        self.trouble.hide()
        self._action_field = Field(
            _("One small action"), self.small_action, _("The smallest thing you could do by next month.")
        )
        self.add(
            Field(_("Talked about on"), self.day),
            Field(_("What it challenges here"), self.challenges),
            Field(_("We would have to believe …"), self.would_believe),
            Field(_("What we decided"), self.decision),
            Field(_("And why"), self.why, _("Nobody’s name.")),
            self._action_field,
            self.who,
            self.trouble,
            self.keep_button,
            None,
        )
        for area in (self.challenges, self.would_believe, self.why):
            area.edited.connect(self._on_edited)
        self.small_action.textEdited.connect(self._on_edited)
        self.decision.chosen.connect(self._on_decided)
        self.day.dateChanged.connect(self._on_edited)
        self.keep_button.clicked.connect(self._on_keep)

    def show_card(self, shown: ShelfCard, view: Shelf) -> None:
        """Fill it with a card and what was decided so far; tells nobody."""
        self._card = self._known = shown.card
        self._show_now(shown.card, view.today)
        self.small_action.setReadOnly(shown.action is not None)
        self.who.setText(_who_words(shown, view))
        self.tell(None)
        self._show_action()

    def _show_now(self, card: ReadingCard, today: date) -> None:
        day = card.discussed_on or today
        was = self.day.blockSignals(True)
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.day.blockSignals(was)
        self.decision.set_chosen(_DECISIONS.index(card.decision))
        self.set_texts({name: getattr(card, name) for name in _TEXTS})
        self._show_action()

    @property
    def known(self) -> ReadingCard | None:
        """As it was when somebody began to write about it; None where nobody can tell."""
        return self._known

    def set_begun(self, texts: Mapping[str, str], began: ReadingCard | None) -> None:
        """Fill in what was kept as a draft of a card that `began` like this."""
        self._known = began
        self.set_texts(texts)

    def go_on_from(self, now: ReadingCard, began: ReadingCard) -> None:
        """The card was kept; `now`, with what was typed since, is a change of how it `began`."""
        was, self._card = self.card(), began
        self._known = began
        self.tell(None)
        if now != was:
            day = self.day.date()
            self._show_now(now, date(day.year(), day.month(), day.day()))

    def card(self) -> ReadingCard | None:
        """The card as it stands in the fields."""
        if self._card is None:
            return None
        day, decision = self.day.date(), _DECISIONS[self.decision.index()]
        is_talked_about = decision is not Decision.OPEN  # else nobody has said a day yet
        return replace(
            self._card,
            discussed_on=date(day.year(), day.month(), day.day()) if is_talked_about else None,
            decision=decision,
            challenges=self.challenges.text(),
            would_believe=self.would_believe.text(),
            why=self.why.text(),
            small_action=self.small_action.text(),
        )

    def texts(self) -> dict[str, str]:
        """What was typed, by field: kept as a draft."""
        return {name: getattr(self, name).text() for name in _TEXTS} | {
            "decision": _DECISIONS[self.decision.index()].value
        }

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Fill in what was kept."""
        for name in _TEXTS:
            getattr(self, name).setText(texts.get(name, ""))
        if "decision" in texts:
            self.decision.set_chosen(_DECISIONS.index(Decision(texts["decision"])))
            self._show_action()

    def tell(self, error: KnownError | None) -> None:
        """What is missing, above the button."""
        if error is not None:
            self.trouble.set(error.what, error.todo)
            announce(self, f"{error.what} {error.todo}")
        self.trouble.setVisible(error is not None)

    def _show_action(self) -> None:
        tries = _DECISIONS[self.decision.index()] is Decision.TRY
        self._action_field.setVisible(tries)
        self.who.setVisible(tries and bool(self.who.text()))

    def _on_decided(self, _at: int) -> None:
        self._show_action()
        self._on_edited()

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()

    def _on_keep(self) -> None:
        self.sent.emit(self.card())


def _who_words(shown: ShelfCard, view: Shelf) -> str:
    """Where the small action goes from here."""
    if shown.action is not None:
        return _("It is in the plan. Its words are changed there.")
    if view.may_plan:
        return _("It goes into the plan as an action that needs an owner.")
    if not view.who_may:
        return _("It is kept here, and can go into the plan once a review has started.")
    names = _(" or ").join(view.who_may)
    return _("It is kept here. {who} can put it into the plan.").format(who=names)
