"""Deciding what surveys may show: 1,000 teams in 30 services, 40 surveys, each set beside all earlier ones."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from itertools import pairwise

from tests.bench.rows import Row

TEAMS, SERVICES, SURVEYS = 1000, 30, 40
ALL_SECONDS, ONE_MILLISECONDS = 10.0, 100.0
EDGES = ((0.0, 25.0), (50.0, 50.0), (75.0, 100.0))
"""Which scores there are in each third."""

LINEAR = 3.0
"""The last surveys may cost this much more than their share, were growth linear from the first on."""


def rows(runs: int) -> Iterator[Row]:
    """All surveys together, one more beside them, and how the cost grows."""
    organisation = _Organisation()
    costs = [organisation.survey() for _number in range(SURVEYS)]
    first, second = 1000 * sum(costs[: SURVEYS // 2]), 1000 * sum(costs[SURVEYS // 2 :])
    detail = f"{TEAMS} teams, {SURVEYS} surveys, slowest {1000 * max(costs):.0f} ms"
    yield Row("what may be shown, all surveys", sum(costs), ALL_SECONDS, "s", detail)
    more = 1000 * statistics.median(organisation.survey(keep=False) for _run in range(runs))
    yield Row("what may be shown, one more survey", more, ONE_MILLISECONDS, "ms", f"after {SURVEYS}")
    yield Row("surveys 21-40 / 1-20", second / first, LINEAR, "x", f"{first:.0f} ms, then {second:.0f} ms")


class _Organisation:
    """Teams that answer anew in every survey, and what they were told."""

    def __init__(self) -> None:
        from pie_audit.domain.suppression import Candidate, PastSurvey

        self._draw = random.Random(1)
        self._teams = [f"team-{number:04}" for number in range(TEAMS)]
        self._invited = {team: self._draw.randint(3, 14) for team in self._teams}
        edges = [TEAMS * number // SERVICES for number in range(SERVICES + 1)]
        parts = {f"service-{low:04}": frozenset(self._teams[low:high]) for low, high in pairwise(edges)}
        parts |= {team: frozenset([team]) for team in self._teams}
        whole = Candidate("whole", frozenset(self._teams), is_whole=True)
        self._candidates = [*(Candidate(name, blocks) for name, blocks in parts.items()), whole]
        self._past: list[PastSurvey] = []

    def survey(self, *, keep: bool = True) -> float:
        """Seconds that one more decision takes."""
        from pie_audit.domain.suppression import BlockAnswers, PastSurvey, choose

        answered = [_answers(self._draw, team, self._invited[team], BlockAnswers) for team in self._teams]
        withheld = frozenset(self._draw.sample(self._teams, 20))
        began = time.perf_counter()
        shown = choose(self._candidates, answered, minimum=5, past=self._past, withheld=withheld)
        cost = time.perf_counter() - began
        if keep:
            blocks = tuple(one.blocks for one in self._candidates if one.group_id in shown)
            self._past.append(PastSurvey(blocks, self._invited))
        return cost


def _answers(draw: random.Random, team: str, invited: int, make):  # type: ignore[no-untyped-def]
    people = [invited - draw.randint(0, 2)] if draw.random() < 0.9 else [draw.randint(0, invited)]
    scores = tuple(
        tuple(25.0 * min(4, max(0, round(draw.gauss(2, 1.2)))) for _scale in range(3))
        for _person in range(people[0])
    )
    bands = tuple(tuple(int(s > 33) + int(s > 67) for s in row) for row in scores)
    return make(team, invited, scores, bands, (EDGES,) * 3)
