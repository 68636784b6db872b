"""Whether groups may be shown together: the atom rule and leave-one-out of security.md section 6, group by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pie_audit.domain.atoms import LOOSE, Atom, Cells, Cut, Partition, Tally, label_atoms

ROUNDED_AWAY = 100
"""From so many answers on, a mean in whole points leaves 50 points of anybody's score open by rounding alone.

Counts only against figures of *earlier* surveys, which stand for today's people no better than those stayed the same.
"""

Blocks = frozenset[str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """Sets of blocks that one earlier survey showed, and how many it invited in each block."""

    shown: frozenset[Blocks]
    invited: Mapping[str, int]

    @classmethod
    def of(cls, released: Iterable[Blocks], invited: Mapping[str, int]) -> Earlier:
        """Without blocks that nobody was in: of those a figure says nothing."""
        shown = frozenset(released)
        if not all(invited.values()):
            empty = {block for block, count in invited.items() if not count}
            shown = frozenset(blocks - empty for blocks in shown)
        return cls(shown, invited)

    def told_of(self, block: str) -> bool:
        """Whether any group with this block was shown."""
        return any(block in blocks for blocks in self.shown)


@dataclass(frozen=True, slots=True)
class Now:
    """The survey that is decided: a tally for each block, the minimum, and groups that may not be told at all."""

    tallies: Mapping[str, Tally]
    minimum: int
    withheld: tuple[Blocks, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    group: tuple[int, ...]
    is_small: bool
    own: Cut
    all: Cut


class Rule:
    """A set of groups that is safe to show, grown one by one.

    Two partitions are cut: one by the groups of this survey alone, one by those and everything shown earlier. Every
    subset of a safe set is safe.
    """

    def __init__(self, now: Now, earlier: Sequence[Earlier] = ()) -> None:
        sets = dict.fromkeys(blocks for one in earlier for blocks in one.shown)
        self._now, self._past = now, earlier
        self.minimum = now.minimum
        self._names = sorted(set(now.tallies).union(*sets))
        self._number = {block: number for number, block in enumerate(self._names)}
        self.cells = Cells([now.tallies.get(block, Tally()) for block in self._names], now.minimum)
        self._withheld = self._mark_withheld()
        self._sets = {blocks: self.numbers(blocks) for blocks in sets}
        self._known = label_atoms(len(self._names), self._sets.values())
        self._own = Partition(self.cells, [LOOSE] * len(self._names))
        self._all = Partition(self.cells, self._known)
        self._tight = [0] * len(self._names)
        self._fewest_of: dict[int, int] = {}
        self._steps: list[_Step] = []
        self._unproven, self._brittle = self._weigh_known()

    def numbers(self, blocks: Iterable[str]) -> tuple[int, ...]:
        """The cells of these blocks; a block that nobody knows of is left out."""
        return tuple(sorted(self._number[block] for block in blocks if block in self._number))

    def live(self, blocks: Iterable[str]) -> tuple[int, ...]:
        """The cells of those of these blocks in which somebody is invited now."""
        return tuple(cell for cell in self.numbers(blocks) if self.cells.tallies[cell].invited)

    def people(self, group: Iterable[int]) -> int:
        """How many of these cells answered."""
        return sum(self.cells.tallies[cell].people for cell in group)

    def add(self, group: tuple[int, ...]) -> bool:
        """Show one more group, or leave everything as it was where that isn't safe."""
        is_small = self.people(group) < ROUNDED_AWAY
        if not group or not self._leaves_known(group, is_small):
            return False
        step = _Step(group, is_small, self._own.cut(group), self._all.cut(group))
        self._steps.append(step)
        for cell in group if is_small else ():
            self._tight[cell] += 1
        if self._is_safe_after(step):
            return True
        self.take_back()
        return False

    def take_back(self) -> None:
        """Show the last group no longer."""
        step = self._steps.pop()
        self._all.mend(step.all)
        self._own.mend(step.own)
        for cell in step.group if step.is_small else ():
            self._tight[cell] -= 1

    def _is_safe_after(self, step: _Step) -> bool:
        return (
            all(self._may_stand_alone(self._own.atoms[label]) for label in step.own.labels())
            and all(self._may_be_told(self._all.atoms[label]) for label in step.all.labels())
            and (not self._now.withheld or self._is_masked(step))
        )

    def _may_stand_alone(self, atom: Atom) -> bool:
        return (
            self.cells.is_large_enough(atom)
            and self.cells.keeps_scores_open(atom)
            and self.cells.keeps_bands_open(atom)
            and not self._is_inside_withheld(atom.members)
        )

    def _may_be_told(self, atom: Atom) -> bool:
        """An atom cut out of what was shown before: safe by its people of now, and not known to have been small."""
        return self._may_stand_alone(atom) and not self._was_small(atom)

    def _was_small(self, atom: Atom) -> bool:
        # An earlier survey held all of a known atom or nothing of it: cells that differ there are told apart.
        fewest = 0
        for cell in atom.members:
            fewest += self._fewest(cell)
            if fewest >= self.minimum:
                return False
        blocks = [self._names[cell] for cell in atom.members]
        holding = [one for one in self._past if one.told_of(blocks[0])]
        counts = [sum(one.invited.get(block, self.minimum) for block in blocks) for one in holding]
        return any(0 < count < self.minimum for count in counts)

    def _fewest(self, cell: int) -> int:
        """How many were invited in this cell at least, in any earlier survey that anybody of it was in."""
        if cell not in self._fewest_of:
            counts = (one.invited.get(self._names[cell], self.minimum) for one in self._past)
            self._fewest_of[cell] = min(filter(None, counts), default=self.minimum)
        return self._fewest_of[cell]

    def _leaves_known(self, group: Sequence[int], is_small: bool) -> bool:
        """Whether no atom known from earlier surveys lies in the group that those make dangerous to tell again."""
        bad = self._unproven | self._brittle if is_small else self._unproven
        inside = [self._known[cell] for cell in group if self._known[cell] in bad]
        return not any(inside.count(label) == self._size_of[label] for label in set(inside))

    def _weigh_known(self) -> tuple[set[int], set[int]]:
        """Labels of known atoms that were never seen to be large enough, and of those that today's scores give away.

        An atom that an earlier survey told by itself was large enough then, though fewer answered now.
        """
        atoms = {label: atom for label, atom in self._all.atoms.items() if atom.invited}
        self._size_of = {label: len(atom.members) for label, atom in self._all.atoms.items()}
        small = {label for label, atom in atoms.items() if not self.cells.is_large_enough(atom)}
        brittle = {label for label, atom in atoms.items() if not self.cells.keeps_scores_open(atom)}
        return self._without_proof(small), brittle

    def _without_proof(self, labels: set[int]) -> set[int]:
        shown = {frozenset(group) for group in self._sets.values()}
        left = {label for label in labels if frozenset(self._all.atoms[label].members) not in shown}
        for sets in dict.fromkeys(one.shown for one in self._past) if left else ():
            told = label_atoms(len(self._known), (self._sets[blocks] for blocks in sets))
            sizes = Counter(told)
            left -= {label for label in left if self._is_one_atom(label, told, sizes)}
        return left

    def _is_one_atom(self, label: int, told: Sequence[int], sizes: Mapping[int, int]) -> bool:
        found = {told[cell] for cell in self._all.atoms[label].members}
        return found != {LOOSE} and len(found) == 1 and sizes[found.pop()] == self._size_of[label]

    def _is_masked(self, step: _Step) -> bool:
        """Whether a withheld team shares each atom with somebody whose figures no earlier survey tells.

        Where everybody else in the atom stayed the same, their earlier figures would give the withheld one back.
        """
        touched = {self._own.label_of[cell] for cell in step.group} | set(step.own.labels())
        return all(self._hides_withheld(self._own.atoms[label]) for label in touched)

    def _hides_withheld(self, atom: Atom) -> bool:
        if not self._tight[next(iter(atom.members))]:
            return True
        unsure = [c for c in atom.members if self._withheld[c] or self._known[c] == LOOSE]
        labels = {self._all.label_of[cell] for cell in unsure}
        if len(labels) != 1:
            return True
        return not self._is_inside_withheld(self._all.atoms[labels.pop()].members)

    def _is_inside_withheld(self, members: Iterable[int]) -> bool:
        found: frozenset[int] | None = None
        for cell in members:
            found = self._withheld[cell] if found is None else found & self._withheld[cell]
            if not found:
                return False
        return bool(found)

    def _mark_withheld(self) -> list[frozenset[int]]:
        """For each cell the numbers of the withheld groups that hold it."""
        marks: list[set[int]] = [set() for _cell in self._names]
        for number, blocks in enumerate(self._now.withheld):
            for cell in self.numbers(blocks):
                marks[cell].add(number)
        return [frozenset(one) for one in marks]
