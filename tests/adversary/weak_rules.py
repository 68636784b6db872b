"""Rules that are weaker than the program's, each in one way, for the attacker to break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from tests.adversary.attacker import TOP, third_of
from tests.adversary.organisations import WHOLE
from tests.adversary.product import Asked

Scores = tuple[tuple[float, ...], ...]


def primary_only(asked: Asked) -> frozenset[str]:
    """Every group with enough answers, whatever can be worked out between groups."""
    return frozenset(n for n, blocks in asked.groups.items() if asked.people(blocks) >= asked.minimum)


def without_memory(asked: Asked) -> frozenset[str]:
    """Safe survey by survey; what was shown before is forgotten."""
    return _grow(asked, memory=False, leave_one_out=True)


def without_leave_one_out(asked: Asked) -> frozenset[str]:
    """Counts people, and never looks whether they are too alike."""
    return _grow(asked, memory=True, leave_one_out=False)


def as_first_written(asked: Asked) -> frozenset[str]:
    """Leave-one-out on sums and on bands, each by itself, by everybody's true score."""
    return _grow(asked, memory=True, leave_one_out=True)


def _grow(asked: Asked, *, memory: bool, leave_one_out: bool) -> frozenset[str]:
    """Teams first, then everybody, then the rest: each is added where all stays safe."""
    order = sorted(asked.groups, key=lambda name: (name != WHOLE, not name.startswith("team"), name))
    order = sorted(order, key=lambda name: not name.startswith("team"))
    shown: frozenset[str] = frozenset()
    for name in order:
        if name not in asked.withheld and _is_safe(asked, shown | {name}, memory, leave_one_out):
            shown |= {name}
    return shown


def _is_safe(asked: Asked, names: frozenset[str], memory: bool, leave_one_out: bool) -> bool:
    now = [asked.groups[name] for name in names]
    past = asked.past if memory else ()
    before = [group for old in past for group in old.released]
    here = {block: len(rows) for block, rows in asked.scores.items()}
    answered = _largest([(here, now), *((old.answered, old.released) for old in past)])
    invited = _largest([(asked.invited, now), *((old.invited, old.released) for old in past)])
    if any(asked.people(group) < asked.minimum for group in now):
        return False
    for groups, people in ((now, here), ([*now, *before], answered), ([*now, *before], invited)):
        if not _all_enough(groups, people, asked.minimum):
            return False
    rows = (tuple(chain.from_iterable(asked.scores[b] for b in atom)) for atom in _atoms(now, here))
    return not leave_one_out or all(_stays_open(atom) for atom in rows if atom)


def _largest(told: Sequence[tuple[Mapping[str, int], Sequence[frozenset[str]]]]) -> dict[str, int]:
    """Each block's people in the largest survey that told of them."""
    return {
        block: max(people.get(block, 0) for people, groups in told if any(block in group for group in groups))
        for block in {block for _, groups in told for group in groups for block in group}
    }


def _all_enough(groups: list[frozenset[str]], people: Mapping[str, int], minimum: int) -> bool:
    sizes = [sum(people[block] for block in atom) for atom in _atoms(groups, people)]
    return all(size == 0 or size >= minimum for size in sizes)


def _atoms(groups: list[frozenset[str]], blocks: Mapping[str, int]) -> list[list[str]]:
    """Blocks that the same groups hold; blocks in no group are left out."""
    atoms: dict[frozenset[int], list[str]] = {}
    for block in blocks:
        held = frozenset(at for at, group in enumerate(groups) if block in group)
        if held:
            atoms.setdefault(held, []).append(block)
    return list(atoms.values())


def _stays_open(atom: Scores) -> bool:
    for scores in zip(*atom, strict=True):
        total, room = sum(scores), TOP * (len(scores) - 1)
        thirds = [third_of(score) for score in scores]
        if max(thirds.count(third) for third in range(3)) > len(scores) - 2:
            return False
        if not all(50 <= total - score <= room - 50 for score in scores):
            return False
    return True
