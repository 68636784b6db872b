"""The release rule once more, slowly and straight from its words, to judge the program's by. Exact fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

Blocks = frozenset[str]
Rows = Sequence[Sequence[float]]
Thirds = Sequence[tuple[Fraction, Fraction]]
THIRDS = [(Fraction(100 * at, 3), Fraction(100 * (at + 1), 3)) for at in range(3)]


def third_of(score: float) -> int:
    return 0 if 3 * score < 100 else 2 if 3 * score > 200 else 1


def atoms(sets: Iterable[Blocks]) -> list[Blocks]:
    """Blocks with the same membership, of those in any set."""
    groups = list(sets)
    found: dict[tuple[bool, ...], set[str]] = {}
    for block in frozenset().union(*groups):
        found.setdefault(tuple(block in group for group in groups), set()).add(block)
    return [frozenset(members) for members in found.values()]


def edges_of(scores: Iterable[float]) -> list[tuple[Fraction, Fraction]]:
    """The lowest and the highest of the scores that can be answered, third by third."""
    held = [[Fraction(score) for score in scores if third_of(score) == third] for third in range(3)]
    return [(min(one), max(one)) if one else THIRDS[third] for third, one in enumerate(held)]


def is_open(rows: Rows, minimum: int, *, shares: bool, thirds: Thirds = THIRDS) -> bool:
    """Whether all of these people stay open by 50 points in every scale, whoever of them is left out."""
    return bool(rows) and all(
        _is_scale_open([Fraction(score) for score in column], minimum, thirds if shares else None)
        for column in zip(*rows, strict=True)
    )


def _is_scale_open(scores: list[Fraction], minimum: int, thirds: Thirds | None) -> bool:
    total, n = sum(scores), len(scores)
    if min(total, 100 * n - total) < max(100, 10 * (minimum - 1)):
        return False
    for place in range(n):
        rest = scores[:place] + scores[place + 1 :]
        if min(sum(rest), 100 * len(rest) - sum(rest)) < 50:
            return False
        if thirds and not _are_thirds_open(rest, n, thirds):
            return False
    return True


def _are_thirds_open(rest: list[Fraction], n: int, thirds: Thirds) -> bool:
    counts = [sum(third_of(float(score)) == third for score in rest) for third in range(3)]
    if max(counts) > n - 2:
        return False
    lowest = sum(count * low for count, (low, _high) in zip(counts, thirds, strict=True))
    highest = sum(count * high for count, (_low, high) in zip(counts, thirds, strict=True))
    reach = [
        (max(low, sum(rest) - (highest - high)), min(high, sum(rest) - (lowest - low)))
        for count, (low, high) in zip(counts, thirds, strict=True)
        if count
    ]
    return max(high for _low, high in reach) - min(low for low, _high in reach) >= 50


def is_safe(
    sets: Sequence[Blocks],
    answered: Mapping[str, Rows],
    minimum: int,
    *,
    shares: bool,
    silent: Sequence[Blocks] = (),
    thirds: Thirds = THIRDS,
) -> bool:
    """Whether these groups of one survey may be shown together; blocks that nobody was invited in aren't given."""
    for atom in atoms(blocks & answered.keys() for blocks in sets):
        rows = [row for block in sorted(atom) for row in answered[block]]
        if len(rows) < minimum or any(atom <= group for group in silent):
            return False
        if not is_open(rows, minimum, shares=shares, thirds=thirds):
            return False
    return all(blocks & answered.keys() for blocks in sets)


def spans(sets: Sequence[Blocks], sizes: Mapping[str, int], minimum: int) -> list[Blocks]:
    """Sets of blocks of 1 … minimum − 1 people that a sum of multiples of groups speaks of alone."""
    blocks = sorted(block for block, size in sizes.items() if size)
    rows = [[Fraction(block in group) for block in blocks] for group in sets]
    found = []
    for count in range(1, len(blocks) + 1):
        for some in combinations(range(len(blocks)), count):
            if 0 < sum(sizes[blocks[at]] for at in some) < minimum:
                outside = [[row[at] for at in range(len(blocks)) if at not in some] for row in rows]
                if _rank(outside) < _rank(rows):
                    found.append(frozenset(blocks[at] for at in some))
    return found


def _rank(rows: list[list[Fraction]]) -> int:
    left, rank = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left[rank:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(rank, pivot)
        for row in left[rank + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
        rank += 1
    return rank
