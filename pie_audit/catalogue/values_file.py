"""A table of one measure over time: when, and the value; an empty value is a gap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from pie_audit.catalogue.csv_rows import Row, cannot_read, read_csv
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.spc import MOST_VALUE
from pie_audit.words import _

_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,3})?", re.ASCII
)


class Form(Enum):
    """How `when` is written, with the shape by which it is known; words have no order of their own."""

    QUARTER = re.compile(r"[0-9]{4}Q[0-9]", re.ASCII)
    MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)
    DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
    NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
    WORDS = re.compile(r".+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Timed:
    """One row. `value` None is a gap. `at` counts quarters, months or days on a line of their own; 0 for words."""

    when: str
    value: float | None
    at: int


@dataclass(frozen=True, slots=True)
class ValuesTable:
    """The rows in time order, at least one of them with a value."""

    form: Form
    rows: tuple[Timed, ...]


def read_values(path: Path) -> ValuesTable:
    """The table in a file. Raises CannotRead with the line of the first problem."""
    heading, rows = read_csv(path)
    if [name.casefold() for name in heading.cells] != ["when", "value"]:
        raise cannot_read(_("the heading should be “when,value”."), heading.line)
    form = _form_of(rows[0].cells[0])
    found: list[Timed] = []
    seen: set[str] = set()
    for row in rows:
        _require_new(row, seen)
        timed = Timed(row.cells[0], _read_value(row), _read_when(row, form))
        if found and form is not Form.WORDS and timed.at <= found[-1].at:
            raise cannot_read(_("this row should come later than the one above."), row.line, 1)
        found.append(timed)
    if all(timed.value is None for timed in found):
        raise cannot_read(_("no row has a value."), rows[0].line, 2)
    return ValuesTable(form, tuple(found))


def _form_of(when: str) -> Form:
    return next((form for form in Form if form.value.fullmatch(when)), Form.WORDS)


def _require_new(row: Row, seen: set[str]) -> None:
    when = row.cells[0]
    if not when:
        raise cannot_read(_("it is missing when this was."), row.line, 1)
    if when in seen:
        raise cannot_read(_("this stands in the file twice."), row.line, 1)
    seen.add(when)


def _read_when(row: Row, form: Form) -> int:
    when = row.cells[0]
    if form is Form.WORDS:
        return 0
    if not form.value.fullmatch(when):
        raise cannot_read(_("when this was is written in another way than in the first row."), row.line, 1)
    try:
        return _place(when, form)
    except ValueError:
        raise cannot_read(_("there is no such day, month or quarter."), row.line, 1) from None


def _place(when: str, form: Form) -> int:
    """Where `when` lies on its line. Raises ValueError where there is no such time."""
    if form is Form.NUMBER:
        return int(when)
    if form is Form.DAY:
        return date.fromisoformat(when).toordinal()
    if form is Form.MONTH:
        first = date.fromisoformat(f"{when}-01")
        return first.year * 12 + first.month
    if when[-1] not in "1234":
        raise ValueError("no such quarter")
    quarter = Quarter.parse(when)
    return quarter.year * 4 + quarter.number


def _read_value(row: Row) -> float | None:
    cell = row.cells[1]
    if not cell:
        return None
    if not _NUMBER.fullmatch(cell):
        what = _("the value should be a number like 12 or 7.5, or empty where there is none.")
        raise cannot_read(what, row.line, 2)
    value = float(cell)
    if abs(value) > MOST_VALUE:
        raise cannot_read(_("the value is larger than anything that can be counted here."), row.line, 2)
    return value
