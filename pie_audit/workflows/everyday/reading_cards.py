"""Reading cards: a shelf of findings for talks of the team, what came of each, and the small action it led to."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from pie_audit import paths
from pie_audit.catalogue import cards_file
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.reading_card import Decision, Place, ReadingCard, ShippedCard, too_long
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.typed_line import typed_line
from pie_audit.storage import reading_cards as stored
from pie_audit.words import _
from pie_audit.workflows import (
    drafts,
    team_parts,
)
from pie_audit.workflows.everyday import small_actions
from pie_audit.workflows.everyday.entry_books import EntryChanged, put_together
from pie_audit.workflows.presence import Me, SignedIn
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.what_waits import Need

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

OWN, TALK = FORMS = ("own card", "talk")
"""What is typed on the page: a card of the team's own, and what came of a talk."""

CARD, BEGAN = "card", "began"
"""Under which a draft says which card it is about."""

PAGE = 20
"""Own cards of each place until somebody wants more."""


@dataclass(frozen=True, slots=True)
class ShelfCard:
    """A card with all its words, and the action it led to where that is now. `where` tells where a shipped one is from."""

    card: ReadingCard
    place: Place
    action: Action | None = None
    where: str = ""

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the program: its words stay, what the team made of it is the team's."""
        return bool(self.card.shipped)

    @property
    def wants_action(self) -> bool:
        """Whether its small action waits to go into the plan."""
        return self.card.decision is Decision.TRY and bool(self.card.small_action) and self.action is None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that the page shows. `may_plan`: this person may put an action into the plan; else `who_may` could.

    `begun` are words that this person left in one of `FORMS`. `counts` are all cards of a place, of which the first are
    shown; `others` are those of `looked_for` that stand further down.
    """

    team_id: str
    today: date
    cards: tuple[ShelfCard, ...]
    put_away: tuple[ShelfCard, ...]
    may_plan: bool
    who_may: tuple[str, ...]
    begun: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    counts: Mapping[Place, int] = field(default_factory=dict)
    others: tuple[ShelfCard, ...] = ()
    looked_for: frozenset[str] = frozenset()

    def at(self, place: Place) -> tuple[ShelfCard, ...]:
        """The cards of one place, as far as they are shown."""
        if place is Place.AWAY:
            return self.put_away
        return tuple(card for card in self.cards if card.place is place)

    def has_more(self, place: Place) -> bool:
        """Whether more cards stand there than are shown."""
        return self.counts.get(place, 0) > len(self.at(place))

    def find(self, card_id: str) -> ShelfCard | None:
        """One card, on the shelf or put away, or further down than is shown where it was looked for."""
        known = (*self.cards, *self.put_away, *self.others)
        return next((c for c in known if c.card.card_id == card_id), None)


@cache
def shipped() -> tuple[ShippedCard, ...]:
    """The cards that come with the program, read once."""
    return cards_file.read_cards(paths.reading_cards_file())


def shelf(tx: Transaction, me: Me, team_id: str, most: int = PAGE, also: Collection[str] = ()) -> Shelf:
    """A team's cards: those that came with the program in their order, then its own by source, so many of each place.

    Cards of `also`, and those that this person is writing on, are there wherever they stand.
    """
    mine = team_parts.enter(tx, me, team_id, TeamPart.CARDS)
    planned = small_actions.as_they_go_on(tx, team_id, stored.actions_of_cards(tx, team_id))
    first = tuple(_on_shelf(card, planned) for card in _shipped_cards(tx, team_id))
    led = [action_id for action_id, at in planned.items() if at.status is ActionStatus.DONE]
    parts = stored.own_parts(tx, team_id, most, shipped=_shipped_ids(), led=led)
    own = sorted((c for part in parts.values() for c in part.cards), key=lambda c: (c.source, c.card_id))
    found = (*first, *(_on_shelf(card, planned) for card in own))
    begun = {form: drafts.words(tx, me, _draft(team_id, form)) or {} for form in FORMS}
    wanted = frozenset({*also, *(words[CARD] for words in begun.values() if CARD in words)})
    further = wanted - {one.card.card_id for one in found}
    others = (card for card_id in sorted(further) if (card := _find(tx, team_id, card_id)) is not None)
    return Shelf(
        team_id,
        mine.clock.today(),
        tuple(one for one in found if not one.card.put_away),
        tuple(one for one in found if one.card.put_away),
        small_actions.may_put_in_plan(tx, mine.member, team_id),
        small_actions.who_keeps_plan(tx, team_id),
        begun,
        Counter(_stands(one) for one in first) + Counter({at: part.count for at, part in parts.items()}),
        tuple(_on_shelf(card, planned) for card in others),
        wanted,
    )


def keep_words(tx: Transaction, me: Me, team_id: str, form: str, words: Mapping[str, str]) -> None:
    """Keep what somebody is typing into one of `FORMS`, sealed to them; no card changes with it."""
    team_parts.enter(tx, me, team_id, TeamPart.CARDS)
    if any(text.strip() for text in words.values()):
        drafts.save_words(tx, me, _draft(team_id, form), words)
    else:
        drafts.drop(tx, me, _draft(team_id, form))


def _draft(team_id: str, form: str) -> str:
    return f"reading cards/{team_id}/{form}"


def new_card(team_id: str) -> ReadingCard:
    """A blank card of the team's own; it is kept once it has a source."""
    return ReadingCard(secrets.token_hex(16), team_id, "")


def save_card(tx: Transaction, me: Me, card: ReadingCard, known: ReadingCard | None = None) -> Undoable:
    """Keep a card; one marked “try” puts its small action into the plan where this person keeps it.

    `known` is the card as it was read: what somebody else changed of it meanwhile stays.
    Raises NotNow for a card that says too little or too much, EntryChanged where both changed the very same.
    """
    team_parts.enter(tx, me, card.team_id, TeamPart.CARDS)
    before, card, came_in = _standing(tx, card, known)
    checked = _checked(card)
    taken_back: Callable[[Transaction, Me], object] | None = None
    if _asks_for_action(checked) and small_actions.keeps_plan(tx, me, card.team_id):
        put = small_actions.put_in_plan(tx, me, card.team_id, checked.small_action)
        checked, taken_back = replace(checked, action_id=put.result.action_id), put.undo
    stored.save_card(tx, checked)
    undo = partial(_put_back, saved=checked, before=before, also=taken_back)
    return Undoable(checked, _("Kept a reading card"), undo, came_in=came_in)


def put_into_plan(tx: Transaction, me: Me, team_id: str, card_id: str) -> Undoable:
    """Make an action of a card's small action. Raises NotNow for whoever doesn't keep the plan, or without words."""
    card = _mine(tx, me, team_id, card_id)
    if not card.small_action or small_actions.as_it_goes_on(tx, team_id, card.action_id) is not None:
        raise NotNow(_("There’s no small action waiting on this card."), _("Look at the plan."))
    put = small_actions.put_in_plan(tx, me, team_id, card.small_action)
    return _write(tx, card, _("Put a small action into the plan"), put.undo, action_id=put.result.action_id)


def put_away(tx: Transaction, me: Me, team_id: str, card_id: str) -> Undoable:
    """Take a card off the shelf; it can be brought back."""
    return _write(tx, _mine(tx, me, team_id, card_id), _("Put a reading card away"), put_away=True)


def bring_back(tx: Transaction, me: Me, team_id: str, card_id: str) -> Undoable:
    """Put a card back on the shelf."""
    return _write(tx, _mine(tx, me, team_id, card_id), _("Brought a reading card back"), put_away=False)


def needs_of(tx: Transaction, mine: SignedIn, team_id: str, today: date) -> tuple[Need, ...]:
    """A small action of a card that waits for whoever keeps the plan; never more than one."""
    if not small_actions.may_put_in_plan(tx, mine.member, team_id):
        return ()
    card = stored.card_to_try(tx, team_id)
    if card is None:
        return ()
    title = _("A reading card asks for a small action")
    return (Need("note", title, card.small_action, _("Look"), "reading-cards", card.card_id),)


@cache
def _shipped_ids() -> frozenset[str]:
    return frozenset(card.card_id for card in shipped())


def _shipped_cards(tx: Transaction, team_id: str) -> tuple[ReadingCard, ...]:
    ours = {card.shipped: card for card in stored.shipped_cards_of(tx, team_id, _shipped_ids())}
    return tuple(card.on_shelf(team_id, ours.get(card.card_id)) for card in shipped())


def _find(tx: Transaction, team_id: str, card_id: str) -> ReadingCard | None:
    """One card of a team, with all its words, whether anybody wrote on it yet or not."""
    kept = stored.load_card(tx, card_id)
    if kept is not None:
        return _with_our_words(kept) if kept.team_id == team_id else None
    return next((card for card in _shipped_cards(tx, team_id) if card.card_id == card_id), None)


def _stands(one: ShelfCard) -> Place:
    return Place.AWAY if one.card.put_away else one.place


def _on_shelf(card: ReadingCard, planned: Mapping[str, Action]) -> ShelfCard:
    action = planned.get(card.action_id or "")
    led = action is not None and action.status is ActionStatus.DONE
    place = Place.LED if led else Place.TALKED if card.is_talked_about else Place.WAITING
    where = next((one.where for one in shipped() if one.card_id == card.shipped), "")
    return ShelfCard(card, place, action, where)


def _mine(tx: Transaction, me: Me, team_id: str, card_id: str) -> ReadingCard:
    """A card of this team. Raises NotNow where it isn't there."""
    team_parts.enter(tx, me, team_id, TeamPart.CARDS)
    card = _find(tx, team_id, card_id)
    if card is None:
        raise NotNow(_("That card isn’t here any more."), _("Look at the shelf again."))
    return card


def _standing(
    tx: Transaction, card: ReadingCard, known: ReadingCard | None
) -> tuple[ReadingCard | None, ReadingCard, tuple[str, ...]]:
    """What was kept of a card before (None of a new one), and the card with what came in of that by now.

    Raises EntryChanged where both changed the very same.
    """
    before = stored.load_card(tx, card.card_id)
    if before is not None and before.team_id != card.team_id:
        raise NotNow(_("That card belongs to another team."), _("Write a new one here."))
    if before is None and card.version > 1:
        raise EntryChanged(None)
    if before is not None and before.version != card.version:
        merged = put_together(card, known, _with_our_words(before))
        return before, merged.entry, merged.came_in
    return before, card, ()


def _with_our_words(card: ReadingCard) -> ReadingCard:
    ours = next((one for one in shipped() if one.card_id == card.shipped), None)
    return ours.on_shelf(card.team_id, card) if ours else card


def _checked(card: ReadingCard) -> ReadingCard:
    """The card as it is kept, its version raised. Raises NotNow where it can't stand."""
    if too_long(card):
        raise NotNow(
            _("That’s more than a card holds."),
            _("Say it in your own words, as you’d tell a colleague: three short lines are plenty."),
        )
    if not typed_line(card.source):
        raise NotNow(
            _("The card doesn’t say where this comes from."), _("Write who, when and the title, on one line.")
        )
    if card.decision is Decision.TRY and not typed_line(card.small_action) and card.action_id is None:
        raise NotNow(
            _("To try something, the card asks for one small action."),
            _("What is the smallest thing you could do by next month?"),
        )
    talked = card.is_talked_about
    return replace(
        card,
        source=typed_line(card.source),
        small_action=typed_line(card.small_action) if card.decision is Decision.TRY else "",
        discussed_on=card.discussed_on if talked else None,
        version=card.version + 1,
    )


def _asks_for_action(card: ReadingCard) -> bool:
    return card.decision is Decision.TRY and card.action_id is None and bool(card.small_action)


def _write(
    tx: Transaction,
    card: ReadingCard,
    name: str,
    also: Callable[[Transaction, Me], object] | None = None,
    **changes: object,
) -> Undoable:
    before = stored.load_card(tx, card.card_id)
    saved = replace(card, version=card.version + 1, **changes)  # type: ignore[arg-type]  # names of its fields
    stored.save_card(tx, saved)
    return Undoable(saved, name, partial(_put_back, saved=saved, before=before, also=also))


def _put_back(
    tx: Transaction,
    me: Me,
    *,
    saved: ReadingCard,
    before: ReadingCard | None,
    also: Callable[[Transaction, Me], object] | None,
) -> None:
    """The card as it was, where nobody changed it since; and its action out of the plan again."""
    team_parts.enter(tx, me, saved.team_id, TeamPart.CARDS)
    now = stored.load_card(tx, saved.card_id)
    if now != saved:
        raise NotNow(_("Somebody changed this card since."), _("Look at it as it is now."))
    if also is not None:
        also(tx, me)
    if before is None:
        stored.delete_card(tx, saved.card_id)
    else:
        stored.save_card(tx, replace(before, version=saved.version + 1))
