"""Who counts in a survey: those with a valid score on every scale, with their scores and answers on 0 to 100."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.analysis.scoring import score
from pie_audit.domain.possible_scores import possible_range
from pie_audit.domain.questionnaire import Instrument, Mode, Scale
from pie_audit.domain.survey import Cast, SurveyPlan

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Rows = NDArray[np.intp]

# NumPy takes 0.1 s to load, so it is imported inside functions.


@dataclass(frozen=True, slots=True)
class Counted:
    """Everybody whom all figures of one survey rest on, in no order that means anything.

    `blocks` holds a block for each person. `scales` and `items` hold a column of 0–100 for each scale and each item
    put to a team, higher where the score, or the answer as it was given, is; nan where an item was skipped. `causes`
    are what each person ticked.
    """

    blocks: tuple[str, ...]
    scales: Mapping[str, Numbers]
    items: Mapping[int, Numbers]
    causes: tuple[frozenset[str], ...]

    def rows(self, blocks: frozenset[str]) -> Rows:
        """Where the people of these blocks stand."""
        import numpy as np

        return np.flatnonzero([block in blocks for block in self.blocks])

    def answered(self, no: int) -> Rows:
        """Where those who answered an item stand."""
        return present(self.items[no])

    def together(self, items: Iterable[int], turned: Collection[int]) -> Numbers:
        """A person's mean of some items, those `turned` round first; nan where one of them was skipped."""
        import numpy as np

        columns = [100 - self.items[no] if no in turned else self.items[no] for no in items]
        return np.array(np.mean(columns, axis=0))


def present(values: Numbers) -> Rows:
    """Where there is a value."""
    import numpy as np

    return np.flatnonzero(~np.isnan(values))


def group_scales(instrument: Instrument) -> tuple[Scale, ...]:
    """The scales put to a team that speak for groups. A scale of a single item is an item, told of the whole alone."""
    return tuple(scale for scale in instrument.scales_for(Mode.TEAM) if len(scale.items) > 1)


def count_people(plan: SurveyPlan, instrument: Instrument, cast: Iterable[Cast]) -> Counted:
    """Ballots of blocks that the plan knows, with a valid score on every scale put to a team.

    Where there is no such scale, with an answer to every item. An answer that isn't offered counts as skipped.
    """
    import numpy as np

    known = {block.block_id for block in plan.blocks}
    ballots = [one for one in cast if one.block_id in known]
    asked = [item.no for item in instrument.items_for(Mode.TEAM)]
    raw = _answers(instrument, ballots)
    places = {item.no: at for at, item in enumerate(instrument.items)}
    scales = _scales(instrument, raw)
    needed = list(scales.values()) or [raw[:, places[no]] for no in asked]
    valid = np.flatnonzero(~np.isnan(needed).any(axis=0)) if ballots else np.empty(0, dtype=np.intp)
    return Counted(
        tuple(ballots[row].block_id for row in valid),
        {scale_id: values[valid] for scale_id, values in scales.items()},
        {no: _on_hundred(raw[valid, places[no]], *_ends(instrument, no)) for no in asked},
        tuple(ballots[row].answers.causes for row in valid),
    )


def _answers(instrument: Instrument, ballots: Sequence[Cast]) -> Numbers:
    """A row for each ballot, a column for each item, in the order of the file; nan where nothing valid was said."""
    import numpy as np

    raw = np.full((len(ballots), len(instrument.items)), np.nan)
    offered = [(item.no, frozenset(instrument.answers_to(item.no).values)) for item in instrument.items]
    for row, one in enumerate(ballots):
        values = one.answers.values
        for column, (no, allowed) in enumerate(offered):
            if (value := values.get(no)) in allowed:
                raw[row, column] = value
    return raw


def _scales(instrument: Instrument, raw: Numbers) -> dict[str, Numbers]:
    scored = score(instrument, raw)
    return {
        scale.id: _on_hundred(scored[scale.id].scores, *possible_range(instrument, scale))
        for scale in group_scales(instrument)
    }


def _ends(instrument: Instrument, no: int) -> tuple[float, float]:
    values = instrument.answers_to(no).values
    return values[0], values[-1]


def _on_hundred(values: Numbers, low: float, high: float) -> Numbers:
    return 100 * (values - low) / (high - low)
