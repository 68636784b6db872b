"""A table of plain cells in a CSV file, within limits, every row as long as its heading; every row knows its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pie_audit.catalogue.plain_file import decode_text, read_plain_file
from pie_audit.domain.errors import CannotRead
from pie_audit.words import _

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
"""The limits of security.md, “Files in and out”; characters for a cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on, counted from 1, and its cells without the space around them."""

    line: int
    cells: tuple[str, ...]


def cannot_read(what: str, line: int, column: int | None = None) -> CannotRead:
    """A problem of one cell or line, told by its place and never by what stands there; columns count from 1."""
    place = _("Line {line}").format(line=line)
    if column is not None:
        place = _("Line {line}, column {column}").format(line=line, column=column)
    return CannotRead(f"{place}: {what}", _("Mend it in the file, then start again."))


def read_csv(path: Path) -> tuple[Row, tuple[Row, ...]]:
    """The heading and the rows below it, at least one of each. Rows with nothing in them are left out.

    Raises CannotRead with the line of the first problem: cells that are too long, too many columns or rows, rows
    longer or shorter than the heading, quotes left open; and without a line where there is no such file, it is too
    large or it isn't text.
    """
    content = read_plain_file(path, most_bytes=MOST_BYTES, ending=".csv")
    if len(content) > MOST_BYTES:
        raise CannotRead(
            _("The file is larger than 20 MiB."), _("Split it into smaller files and read them one by one.")
        )
    text = decode_text(content)
    if text is None:
        raise CannotRead(
            _("This isn’t a text file in UTF-8."), _("Save the table as “CSV UTF-8” and start again.")
        )
    rows = _rows(text)
    heading = next(rows, None)
    if heading is None:
        raise CannotRead(_("The file is empty."), _("Choose the file that holds the table."))
    below = tuple(_matching(rows, heading))
    if not below:
        raise cannot_read(_("there’s no row below the heading."), heading.line)
    return heading, below


def _rows(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 0
    while True:
        begins = line + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            what = _("a quote is missing or too many, or a cell is far too long.")
            raise cannot_read(what, reader.line_num) from None
        if cells is None:
            return
        line = reader.line_num
        if any(cell.strip() for cell in cells):
            _require_limits(cells, begins)
            yield Row(begins, tuple(cell.strip() for cell in cells))


def _require_limits(cells: list[str], line: int) -> None:
    if len(cells) > MOST_COLUMNS:
        raise cannot_read(_("there are more than {n} columns.").format(n=MOST_COLUMNS), line)
    for column, cell in enumerate(cells, start=1):
        if len(cell) > LONGEST_CELL:
            what = _("there are more than {n} characters in one cell.").format(n=LONGEST_CELL)
            raise cannot_read(what, line, column)


def _matching(rows: Iterator[Row], heading: Row) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise cannot_read(_("there are more than {n} rows.").format(n=MOST_ROWS), row.line)
        if len(row.cells) != len(heading.cells):
            what = _("a row should be as long as the heading, {of} cells; this one has {n}.")
            raise cannot_read(what.format(n=len(row.cells), of=len(heading.cells)), row.line)
        yield row
