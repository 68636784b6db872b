"""Tables as an XLSX file: a sheet each and a codebook; never a formula, a link or an author."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pie_audit.domain.table import Table, Workbook
from pie_audit.reports.tables_csv import guarded, is_figure, plain_figure
from pie_audit.words import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_IN_A_CELL = 32_767
"""Characters that the format lets a cell have; what is longer ends in an ellipsis."""

_MOST_NAME = 31
_NARROWEST, _WIDEST = 8, 60
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_bytes(book: Workbook, made_on: date) -> bytes:
    """The file. The same workbook on the same day gives the same bytes; its properties hold its title and nothing else."""
    from xlsxwriter import Workbook as Writer

    target = io.BytesIO()
    writer = Writer(target, _OPTIONS)
    writer.set_properties(
        {"title": _plain(book.title), "created": datetime(made_on.year, made_on.month, made_on.day)}
    )
    strong = writer.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = writer.add_format({"text_wrap": True, "valign": "top"})
    for table in book.tables:
        _fill(writer.add_worksheet(table.name.value[:_MOST_NAME]), table, strong, wrapped)
    _tell(writer.add_worksheet(_("codebook")[:_MOST_NAME]), book, strong, wrapped)
    writer.close()
    return target.getvalue()


def _fill(sheet: Worksheet, table: Table, strong: Format, wrapped: Format) -> None:
    _write_row(sheet, 0, table.head, strong)
    for at, row in enumerate(table.rows, start=1):
        _write_row(sheet, at, row, wrapped, table.numeric)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for at, head in enumerate(table.head):
        cells = (row[at] for row in table.rows if at < len(row))
        sheet.set_column(at, at, _width((head, *cells)))


def _tell(sheet: Worksheet, book: Workbook, strong: Format, wrapped: Format) -> None:
    """The codebook: first what it is, then every table with its columns, then words that hold for all of them."""
    rows: list[tuple[str, ...]] = []
    for table in book.tables:
        rows.append((table.name.value, "", table.title))
        rows += [(table.name.value, _("chosen"), words) for words in table.filters]
        rows += [(table.name.value, column.head, column.means) for column in table.columns]
        if table.why_empty:
            rows.append((table.name.value, _("no rows"), table.why_empty))
    rows += [("", head, words) for head, words in book.codebook.lines]
    _write_row(sheet, 0, (_("Table"), _("Column"), _("What it means")), strong)
    for at, row in enumerate(rows, start=1):
        _write_row(sheet, at, row, wrapped)
    sheet.freeze_panes(1, 0)
    for at, width in enumerate((18, 28, 100)):
        sheet.set_column(at, at, width)


def _write_row(
    sheet: Worksheet, at: int, row: Sequence[str], look: Format, numeric: Collection[int] = ()
) -> None:
    for column, cell in enumerate(row):
        if column in numeric and is_figure(cell):
            sheet.write_number(at, column, _number(cell), look)
        else:
            sheet.write_string(at, column, guarded(_plain(cell)), look)


def _number(cell: str) -> Any:
    plain = plain_figure(cell)
    return float(plain) if "." in plain else int(plain)


def _plain(cell: str) -> str:
    """The text without characters that XML can't hold, and not longer than a cell may be."""
    kept = "".join(c for c in cell if c in "\t\n\r" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF))
    kept = kept.replace("\ufffe", "").replace("\uffff", "")
    return kept if len(kept) < MOST_IN_A_CELL else kept[: MOST_IN_A_CELL - 2] + "…"


def _width(cells: Sequence[str]) -> int:
    widest = max((len(line) for cell in cells for line in cell.splitlines()), default=0)
    return max(_NARROWEST, min(_WIDEST, widest + 3))
