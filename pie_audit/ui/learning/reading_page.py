"""Reading cards: the shelf, one card to read together with what came of it, and a card of the team's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.reading_card import ReadingCard
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.learning.reading_form import OwnCardForm
from pie_audit.ui.learning.reading_projector import Large
from pie_audit.ui.learning.reading_sheet import ReadingSheet
from pie_audit.ui.learning.reading_shelf import ShelfView
from pie_audit.ui.learning.reading_talk import TalkForm
from pie_audit.ui.learning.reading_words import came_words, decision_words, lines_of, talked_words, title_of
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import (
    Banner,
    Button,
    Command,
    LinkButton,
    Page,
    PrimaryButton,
    PrivacyBar,
    SecondaryButton,
    TwoColumn,
)
from pie_audit.ui.widgets.two_texts import TwoAtOnce
from pie_audit.words import _
from pie_audit.workflows.everyday import reading_cards
from pie_audit.workflows.everyday.entry_books import EntryChanged, as_begun, begun_from
from pie_audit.workflows.everyday.reading_cards import BEGAN, CARD, OWN, TALK, Shelf, ShelfCard
from pie_audit.workflows.undo import Undoable

NEW = "new"


class ReadingPage(Page):
    """One of three things at a time: the shelf, a card, or the form for a card of our own."""

    KINDS = frozenset({Kind.LEARNING, Kind.ACTIONS, Kind.ROUND, Kind.TEAMS, Kind.PEOPLE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Reading cards"), parent=parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: Shelf | None = None
        self.card_id: str | None = None
        self._wanted: str | None = None
        self._most = reading_cards.PAGE
        self._filled: ReadingCard | None = None
        self._begun: dict[str, dict[str, str]] = {}
        self._on_the_way: set[str] = set()
        self.large = Large(self)
        self.shelf, self.sheet = ShelfView(), ReadingSheet()
        self.talk, self.form = TalkForm(), OwnCardForm()
        self.came = Banner("", look="good", icon="flag")
        self.two = {
            TALK: TwoAtOnce(self.talk.card, lines_of, self.talk.keep_button, self),
            OWN: TwoAtOnce(self.form.card, lines_of, self.form, self),
        }
        self.not_saved = NotSaved()
        self._keepers = {form: self._keeper(form) for form in (OWN, TALK)}
        self._make_buttons()
        self._lay_out()
        self._show(self.shelf)

    def _make_buttons(self) -> None:
        self.new_button = self._button(PrimaryButton(_("Write a card of our own"), "plus"), self.begin_own)
        self.back_button = self._button(LinkButton(_("Back to the shelf"), "arrow-left"), self.show_all)
        self.large_button = self._button(SecondaryButton(_("Show it large"), "presentation"), self.show_large)
        self.change_button = self._button(SecondaryButton(_("Change the card")), self.change)
        self.away_button = self._button(LinkButton(_("Put it away")), self.put_away)
        self.plan_button = self._button(
            SecondaryButton(_("Put it into the plan"), "flag"), self.put_into_plan
        )
        self.large_button.setToolTip("F5")
        self.heading.add_state(self.new_button)
        self.add_to_footer(self.back_button, None, self.away_button, self.change_button, self.large_button)

    def _button(self, button: Button, then: Callable[[], object]) -> Button:
        button.clicked.connect(then)
        return button

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
        self.shelf.card_wanted.connect(self.show_card)
        self.shelf.back_wanted.connect(self._bring_back)
        self.shelf.more_wanted.connect(self._on_more)
        self.talk.edited.connect(self._on_talk_edited)
        self.talk.sent.connect(self._on_talk_sent)
        self.form.edited.connect(self._on_own_edited)
        self.form.sent.connect(self._on_own_sent)
        self.form.left.connect(self._on_own_left)
        for form, two in self.two.items():
            two.wanted.connect(partial(self._save, form))
            two.left.connect(partial(self._on_theirs, form))
        self.not_saved.copy_wanted.connect(self._copy)

    def _keeper(self, form: str) -> DraftKeeper:
        keeper = DraftKeeper(self._jobs, reading_cards.keep_words, self._team_id, form, parent=self)
        keeper.kept.connect(self._on_kept)
        keeper.trouble.connect(self.not_saved.tell)
        return keeper

    # reading

    def reload(self) -> None:
        """Read the shelf again; what is being typed stays."""
        also = tuple(card_id for card_id in (self.card_id, self._wanted) if card_id)
        self._jobs.read(
            reading_cards.shelf, self._team_id, self._most, also, owner=self, then=self.show_shelf
        )

    def show_shelf(self, view: Shelf) -> None:
        """Fill what is shown."""
        first, self.view = self.view is None, view
        if first:
            self._begun = {form: dict(words) for form, words in view.begun.items()}
        self.shelf.show_shelf(view)
        wanted, self._wanted = self._wanted, None
        if first and wanted is None:
            wanted = NEW if self._begun[OWN] else self._begun[TALK].get(CARD)
        if first and wanted == NEW and self._begun[OWN].get(CARD):
            self._go_on_changing(view)
        elif wanted is not None:
            self._go(wanted)
        elif self.card_id is not None:
            self._refill()
        if first and self.isVisible():
            self.begin()

    def _on_more(self) -> None:
        """As many again of each place."""
        self._most += reading_cards.PAGE
        self.reload()

    def _go(self, wanted: str) -> None:
        if wanted == NEW:
            self.begin_own()
        else:
            self.show_card(wanted)

    def _shown(self) -> ShelfCard | None:
        return self.view.find(self.card_id) if self.view and self.card_id else None

    def _refill(self) -> None:
        """The card as it is now; the fields too, unless somebody is typing in them."""
        shown = self._shown()
        if self.view is not None and shown is None and self.card_id not in self.view.looked_for:
            self.reload()  # it was read before this card was wanted
            return
        if shown is None or self.view is None:
            self.show_all()
            return
        self._fill(shown)
        is_held = self._keepers[TALK].unsaved or TALK in self._on_the_way or self.two[TALK].is_asking
        if shown.card != self._filled and not is_held:
            self._fill_talk(shown)

    def _fill(self, shown: ShelfCard) -> None:
        self.heading.set(title_of(shown.card), talked_words(shown.card))
        self.sheet.show_card(shown)
        said = came_words(shown)
        self.came.setVisible(bool(said))
        if said:
            why = shown.card.why.strip()
            decided = decision_words(shown.card.decision)
            self.came.set(said, why if said == decided else ": ".join(filter(None, (decided, why))))
        self.plan_button.setVisible(shown.wants_action and self.view is not None and self.view.may_plan)
        away = _("Bring it back") if shown.card.put_away else _("Put it away")
        self.away_button.setText(away)
        self.change_button.setVisible(not shown.is_shipped)
        self.large.follow(shown.card)

    def _fill_talk(self, shown: ShelfCard) -> None:
        assert self.view is not None
        self.two[TALK].rest()
        self._filled = shown.card
        begun = self._begun[TALK]
        is_begun = begun.get(CARD) == shown.card.card_id
        known = begun_from(ReadingCard, begun.get(BEGAN, "")) if is_begun else None
        self.talk.show_card(replace(shown, card=known or shown.card), self.view)
        if is_begun:
            self.talk.set_texts(begun)

    # getting around

    def open_at(self, _area: str, argument: object) -> None:
        """A card by its id, or the form for a new one; else as it was left."""
        if argument:
            self._wanted = str(argument)
            if self.view is not None:
                wanted, self._wanted = self._wanted, None
                self._go(wanted)

    def show_all(self) -> None:
        """The shelf."""
        self._wanted = None
        self.flush()
        self._rest()
        self.large.close()
        before, self.card_id = self.card_id, None
        self.heading.set(_("Reading cards"), _("One finding each, for twenty minutes of a meeting."))
        self._show(self.shelf)
        self.first_focus = self.new_button
        if before in self.shelf.rows:
            self.shelf.rows[before].setFocus()
        elif self.isVisible():
            self.begin()

    def show_card(self, card_id: str) -> None:
        """One card, and what came of it."""
        shown = self.view.find(card_id) if self.view else None
        if shown is None and self.view is not None and card_id not in self.view.looked_for:
            self._wanted = card_id
            self.reload()
        if shown is None:
            return
        self.card_id = card_id
        self._fill(shown)
        self._show(self.one)
        self._fill_talk(shown)
        self.first_focus = self.back_button
        if self.isVisible():
            self.begin()

    def begin_own(self) -> None:
        """The form for a card of our own, with what was begun."""
        self._begin_form(reading_cards.new_card(self._team_id))
        begun = self._begun.get(OWN, {})
        if begun and not begun.get(CARD):
            self.form.set_texts(begun)

    def _go_on_changing(self, view: Shelf) -> None:
        """A change of a card of our own that was begun; where the card is gone, its words as a new one."""
        begun = self._begun[OWN]
        is_there = view.find(begun[CARD]) is not None
        known = begun_from(ReadingCard, begun.get(BEGAN, "")) if is_there else None
        self._begin_form(known or reading_cards.new_card(self._team_id))
        self.form.set_texts(begun)

    def change(self) -> None:
        """Change the words of a card of our own."""
        shown = self._shown()
        if shown is not None and not shown.is_shipped:
            self._begin_form(shown.card)

    def _begin_form(self, card: ReadingCard) -> None:
        self._rest()
        self.form.show_card(card)
        self.heading.set(_("A card of our own"), "")
        self._show(self.own)
        self.first_focus = self.form.source
        if self.isVisible():
            self.begin()

    def _rest(self) -> None:
        """Nothing is asked or told about a card that was being written on."""
        for two in self.two.values():
            two.rest()
            two.came_in.hide()

    def _show(self, part: QWidget) -> None:
        for one in (self.shelf, self.one, self.own):
            one.setVisible(one is part)
        self.new_button.setVisible(part is self.shelf)
        for button in (self.away_button, self.large_button, self.change_button):
            button.setVisible(part is self.one)
        shown = self._shown()
        self.change_button.setVisible(part is self.one and shown is not None and not shown.is_shipped)
        self.back_button.setVisible(part is not self.shelf)
        self.body.verticalScrollBar().setValue(0)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here."""
        new = Command(_("Write a card of our own"), self.begin_own, "Ctrl+N", icon="plus", name="card")
        if self.card_id is None:
            return (new,)
        large = Command(_("Show it large"), self.toggle_large, "F5", (_("projector"),), icon="presentation")
        return (new, large, Command(_("Back to the shelf"), self.show_all, icon="arrow-left"))

    # large

    def toggle_large(self) -> None:
        """F5: onto the projector, and off it again."""
        if self.large.projector is not None:
            self.large.close()
        else:
            self.show_large()

    def show_large(self) -> None:
        """The card for the whole room."""
        shown = self._shown()
        if shown is not None:
            self.large.show_card(shown.card)

    def hideEvent(self, event: QHideEvent) -> None:
        """What the room sees goes with the page."""
        super().hideEvent(event)
        self.large.close()

    # keeping

    def _on_talk_sent(self, card: ReadingCard) -> None:
        self._save(TALK, card, self.talk.known)

    def _save(
        self, form: str, card: ReadingCard, known: ReadingCard | None, came: tuple[str, ...] = ()
    ) -> None:
        """Send a card that was `known` like this, None where it is gone; `came` somebody else changed of it."""
        self._keepers[form].forget()
        words, self._begun[form] = self._begun[form], {}  # from here on: what is typed after this
        self._on_the_way.add(form)
        self._jobs.write(
            reading_cards.save_card,
            card if known is not None else replace(card, version=1),
            known,
            owner=self,
            then=partial(self._on_kept_card, form, came),
            problem=partial(self._on_trouble, form, card.card_id, words),
        )

    def _on_kept_card(self, form: str, came: tuple[str, ...], done: Undoable) -> None:
        self._on_the_way.discard(form)
        if self._begun[form]:
            self._go_on(form, done.result)
        else:
            (self._on_talk_kept if form == TALK else self._on_own_kept)(done.result)
        self.two[form].tell_kept(done.result, (*came, *done.came_in))

    def _stands(self, form: str, card_id: str) -> bool:
        """Whether the fields are still those of this card."""
        now = (self.talk if form == TALK else self.form).card()
        return now is not None and now.card_id == card_id

    def _go_on(self, form: str, kept: ReadingCard) -> None:
        """Somebody has typed since it was sent: in this card, or in another, which has nothing to do with it."""
        if self._stands(form, kept.card_id):
            (self.talk if form == TALK else self.form).go_on_from(kept)
            if form == TALK:
                self._filled = kept
            (self._on_talk_edited if form == TALK else self._on_own_edited)()
        self.reload()

    def _on_talk_kept(self, _kept: ReadingCard) -> None:
        self.talk.tell(None)
        self._finish(TALK)
        self._filled = None
        self.reload()

    def _on_trouble(self, form: str, card_id: str, words: dict[str, str], error: KnownError) -> None:
        self._on_the_way.discard(form)
        if not self._stands(form, card_id):
            self._jobs.trouble.emit(error)
            if not self._begun[form]:
                self._keep(form, words)  # they stand there again when somebody comes back to that card
            return
        shown = self.talk if form == TALK else self.form
        (self._on_talk_edited if form == TALK else self._on_own_edited)()
        if isinstance(error, EntryChanged):
            shown.tell(None)
            self.two[form].ask(error.what, shown.known, error.theirs)
        else:
            shown.tell(error)

    def _on_own_sent(self, card: ReadingCard) -> None:
        self._save(OWN, card, self.form.known)

    def _on_own_kept(self, kept: ReadingCard) -> None:
        self._finish(OWN)
        if self._stands(OWN, kept.card_id) and not self.own.isHidden():
            self._wanted = kept.card_id
        self.reload()

    def _on_own_left(self) -> None:
        self._finish(OWN)
        if self.card_id is not None:
            self.show_card(self.card_id)
        else:
            self.show_all()

    def put_into_plan(self) -> None:
        """The small action of this card becomes an action of the plan."""
        self._filled = None
        self._jobs.write(reading_cards.put_into_plan, self._team_id, self.card_id, owner=self)

    def put_away(self) -> None:
        """Off the shelf, or back on it."""
        shown = self._shown()
        if shown is not None and shown.card.put_away:
            self._bring_back(shown.card.card_id)
        elif shown is not None:
            self._jobs.write(reading_cards.put_away, self._team_id, shown.card.card_id, owner=self)
            self.show_all()

    def _bring_back(self, card_id: str) -> None:
        self._jobs.write(reading_cards.bring_back, self._team_id, card_id, owner=self)

    # two at once

    def _on_theirs(self, form: str, theirs: ReadingCard | None) -> None:
        """Nothing of one's own stays."""
        self._filled = None
        self._finish(form)
        self._wanted = theirs.card_id if theirs else None
        if theirs is None:
            self.card_id = None
            self.show_all()
        self.reload()

    # what is typed

    def _on_talk_edited(self) -> None:
        self.two[TALK].came_in.hide()
        card = self.talk.card()
        if self.card_id is not None and card is not None:
            known = {CARD: self.card_id, BEGAN: as_begun(self.talk.known)}
            self._keep(TALK, {**self.talk.texts(), **known})

    def _on_own_edited(self) -> None:
        self.two[OWN].came_in.hide()
        card = self.form.card()
        is_known = card is not None and self.view is not None and self.view.find(card.card_id) is not None
        known = (
            {CARD: card.card_id, BEGAN: as_begun(self.form.known)} if card is not None and is_known else {}
        )
        self._keep(OWN, {**self.form.texts(), **known})

    def _keep(self, form: str, words: dict[str, str]) -> None:
        self._begun[form] = words
        self._keepers[form].keep(words)

    def _finish(self, form: str) -> None:
        """What was being typed has become a card, or nobody wants it any more."""
        self._keep(form, {})
        self._keepers[form].flush()

    def flush(self) -> None:
        """Keep what is typed so far, sealed to whoever typed it."""
        for keeper in self._keepers.values():
            keeper.flush()

    def unsaved(self) -> bool:
        """Whether something typed isn't kept yet."""
        return any(keeper.unsaved for keeper in self._keepers.values())

    def _on_kept(self) -> None:
        if not self.unsaved():
            self.not_saved.hide()

    def _copy(self) -> None:
        texts = (*self.form.texts().values(), *self.talk.texts().values())
        self.not_saved.copy([text for text in texts if text.strip()])
        for keeper in self._keepers.values():
            keeper.forget()
