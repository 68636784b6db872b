"""Deciding what surveys may show: 1,000 teams in 30 services, 40 surveys, each set beside all earlier ones."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import pairwise

from tests.bench.rows import Row

TEAMS, SERVICES, SURVEYS = 1000, 30, 40
ALL_SECONDS, ONE_MILLISECONDS = 10.0, 100.0
LINEAR = 3.0
"""The last surveys may cost this much more than their share, were growth linear from the first on."""


def rows(_runs: int) -> Iterator[Row]:
    """All surveys together, the slowest alone, and how the cost grows."""
    costs = [cost * 1000 for cost in _decide_all()]
    detail = f"{TEAMS} teams, {SURVEYS} surveys"
    yield Row("what may be shown, all surveys", sum(costs) / 1000, ALL_SECONDS, "s", detail)
    slowest = f"median {sorted(costs)[len(costs) // 2]:.0f} ms"
    yield Row("what may be shown, one more survey", max(costs), ONE_MILLISECONDS, "ms", slowest)
    first, second = sum(costs[: SURVEYS // 2]), sum(costs[SURVEYS // 2 :])
    yield Row("surveys 21-40 / 1-20", second / first, LINEAR, "x", f"{first:.0f} ms, then {second:.0f} ms")


def _decide_all() -> Iterator[float]:
    from pie_audit.domain.suppression import BlockAnswers, Candidate, PastSurvey, choose

    draw = random.Random(1)
    teams = [f"team-{number:04}" for number in range(TEAMS)]
    invited = {team: draw.randint(3, 14) for team in teams}
    edges = [TEAMS * number // SERVICES for number in range(SERVICES + 1)]
    candidates = [Candidate(team, frozenset([team])) for team in teams]
    candidates += [
        Candidate(f"service-{low:04}", frozenset(teams[low:high])) for low, high in pairwise(edges)
    ]
    candidates.append(Candidate("whole", frozenset(teams), is_whole=True))
    blocks = {one.group_id: one.blocks for one in candidates}
    past: list[PastSurvey] = []
    for _survey in range(SURVEYS):
        answered = [_answers(draw, team, invited[team], BlockAnswers) for team in teams]
        withheld = frozenset(draw.sample(teams, 20))
        began = time.perf_counter()
        shown = choose(candidates, answered, minimum=5, past=past, withheld=withheld)
        yield time.perf_counter() - began
        past.append(PastSurvey(tuple(blocks[group] for group in sorted(shown)), invited))


def _answers(draw: random.Random, team: str, invited: int, make):  # type: ignore[no-untyped-def]
    people = [invited - draw.randint(0, 2)] if draw.random() < 0.9 else [draw.randint(0, invited)]
    scores = tuple(
        tuple(25.0 * min(4, max(0, round(draw.gauss(2, 1.2)))) for _scale in range(3))
        for _person in range(people[0])
    )
    bands = tuple(tuple(int(s > 33) + int(s > 67) for s in row) for row in scores)
    return make(team, invited, scores, bands)
