"""What counts as higher or lower: rules of thumb that an organisation may set (trends.md, section 7)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction

from pie_audit.domain.errors import NotNow
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.survey_change import ITEM_POINTS, SCALE_POINTS
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class CutPoints:
    """How far something has to move before a sentence says so.

    `theme_tenths`: the mean of the topics in common, in tenths of a level. `theme_topics`: how many of them went the
    same way. `scale_points`, `item_points`: means of a survey's group of questions and of a single one, 0 to 100. One
    topic moves by whole levels: there is nothing to set.
    """

    theme_tenths: int = 3
    theme_topics: int = 2
    scale_points: int = SCALE_POINTS
    item_points: int = ITEM_POINTS

    @property
    def theme_least(self) -> Fraction:
        """How far a theme mean has to move, in levels."""
        return Fraction(self.theme_tenths, 10)


OURS = CutPoints()
"""Those that the program comes with."""

LIMITS = {"theme_tenths": (1, 20), "theme_topics": (2, 6), "scale_points": (5, 40), "item_points": (5, 40)}
"""The lowest and the highest that can be chosen, by name."""


def checked(cut: CutPoints) -> CutPoints:
    """The same. Raises NotNow for a number that can't be meant."""
    for field in fields(cut):
        low, high = LIMITS[field.name]
        if not low <= getattr(cut, field.name) <= high:
            raise NotNow(
                _("One of these numbers can’t be meant."), _("Choose one that the field beside it offers.")
            )
    return cut


def rule_words(cut: CutPoints) -> str:
    """All of them, and whose they are, as charts and papers print them."""
    whose = _("rules of thumb of our own") if cut == OURS else _("rules of thumb that this organisation set")
    return _(
        "What counts as higher or lower: {whose}. A theme: {least} or more on topics in common, and {n} "
        "topics that moved the same way. A topic: one whole level. A survey’s group of "
        "questions: {scale} points of 100; a single question: {item}. Each survey keeps those of the day it was planned."
    ).format(
        whose=whose,
        least=one_decimal(cut.theme_least),
        n=cut.theme_topics,
        scale=cut.scale_points,
        item=cut.item_points,
    )
