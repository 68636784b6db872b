"""A table of ratings: one row a topic, one column a rater, an empty cell where somebody gave none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pie_audit.catalogue.csv_rows import Row, cannot_read, read_csv
from pie_audit.words import _

_WHOLE = re.compile(r"([+-]?[0-9]{1,9})(?:\.0{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class TopicRatings:
    """The ratings of one topic that were given, in the order of the raters."""

    topic: str
    ratings: tuple[int, ...]


def read_ratings(path: Path, *, low: int, high: int) -> tuple[TopicRatings, ...]:
    """The ratings of every topic, in the order of the file, on a scale from `low` to `high`.

    Raises CannotRead with the line of the first problem.
    """
    heading, rows = read_csv(path)
    if heading.cells[0].casefold() != "topic" or len(heading.cells) == 1:
        what = _("the heading should be “topic”, a comma, and one column for each rater.")
        raise cannot_read(what, heading.line)
    found: dict[str, TopicRatings] = {}
    for row in rows:
        topic = row.cells[0]
        if not topic:
            raise cannot_read(_("the topic is missing."), row.line, 1)
        if topic in found:
            raise cannot_read(_("this topic stands in the file twice."), row.line, 1)
        found[topic] = TopicRatings(topic, _read_row(row, low=low, high=high))
    return tuple(found.values())


def _read_row(row: Row, *, low: int, high: int) -> tuple[int, ...]:
    cells = enumerate(row.cells[1:], start=2)
    return tuple(_read_rating(cell, row.line, column, (low, high)) for column, cell in cells if cell)


def _read_rating(cell: str, line: int, column: int, ends: tuple[int, int]) -> int:
    found = _WHOLE.fullmatch(cell)
    if not found:
        raise cannot_read(_("a rating should be a whole number, or empty."), line, column)
    value = int(found[1])
    if not ends[0] <= value <= ends[1]:
        what = _("the rating lies off the scale of {low} to {high}.").format(low=ends[0], high=ends[1])
        raise cannot_read(what, line, column)
    return value
