"""What somebody can work out who has read every released figure; imports nothing of the program.

The attacker knows every figure of every survey, the minimum and the rules, the instrument, who was invited in which
block and, at worst, who of them answered validly; and all answers of one colluder, who is left out of every sum.
Two worlds are tried: each survey by itself, and steady people who answer alike in every survey.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

TOP = 100.0
PATIENCE = 20.0
"""Seconds for one programme."""
LEFT_OPEN_BY_RULE = 50.0
"""Leave-one-out, as the rules are published: what others of an atom leave open beside anyone of them."""


@dataclass(frozen=True, slots=True)
class KnownScale:
    """A scale as the instrument prints it: how many items, each answered 0–4, and how many a score needs.

    `stepless` is for an attacker who never asks which scores can be answered.
    """

    items: tuple[int, ...]
    needed: int
    stepless: bool = False

    def thirds(self) -> tuple[tuple[float, float], ...]:
        """The lowest and highest score in each third of the range, of those that can be answered."""
        if self.stepless:
            return tuple((third * TOP / 3, (third + 1) * TOP / 3) for third in range(3))
        scores = {
            25 * said / answered
            for answered in range(self.needed, len(self.items) + 1)
            for said in range(4 * answered + 1)
        }
        held = [[score for score in scores if third_of(score) == third] for third in range(3)]
        return tuple((min(inside), max(inside)) for inside in held)


def third_of(score: float) -> int:
    """Which third of 0–100 a score is in; the edges belong to the middle."""
    return 0 if score < TOP / 3 - 1e-9 else 2 if score > 2 * TOP / 3 + 1e-9 else 1


ITEM_THIRDS = ((0.0, 25.0), (50.0, 50.0), (75.0, 100.0))


@dataclass(frozen=True, slots=True)
class Figure:
    """What was told of one scale in one group: a mean in whole points, shares in thirds (5, 10, 20 … 90, 95)."""

    blocks: frozenset[str]
    scale: int
    mean: int
    shares: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """What was told of one item for everybody: its mean, or only the third that lies in; shares of 0–1, 2 and 3–4."""

    blocks: frozenset[str]
    item: int
    mean: int | None
    third: int | None = None
    shares: tuple[int, int, int] | None = None

    def range(self) -> tuple[float, float]:
        """Between which values the mean lies, 0–100."""
        if self.mean is not None:
            return self.mean - 0.5, self.mean + 0.5
        return (0, TOP) if self.third is None else (self.third * TOP / 3, (self.third + 1) * TOP / 3)


@dataclass(frozen=True, slots=True)
class Seen:
    """One survey from outside: who was invited in each block, who answered validly, and the figures."""

    invited: Mapping[str, frozenset[int]]
    took_part: Mapping[str, frozenset[int]]
    figures: tuple[Figure, ...]
    items: tuple[ItemFigure, ...] = ()
    answered: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Which items each person answered; only for figures of items."""

    @property
    def groups(self) -> tuple[frozenset[str], ...]:
        """The released groups, each once."""
        return tuple(dict.fromkeys(figure.blocks for figure in self.figures))

    @property
    def peopled(self) -> tuple[frozenset[str], ...]:
        """The released groups less blocks that nobody was in: of those a figure says nothing."""
        empty = {block for block, people in self.invited.items() if not people}
        return tuple(dict.fromkeys(group - empty for group in self.groups))


@dataclass(frozen=True, slots=True)
class Colluder:
    """A member who tells the attacker own answers of all surveys: by survey, item and value 0–4."""

    person: int
    sheets: Mapping[int, Mapping[int, int]]

    def score(self, survey: int, scale: KnownScale) -> float:
        """The colluder's own score, 0–100."""
        said = [value for item, value in self.sheets[survey].items() if item in scale.items]
        return 25 * sum(said) / len(said)


# --- span: what sums and differences of released groups single out ---------------------------------------------------


def singled_out(
    groups: Iterable[frozenset[str]], people: Mapping[str, int], minimum: int
) -> frozenset[str] | None:
    """Blocks of 1 … minimum − 1 people that some combination of the groups speaks of alone, or None.

    Any combination counts, weighted or not: the row space of the groups holds a vector that is zero outside the
    blocks. Empty blocks weigh nothing and are left out. Exact, in whole numbers.
    """
    counted = sorted(block for block, number in people.items() if number)
    rows = [[int(block in group) for block in counted] for group in set(groups)]
    small = [block for block in counted if people[block] < minimum]
    rank = rank_of(rows)
    for chosen in _largest_below(small, people, minimum):
        outside = [[row[at] for at, block in enumerate(counted) if block not in chosen] for row in rows]
        if rank_of(outside) < rank:
            return chosen
    return None


def _largest_below(blocks: Sequence[str], people: Mapping[str, int], minimum: int) -> list[frozenset[str]]:
    """The sets of blocks with fewer people than the minimum to which none can be added."""
    found: list[frozenset[str]] = []
    for size in range(min(len(blocks), minimum - 1), 0, -1):
        for some in combinations(blocks, size):
            few = sum(people[block] for block in some) < minimum
            if few and not any(set(some) <= larger for larger in found):
                found.append(frozenset(some))
    return found


def rank_of(rows: Sequence[Sequence[int]]) -> int:
    """The rank of a matrix of whole numbers, without any rounding (elimination after Bareiss)."""
    left, rank, divisor = [list(row) for row in rows], 0, 1
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in range(rank, len(left)) if left[row][column]), None)
        if pivot is None:
            continue
        left[rank], left[pivot] = left[pivot], left[rank]
        head = left[rank][column]
        for row in left[rank + 1 :]:
            factor = row[column]
            row[:] = [(head * a - factor * b) // divisor for a, b in zip(row, left[rank], strict=True)]
        divisor, rank = head, rank + 1
    return rank


def largest(people: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Each block's people in the largest single survey: the same people come back, so they are never added up."""
    return {block: max(one.get(block, 0) for one in people) for block in {b for one in people for b in one}}


def told_of(surveys: Sequence[Seen], people: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """The same of surveys that told something of the block."""
    return largest(
        [
            {block: number for block, number in counted.items() if any(block in g for g in survey.peopled)}
            for survey, counted in zip(surveys, people, strict=True)
        ]
    )


# --- integer programme: how far a score stays open ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opening:
    """Between which values a score (or a mean) can lie; `proven` where no closer bounds were missed for time."""

    low: float
    high: float
    thirds: frozenset[int]
    proven: bool

    @property
    def width(self) -> float:
        """In points of 0–100."""
        return self.high - self.low


def slack(figure: Figure, scale: KnownScale, people: int) -> float:
    """How far a group's scores are from all lying at the edges of their thirds: the less, the tighter."""
    edges = scale.thirds()
    total = people * figure.mean
    low, high = (
        sum(people * share / 100 * edge[end] for share, edge in zip(figure.shares, edges, strict=True))
        for end in (0, 1)
    )
    return abs(min(total - low, high - total))


WIDE_OPEN = Opening(0, TOP, frozenset({0, 1, 2}), True)
UNDECIDED = Opening(0, 0, frozenset(), False)
Pattern = frozenset[tuple[int, frozenset[str]]]
"""The released groups, as (survey, blocks), that somebody's answers are counted in."""


class _Programme:
    """A mixed integer programme as it grows."""

    def __init__(self) -> None:
        self._ranges: list[tuple[float, float, int]] = []
        self._rows: list[tuple[Mapping[int, float], float, float]] = []

    def column(self, high: float, *, whole: bool) -> int:
        """A new unknown of 0 … high."""
        self._ranges.append((0, high, int(whole)))
        return len(self._ranges) - 1

    def row(self, weights: Mapping[int, float], low: float = -math.inf, high: float = math.inf) -> None:
        """A weighted sum of unknowns must lie within."""
        self._rows.append((weights, low, high))

    def extreme(self, weights: Mapping[int, float], sign: int) -> tuple[np.ndarray | None, bool]:
        """The unknowns where the weighted sum is least (1) or greatest (−1), and whether that is proven.

        None where time ran out before anything was found. Raises AssertionError if nothing fits: the truth does.
        """
        low, high, whole = np.array(self._ranges).T
        answer = milp(
            sign * self._dense([weights])[0],
            integrality=whole,
            bounds=Bounds(low, high),
            constraints=LinearConstraint(
                self._dense([row[0] for row in self._rows]),
                [row[1] for row in self._rows],
                [row[2] for row in self._rows],
            ),
            options={"time_limit": PATIENCE, "mip_rel_gap": 0.0},
        )
        assert answer.x is not None or answer.status == 1, (
            f"the truth doesn't fit the figures: {answer.message}"
        )
        return answer.x, answer.status == 0

    def _dense(self, rows: Sequence[Mapping[int, float]]) -> np.ndarray:
        matrix = np.zeros((len(rows), len(self._ranges)))
        for at, weights in enumerate(rows):
            for column, weight in weights.items():
                matrix[at, column] = weight
        return matrix


@dataclass(frozen=True, slots=True)
class _Crowd:
    """People whom no figure tells apart: unknown counts and sums in each third. A colluder's are known."""

    pattern: Pattern
    size: int
    exact: bool
    counts: tuple[int, ...]
    sums: tuple[int, ...]
    focus: bool
    answered: frozenset[int]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What an attacker uses besides the scales: the rule, which scores the instrument allows, items of the whole."""

    rules: bool = True
    steps: bool = True
    items: bool = True


ALL = Knowledge()


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at together: some surveys, one scale, and a colluder or nobody.

    With `attendance` known the attacker has seen who answered; else only who was invited. `knows_rules`: whatever
    was shown is known to have passed leave-one-out in each atom of its survey.
    """

    minimum: int
    scale: KnownScale
    number: int
    surveys: Mapping[int, Seen]
    colluder: Colluder | None = None
    attendance: bool = True
    knows_rules: bool = True


def opening(view: View, focus: frozenset[int]) -> Opening:
    """How far the mean score of some people stays open; of one person: that person's score."""
    crowds, programme = _crowds(view, focus)
    chosen = [crowd for crowd in crowds if crowd.focus]
    if not chosen or not all(crowd.pattern for crowd in chosen):
        return WIDE_OPEN
    _tell_figures(programme, view, crowds)
    if view.attendance:
        _tell_items(programme, view, crowds)
    if view.knows_rules and view.attendance:
        _tell_rules(programme, view, crowds)
    weights = {column: 1 / len(focus) for crowd in chosen for column in crowd.sums}
    (low, sure), (high, sure_too) = (programme.extreme(weights, sign) for sign in (1, -1))
    if low is None or high is None:
        return UNDECIDED
    ends = [sum(weight * x[column] for column, weight in weights.items()) for x in (low, high)]
    thirds = {at for x in (low, high) for c in chosen for at in range(3) if round(x[c.counts[at]])}
    return Opening(ends[0], ends[1], frozenset(thirds), sure and sure_too)


def _crowds(view: View, focus: frozenset[int]) -> tuple[list[_Crowd], _Programme]:
    """Everybody but the colluder, as crowds of people that no figure tells apart."""
    programme = _Programme()
    tally = Counter(
        (view_pattern(view, person), person in focus, _answered(view, person)) for person in _people(view)
    )
    if view.attendance:
        return [
            _crowd(programme, view, key, size) for key, size in tally.items() if key[0] or key[1]
        ], programme
    crowds: list[_Crowd] = []
    for key, size in tally.items():
        crowds += _perhaps(programme, view, key, size)
    return crowds, programme


_Key = tuple[Pattern, bool, frozenset[int]]


def _crowd(programme: _Programme, view: View, key: _Key, size: int, exact: bool = True) -> _Crowd:
    pattern, focal, answered = key
    counts, sums = _unknown(programme, view.scale.thirds(), size, size if exact else 0)
    return _Crowd(pattern, size, exact, counts, sums, focal, answered)


def _unknown(
    programme: _Programme, thirds: Sequence[tuple[float, float]], size: int, least: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How many of some people lie in each third, and the sums of their scores there."""
    counts, sums = [], []
    for low, high in thirds:
        count, total = programme.column(size, whole=True), programme.column(TOP * size, whole=False)
        programme.row({total: 1, count: -low}, low=0)
        programme.row({total: 1, count: -high}, high=0)
        counts.append(count)
        sums.append(total)
    programme.row(dict.fromkeys(counts, 1), low=least, high=size)
    return tuple(counts), tuple(sums)


def _perhaps(programme: _Programme, view: View, key: _Key, size: int) -> list[_Crowd]:
    """People of whom each may have answered in any of the surveys they were invited to; the focus did in all."""
    pattern, focal, _ = key
    if focal:
        return [_crowd(programme, view, key, size)]
    surveys = sorted({survey for survey, _ in pattern})
    some = [kept for count in range(1, len(surveys) + 1) for kept in combinations(surveys, count)]
    crowds = [
        _crowd(
            programme,
            view,
            (frozenset(p for p in pattern if p[0] in kept), False, frozenset()),
            size,
            exact=False,
        )
        for kept in some
    ]
    programme.row({column: 1 for crowd in crowds for column in crowd.counts}, high=size)
    return crowds


def _answered(view: View, person: int) -> frozenset[int]:
    """Which items of the scale somebody answered, where the attacker reads items too."""
    if not view.attendance:
        return frozenset()
    said = [survey.answered[person] for survey in view.surveys.values() if person in survey.answered]
    return said[0] & frozenset(view.scale.items) if said else frozenset()


def _people(view: View) -> set[int]:
    held = (s.took_part if view.attendance else s.invited for s in view.surveys.values())
    everybody = {person for blocks in held for people in blocks.values() for person in people}
    return everybody - ({view.colluder.person} if view.colluder else set())


def view_pattern(view: View, person: int) -> Pattern:
    """The released groups that somebody's answers are (or, attendance unknown, may be) counted in."""
    return frozenset(
        (number, group)
        for number, survey in view.surveys.items()
        for block, people in (survey.took_part if view.attendance else survey.invited).items()
        if person in people
        for group in survey.groups
        if block in group
    )


def _own(view: View, number: int, blocks: frozenset[str]) -> float | None:
    """The colluder's own score where it is among those of a group, else None."""
    if view.colluder is None:
        return None
    survey = view.surveys[number]
    if not any(view.colluder.person in survey.took_part[block] for block in blocks):
        return None
    return view.colluder.score(number, view.scale)


def _tell_figures(programme: _Programme, view: View, crowds: Sequence[_Crowd]) -> None:
    """Each mean lies within half a point of what was told, each share within its tenth; nobody below the minimum."""
    for number, survey in view.surveys.items():
        for figure in survey.figures:
            if figure.scale == view.number:
                inside = [crowd for crowd in crowds if (number, figure.blocks) in crowd.pattern]
                _tell_figure(programme, view, figure, inside, _own(view, number, figure.blocks))


def _tell_figure(
    programme: _Programme, view: View, figure: Figure, inside: Sequence[_Crowd], own: float | None
) -> None:
    people = [column for crowd in inside for column in crowd.counts]
    sums = dict.fromkeys((column for crowd in inside for column in crowd.sums), 1.0)
    known, score = (0, 0.0) if own is None else (1, own)
    low, high = figure.mean - 0.5, figure.mean + 0.5
    programme.row(sums | dict.fromkeys(people, -low), low=low * known - score)
    programme.row(sums | dict.fromkeys(people, -high), high=high * known - score)
    programme.row(dict.fromkeys(people, 1), low=view.minimum - known)
    for third, share in enumerate(figure.shares):
        mine = known and int(third_of(score) == third)
        least, most = share_range(share)
        counted = {crowd.counts[third] for crowd in inside}
        programme.row({c: float(c in counted) - least for c in people}, low=least * known - mine)
        programme.row({c: float(c in counted) - most for c in people}, high=most * known - mine)


def _tell_items(programme: _Programme, view: View, crowds: Sequence[_Crowd]) -> None:
    """A score is the mean of the items answered; of these the whole's figures tell besides."""
    told = [(n, f) for n, s in view.surveys.items() for f in s.items if f.item in view.scale.items]
    if not told:
        return
    parts = {crowd: _item_parts(programme, crowd) for crowd in crowds if crowd.answered}
    for number, figure in told:
        inside = [
            items[figure.item]
            for crowd, items in parts.items()
            if figure.item in items and (number, figure.blocks) in crowd.pattern
        ]
        _tell_item(programme, view, (number, figure), inside)


_Part = tuple[int, tuple[int, ...], tuple[int, ...]]
"""One item of one crowd: how many people, their counts in thirds, their sums."""


def _item_parts(programme: _Programme, crowd: _Crowd) -> dict[int, _Part]:
    parts = {
        item: (crowd.size, *_unknown(programme, ITEM_THIRDS, crowd.size, crowd.size))
        for item in crowd.answered
    }
    items = {column: 1.0 for _, _, sums in parts.values() for column in sums}
    programme.row(items | dict.fromkeys(crowd.sums, -float(len(parts))), low=0, high=0)
    return parts


def _tell_item(
    programme: _Programme, view: View, told: tuple[int, ItemFigure], inside: Sequence[_Part]
) -> None:
    number, figure = told
    own = _own_item(view, number, figure)
    people = sum(size for size, _, _ in inside) + (own is not None)
    low, high = figure.range()
    value = own or 0.0
    sums = {column: 1.0 for _, _, columns in inside for column in columns}
    programme.row(sums, low=low * people - value, high=high * people - value)
    for third, share in enumerate(figure.shares or ()):
        mine = own is not None and int(third_of(own) == third)
        least, most = share_range(share)
        counts = {columns[third]: 1.0 for _, columns, _ in inside}
        programme.row(counts, low=least * people - mine, high=most * people - mine)


def _own_item(view: View, number: int, figure: ItemFigure) -> float | None:
    """The colluder's own answer to an item, 0–100, where it was counted."""
    if view.colluder is None or _own(view, number, figure.blocks) is None:
        return None
    value = view.colluder.sheets[number].get(figure.item)
    return None if value is None else 25.0 * value


def share_range(share: int) -> tuple[float, float]:
    """Between which parts of 1 a told share lies: 5 is “under 10 %”, 95 “over 90 %”, others whole tens."""
    if share in (5, 95):
        return (0.0, 0.1) if share == 5 else (0.9, 1.0)
    return max(0.1, (share - 5) / 100), min(0.9, (share + 5) / 100)


def _tell_rules(programme: _Programme, view: View, crowds: Sequence[_Crowd]) -> None:
    """Nobody's score lies nearer than the rule allows to all that the rest of an atom could add up to."""
    for number in view.surveys:
        atoms: dict[Pattern, list[_Crowd]] = {}
        for crowd in crowds:
            groups = frozenset(part for part in crowd.pattern if part[0] == number)
            if groups:
                atoms.setdefault(groups, []).append(crowd)
        for groups, inside in atoms.items():
            own = _own(view, number, frozenset.intersection(*(blocks for _, blocks in groups)))
            same = view.colluder is not None and view_pattern_in(view, number) == groups
            _tell_rule(programme, inside, own if same else None)


def view_pattern_in(view: View, number: int) -> Pattern:
    """The released groups of one survey that the colluder is counted in."""
    if view.colluder is None:
        return frozenset()
    return frozenset(part for part in view_pattern(view, view.colluder.person) if part[0] == number)


def _tell_rule(programme: _Programme, atom: Sequence[_Crowd], own: float | None) -> None:
    known, score = (0, 0.0) if own is None else (1, own)
    size = known + sum(crowd.size for crowd in atom)
    total = dict.fromkeys((column for crowd in atom for column in crowd.sums), 1.0)
    room = TOP * (size - 1) - LEFT_OPEN_BY_RULE
    for crowd in atom:
        rest = {c: crowd.size * w - float(c in crowd.sums) for c, w in total.items()}
        programme.row(
            rest,
            low=crowd.size * (LEFT_OPEN_BY_RULE - score),
            high=crowd.size * (room - score),
        )
    if known:
        programme.row(total, low=LEFT_OPEN_BY_RULE, high=room)
