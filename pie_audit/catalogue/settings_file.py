"""A file of tables that comes with the program and has one use: its values, or the first of its problems."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pie_audit.catalogue.fields import Fields
from pie_audit.catalogue.heading import note_twins
from pie_audit.catalogue.problems import Notes, Problem
from pie_audit.catalogue.reader import CannotReadQuestions, load_tables, read_text
from pie_audit.domain.errors import CannotRead

_Found = TypeVar("_Found")
_Row = TypeVar("_Row")
Strange = Callable[[Problem], CannotRead]
"""What is told of a file with a problem."""


def read_settings(path: Path, read: Callable[[Fields], _Found], strange: Strange) -> _Found:
    """What `read` makes of the file's tables. Raises `strange` of the first problem, CannotRead where no file is."""
    try:
        text = read_text(path)
    except CannotReadQuestions as error:
        raise strange(error.problems[0]) from None
    return parse_settings(text, read, strange)


def parse_settings(text: str, read: Callable[[Fields], _Found], strange: Strange) -> _Found:
    """As `read_settings`, from text."""
    try:
        data = load_tables(text)
    except CannotReadQuestions as error:
        raise strange(error.problems[0]) from None
    notes = Notes(text, data)
    found = read(Fields(data, notes, words={}))
    if notes.problems:
        raise strange(notes.problems[0])
    return found


def rows_of(
    top: Fields, name: str, read: Callable[[Fields], _Row], id_of: Callable[[_Row], str]
) -> tuple[_Row, ...]:
    """What `read` makes of each table called `name`, in order, for a file that has no others; no id comes twice."""
    tables = top.tables(name)
    found = tuple(read(table) for table in tables)
    note_twins(tables, (id_of(row) for row in found), "id")
    top.finish()
    return found
