"""Agreement of a group from a table of ratings, for whoever studies it outside a workspace."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from pie_audit.analysis.agreement import Agreement, measure_agreement
from pie_audit.catalogue.ratings_file import read_ratings
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.rounding import NO_FIGURE, one_decimal, two_decimals
from pie_audit.words import _

HEADS = ("topic", "n", "mean", "sd", "rwg", "awg", "ad")
"""The keys of the JSON, which are a promise, and the heads of the table."""


def agreement_in_file(path: Path, *, low: int, high: int) -> tuple[tuple[str, Agreement], ...]:
    """Each topic of the file with its figures, on a scale from `low` to `high`.

    Raises CannotRead, with a line where there is one, for a file that isn't such a table, and for a scale without
    steps.
    """
    if high <= low:
        raise CannotRead(
            _("A scale from {low} to {high} has no steps.").format(low=low, high=high),
            _("Name its lowest and its highest point with --low and --high."),
        )
    topics = read_ratings(path, low=low, high=high)
    return tuple((topic.topic, measure_agreement(topic.ratings, low=low, high=high)) for topic in topics)


def as_numbers(topic: str, found: Agreement) -> dict[str, str | int | float | None]:
    """One topic for JSON: unrounded, None where a figure may not be given."""
    figures = (found.mean, found.sd, found.rwg, found.awg, found.ad)
    numbers = (None if value is None else float(value) for value in figures)
    return dict(zip(HEADS, (topic, found.n, *numbers), strict=True))


def as_words(topic: str, found: Agreement) -> tuple[str, ...]:
    """One topic for a table: rounded as on screen, a dash where a figure may not be given."""
    shown = "".join(c if c.isprintable() else "?" for c in topic)
    sd = None if found.sd is None else Fraction(found.sd)
    indices = (sd, found.rwg, found.awg, found.ad)
    mean = NO_FIGURE if found.mean is None else one_decimal(found.mean)
    return (
        shown,
        str(found.n),
        mean,
        *(NO_FIGURE if value is None else two_decimals(value) for value in indices),
    )
