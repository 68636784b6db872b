"""Words and bounds that the charts of private ratings share."""

from __future__ import annotations

from fractions import Fraction

from pie_audit.domain.rounding import one_decimal
from pie_audit.words import _, plural
from pie_audit.workflows.trends.material import Review

MOST_NAMED = 3
MOST_ROWS = 12
"""So many topics are drawn, those that stand out most; the table has all of them."""


def titles() -> tuple[tuple[str, str], ...]:
    """The three charts by id, with their titles."""
    return (
        ("perspectives", _("Side by side")),
        ("spread", _("How differently we saw it")),
        ("blind_shift", _("Where talking changed our mind")),
    )


def more_words(topics: int) -> str:
    """That there are more topics in the table, where there are."""
    return _("; {n} of {of}, all in the table").format(n=MOST_ROWS, of=topics) if topics > MOST_ROWS else ""


def not_shown_words(review: Review) -> str:
    """That nothing of a review may be drawn."""
    return _("{quarter}: not shown, to keep small groups safe.").format(quarter=review.quarter.name)


def people_words(n: int) -> str:
    """So many people."""
    return plural("{n} person", "{n} people", n).format(n=n)


def half_words(value: Fraction) -> str:
    """A middle, whole or with its half."""
    return one_decimal(value).removesuffix(".0")
