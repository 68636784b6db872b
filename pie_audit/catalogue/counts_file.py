"""A table of how many people answered in each smallest block: columns of groups, then n, then perhaps a mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from pie_audit.catalogue.csv_rows import Row, cannot_read, read_csv
from pie_audit.words import _

_COUNT = re.compile(r"([0-9]{1,9})(?:\.0{1,9})?", re.ASCII)
_VALUE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,20})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Counted:
    """One block: its group in each column, how many answered, and their mean on 0–100 where the table has means."""

    groups: tuple[str, ...]
    n: int
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class CountsTable:
    """The names of the grouping columns, and a block for each row in the order of the file."""

    columns: tuple[str, ...]
    blocks: tuple[Counted, ...]


def read_counts(path: Path) -> CountsTable:
    """The table in a file. Raises CannotRead with the line of the first problem."""
    heading, rows = read_csv(path)
    columns, has_value = _read_heading(heading)
    found: dict[tuple[str, ...], Counted] = {}
    for row in rows:
        block = _read_block(row, len(columns), has_value=has_value)
        if block.groups in found:
            raise cannot_read(_("this block stands in the file twice."), row.line)
        found[block.groups] = block
    return CountsTable(columns, tuple(found.values()))


def _read_heading(heading: Row) -> tuple[tuple[str, ...], bool]:
    names = [name.casefold() for name in heading.cells]
    has_value = names[-1] == "value"
    columns = names[: -2 if has_value else -1]
    ends_well = names[len(columns) :] == (["n", "value"] if has_value else ["n"])
    if not ends_well or not columns or {"n", "value"} & set(columns):
        what = _("the heading should be one column or more of groups, then “n”, then perhaps “value”.")
        raise cannot_read(what, heading.line)
    if not all(columns):
        raise cannot_read(_("a column of groups has no name."), heading.line, columns.index("") + 1)
    if len(set(names)) < len(names):
        raise cannot_read(_("two columns have the same name."), heading.line)
    return heading.cells[: len(columns)], has_value


def _read_block(row: Row, width: int, *, has_value: bool) -> Counted:
    groups = row.cells[:width]
    if not all(groups):
        raise cannot_read(_("the name of the group is missing."), row.line, groups.index("") + 1)
    count = _COUNT.fullmatch(row.cells[width])
    if not count:
        what = _("n should be a whole number from 0 to 999999999.")
        raise cannot_read(what, row.line, width + 1)
    n = int(count[1])
    return Counted(groups, n, _read_value(row, width + 1, n) if has_value else None)


def _read_value(row: Row, place: int, n: int) -> Fraction | None:
    cell = row.cells[place]
    if not cell and not n:
        return None
    if not _VALUE.fullmatch(cell) or not 0 <= Fraction(cell) <= 100:
        what = _("the value should be a mean from 0 to 100, empty only where n is 0.")
        raise cannot_read(what, row.line, place + 1)
    return Fraction(cell)
