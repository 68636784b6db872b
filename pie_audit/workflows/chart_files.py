"""What of a chart leaves the program: its picture, and its figures as a table."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.domain.chart import ChartTable
from pie_audit.domain.errors import CannotSave
from pie_audit.workflows.notes import note
from pie_audit.workflows.presence import Me, acting

if TYPE_CHECKING:
    from pie_audit.workflows.unlock import OpenWorkspace


def save_picture(opened: OpenWorkspace, me: Me, png: bytes, path: Path, *, overwrite: bool = False) -> None:
    """Write the picture of a chart. Raises CannotSave where it can't be written or the name is taken."""
    _save(opened, me, png, path, overwrite=overwrite)


def save_table(
    opened: OpenWorkspace, me: Me, table: ChartTable, path: Path, *, overwrite: bool = False
) -> None:
    """Write the figures of a chart as a CSV file. Raises CannotSave where it can't be written or the name is taken."""
    from pie_audit.reports.tables_csv import csv_bytes

    content = csv_bytes(table.head, table.rows, numeric=_figures(table))
    _save(opened, me, content, path, overwrite=overwrite)


def table_text(table: ChartTable) -> str:
    """The figures of a chart for pasting into a spreadsheet or a letter: cells between tabs, a line a row."""
    from pie_audit.reports.tables_csv import tab_separated

    return tab_separated(table.head, table.rows, numeric=_figures(table))


def _figures(table: ChartTable) -> range:
    """Every column but the first, which names the rows."""
    return range(1, len(table.head))


def _save(opened: OpenWorkspace, me: Me, content: bytes, path: Path, *, overwrite: bool) -> None:
    """The record says that somebody took a chart along, never which; a disk that takes no line keeps nobody from it."""
    from pie_audit.reports.saving import save_whole

    mine = acting(me)
    save_whole(content, path, overwrite=overwrite)
    if not opened.reads_only:
        with suppress(CannotSave):
            opened.write(lambda tx: note(tx, mine, "exported chart", mine.member.person_id))
