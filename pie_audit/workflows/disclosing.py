"""Which figures of a table of counts may be shown, for whoever has survey results outside a workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pie_audit.catalogue.counts_file import Counted, CountsTable, read_counts
from pie_audit.domain.atoms import POINT, TOP, Tally
from pie_audit.domain.errors import NotNow
from pie_audit.domain.rounding import NO_FIGURE
from pie_audit.domain.suppression import Candidate, choose_by_tallies
from pie_audit.domain.survey import MINIMUM, WHOLE
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class Figure:
    """One block or total: its values by column, nothing for the whole; `n` is None where it is hidden."""

    group: Mapping[str, str]
    n: int | None

    @property
    def why(self) -> str | None:
        """Why it is hidden, the same for all, so that nothing is told of one."""
        return why_hidden() if self.n is None else None

    def as_numbers(self) -> dict[str, object]:
        """For JSON; these keys are a promise."""
        return {"group": dict(self.group), "n": self.n, "shown": self.n is not None, "why": self.why}


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Every figure of a table. `totals` are the values of each column, where there are several, and the whole."""

    columns: tuple[str, ...]
    cells: tuple[Figure, ...]
    totals: tuple[Figure, ...]

    def heads(self) -> tuple[str, ...]:
        """The heads of the table."""
        return (*(_printable(column) for column in self.columns), "n", _("shown"))

    def rows(self) -> list[tuple[str, ...]]:
        """The table: blocks, then totals with “all” in the columns that they add up."""
        return [self._row(figure) for figure in (*self.cells, *self.totals)]

    def _row(self, figure: Figure) -> tuple[str, ...]:
        names = (_printable(figure.group.get(column, _("all"))) for column in self.columns)
        if figure.n is None:
            return (*names, NO_FIGURE, _("not shown"))
        return (*names, str(figure.n), _("yes"))


def why_hidden() -> str:
    """The one reason there is."""
    return _("Not shown, so that nobody’s answers can be worked out.")


def disclose_file(path: Path, *, minimum: int = MINIMUM) -> Disclosure:
    """What may be shown of the table in a file, with at least `minimum` people behind any figure.

    Raises CannotRead for a file that isn't such a table, and NotNow for a minimum below 5.
    """
    if minimum < MINIMUM:
        raise NotNow(
            _("At least {n} people stand behind any figure.").format(n=MINIMUM),
            _("Leave --minimum out, or name a higher number."),
        )
    return disclose(read_counts(path), minimum=minimum)


def disclose(table: CountsTable, *, minimum: int) -> Disclosure:
    """What may be shown of a table: each value of one column, and the whole; never two characteristics at once."""
    tallies = {_block_id(number): _tally(block) for number, block in enumerate(table.blocks)}
    groups = _groups(table)
    candidates = [
        Candidate(_group_id(key), frozenset(map(_block_id, numbers)), is_whole=key is None)
        for key, numbers in groups.items()
    ]
    chosen = choose_by_tallies(candidates, tallies, minimum=minimum)
    shown = {tuple(numbers) for key, numbers in groups.items() if _group_id(key) in chosen}
    counts = [block.n for block in table.blocks]

    def figure(group: Mapping[str, str], numbers: Sequence[int]) -> Figure:
        return Figure(group, sum(counts[i] for i in numbers) if tuple(numbers) in shown else None)

    cells = [
        figure(dict(zip(table.columns, block.groups, strict=True)), [number])
        for number, block in enumerate(table.blocks)
    ]
    several = len(table.columns) > 1
    totals = [
        figure({} if key is None else {table.columns[key[0]]: key[1]}, numbers)
        for key, numbers in groups.items()
        if several or key is None
    ]
    return Disclosure(table.columns, tuple(cells), tuple(totals))


Key = tuple[int, str] | None
"""A column and one of its values; None for the whole."""


def _groups(table: CountsTable) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = {}
    for place in range(len(table.columns)):
        for number, block in enumerate(table.blocks):
            groups.setdefault((place, block.groups[place]), []).append(number)
    groups[None] = list(range(len(table.blocks)))
    return groups


def _group_id(key: Key) -> str:
    return WHOLE if key is None else f"{key[0]:03}/{key[1]}"


def _block_id(number: int) -> str:
    return f"{number:06}"


def _tally(block: Counted) -> Tally:
    """A block as if its people were as uneven as their mean permits; of those invited only this many are known."""
    invited = max(block.n, 1)
    if block.value is None or not block.n:
        return Tally(block.n, invited)
    return Tally(block.n, invited, (round(block.value * block.n * POINT),), ((0, TOP),))


def _printable(words: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in words)
