"""Many organisations, one rule, one attacker: what was met, what was told, what leaked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.adversary.attacker import (
    ALL,
    Knowledge,
    Opening,
    Seen,
    View,
    largest,
    opening,
    singled_out,
    slack,
    told_of,
)
from tests.adversary.organisations import (
    Case,
    Organisation,
    cases,
    is_constant,
    is_settled,
    random_organisation,
)
from tests.adversary.product import Rule, colluder, known_scales, releases, seen

OPEN_SCORE, OPEN_BLOCK = 50.0, 10.0
"""By how many of 100 points each score, and each hidden block's mean, must stay open."""

NEARLY = 1e-4
"""What a solver's tolerance may take off."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Groups attacked in an organisation, and surveys taken together where it isn't known who answered."""

    spots: int
    together: int


QUICK, THOROUGH = Effort(2, 2), Effort(4, 3)


@dataclass(slots=True)
class Tally:
    """What a run met and found; `narrowest` in points of 0–100."""

    organisations: int = 0
    telling: int = 0
    surveys: int = 0
    told: int = 0
    items: int = 0
    attacks: Counter[str] = field(default_factory=Counter)
    cases: Counter[Case] = field(default_factory=Counter)
    leaks: dict[str, list[str]] = field(default_factory=dict)
    narrowest: dict[str, float] = field(default_factory=dict)
    undecided: Counter[str] = field(default_factory=Counter)

    def leak(self, kind: str, words: str) -> None:
        """Note one leak."""
        self.leaks.setdefault(kind, []).append(words)

    def figures(self, name: str) -> str:
        """One line for the record."""
        narrow = ", ".join(f"{kind} {width:.1f}" for kind, width in sorted(self.narrowest.items()))
        leaks = ", ".join(f"{kind} {len(found)}" for kind, found in sorted(self.leaks.items())) or "none"
        attacks = ", ".join(f"{kind} {number}" for kind, number in sorted(self.attacks.items()))
        return (
            f"{name}: {self.organisations} organisations, {self.telling} told something, {self.told} groups "
            f"and {self.items} items in {self.surveys} surveys; attacks {attacks}; narrowest {narrow or '–'}; leaks {leaks}"
        )


def by_span(seeds: Iterable[int], rule: Rule) -> Tally:
    """Look for combinations of released groups that speak of too few.

    Those who answered are counted by the largest single survey; those invited by the largest that told of them,
    since the program keeps that number and not the other.
    """
    tally = Tally()
    for seed, organisation, surveys in _played(tally, seeds, rule, random_organisation, items=False):
        answered = [{block: len(people) for block, people in survey.took_part.items()} for survey in surveys]
        invited = [{block: len(people) for block, people in survey.invited.items()} for survey in surveys]
        for kind, people, most in (
            ("answered", answered, largest(answered)),
            ("invited", invited, told_of(surveys, invited)),
        ):
            found = list(_spans(organisation.minimum, surveys, (*people, most)))
            tally.attacks[f"span {kind}"] += len(found)
            for at, blocks in enumerate(found):
                if blocks:
                    where = "together" if at == len(surveys) else "one survey"
                    tally.leak(f"span {kind}, {where}", f"organisation {seed}, survey {at}: {sorted(blocks)}")
    return tally


def _spans(
    minimum: int, surveys: tuple[Seen, ...], people: Sequence[Mapping[str, int]]
) -> Iterator[frozenset[str] | None]:
    """Survey by survey, then all together; `people` by block for each of these."""
    for survey, counted in zip(surveys, people, strict=False):
        yield singled_out(survey.peopled, counted, minimum)
    yield singled_out({group for survey in surveys for group in survey.peopled}, people[-1], minimum)


def by_programme(
    seeds: Iterable[int],
    rule: Rule,
    effort: Effort = QUICK,
    *,
    knows: Knowledge = ALL,
    make: Callable[[Random], Organisation] = random_organisation,
) -> Tally:
    """Look for scores and hidden blocks that are open by too little."""
    tally = Tally()
    for seed, organisation, surveys in _played(tally, seeds, rule, make, items=knows.items):
        attack = _Attack(tally, seed, organisation, surveys, (effort, knows))
        attack.each_survey()
        attack.hidden_blocks()
        attack.steady_people()
    return tally


def _played(
    tally: Tally,
    seeds: Iterable[int],
    rule: Rule,
    make: Callable[[Random], Organisation],
    *,
    items: bool,
) -> Iterator[tuple[int, Organisation, tuple[Seen, ...]]]:
    """Organisations with what the rule lets go; counts what was met."""
    for seed in seeds:
        organisation = make(Random(seed))
        released = releases(organisation, rule)
        tally.organisations += 1
        tally.telling += any(released)
        tally.surveys += len(released)
        tally.told += sum(len(groups) for groups in released)
        tally.cases.update(cases(organisation))
        surveys = seen(organisation, released, rule if items else None)
        tally.items += sum(len(survey.items) for survey in surveys)
        yield seed, organisation, surveys


@dataclass(frozen=True, slots=True)
class _Spot:
    """A group and a scale to attack in one survey, with the people counted, by their score."""

    survey: int
    scale: int
    blocks: frozenset[str]
    people: tuple[int, ...]
    slack: float


class _Attack:
    """Everything that is tried on one organisation."""

    def __init__(
        self,
        tally: Tally,
        seed: int,
        organisation: Organisation,
        surveys: tuple[Seen, ...],
        how: tuple[Effort, Knowledge],
    ) -> None:
        self._tally, self._seed, self._organisation = tally, seed, organisation
        self._surveys = surveys
        self._effort, self._knows = how
        self._scales = known_scales(organisation, stepless=not self._knows.steps)
        self._random = Random(seed)
        self._spots = sorted(self._all_spots(), key=lambda spot: spot.slack)

    def each_survey(self) -> None:
        """One survey by itself, who answered known; without a colluder, and with the lowest and highest of the group."""
        for spot in self._spots[: self._effort.spots]:
            low, *between, high = spot.people
            for traitor in (None, low, high):
                self._try_score("score", spot, self._random.choice(between), traitor, {spot.survey: True})

    def hidden_blocks(self) -> None:
        """Blocks below the minimum inside a shown group, nobody colluding."""
        for spot in self._spots:
            for block in sorted(spot.blocks):
                people = self._surveys[spot.survey].took_part[block]
                if 0 < len(people) < self._organisation.minimum:
                    view = self._view(spot, None, {spot.survey: self._surveys[spot.survey]}, True)
                    self._judge("hidden block", opening(view, people), OPEN_BLOCK, f"{spot} block {block}")
                    break
            if self._tally.attacks["hidden block"] >= self._effort.spots * self._tally.organisations:
                return

    def steady_people(self) -> None:
        """All surveys at once, where nobody ever changed an answer; who answered is known where all always did."""
        if len(self._surveys) < 2 or not is_constant(self._organisation):
            return
        settled = is_settled(self._organisation)
        for spot in self._spots[: self._effort.spots]:
            target = self._random.choice(spot.people[1:-1])
            together = self._together(spot.survey, target, settled)
            for traitor in (None, spot.people[0], spot.people[-1]):
                kind = "score, settled" if settled else "score, steady"
                self._try_score(kind, spot, target, traitor, dict.fromkeys(together, settled))

    def _together(self, chosen: int, target: int, settled: bool) -> list[int]:
        """Surveys to take together: all, or some in which the target answered if invited at all."""
        telling = [n for n, survey in enumerate(self._surveys) if survey.figures]
        if settled:
            return telling
        fits = [n for n in telling if n != chosen and self._is_plain(n, target)]
        return sorted([chosen, *self._random.sample(fits, min(len(fits), self._effort.together - 1))])

    def _is_plain(self, number: int, person: int) -> bool:
        survey = self._surveys[number]
        invited = any(person in people for people in survey.invited.values())
        return not invited or any(person in people for people in survey.took_part.values())

    def _try_score(
        self, kind: str, spot: _Spot, target: int, traitor: int | None, surveys: dict[int, bool]
    ) -> None:
        view = self._view(spot, traitor, {n: self._surveys[n] for n in surveys}, all(surveys.values()))
        self._judge(kind, opening(view, frozenset({target})), OPEN_SCORE, f"{spot} traitor {traitor}")

    def _judge(self, kind: str, found: Opening, least: float, words: str) -> None:
        tally = self._tally
        tally.attacks[kind] += 1
        is_open = found.width >= least - NEARLY and (least == OPEN_BLOCK or len(found.thirds) > 1)
        if not (is_open or found.proven):
            tally.undecided[kind] += 1
            return
        tally.narrowest[kind] = min(found.width, tally.narrowest.get(kind, 100.0))
        if not is_open:
            tally.leak(kind, f"organisation {self._seed}: {words}: {found}")

    def _view(self, spot: _Spot, traitor: int | None, surveys: dict[int, Seen], attendance: bool) -> View:
        told = None if traitor is None else colluder(self._organisation, traitor)
        scale = self._scales[spot.scale]
        minimum = self._organisation.minimum
        return View(minimum, scale, spot.scale, surveys, told, attendance, self._knows.rules)

    def _all_spots(self) -> Iterator[_Spot]:
        for number, survey in enumerate(self._surveys):
            for figure in survey.figures:
                people = self._by_score(number, figure.scale, figure.blocks)
                narrow = slack(figure, self._scales[figure.scale], len(people))
                yield _Spot(number, figure.scale, figure.blocks, people, narrow)

    def _by_score(self, number: int, scale: int, blocks: frozenset[str]) -> tuple[int, ...]:
        """Who is counted in a group, from the lowest score to the highest."""
        people = [person for block in sorted(blocks) for person in self._surveys[number].took_part[block]]
        sheets = self._organisation.surveys[number].sheets
        score = self._organisation.scales[scale].score
        return tuple(sorted(people, key=lambda person: (score(sheets[person]) or 0.0, person)))
