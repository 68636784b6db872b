"""Which scores a scale can have at all: their range, their steps, where one lies on 0 to 100, and in which band."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

from pie_audit.domain.questionnaire import Aggregate, AnswerSet, Band, Instrument, Scale
from pie_audit.domain.survey_grain import Third, third_of

Edges = tuple[tuple[float, float], ...]
"""The lowest and the highest possible score in each third of 0–100, from the lowest third on."""

PLAIN: Edges = ((0, 100 / 3), (100 / 3, 200 / 3), (200 / 3, 100))
"""Where every score is possible."""


def possible_range(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    """The lowest and the highest score that answers can lead to, missing ones included."""
    if scale.aggregate is Aggregate.LOOKUP:
        scores = [score for _sum, score in scale.table]
        return min(scores), max(scores)
    sets = answer_sets_of(instrument, scale)
    low = sorted(one.values[0] for one in sets)[: scale.min_answered]
    high = sorted((one.values[-1] for one in sets), reverse=True)[: scale.min_answered]
    lowest, highest = (float(_factor(scale) * sum(ends) / len(ends)) for ends in (low, high))
    return lowest, highest


def on_hundred(instrument: Instrument, scale: Scale, score: float) -> float:
    """A score moved to where 0 is the lowest possible one and 100 the highest; higher stays higher."""
    low, high = possible_range(instrument, scale)
    return 100 * (score - low) / (high - low) if high > low else 0.0


def answer_sets_of(instrument: Instrument, scale: Scale) -> list[AnswerSet]:
    """The answer set of each item of a scale, in its order."""
    sets = {one.id: one for one in instrument.answer_sets}
    named = {item.no: item.answer_set for item in instrument.items}
    return [sets[named[no]] for no in scale.items]


def possible_scores(instrument: Instrument, scale: Scale) -> set[Fraction]:
    """Every score that answers can lead to, missing ones included."""
    sums: list[set[int]] = [{0}]  # by how many were answered
    for no in scale.items:
        more = [
            {total + value for total in reached for value in _counted(instrument, no)} for reached in sums
        ]
        sums = [old | new for old, new in zip([*sums, set()], [set(), *more], strict=True)]
    if scale.aggregate is Aggregate.LOOKUP:
        return {_exact(score) for total, score in scale.table if total in sums[-1]}
    return {
        Fraction(_factor(scale) * total, answered)
        for answered, reached in enumerate(sums)
        for total in reached
        if answered >= scale.min_answered
    }


def _counted(instrument: Instrument, no: int) -> tuple[int, ...]:
    """What an item's answers count, turned round where it is."""
    values = instrument.answers_to(no).values
    return (
        tuple(values[0] + values[-1] - value for value in values) if instrument.item(no).reverse else values
    )


def edges_of_scale(instrument: Instrument, scale: Scale) -> Edges:
    """The edges of a scale's thirds."""
    scores = possible_scores(instrument, scale)
    return _edges(on_hundred(instrument, scale, float(score)) for score in scores)


def edges_of_item(instrument: Instrument, no: int) -> Edges:
    """The edges of the thirds of a single item."""
    values = instrument.answers_to(no).values
    return _edges(100 * (value - values[0]) / (values[-1] - values[0]) for value in values)


def _edges(scores: Iterable[float]) -> Edges:
    """Of a third without a score, where nobody can be, its own ends."""
    held: dict[Third, list[float]] = {third: [] for third in Third}
    for score in scores:
        held[third_of(score)].append(score)
    return tuple((min(h), max(h)) if h else ends for h, ends in zip(held.values(), PLAIN, strict=True))


def first_hole(sets: Sequence[AnswerSet], told: Collection[int]) -> int | None:
    """The lowest sum of one answer from each set that isn't among those told; None where all are."""
    lowest = sum(one.values[0] for one in sets)
    reached = 1  # bit n is set where n above the lowest sum can be reached
    for one in sets:
        reached = _any_of(reached << value - one.values[0] for value in one.values)
        if reached.bit_count() > len(told):
            break  # the others at their lowest already give more sums than were told
    sums = (lowest + at for at, bit in enumerate(reversed(f"{reached:b}")) if bit == "1")
    return next((total for total in sums if total not in told), None)


def has_score_between(instrument: Instrument, scale: Scale, low: float, high: float) -> bool:
    """Whether a possible score lies above `low` and below `high`, reckoned exactly."""
    after, before = _exact(low), _exact(high)
    if scale.aggregate is Aggregate.LOOKUP:
        return any(after < _exact(score) < before for _sum, score in scale.table)
    return any(_lies_between(one, after, before) for one in _ladders(instrument, scale))


def is_possible(instrument: Instrument, scale: Scale, score: float) -> bool:
    """Whether answers can lead to exactly this score."""
    if scale.aggregate is Aggregate.LOOKUP:
        return score in {one for _sum, one in scale.table}
    return any(_stands_on(one, _exact(score)) for one in _ladders(instrument, scale))


def band_of(instrument: Instrument, scale_id: str, score: float) -> Band | None:
    """The band a score falls in, among those that are on; on an end that two share, the lower one."""
    bands = (band for band in instrument.bands if band.enabled and band.scale == scale_id)
    in_order = sorted(bands, key=lambda band: (band.low, band.high))
    return next((band for band in in_order if band.low <= score <= band.high), None)


def _factor(scale: Scale) -> int:
    """What the mean of the answers is multiplied by; a sum with answers missing is made up from the others."""
    if scale.aggregate is Aggregate.SUM_X4:
        return 4 * len(scale.items)
    return scale.times * (len(scale.items) if scale.aggregate is Aggregate.SUM else 1)


def _ladders(instrument: Instrument, scale: Scale) -> Iterator[tuple[Fraction, Fraction]]:
    """A foot and a step for each number of answers that makes a score: every score stands on one of them."""
    sets = answer_sets_of(instrument, scale)
    foot = sets[0].values[0]
    step = math.gcd(*(value - foot for one in sets for value in one.values))
    for answered in range(scale.min_answered, len(scale.items) + 1):
        yield Fraction(_factor(scale) * foot), Fraction(_factor(scale) * step, answered)


def _lies_between(ladder: tuple[Fraction, Fraction], after: Fraction, before: Fraction) -> bool:
    foot, step = ladder
    if not step:
        return after < foot < before
    return foot + step * (math.floor((after - foot) / step) + 1) < before


def _stands_on(ladder: tuple[Fraction, Fraction], score: Fraction) -> bool:
    foot, step = ladder
    return score == foot if not step else (score - foot) % step == 0


def _exact(value: float) -> Fraction:
    """The number as it was written, so that 2.58 is 258/100."""
    return Fraction(str(value))


def _any_of(bits: Iterator[int]) -> int:
    reached = 0
    for one in bits:
        reached |= one
    return reached
