"""Reading cards: the shelf, one card to read together with what came of it, and a card of the team's own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.entry_merge import go_on
from pie_audit.domain.errors import KnownError
from pie_audit.domain.reading_card import ReadingCard
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.learning.reading_drafts import FRESH, ReadingDrafts, began_from
from pie_audit.ui.learning.reading_form import OwnCardForm
from pie_audit.ui.learning.reading_parts import ReadingParts
from pie_audit.ui.learning.reading_talk import TalkForm
from pie_audit.ui.widgets import Command
from pie_audit.words import _
from pie_audit.workflows.everyday import reading_cards
from pie_audit.workflows.everyday.entry_books import EntryChanged
from pie_audit.workflows.everyday.reading_cards import CARD, OWN, TALK, Shelf, ShelfCard
from pie_audit.workflows.undo import Undoable

NEW = "new"


class ReadingPage(ReadingParts):
    """One of three things at a time: the shelf, a card, or the form for a card of our own."""

    KINDS = frozenset({Kind.LEARNING, Kind.ACTIONS, Kind.ROUND, Kind.TEAMS, Kind.PEOPLE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: Shelf | None = None
        self.card_id: str | None = None
        self._wanted: str | None = None
        self._most = reading_cards.PAGE
        self._filled: ReadingCard | None = None
        self._on_the_way: set[str] = set()
        self.drafts = ReadingDrafts(jobs, team_id, self.not_saved, self)
        self._listen()
        self._show(self.shelf)

    def _listen(self) -> None:
        for button, then in (
            (self.new_button, self.begin_own),
            (self.back_button, self.show_all),
            (self.large_button, self.show_large),
            (self.change_button, self.change),
            (self.away_button, self.put_away),
            (self.plan_button, self.put_into_plan),
        ):
            button.clicked.connect(then)
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
            self.drafts.fill(view.begun)
        self.shelf.show_shelf(view)
        wanted, self._wanted = self._wanted, None
        if first and wanted is None:
            wanted = NEW if self.drafts.latest(OWN) else self.drafts.latest(TALK).get(CARD)
        if first and wanted == NEW and self.drafts.latest(OWN).get(CARD):
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
        self.fill_card(shown, may_plan=self.view.may_plan)
        is_held = self.drafts.is_unsaved(TALK) or TALK in self._on_the_way or self.two[TALK].is_asking
        if shown.card != self._filled and not is_held:
            self._fill_talk(shown)

    def _fill_talk(self, shown: ShelfCard) -> None:
        assert self.view is not None
        self.two[TALK].rest()
        self._filled = shown.card
        begun = self.drafts.about(TALK, shown.card.card_id)
        began = began_from(begun, shown.card) if begun else None
        self.talk.show_card(replace(shown, card=began or shown.card), self.view)
        if begun:
            self.talk.set_begun(begun, began)

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
        self.fill_card(shown, may_plan=self.view is not None and self.view.may_plan)
        self._show(self.one)
        self._fill_talk(shown)
        self.first_focus = self.back_button
        if self.isVisible():
            self.begin()

    def begin_own(self) -> None:
        """The form for a card of our own, with what was begun."""
        self._begin_form(reading_cards.new_card(self._team_id))
        begun = self.drafts.about(OWN, FRESH)
        if begun:
            self.form.set_texts(begun)

    def _go_on_changing(self, view: Shelf) -> None:
        """A change of a card of our own that was begun; where the card is gone, its words as a new one."""
        begun = self.drafts.latest(OWN)
        there = view.find(begun[CARD])
        again = reading_cards.new_card(self._team_id)
        if there is None:
            self._begin_form(replace(again, card_id=begun[CARD]))
        else:
            self._begin_form(began_from(begun, there.card) or again)
        self.form.set_texts(begun)

    def change(self) -> None:
        """Change the words of a card of our own."""
        shown = self._shown()
        if shown is not None and not shown.is_shipped:
            begun = self.drafts.about(OWN, shown.card.card_id)
            began = began_from(begun, shown.card) if begun else None
            self._begin_form(began or shown.card)
            if began is not None:
                self.form.set_texts(begun)

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
        shown = self._shown()
        self.show_part(part, may_change=shown is not None and not shown.is_shipped)

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
        words = self.drafts.take(form, self._about(form, card))  # from here on: what is typed after this
        self._on_the_way.add(form)
        sent = self._form(form).card() or card
        self._jobs.write(
            reading_cards.save_card,
            card if known is not None else replace(card, version=1),
            known,
            owner=self,
            then=partial(self._on_kept_card, form, came, sent, sent != card),
            problem=partial(self._on_trouble, form, card.card_id, words),
        )

    def _form(self, form: str) -> TalkForm | OwnCardForm:
        return self.talk if form == TALK else self.form

    def _about(self, form: str, card: ReadingCard) -> str:
        """Under which its words are kept while they are typed; those of a card that nobody has kept yet have no id."""
        is_kept = form == TALK or card.version > 1 or self.drafts.about(OWN, card.card_id)
        return card.card_id if is_kept else FRESH

    def _on_kept_card(
        self, form: str, came: tuple[str, ...], sent: ReadingCard, is_merged: bool, done: Undoable
    ) -> None:
        self._on_the_way.discard(form)
        kept, came_in = done.result, (*came, *done.came_in)
        about, stands = self._about(form, sent), self._stands(form, kept.card_id)
        if stands and self.drafts.about(form, about):
            self._go_on(form, sent, kept, is_merged=is_merged or bool(came_in))
        else:
            self._on_talk_kept(stands=stands) if form == TALK else self._on_own_kept(kept)
        self.two[form].tell_kept(kept, came_in)

    def _stands(self, form: str, card_id: str) -> bool:
        """Whether the fields are still those of this card."""
        now = self._form(form).card()
        return now is not None and now.card_id == card_id

    def _go_on(self, form: str, sent: ReadingCard, kept: ReadingCard, *, is_merged: bool) -> None:
        """Somebody has typed on since it was sent: a change of what was kept, with all that came in with that."""
        shown = self._form(form)
        began, now = kept, shown.card() or kept
        if is_merged:
            now, began = go_on(sent, now, kept)
        self.drafts.finish(form, self._about(form, sent))
        shown.go_on_from(now, began)
        if form == TALK:
            self._filled = kept
        self._on_edited(form)
        self.reload()

    def _on_talk_kept(self, *, stands: bool) -> None:
        if stands:
            self.talk.tell(None)
        self.drafts.finish(TALK)
        self._filled = None
        self.reload()

    def _on_trouble(self, form: str, card_id: str, words: dict[str, str], error: KnownError) -> None:
        self._on_the_way.discard(form)
        if not self._stands(form, card_id):
            self._jobs.trouble.emit(error)
            self.drafts.put_aside(
                form, words, card_id
            )  # they stand there again when somebody comes back to it
            return
        shown = self._form(form)
        self._on_edited(form)
        if isinstance(error, EntryChanged):
            shown.tell(None)
            self.two[form].ask(error.what, shown.known, error.theirs)
        else:
            shown.tell(error)

    def _on_own_sent(self, card: ReadingCard) -> None:
        self._save(OWN, card, self.form.known)

    def _on_own_kept(self, kept: ReadingCard) -> None:
        self.drafts.finish(OWN)
        if self._stands(OWN, kept.card_id) and not self.own.isHidden():
            self._wanted = kept.card_id
        self.reload()

    def _on_own_left(self) -> None:
        self._drop(OWN)
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
        self._drop(form)
        self._wanted = theirs.card_id if theirs else None
        if theirs is None:
            self.card_id = None
            self.show_all()
        self.reload()

    # what is typed

    def _on_talk_edited(self) -> None:
        self._on_edited(TALK)

    def _on_own_edited(self) -> None:
        self._on_edited(OWN)

    def _on_edited(self, form: str) -> None:
        self.two[form].came_in.hide()
        shown = self._form(form)
        card = shown.card()
        if card is not None:
            self.drafts.keep(form, shown.texts(), shown.known, about=self._about(form, card))

    def _drop(self, form: str) -> None:
        """Nobody wants what stands in this form any more."""
        card = self._form(form).card()
        self.drafts.finish(form, *(() if card is None else (self._about(form, card),)))

    def flush(self) -> None:
        """Keep what is typed so far, sealed to whoever typed it."""
        self.drafts.flush()

    def unsaved(self) -> bool:
        """Whether something typed isn't kept yet."""
        return self.drafts.unsaved

    def _copy(self) -> None:
        self.drafts.copy((*self.form.texts().values(), *self.talk.texts().values()))
