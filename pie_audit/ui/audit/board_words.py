"""What lanes, columns, spots and marks of the board are called on these screens."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.influence import Direction, FeltBy, Influence, InfluenceStep, Spot, in_spot
from pie_audit.domain.level_words import level_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.words import _, plural

LEVEL_ICONS = {
    BarrierLevel.INDIVIDUAL: "user",
    BarrierLevel.SERVICE: "house",
    BarrierLevel.SYSTEM: "buildings",
}
DIRECTION_ICONS = {Direction.HELPS: "hands-clapping", Direction.HINDERS: "prohibit"}


def lane_note(level: BarrierLevel) -> str:
    """What belongs into a lane."""
    return {
        BarrierLevel.INDIVIDUAL: _("living here or working here"),
        BarrierLevel.SERVICE: _("rotas, rooms, rules"),
        BarrierLevel.SYSTEM: _("funders, partners, law"),
    }[level]


def column_title(direction: Direction) -> str:
    """The name of a column."""
    return _("Helps") if direction is Direction.HELPS else _("Gets in the way")


def column_note(direction: Direction) -> str:
    """What to do with what stands there."""
    return _("keep doing") if direction is Direction.HELPS else _("change it, or ask for it")


def empty_words(direction: Direction) -> str:
    """What an empty lane asks."""
    return (
        _("What else helps here?") if direction is Direction.HELPS else _("What else gets in the way here?")
    )


def felt_by_words(felt_by: FeltBy) -> str:
    """Who experiences it."""
    return {
        FeltBy.RESIDENTS: _("{Residents}"),
        FeltBy.STAFF: _("Staff"),
        FeltBy.BOTH: _("{Residents} and staff"),
        FeltBy.PARTNERS: _("Partners"),
    }[felt_by]


def dots_words(me_too: int) -> str:
    """How many dots a card has; nothing for none."""
    return plural("{n} person", "{n} people", me_too).format(n=me_too) if me_too else ""


def spot_words(cards: Sequence[Influence], spot: Spot) -> str:
    """Where a card lies, as it is said aloud: “In this service, helps, place 2 of 3.”"""
    return _("{lane}, {column}, place {n} of {of}.").format(
        lane=level_words(spot.level),
        column=column_title(spot.direction).lower(),
        n=spot.place + 1,
        of=len(in_spot(cards, spot.level, spot.direction)),
    )


def history_words(step: InfluenceStep) -> str:
    """One line of a card's history."""
    return _("Week {week}: from “{before}” to “{after}”").format(
        week=step.week.partition("-W")[2].lstrip("0") or step.week,
        before=level_words(step.before),
        after=level_words(step.after),
    )
