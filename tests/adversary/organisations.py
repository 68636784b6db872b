"""Random organisations: who is in which block, who is invited, who answers what, over one to eight surveys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

WHOLE = "whole"
MOST_BLOCKS, MOST_PEOPLE, MOST_SURVEYS = 12, 15, 8

Sheet = tuple[int | None, ...]
"""One person's answers, 0–4 each, one after another for all scales; None where an item was skipped."""


class Case(StrEnum):
    """What a run of many organisations must have met, else it proves too little."""

    SEVERAL_SURVEYS = "the same people over several surveys"
    STEADY = "people who answer alike each time"
    JOINED = "joiners"
    LEFT = "leavers"
    FEW_CHANGED = "a team changed by fewer people than the minimum"
    SKIPPED = "different valid people on each scale"
    EMPTY = "empty blocks"
    SMALL = "teams below the minimum"
    ALIKE = "teams that all answer alike"
    SILENT = "invited blocks where nobody answered"
    OVERLAPPING = "groups that overlap"
    REGROUPED = "other groups offered than last time"
    SETTLED = "everybody stays, answers each time and never changes"


@dataclass(frozen=True, slots=True)
class Scale:
    """Which items make up a scale, and how many of them must be answered for a score."""

    items: tuple[int, ...]
    needed: int

    def score(self, sheet: Sheet) -> float | None:
        """The mean of the answered items on 0–100, or None where too few were answered."""
        said = [value for item in self.items if (value := sheet[item]) is not None]
        return 25 * sum(said) / len(said) if len(said) >= self.needed else None


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey: the groups it offers, who is invited in each block, and the sheets of those who answered."""

    groups: Mapping[str, frozenset[str]]
    invited: Mapping[str, frozenset[int]]
    sheets: Mapping[int, Sheet]


@dataclass(frozen=True, slots=True)
class Organisation:
    """Blocks, and surveys in the order of time; `minimum` is the fewest people behind a figure."""

    minimum: int
    blocks: tuple[str, ...]
    teams: Mapping[str, frozenset[str]]
    scales: tuple[Scale, ...]
    surveys: tuple[Survey, ...]

    def valid(self, survey: Survey) -> dict[str, tuple[int, ...]]:
        """Whose answers every figure of a survey rests on, by block: people with a score on every scale."""
        return {
            block: tuple(sorted(person for person in people if self._counts(survey.sheets.get(person))))
            for block, people in survey.invited.items()
        }

    def _counts(self, sheet: Sheet | None) -> bool:
        return sheet is not None and all(scale.score(sheet) is not None for scale in self.scales)


# --- making one -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Manner:
    """How people of one organisation behave; shares are of 1."""

    answering: float
    skipping: float
    steady: float
    changing: float
    alike: float
    gloomy: float
    silent: float
    regrouping: float


SIZES = ((0, 4), (0, 9), (5, 7), (0, MOST_PEOPLE), (0, MOST_PEOPLE))
"""How small and how large blocks are when an organisation begins; those hardly above the minimum are the hardest."""

GLOOM = (
    (12, 3, 1, 0, 0),
    (4, 4, 1, 0, 0),
    (0, 0, 1, 4, 4),
    (0, 0, 1, 3, 12),
    (1, 0, 14, 0, 1),
    (8, 0, 0, 0, 1),
)
"""How likely answers 0–4 are in a block that leans far to one side."""

SETTLED = Manner(1, 0, 1, 0, 0.1, 0.4, 0, 0.4)


def random_organisation(random: Random) -> Organisation:
    """An organisation of any shape within the bounds that the design names."""
    manner = _manner(random)
    teams = _teams(random)
    blocks = tuple(sorted(block for held in teams.values() for block in held))
    groups = _groups(random, teams)
    scales = _scales(random)
    maker = _Years(random, manner, scales, blocks)
    surveys = tuple(
        Survey(_offered(random, manner, groups), invited, sheets)
        for invited, sheets in maker.surveys(random.randint(1, MOST_SURVEYS))
    )
    return Organisation(random.choice((5, 5, 5, 6, 8)), blocks, teams, scales, surveys)


def organisation_on_the_brink(random: Random) -> Organisation:
    """A few blocks hardly above the minimum, everybody's scores at the edges of a third, the same in each survey."""
    scales = _scales(random)
    teams = {f"team{number}": frozenset({f"team{number}/0"}) for number in range(random.randint(1, 4))}
    blocks = tuple(sorted(block for held in teams.values() for block in held))
    least = random.choice((2, 5, 5))
    staff, sheets = {}, {}
    for block in blocks:
        first, size = len(sheets), random.randint(least, 8)
        staff[block] = frozenset(range(first, first + size))
        edges = [_edges(scale, random) for scale in scales]
        sheets |= {person: tuple(v for ways in edges for v in random.choice(ways)) for person in staff[block]}
    groups = _groups(random, teams)
    offered = [groups] + [_offered(random, SETTLED, groups) for _ in range(random.choice((0, 1, 2)))]
    random.shuffle(offered)
    surveys = tuple(Survey(some, staff, sheets) for some in offered)
    return Organisation(5, blocks, teams, scales, surveys)


def _edges(scale: Scale, random: Random) -> list[tuple[int, ...]]:
    """Some ways to fill in one scale, nearly all of them at an edge of a third; some stand twice or more."""
    top = 4 * len(scale.items)
    sums = [0, top // 3, top // 3 + 1, 2 * top // 3, 2 * top // 3 + 1, top, random.randint(0, top)]
    if random.random() < 0.3:
        sums = [0, 0, 0, 0, 1, 2, top // 3 + 1, top // 3 + 2]
        sums = random.choice((sums, [top - total for total in sums]))
        return [_spread(total, len(scale.items)) for total in sums]
    return [_spread(total, len(scale.items)) for total in random.choices(sums, k=random.randint(3, 5))]


def _spread(total: int, items: int) -> tuple[int, ...]:
    """Answers 0–4 that add up to a total."""
    return tuple(total // items + (at < total % items) for at in range(items))


def _manner(random: Random) -> Manner:
    if random.random() < 0.25:
        return SETTLED
    return Manner(
        answering=random.choice((1, 0.95, 0.8, 0.6)),
        skipping=random.choice((0, 0.02, 0.15)),
        steady=random.choice((0, 0.5, 1)),
        changing=random.choice((0, 0.03, 0.3)),
        alike=random.choice((0, 0.2)),
        gloomy=random.choice((0, 0.4, 0.9)),
        silent=random.choice((0, 0.15)),
        regrouping=random.choice((0, 0.4)),
    )


def _teams(random: Random) -> dict[str, frozenset[str]]:
    """Teams of one block each, or teams whose blocks are their shifts."""
    shifts = random.choice((1, 1, 2, 3))
    count = random.randint(1 if shifts > 1 else 2, MOST_BLOCKS // shifts)
    return {
        f"team{team:02}": frozenset(f"team{team:02}/{shift}" for shift in range(shifts))
        for team in range(count)
    }


def _groups(random: Random, teams: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Teams, shifts across teams, services of several teams, and everybody."""
    groups = dict(teams)
    everybody = frozenset(block for blocks in teams.values() for block in blocks)
    shifts = sorted({block.split("/")[1] for block in everybody})
    if len(shifts) > 1:
        groups |= {f"shift{s}": frozenset(b for b in everybody if b.endswith(f"/{s}")) for s in shifts}
    for number in range(random.randint(0, 3) if len(teams) > 2 else 0):
        chosen = random.sample(sorted(teams), random.randint(2, len(teams) - 1))
        groups[f"service{number}"] = frozenset(block for team in chosen for block in teams[team])
    return groups | {WHOLE: everybody}


def _scales(random: Random) -> tuple[Scale, ...]:
    scales, first = [], 0
    for _ in range(random.randint(2, 3)):
        size = random.randint(3, 5)
        scales.append(Scale(tuple(range(first, first + size)), size - random.randint(0, 1)))
        first += size
    return tuple(scales)


def _offered(random: Random, manner: Manner, groups: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The groups of one survey: all of them, or fewer where the organisation likes to regroup."""
    if random.random() >= manner.regrouping:
        return groups
    return {name: blocks for name, blocks in groups.items() if name == WHOLE or random.random() < 0.6}


class _Years:
    """People as they come, answer and go; each carries a temper, and a first sheet that the steady repeat."""

    def __init__(
        self, random: Random, manner: Manner, scales: tuple[Scale, ...], blocks: tuple[str, ...]
    ) -> None:
        self._random, self._manner, self._scales = random, manner, scales
        self._items = sum(len(scale.items) for scale in scales)
        self._next = 0
        least, most = random.choice(SIZES)
        self._staff = {block: {self._join() for _ in range(random.randint(least, most))} for block in blocks}
        self._tempers = {block: self._temper() for block in blocks}
        self._alike = {block: self._fresh(block) for block in blocks if random.random() < manner.alike}
        self._steady: dict[int, Sheet] = {}

    def surveys(self, count: int) -> Iterator[tuple[dict[str, frozenset[int]], dict[int, Sheet]]]:
        """Who is invited by block, and the sheets that come in, survey after survey."""
        for number in range(count):
            if number:
                self._people_change()
            invited = {block: frozenset(people) for block, people in self._staff.items()}
            yield invited, dict(self._sheets())

    def _join(self) -> int:
        self._next += 1
        return self._next

    def _temper(self) -> tuple[float, ...]:
        """How likely each answer 0–4 is in a block."""
        if self._random.random() < self._manner.gloomy:
            return self._random.choice(GLOOM)
        return (1, 2, 2, 2, 1)

    def _people_change(self) -> None:
        for people in self._staff.values():
            for person in sorted(people):
                if self._random.random() < self._manner.changing:
                    people.remove(person)
            while len(people) < MOST_PEOPLE and self._random.random() < self._manner.changing * 3:
                people.add(self._join())

    def _sheets(self) -> Iterator[tuple[int, Sheet]]:
        for block, people in self._staff.items():
            if self._random.random() < self._manner.silent:
                continue
            for person in sorted(people):
                if self._random.random() < self._manner.answering:
                    yield person, self._answer(block, person)

    def _answer(self, block: str, person: int) -> Sheet:
        if block in self._alike:
            return self._alike[block]
        if person not in self._steady and person % 20 < 20 * self._manner.steady:
            self._steady[person] = self._fresh(block)
        return self._steady.get(person) or self._fresh(block)

    def _fresh(self, block: str) -> Sheet:
        """A new sheet; people lean to one side, so that some scores are extreme."""
        weights = self._tempers[block]
        said = self._random.choices(range(5), weights, k=self._items)
        return tuple(None if self._random.random() < self._manner.skipping else value for value in said)


# --- what happened in one -------------------------------------------------------------------------------------------


def cases(organisation: Organisation) -> set[Case]:
    """Which cases an organisation really has, read off what happened and not off what was meant."""
    met = {case for survey in organisation.surveys for case in _cases_within(organisation, survey)}
    pairs = zip(organisation.surveys, organisation.surveys[1:], strict=False)
    met |= {case for before, after in pairs for case in _cases_between(organisation, before, after)}
    return met | ({Case.SETTLED} if is_settled(organisation) else set())


def is_settled(organisation: Organisation) -> bool:
    """Whether over several surveys all stay, all answer every time, and nobody changes an answer."""
    first, *later = organisation.surveys
    everybody = {person for people in first.invited.values() for person in people}
    whole = {person for people in organisation.valid(first).values() for person in people} == everybody
    same = all(s.invited == first.invited and s.sheets == first.sheets for s in later)
    return bool(later) and bool(everybody) and whole and same


def is_constant(organisation: Organisation) -> bool:
    """Whether nobody ever changes an answer; people may join, leave, or miss a survey."""
    first: dict[int, Sheet] = {}
    return all(
        first.setdefault(person, sheet) == sheet
        for survey in organisation.surveys
        for person, sheet in survey.sheets.items()
    )


def _cases_within(organisation: Organisation, survey: Survey) -> Iterator[Case]:
    valid = organisation.valid(survey)
    if any(not people for people in survey.invited.values()):
        yield Case.EMPTY
    if any(people and not any(p in survey.sheets for p in people) for people in survey.invited.values()):
        yield Case.SILENT
    if any(
        0 < sum(len(valid[b]) for b in team) < organisation.minimum for team in organisation.teams.values()
    ):
        yield Case.SMALL
    if any(len(people) >= 5 and len({survey.sheets[p] for p in people}) == 1 for people in valid.values()):
        yield Case.ALIKE
    per_scale = {
        tuple(s.score(sheet) is not None for sheet in survey.sheets.values()) for s in organisation.scales
    }
    if len(per_scale) > 1:
        yield Case.SKIPPED
    groups = [blocks for name, blocks in survey.groups.items() if name != WHOLE]
    if any(one & other and not one <= other and not other <= one for one in groups for other in groups):
        yield Case.OVERLAPPING


def _cases_between(organisation: Organisation, before: Survey, after: Survey) -> Iterator[Case]:
    was, now = _invited(before), _invited(after)
    if was & now:
        yield Case.SEVERAL_SURVEYS
    if any(
        before.sheets[person] == sheet for person, sheet in after.sheets.items() if person in before.sheets
    ):
        yield Case.STEADY
    if now - was:
        yield Case.JOINED
    if was - now:
        yield Case.LEFT
    if before.groups != after.groups:
        yield Case.REGROUPED
    if any(0 < changed(team, before, after) < organisation.minimum for team in organisation.teams.values()):
        yield Case.FEW_CHANGED


def changed(blocks: frozenset[str], before: Survey, after: Survey) -> int:
    """How many people joined or left a group between two surveys."""
    was = {person for block in blocks for person in before.invited[block]}
    return len(was ^ {person for block in blocks for person in after.invited[block]})


def _invited(survey: Survey) -> set[int]:
    return {person for people in survey.invited.values() for person in people}
