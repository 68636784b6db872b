"""Tables as CSV files that a spreadsheet opens as they are: in any script, and never as a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

_FIGURE = re.compile(r"[+\-\u2212]?[0-9]+(\.[0-9]+)?")
_TRIGGERS = frozenset("=+-@\t\r\n")
_NEVER_SEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Kinds of character that a spreadsheet may pass over before it looks for a formula."""

_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet could take it for a formula (security.md, “Export”).

    That is after spaces and unseen characters, and in full-width and small forms too.
    """
    return f"'{cell}" if _may_be_formula(cell) else cell


def is_figure(cell: str) -> bool:
    """Whether the cell is a plain number and nothing else, perhaps with a sign: it can be no formula."""
    return _FIGURE.fullmatch(cell) is not None


def plain_figure(cell: str) -> str:
    """A figure as a spreadsheet reads it: with a hyphen for the true minus."""
    return cell.replace("\u2212", "-")


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: Collection[int] = ()) -> bytes:
    """The table, all quoted, in UTF-8 with the mark at its start without which Excel reads another alphabet.

    `numeric` are the places of our own columns of figures: a plain number in one stays a number, everything else is
    guarded there too. Shorter rows are filled up with empty cells.
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow(_cells(row, len(head), numeric))
    return text.getvalue().encode("utf-8-sig")


def tab_separated(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: Collection[int] = ()
) -> str:
    """The table for pasting: a line a row. No cell can begin another one, or a line of its own."""
    lines = ([_BREAKS.sub(" ", cell) for cell in row] for row in (head, *rows))
    return "\n".join("\t".join(map(_pasted, _cells(line, len(head), numeric))) for line in lines)


def _cells(row: Sequence[str], count: int, numeric: Collection[int]) -> list[str]:
    shown = [
        plain_figure(cell) if at in numeric and is_figure(cell) else guarded(cell)
        for at, cell in enumerate(row)
    ]
    return shown + [""] * (count - len(shown))


def _pasted(cell: str) -> str:
    """A quote at the start would swallow the cells behind it."""
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell


def _may_be_formula(cell: str) -> bool:
    for char in cell:
        if char in _TRIGGERS or unicodedata.normalize("NFKC", char)[0] in _TRIGGERS:
            return True
        if unicodedata.category(char) not in _NEVER_SEEN:
            return False
    return False
