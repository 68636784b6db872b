"""A million answers scored, as a ratio to turning round, mean and count of the same numbers with NumPy alone."""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.bench.rows import Row, in_turn, median_ratio

if TYPE_CHECKING:
    from pie_audit.domain.questionnaire import Instrument

ANSWERS = 1_000_000
BOUND = 2.0
_SKIPPED = 0.03
# A pulse, one whose values have gaps, one that adds up, and one with a table: the four ways to a score.
_MEASURED = ("pulse10-1", "cbi", "proqol-5", "swemwbs")


def rows(runs: int) -> list[Row]:
    """One row for each measured key; both sides see the same numbers, and everything that was skipped as NaN."""
    from pie_audit.workflows.scoring import instrument_named

    return [_row(instrument_named(name), max(runs, 7)) for name in _MEASURED]


def _row(instrument: Instrument, runs: int) -> Row:
    from pie_audit.analysis.scoring import score

    values = _values(instrument)
    ours, plain = in_turn(
        runs,
        lambda: _seconds(lambda: score(instrument, values)),
        lambda: _seconds(lambda: _by_hand(instrument, values)),
    )
    detail = f"{1000 * statistics.median(ours):.1f} ms against {1000 * statistics.median(plain):.1f} ms"
    name = f"{ANSWERS} answers scored, {instrument.id}"
    return Row(name, median_ratio(ours, plain), BOUND, "×", detail)


def _values(instrument: Instrument) -> Any:
    import numpy as np

    dice = np.random.default_rng(1)
    people = ANSWERS // len(instrument.items)
    columns = [dice.choice(instrument.answers_to(item.no).values, people) for item in instrument.items]
    values = np.column_stack(columns).astype(np.float64)
    values[dice.random(values.shape) < _SKIPPED] = np.nan
    return values


def _by_hand(instrument: Instrument, values: Any) -> Any:
    """What anybody would write: turn round, then a mean and a count for each scale."""
    import numpy as np

    numbers = [item.no for item in instrument.items]
    turned = values.copy()
    for at, item in enumerate(instrument.items):
        if item.reverse:
            answers = instrument.answers_to(item.no).values
            turned[:, at] = answers[0] + answers[-1] - turned[:, at]
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # people who skipped a whole scale
        for scale in instrument.scales:
            mine = turned[:, [numbers.index(no) for no in scale.items]]
            found.append((np.nanmean(mine, axis=1), np.count_nonzero(~np.isnan(mine), axis=1)))
    return found


def _seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before
