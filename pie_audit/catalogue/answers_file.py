"""A table of answers to an instrument: one row a person, one column an item, an empty cell where nothing was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pie_audit.catalogue.csv_rows import Row, cannot_read, read_csv
from pie_audit.domain.questionnaire import Instrument, Scale
from pie_audit.words import _

_RESPONDENT = "respondent"
_WHOLE = re.compile(r"([+-]?[0-9]{1,9})(?:\.0{1,9})?", re.ASCII)
_NUMBER = re.compile(r"([A-Za-z]{0,4})([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PersonAnswers:
    """What one row says: answers by item number, as printed; None for somebody whom the file doesn't name."""

    respondent: str | None
    values: dict[int, int]


def read_answers(path: Path, instrument: Instrument) -> tuple[PersonAnswers, ...]:
    """The answers of everybody, in the order of the file.

    Raises CannotRead with the line, and the column where there is one, of the first problem.
    """
    heading, rows = read_csv(path)
    named = heading.cells[0].casefold() == _RESPONDENT
    columns = _Columns(instrument, _find_items(heading, instrument, named=named), named)
    people = tuple(columns.read(row) for row in rows)
    _require_once(people, rows)
    return people


def _find_items(heading: Row, instrument: Instrument, *, named: bool) -> tuple[int, ...]:
    """The item number of each column after the respondents': by number, or by place where they are 1 to n."""
    cells = heading.cells[1:] if named else heading.cells
    if len(heading.cells) == 1 and re.search(r"[;\t|]", heading.cells[0]):
        raise cannot_read(_("the cells should be divided by commas."), heading.line)
    first = 2 if named else 1
    told = [_read_number(cell, instrument, heading.line, at) for at, cell in enumerate(cells, start=first)]
    _require_no_twins(told, heading.line, first)
    numbers = [item.no for item in instrument.items]
    plain = all(cell.isdigit() for cell in cells)
    if plain and not set(told) <= set(numbers) and sorted(told) == list(range(1, len(numbers) + 1)):
        return tuple(numbers[no - 1] for no in told)
    _require_known(told, numbers, heading.line, first)
    _require_whole_scales(instrument, set(told), heading.line)
    return tuple(told)


def _read_number(cell: str, instrument: Instrument, line: int, column: int) -> int:
    found = _NUMBER.fullmatch(cell)
    if cell.casefold() == _RESPONDENT:
        raise cannot_read(_("the column of respondents should be the first one."), line, column)
    if found is None or found[1].casefold() not in {"", instrument.prefix.casefold()}:
        raise cannot_read(_("the heading of a column should be the number of an item."), line, column)
    return int(found[2])


def _require_no_twins(told: Sequence[int], line: int, first: int) -> None:
    for at, no in enumerate(told):
        if no in told[:at]:
            raise cannot_read(_("this item has a column already."), line, first + at)


def _require_known(told: Sequence[int], numbers: Sequence[int], line: int, first: int) -> None:
    for at, no in enumerate(told):
        if no not in numbers:
            what = _("there’s no item with this number; it has {n} items, up to number {last}.")
            raise cannot_read(what.format(n=len(numbers), last=max(numbers)), line, first + at)


def _require_whole_scales(instrument: Instrument, told: set[int], line: int) -> None:
    """A scale may be left out whole; a column lost from one isn't taken for people who said nothing."""
    for scale in instrument.scales:
        lost = [no for no in scale.items if no not in told]
        is_begun = len(lost) < len(scale.items) or not told
        if lost and is_begun and not (told and _is_total(instrument, scale)):
            what = _("there’s no column for item {no}; where nobody answered it, leave its cells empty.")
            raise cannot_read(what.format(no=lost[0]), line)


def _is_total(instrument: Instrument, scale: Scale) -> bool:
    return any(set(other.items) < set(scale.items) for other in instrument.scales)


class _Columns:
    """Reads rows; which text is which answer is remembered, because a table has few different cells."""

    def __init__(self, instrument: Instrument, numbers: tuple[int, ...], named: bool) -> None:
        self._numbers = numbers
        self._named = named
        self._sets = {no: instrument.answers_to(no).values for no in numbers}
        self._known: dict[tuple[int, str], int] = {}

    def read(self, row: Row) -> PersonAnswers:
        """The answers in one row."""
        cells = row.cells[1:] if self._named else row.cells
        values = {}
        for no, cell in zip(self._numbers, cells, strict=True):
            if cell:
                found = self._known.get((no, cell))
                values[no] = self._learn(no, cell, row) if found is None else found
        return PersonAnswers((row.cells[0] or None) if self._named else None, values)

    def _learn(self, no: int, cell: str, row: Row) -> int:
        column = self._numbers.index(no) + (2 if self._named else 1)
        found = _WHOLE.fullmatch(cell)
        if found is None or int(found[1]) not in self._sets[no]:
            what = _("this isn’t one of the answers to item {no}, which are {values}; empty is no answer.")
            values = ", ".join(map(str, self._sets[no]))
            raise cannot_read(what.format(no=no, values=values), row.line, column)
        self._known[no, cell] = int(found[1])
        return int(found[1])


def _require_once(people: Sequence[PersonAnswers], rows: Sequence[Row]) -> None:
    seen = set()
    for one, row in zip(people, rows, strict=True):
        if one.respondent is not None and one.respondent in seen:
            raise cannot_read(_("this respondent stands in the file twice."), row.line, 1)
        seen.add(one.respondent)
