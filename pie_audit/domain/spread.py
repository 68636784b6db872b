"""How far apart the ratings of one topic are, in words, and the middle that may be offered to the team."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.answer import Level
from pie_audit.words import _


class Spread(StrEnum):
    """The words in place of an index (audit.md, “Agreement”)."""

    TOO_FEW = "too few to say"
    CLOSE = "close together"
    SOME = "some spread"
    FAR = "far apart"
    TWO_CAMPS = "two camps"


def spread_words(spread: Spread) -> str:
    """The spread as people read it."""
    return {
        Spread.TOO_FEW: _("too few to say"),
        Spread.CLOSE: _("close together"),
        Spread.SOME: _("some spread"),
        Spread.FAR: _("far apart"),
        Spread.TWO_CAMPS: _("two camps"),
    }[spread]


class Middle(StrEnum):
    """What kind of middle a set of ratings has."""

    NOBODY = "nobody rated"
    ONE_LEVEL = "one level"
    BETWEEN = "between two levels"
    TWO_CAMPS = "two camps"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The middle that may be shown; never filled in by itself.

    `low` and `high` are equal for ONE_LEVEL, neighbours for BETWEEN, and None for the other kinds.
    """

    middle: Middle
    low: Level | None = None
    high: Level | None = None

    def words(self) -> str:
        """The suggestion as it stands beside the dots; empty when nobody rated."""
        if self.middle is Middle.ONE_LEVEL and self.low is not None:
            return _("the middle is {n}").format(n=int(self.low))
        if self.middle is Middle.BETWEEN and self.low is not None and self.high is not None:
            return _("between {low} and {high}").format(low=int(self.low), high=int(self.high))
        return _("two camps: hear both") if self.middle is Middle.TWO_CAMPS else ""
