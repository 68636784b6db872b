"""Atoms: people whom no released figure tells apart, kept in parts that can be cut finer and put back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

POINT = 3 << 32
"""Scores of 0–100 are summed as whole numbers of this fineness: no order of adding alters a decision. Thirds are exact."""

LOOSE = 0
"""The label of cells that no group holds."""

OPEN = 50 * POINT
TOP = 100 * POINT

Edges = tuple[tuple[int, int], ...]
"""The lowest and the highest score that can be answered in each third of a scale, in `POINT`s."""

THIRDS: Edges = ((0, TOP // 3), (TOP // 3, 2 * TOP // 3), (2 * TOP // 3, TOP))
"""Where nothing is known of a scale, every score inside a third is taken as possible."""

_BLOCK_OPEN = 10
_PEOPLE, _INVITED, _FIRST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Tally:
    """What the rule needs to know of some people's answers.

    `sums` has one entry a scale, in `POINT`s; `scores` each scale's scores that lie at the ends or between them; and
    `bands` each share's thirds (0, 1, 2) of the same people, first those of the scales in their order. Without people
    all are empty. `edges` has an entry a scale, the same for everybody, or none.
    """

    people: int = 0
    invited: int = 0
    sums: tuple[int, ...] = ()
    scores: tuple[Sequence[int], ...] = ()
    bands: tuple[Sequence[int], ...] = ()
    edges: tuple[Edges, ...] = ()


class Cells:
    """The smallest cells of people by number, all with as many scales and shares."""

    def __init__(self, tallies: Sequence[Tally], minimum: int) -> None:
        widths = {(len(one.sums), len(one.bands), one.edges) for one in tallies if one.people}
        if len(widths) > 1:
            raise ValueError("people of one survey have a score on every scale and a band in every share")
        self.scales, self._shares, edges = widths.pop() if widths else (0, 0, ())
        self._edges = edges or (THIRDS,) * self.scales
        self._ample = [_ample(thirds) for thirds in self._edges]
        self.tallies, self.minimum = tallies, minimum
        nothing = (0,) * (self.scales + 3 * self._shares)
        self._flat = [(one.people, one.invited, *(_figures(one) or nothing)) for one in tallies]

    def total(self, members: Iterable[int]) -> list[int]:
        """People, invited, sums and bands of these cells together."""
        rows = [self._flat[cell] for cell in members]
        return list(rows[0]) if len(rows) == 1 else [sum(column) for column in zip(*rows, strict=True)]

    def is_large_enough(self, atom: Atom) -> bool:
        """Whether so many answered that a figure may speak for them."""
        return atom.people >= self.minimum

    def keeps_scores_open(self, atom: Atom) -> bool:
        """Leave-one-out of means: whoever knows one score and the sum can still place nobody within 50 points.

        That a figure was let out tells that everybody's score is 50 below the sum; so the sum is 100 at least, and
        as far from the top. Besides, the mean of a part of fewer than the minimum stays open by ten points, which
        says more only where the minimum was raised.
        """
        part = max(TOP, _BLOCK_OPEN * (self.minimum - 1) * POINT)
        for scale in range(self.scales):
            above_floor = atom.total[_FIRST + scale]
            below_top = TOP * atom.people - above_floor
            if min(above_floor, below_top) < part:
                return False
            if above_floor < TOP + OPEN and above_floor - max(self._ends(atom, scale)[1]) < OPEN:
                return False
            if below_top < TOP + OPEN and below_top - (TOP - min(self._ends(atom, scale)[0])) < OPEN:
                return False
        return atom.people > 0

    def keeps_bands_open(self, atom: Atom) -> bool:
        """Leave-one-out of shares: two people at least lie outside the largest band, and no mean narrows them down."""
        start = _FIRST + self.scales
        if max(atom.total[start:], default=-2) > atom.people - 2:
            return False
        both = min(self.scales, self._shares)
        return all(self._keeps_both_open(atom, scale, start + 3 * scale) for scale in range(both))

    def _keeps_both_open(self, atom: Atom, scale: int, start: int) -> bool:
        """Whether mean and shares of a scale together leave everybody 50 points, whoever of them knows their own.

        `spare` is by how much all scores together lie above the lowest that their thirds allow, `room` below the
        highest: the others can make up for one score by no more than that.
        """
        edges = self._edges[scale]
        counts, total = atom.total[start : start + 3], atom.total[_FIRST + scale]
        spare = total - sum(count * low for count, (low, _high) in zip(counts, edges, strict=True))
        room = sum(count * high for count, (_low, high) in zip(counts, edges, strict=True)) - total
        if min(spare, room) >= self._ample[scale]:
            return True
        least, most = self._ends_by_third(atom, scale)
        return all(
            _width(
                [edges[third] for third in _held(_less_one(counts, held))],
                spare - most[held] + edges[held][0],
                room - edges[held][1] + least[held],
            )
            >= OPEN
            for held in _held(counts)
        )

    def _ends(self, atom: Atom, scale: int) -> tuple[list[int], list[int]]:
        least, most = self._ends_by_third(atom, scale)
        return list(least.values()), list(most.values())

    def _ends_by_third(self, atom: Atom, scale: int) -> tuple[dict[int, int], dict[int, int]]:
        """The lowest and the highest score in each third that holds one."""
        least: dict[int, int] = {}
        most: dict[int, int] = {}
        for tally in (self.tallies[cell] for cell in atom.members if self.tallies[cell].people):
            thirds = tally.bands[scale] if scale < self._shares else ()
            for place, score in enumerate(tally.scores[scale]):
                third = thirds[place] if thirds else 0
                least[third] = min(score, least.get(third, score))
                most[third] = max(score, most.get(third, score))
        return least, most


def _figures(one: Tally) -> tuple[int, ...]:
    return one.sums + tuple(share.count(third) for share in one.bands for third in range(3))


def _held(counts: Sequence[int]) -> list[int]:
    return [third for third in range(3) if counts[third]]


def _less_one(counts: Sequence[int], third: int) -> list[int]:
    return [count - (at == third) for at, count in enumerate(counts)]


def _width(held: Sequence[tuple[int, int]], spare: int, room: int) -> int:
    """Between which scores anybody can be placed at best, of people in thirds with these edges."""
    if not held:
        return 0
    (first_low, first_high), (last_low, last_high) = held[0], held[-1]
    return min(last_high, last_low + spare) - max(first_low, first_high - room)


def _ample(edges: Edges) -> int:
    """From how much spare and room on people in any two thirds are open, whoever of them is left out."""
    (low, _first), (second, third), (_fourth, high) = edges
    if min(third - low, high - second) < OPEN:
        return 1 << 99  # never: even two whole thirds are closer together
    return 2 * max(high - low for low, high in edges)


@dataclass(slots=True)
class Atom:
    """Cells with the same membership in every group so far, with their `Cells.total`."""

    members: set[int]
    total: list[int]

    @property
    def people(self) -> int:
        """How many answered."""
        return self.total[_PEOPLE]

    @property
    def invited(self) -> int:
        """How many could have."""
        return self.total[_INVITED]


@dataclass(frozen=True, slots=True)
class Cut:
    """What one group did to a partition: pairs of the label that was cut and the label that came of it."""

    pairs: tuple[tuple[int, int], ...]

    def labels(self) -> list[int]:
        """Every atom that isn't what it was before."""
        return [label for pair in self.pairs for label in pair if label != LOOSE]


class Partition:
    """Cells in atoms. A group cuts each atom that it holds in part; the last cut can be taken back."""

    def __init__(self, cells: Cells, labels: Sequence[int]) -> None:
        self._cells = cells
        self.label_of = list(labels)
        self._next = max(labels, default=LOOSE) + 1
        held: dict[int, set[int]] = {}
        for cell, label in enumerate(labels):
            if label != LOOSE:
                held.setdefault(label, set()).add(cell)
        self.atoms = {label: Atom(members, cells.total(members)) for label, members in held.items()}

    def cut(self, group: Iterable[int]) -> Cut:
        """Put the cells of `group` apart from all others."""
        inside: dict[int, set[int]] = {}
        for cell in group:
            inside.setdefault(self.label_of[cell], set()).add(cell)
        return Cut(
            tuple(
                (label, self._part(label, members))
                for label, members in inside.items()
                if label == LOOSE or len(members) < len(self.atoms[label].members)
            )
        )

    def _part(self, label: int, members: set[int]) -> int:
        fresh, self._next = self._next, self._next + 1
        part = self.atoms[fresh] = Atom(members, self._cells.total(members))
        for cell in members:
            self.label_of[cell] = fresh
        if label != LOOSE:
            rest = self.atoms[label]
            rest.members -= members
            rest.total = [a - b for a, b in zip(rest.total, part.total, strict=True)]
        return fresh

    def mend(self, cut: Cut) -> None:
        """Take the last cut back."""
        for label, fresh in cut.pairs:
            part = self.atoms.pop(fresh)
            for cell in part.members:
                self.label_of[cell] = label
            if label != LOOSE:
                whole = self.atoms[label]
                whole.members |= part.members
                whole.total = [a + b for a, b in zip(whole.total, part.total, strict=True)]


def label_atoms(count: int, groups: Iterable[Iterable[int]]) -> list[int]:
    """A label for each of `count` cells, the same for cells that no group tells apart; `LOOSE` for those in none."""
    labels = [LOOSE] * count
    last = LOOSE
    for group in groups:
        fresh: dict[int, int] = {}
        for cell in group:
            if labels[cell] not in fresh:
                last += 1
                fresh[labels[cell]] = last
            labels[cell] = fresh[labels[cell]]
    return labels
