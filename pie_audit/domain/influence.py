"""What helps and what hinders, each with the level it belongs to, so that nobody carries what isn't theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import BarrierLevel
from pie_audit.words import _

TEXT_LIMIT = 300
"""Characters on one card: one sentence."""


class Direction(StrEnum):
    """Whether something makes the work easier or harder."""

    HELPS = "helps"
    HINDERS = "hinders"


class FeltBy(StrEnum):
    """Who experiences it."""

    RESIDENTS = "residents"
    STAFF = "staff"
    BOTH = "both"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class Influence:
    """One card on the board of a round: a barrier when it hinders.

    `place` orders the cards of one lane and column, from 0. `me_too` counts dots of agreement, nobody's name.
    `ask_upwards` marks what the team shouldn't be left carrying. `version` rises with each save.
    """

    influence_id: str
    round_id: str
    text: str
    direction: Direction
    level: BarrierLevel
    felt_by: FeltBy | None = None
    topic_id: str | None = None
    place: int = 0
    me_too: int = 0
    ask_upwards: bool = False
    version: int = 1

    def checked(self) -> Influence:
        """This card if it may stand. Raises NotNow when it says nothing, or more than a sentence."""
        if not self.text.strip():
            raise NotNow(_("This card says nothing yet."), _("Write one sentence, or leave it out."))
        if len(self.text) > TEXT_LIMIT:
            raise NotNow(
                _("A card holds {n} characters at most.").format(n=TEXT_LIMIT),
                _("Say it in one sentence; two things make two cards."),
            )
        return self


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card lies on the board: lane, column, and its place there from 0."""

    level: BarrierLevel
    direction: Direction
    place: int


@dataclass(frozen=True, slots=True)
class InfluenceStep:
    """One line of a card's history: from which level to which, in which ISO week, who by role."""

    step_id: str
    influence_id: str
    before: BarrierLevel
    after: BarrierLevel
    week: str
    role: str


def in_spot(cards: Sequence[Influence], level: BarrierLevel, direction: Direction) -> list[Influence]:
    """The cards of one lane and column in their order."""
    here = [c for c in cards if c.level is level and c.direction is direction]
    return sorted(here, key=lambda c: (c.place, c.influence_id))


def move_card(cards: Sequence[Influence], influence_id: str, to: Spot) -> tuple[Influence, ...]:
    """All cards after one was laid at `to`; a place past the end is the last one.

    In every lane and column places count from 0 without a gap; the order of the other cards stays. Raises
    KeyError for a card that isn't there.
    """
    found = next((c for c in cards if c.influence_id == influence_id), None)
    if found is None:
        raise KeyError(influence_id)
    others = [c for c in cards if c is not found]
    laid: list[Influence] = []
    for level in BarrierLevel:
        for direction in Direction:
            here = in_spot(others, level, direction)
            if (level, direction) == (to.level, to.direction):
                here.insert(max(0, min(to.place, len(here))), found)
            laid += [_at(card, Spot(level, direction, n)) for n, card in enumerate(here)]
    return tuple(laid)


def close_gaps(cards: Sequence[Influence]) -> tuple[Influence, ...]:
    """The same cards with places that count from 0 in every lane and column."""
    return tuple(
        _at(card, Spot(level, direction, n))
        for level in BarrierLevel
        for direction in Direction
        for n, card in enumerate(in_spot(cards, level, direction))
    )


def _at(card: Influence, spot: Spot) -> Influence:
    return replace(card, level=spot.level, direction=spot.direction, place=spot.place)


def step_over(cards: Sequence[Influence], card: Influence, across: int, down: int) -> Spot:
    """The spot that an arrow key leads to: `across` the row from card to card and on into the other column,
    `down` to the next lane in the same column. At the edge of the board it is where the card lies already."""
    levels, directions = list(BarrierLevel), list(Direction)
    here = Spot(card.level, card.direction, card.place)
    if down:
        at = levels.index(card.level) + down
        return Spot(levels[at], card.direction, card.place) if 0 <= at < len(levels) else here
    place = card.place + across
    if 0 <= place < len(in_spot(cards, card.level, card.direction)):
        return Spot(card.level, card.direction, place)
    column = directions.index(card.direction) + across
    if not 0 <= column < len(directions):
        return here
    beyond = len(in_spot(cards, card.level, directions[column]))
    return Spot(card.level, directions[column], 0 if across > 0 else beyond)


def weight(cards: Sequence[Influence], level: BarrierLevel) -> int:
    """How much of what hinders lies at a level: each card once, and each of its dots."""
    return sum(1 + c.me_too for c in cards if c.level is level and c.direction is Direction.HINDERS)


def system_is_heaviest(cards: Sequence[Influence]) -> bool:
    """Whether what hinders lies above the team at least as much as at any other level."""
    above = weight(cards, BarrierLevel.SYSTEM)
    return above > 0 and all(above >= weight(cards, level) for level in BarrierLevel)


RELEVEL_FROM = 3
"""So many barriers of one person ask whether they are really the service's or the system's (practice.md, 1)."""


def barriers_of_one_person(cards: Sequence[Influence]) -> int:
    """How many cards say that something about one person gets in the way."""
    return len(in_spot(cards, BarrierLevel.INDIVIDUAL, Direction.HINDERS))
