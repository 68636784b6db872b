"""Atoms: people whom no released figure tells apart, kept in parts that can be cut finer and put back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

POINT = 1 << 32
"""Scores of 0–100 are summed as whole numbers of this fineness, so that no order of adding alters a decision."""

LOOSE = 0
"""The label of cells that no group holds."""

_OPEN = 50
_BLOCK_OPEN = 10
_PEOPLE, _INVITED, _FIRST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Tally:
    """What the rule needs to know of some people's answers.

    `sums`, `least` and `most` have one entry a scale, in `POINT`s; `bands` three counts a share, one after the
    other. Without people the four are empty.
    """

    people: int = 0
    invited: int = 0
    sums: tuple[int, ...] = ()
    least: tuple[int, ...] = ()
    most: tuple[int, ...] = ()
    bands: tuple[int, ...] = ()


class Cells:
    """The smallest cells of people by number, all with as many scales and shares."""

    def __init__(self, tallies: Sequence[Tally], minimum: int) -> None:
        widths = {(len(one.sums), len(one.bands)) for one in tallies if one.people}
        if len(widths) > 1:
            raise ValueError("people of one survey have a score on every scale and a band in every share")
        self.scales, self._shares = widths.pop() if widths else (0, 0)
        self.tallies, self.minimum = tallies, minimum
        nothing = (0,) * (self.scales + self._shares)
        self.flat = [(one.people, one.invited, *(one.sums + one.bands or nothing)) for one in tallies]

    def total(self, members: Iterable[int]) -> list[int]:
        """People, invited, sums and bands of these cells together."""
        rows = [self.flat[cell] for cell in members]
        return [sum(column) for column in zip(*rows, strict=True)] if rows else [0, 0]

    def is_large_enough(self, atom: Atom) -> bool:
        """Whether so many answered that a figure may speak for them."""
        return atom.total[_PEOPLE] >= self.minimum

    def keeps_scores_open(self, atom: Atom) -> bool:
        """Leave-one-out of means: whoever knows one score and the sum can still place nobody within 50 points.

        Besides, the mean of a part of fewer than the minimum stays open by ten points, which says more only where
        the minimum was raised.
        """
        people = atom.total[_PEOPLE]
        if not people:
            return False
        full = 100 * POINT
        part = _BLOCK_OPEN * (self.minimum - 1) * POINT
        for scale in range(self.scales):
            above_floor = atom.total[_FIRST + scale]
            below_top = full * people - above_floor
            if min(above_floor, below_top) < part:
                return False
            if above_floor - full < _OPEN * POINT and not self._most_leaves(atom, scale, above_floor):
                return False
            if below_top - full < _OPEN * POINT and not self._least_leaves(atom, scale, below_top):
                return False
        return True

    def _most_leaves(self, atom: Atom, scale: int, above_floor: int) -> bool:
        most = max(self.tallies[c].most[scale] for c in atom.members if self.tallies[c].people)
        return above_floor - most >= _OPEN * POINT

    def _least_leaves(self, atom: Atom, scale: int, below_top: int) -> bool:
        least = min(self.tallies[c].least[scale] for c in atom.members if self.tallies[c].people)
        return below_top - (100 * POINT - least) >= _OPEN * POINT

    def keeps_bands_open(self, atom: Atom) -> bool:
        """Leave-one-out of shares: two people at least lie outside the largest band."""
        return all(count <= atom.total[_PEOPLE] - 2 for count in atom.total[_FIRST + self.scales :])


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
