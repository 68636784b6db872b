"""Trying a scoring key: some answers in, and how each score comes about, to be compared with a licensed manual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pie_audit.analysis import scoring
from pie_audit.domain.questionnaire import Aggregate, Instrument, Scale
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class Tried:
    """One scale: the reckoning in figures and what comes out; or, with no result, why there is none."""

    title: str
    reckoning: str
    result: str = ""


def try_answers(key: Instrument, values: Mapping[int, int]) -> tuple[Tried, ...]:
    """The scores of these answers by item number, as printed. Raises CannotRead for what isn't an answer."""
    found = scoring.score_one(key, values)
    return tuple(_tried(key, scale, values, found[scale.id]) for scale in key.scales)


def _tried(key: Instrument, scale: Scale, values: Mapping[int, int], found: scoring.Score) -> Tried:
    title = scale.title or scale.id
    if found.score is None:
        return Tried(title, found.why_none or "")
    counted = [_counted(key, no, values[no]) for no in scale.items if no in values]
    return Tried(title, _reckoning(scale, counted), number_words(found.score))


def _counted(key: Instrument, no: int, value: int) -> int:
    ends = key.answers_to(no).values
    return ends[0] + ends[-1] - value if key.item(no).reverse else value


def _reckoning(scale: Scale, counted: list[int]) -> str:
    terms = " + ".join(map(str, counted))
    sum_words = f"({terms})" if len(counted) > 1 else terms
    times = f" × {scale.times}" if scale.times != 1 else ""
    if scale.aggregate is Aggregate.LOOKUP:
        return _("{sum} = {n}, in the table").format(sum=terms, n=sum(counted))
    if scale.aggregate is Aggregate.MEAN:
        return f"{sum_words} ÷ {len(counted)}{times}" if len(counted) > 1 else f"{terms}{times}"
    if len(counted) < len(scale.items):
        times = f" ÷ {len(counted)} × {len(scale.items)}{times}"
    if scale.aggregate is Aggregate.SUM_X4:
        return f"{sum_words}{times} × 4"
    return f"{sum_words}{times}" if times else terms


def number_words(value: float) -> str:
    """At most four decimals, and none where there are none: 62.5, 3.6667, 50."""
    return f"{value:.4f}".rstrip("0").rstrip(".").replace("-", "−")
