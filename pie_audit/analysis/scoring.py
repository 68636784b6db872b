"""One engine for every scoring key: answers in, scores of scales out; no instrument is named here.

Turning round, missing answers and the four ways to a score: wellbeing.md section (b). A sum whose key allows missing
answers is made up from those given: their mean times the number of items.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pie_audit.domain.errors import CannotRead
from pie_audit.domain.possible_scores import band_of
from pie_audit.domain.questionnaire import Aggregate, Instrument, NoticeableChange, Scale
from pie_audit.words import _, plural

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

# NumPy takes 0.1 s to load, so it is imported inside functions: what tells of a scale needs none of it.
_AT_ONCE = 4_096  # people; so many rows and what is made of them stay in the processor's cache
_NOISE = 1.96


@dataclass(frozen=True, slots=True)
class Score:
    """One person's score on one scale; None where too few of its items were answered, and `why_none` says so.

    `band` is the label of the band that is on, if there is one.
    """

    score: float | None
    answered: int
    of: int
    band: str | None = None
    why_none: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ScaleScores:
    """Everybody's scores on one scale, in the order of the people: NaN where too few answered, and how many did."""

    scores: Numbers
    answered: NDArray[np.int16]
    of: int


def score(instrument: Instrument, values: Numbers) -> dict[str, ScaleScores]:
    """The scores of every scale, by its id.

    `values` has one row a person and one column an item, in the order of the instrument's items; NaN is unanswered.
    Raises CannotRead with row (from 1) and item where something isn't an answer of its item.
    """
    import numpy as np

    answers = np.asarray(values, dtype=np.float64)
    if answers.ndim != 2 or answers.shape[1] != len(instrument.items):
        raise ValueError("one column an item")
    key = _Key(instrument)
    scores = np.empty((len(instrument.scales), len(answers)))
    answered = np.empty((len(instrument.scales), len(answers)), dtype=np.int16)
    for start in range(0, len(answers), _AT_ONCE):
        lot = slice(start, start + _AT_ONCE)
        key.score(answers[lot], scores[:, lot], answered[:, lot], start)
    return {
        scale.id: ScaleScores(scores[at], answered[at], len(scale.items))
        for at, scale in enumerate(instrument.scales)
    }


def score_people(instrument: Instrument, people: Sequence[Mapping[int, int]]) -> list[dict[str, Score]]:
    """The scores of each person, by scale; `people` are answers by item number, those not given left out.

    Raises CannotRead as `score` does, and for a number that no item has.
    """
    found = score(instrument, _as_rows(instrument, people))
    columns = [list(_told(instrument, scale, found[scale.id])) for scale in instrument.scales]
    ids = [scale.id for scale in instrument.scales]
    return [dict(zip(ids, row, strict=True)) for row in zip(*columns, strict=True)]


def score_one(instrument: Instrument, values: Mapping[int, int]) -> dict[str, Score]:
    """One person's scores, by scale. `values` by item number, as printed. Raises as `score_people` does."""
    return score_people(instrument, [values])[0]


def reliable_change(sd: float, alpha: float) -> float:
    """How far one person's score moves by noise alone, 95 times in 100 no farther: 1.96 · SD · √2 · √(1 − α)."""
    return _NOISE * sd * math.sqrt(2) * math.sqrt(1 - alpha)


def noticeable_change(instrument: Instrument, scale_id: str) -> float | None:
    """The change of one person's score that is more than noise, in points of the scale; None where none is known."""
    found = next((change for change in instrument.changes if change.scale == scale_id), None)
    return None if found is None else _points(found)


def _points(change: NoticeableChange) -> float | None:
    if change.points is not None or change.sd is None or change.alpha is None:
        return change.points
    return reliable_change(change.sd, change.alpha)


def _as_rows(instrument: Instrument, people: Sequence[Mapping[int, int]]) -> Numbers:
    import numpy as np

    numbers = [item.no for item in instrument.items]
    known = set(numbers)
    for row, values in enumerate(people, start=1):
        if not values.keys() <= known:
            raise _not_an_answer(row, min(values.keys() - known), _("there’s no such item."))
    missing = math.nan
    rows = [[values.get(no, missing) for no in numbers] for values in people]
    return np.array(rows, dtype=np.float64).reshape(len(people), len(numbers))


def _told(instrument: Instrument, scale: Scale, found: ScaleScores) -> Iterator[Score]:
    banded = any(band.enabled and band.scale == scale.id for band in instrument.bands)
    for value, answered in zip(found.scores.tolist(), found.answered.tolist(), strict=True):
        if math.isnan(value):
            yield Score(None, answered, found.of, why_none=_why_none(scale, answered))
        else:
            band = band_of(instrument, scale.id, value) if banded else None
            yield Score(value, answered, found.of, band.label if band else None)


def _why_none(scale: Scale, answered: int) -> str:
    return plural(
        "{answered} of {of} answered; at least {n} is needed.",
        "{answered} of {of} answered; at least {n} are needed.",
        scale.min_answered,
    ).format(answered=answered, of=len(scale.items), n=scale.min_answered)


def _not_an_answer(row: int, item: int, what: str) -> CannotRead:
    place = _("Row {row}, item {item}").format(row=row, item=item)
    return CannotRead(f"{place}: {what}", _("Mend it, then start again."))


class _Key:
    """A scoring key as arrays: adding up the answers of all scales is two products of matrices."""

    def __init__(self, instrument: Instrument) -> None:
        import numpy as np

        self._instrument = instrument
        scales, items = instrument.scales, instrument.items
        column = {item.no: at for at, item in enumerate(items)}
        member = np.zeros((len(items), len(scales)))
        for at, scale in enumerate(scales):
            member[[column[no] for no in scale.items], at] = 1
        ends = [instrument.answers_to(item.no).values for item in items]
        turned = [item.reverse for item in items]
        self._member = member
        self._signed = member * np.where(turned, -1.0, 1.0)[:, None]
        self._added = member * np.where(turned, [v[0] + v[-1] for v in ends], 0.0)[:, None]
        self._factor = np.array([_factor(scale) for scale in scales], dtype=np.float64)[:, None]
        self._fewest = np.array([scale.min_answered for scale in scales])[:, None]
        self._tables = [(at, *_by_sum(instrument, scale)) for at, scale in enumerate(scales) if scale.table]
        self._allowed = _Allowed(ends)

    def score(self, answers: Numbers, scores: Numbers, answered: NDArray[np.int16], start: int) -> None:
        """Fill `scores` and `answered`, a row a scale, for people of whom the first is number `start` from 0."""
        import numpy as np

        given = ~np.isnan(answers)
        filled = np.where(given, answers, 0.0)
        if not self._allowed.holds(filled, given):
            self._refuse(answers, start)
        there = given.astype(np.float64)
        counts = self._member.T @ there.T
        sums = self._signed.T @ filled.T + self._added.T @ there.T
        with np.errstate(divide="ignore", invalid="ignore"):
            np.divide(sums * self._factor, counts, out=scores)
        for at, lowest, printed in self._tables:
            # Sums of too few answers may lie below the table; theirs are no scores in any case.
            printed.take((sums[at] - lowest).astype(np.intp), mode="clip", out=scores[at])
        scores[counts < self._fewest] = np.nan
        answered[:] = counts

    def _refuse(self, answers: Numbers, start: int) -> None:
        for at, item in enumerate(self._instrument.items):
            values = self._instrument.answers_to(item.no).values
            for row, value in enumerate(answers[:, at].tolist(), start=start + 1):
                if not math.isnan(value) and value not in values:
                    known = ", ".join(map(str, values))
                    what = _("this isn’t one of its answers, which are {values}.").format(values=known)
                    raise _not_an_answer(row, item.no, what)


class _Allowed:
    """Whether each number is one of the answers of its item. All of them are whole numbers."""

    def __init__(self, values: Sequence[tuple[int, ...]]) -> None:
        import numpy as np

        self._low, self._high = min(v[0] for v in values), max(v[-1] for v in values)
        width = self._high - self._low + 1
        known = np.zeros((len(values), width), dtype=np.bool_)
        for at, one in enumerate(values):
            known[at, np.array(one) - self._low] = True
        self._known: NDArray[np.bool_] | None = None if known.all() else known.ravel()
        self._first = (np.arange(len(values)) * width - self._low).astype(np.int32)

    def holds(self, filled: Numbers, given: NDArray[np.bool_]) -> bool:
        """Whether all that were given are allowed; what wasn’t stands as 0 in `filled`."""
        import numpy as np

        low, high = min(self._low, 0), max(self._high, 0)
        if filled.size == 0 or not (low <= filled.min() and filled.max() <= high):
            return filled.size == 0
        whole = filled.astype(np.int32)
        if not bool((whole == filled).all()):
            return False
        if self._known is None and self._low <= 0 <= self._high:
            return True
        return self._each_known(whole, given)

    def _each_known(self, whole: NDArray[np.int32], given: NDArray[np.bool_]) -> bool:
        import numpy as np

        if self._known is None:
            return not bool((given & ((whole < self._low) | (whole > self._high))).any())
        inside = given & (whole >= self._low) & (whole <= self._high)
        known: Any = self._known.take(np.where(inside, whole + self._first, 0))
        return bool((~given | (inside & known)).all())


def _factor(scale: Scale) -> int:
    """What the mean of the answers is multiplied by; exact, because one division comes last."""
    if scale.aggregate is Aggregate.MEAN:
        return scale.times
    return (4 if scale.aggregate is Aggregate.SUM_X4 else scale.times) * len(scale.items)


def _by_sum(instrument: Instrument, scale: Scale) -> tuple[int, Numbers]:
    """The lowest possible sum, and the score printed for it and for each whole number up to the highest."""
    import numpy as np

    ends = [instrument.answers_to(no).values for no in scale.items]
    low, high = sum(values[0] for values in ends), sum(values[-1] for values in ends)
    printed = np.full(high - low + 1, np.nan)
    for total, score in scale.table:
        if low <= total <= high:
            printed[total - low] = score
    return low, printed
