"""“Copy or save”: what is on the page as it is looked at now, as pictures or as figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from pie_audit.domain.chart import Chart, ChartTable, Unshown, taken_along
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Banner, announce
from pie_audit.ui.widgets.chart_card import ChartMode
from pie_audit.ui.widgets.chart_picture import as_png, draw_picture
from pie_audit.words import _
from pie_audit.workflows import chart_files
from pie_audit.workflows.tables.making import XLSX, TableFile, TableWish, save_tables

if TYPE_CHECKING:
    from pie_audit.workflows.unlock import Me, OpenWorkspace

PICTURE_WIDTH = 1400
"""Pixels across of a picture of several charts: sharp on a page of a report, and not too heavy to mail."""

LONGEST_NAME = 70
"""Characters of a name before its ending."""


class ChartFiles(Protocol):
    """What this page asks of the computer's file dialogs."""

    def choose_target(self, parent: QWidget, title: str, suggested: str) -> Path | None:
        """Where to write; the person has agreed to replace what is there."""


class Saver(QObject):
    """Copies at once and saves aside; `banner` tells what came of it, in place."""

    def __init__(self, jobs: Jobs, files: ChartFiles, over: QWidget) -> None:
        super().__init__(over)
        self._jobs, self._files, self._over = jobs, files, over
        self._name = ""
        self._whole = TableFile(None, Path())
        self.banner = Banner("", look="good")
        self.banner.hide()

    def menu(self, under: QWidget, charts: Sequence[Chart], mode: ChartMode, team: str) -> QMenu:
        """What can be done with everything that is seen, to be shown under its button."""
        menu = QMenu(under)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kept = tuple(charts)
        menu.addAction(_("Copy what you see"), partial(self.copy, kept, mode))
        menu.addAction(_("Save as a picture…"), partial(self.save_picture, kept, team))
        menu.addAction(_("Save the figures as a table…"), partial(self.save_table, kept, team))
        menu.addAction(_("Save everything as a spreadsheet…"), partial(self.save_workbook, team))
        return menu

    def copy(self, charts: Sequence[Chart], mode: ChartMode) -> None:
        """Put everything that is seen on the clipboard, as it is seen."""
        clipboard = QGuiApplication.clipboard()
        if mode is ChartMode.CHARTS:
            self._draw(partial(picture_of, tuple(charts)), self._on_copy_drawn)
            return
        if mode is ChartMode.TABLES:
            clipboard.setText(tables_text(charts))
        else:
            clipboard.setText(words_text(charts))
        self._tell(_("Copied. Paste it where you need it."), "")

    def save_one(self, chart: Chart, what: str, team: str) -> None:
        """A card's own wish: its ``picture``, or else its figures."""
        save = self.save_picture if what == "picture" else self.save_table
        save((chart,), team)

    def save_picture(self, charts: Sequence[Chart], team: str) -> None:
        """Ask where, then write one picture of them all, one under the other."""
        path = self._ask(_("Save as a picture"), file_name(charts, team), ".png")
        if path is not None:
            self._draw(partial(png_of, tuple(charts)), partial(self._on_picture_drawn, path))

    def save_table(self, charts: Sequence[Chart], team: str) -> None:
        """Ask where, then write the figures: a chart's own table, or of several one line a figure."""
        path = self._ask(_("Save the figures as a table"), file_name(charts, team), ".csv")
        if path is not None:
            self._write(_write_table, table_of(charts), path)

    def offer(self, team_id: str, quarters: int) -> None:
        """Whose tables a spreadsheet holds, and how far back they reach: as far as the page."""
        self._whole = TableFile(team_id, Path(), TableWish(quarters=quarters), overwrite=True)

    def save_workbook(self, team: str) -> None:
        """Ask where, then write all tables of the team, a sheet each, with what their columns mean."""
        path = self._ask(_("Save everything as a spreadsheet"), file_name((), team), XLSX)
        if path is not None:
            self._write(_write_workbook, self._whole, path.with_suffix(XLSX))

    def _draw(self, task: Callable[[], object], then: Callable[[Any], object]) -> None:
        """On the work thread, where it keeps nobody waiting: a page of charts takes longer than a blink."""
        self.banner.set_look("info")
        self.banner.set(_("Drawing the picture…"), "")
        self.banner.show()
        self._jobs.compute(task, owner=self, then=then)

    def _on_copy_drawn(self, picture: QImage) -> None:
        if self._jobs.me is not None:  # nothing comes onto the clipboard after a lock
            QGuiApplication.clipboard().setImage(picture)
            self._tell(_("Copied. Paste it where you need it."), "")

    def _on_picture_drawn(self, path: Path, png: bytes) -> None:
        if self._jobs.me is not None:
            self._write(_write_picture, png, path)

    def _ask(self, title: str, name: str, ending: str) -> Path | None:
        self.banner.hide()
        path = self._files.choose_target(self._over, title, name + ending)
        return path if path is None or path.suffix else path.with_suffix(ending)

    def _write(self, work: Callable[..., object], content: object, path: Path) -> None:
        self._name = path.name
        self._jobs.aside(work, content, path, owner=self, then=self._on_written, problem=self._on_problem)

    def _on_written(self, _result: object) -> None:
        self._tell(_("Saved as “{name}”.").format(name=self._name), "")

    def _on_problem(self, error: KnownError) -> None:
        self._tell(error.what, error.todo, look="warn")

    def _tell(self, title: str, text: str, *, look: str = "good") -> None:
        self.banner.set_look(look)
        self.banner.set(title, text)
        self.banner.show()
        announce(self._over, f"{title} {text}".strip())


def _write_picture(opened: OpenWorkspace, me: Me, png: bytes, path: Path) -> None:
    """On another thread; whoever chose the name was asked about a file that is there."""
    chart_files.save_picture(opened, me, png, path, overwrite=True)


def _write_table(opened: OpenWorkspace, me: Me, table: ChartTable, path: Path) -> None:
    chart_files.save_table(opened, me, table, path, overwrite=True)


def _write_workbook(opened: OpenWorkspace, me: Me, wanted: TableFile, path: Path) -> None:
    save_tables(opened, me, replace(wanted, path=path))


def picture_of(charts: Sequence[Chart]) -> QImage:
    """One picture of them all, one under the other, each with its title and its sentence."""
    drawn = [draw_picture(taken_along(chart), PICTURE_WIDTH) for chart in charts]
    whole = QImage(PICTURE_WIDTH, max(1, sum(image.height() for image in drawn)), QImage.Format.Format_RGB32)
    if not drawn:
        whole.fill(
            Qt.GlobalColor.white
        )  # else every row is painted over; to fill millions of them first holds up Python
    painter = QPainter(whole)
    y = 0
    for image in drawn:
        painter.drawImage(0, y, image)
        y += image.height()
    painter.end()
    return whole


def png_of(charts: Sequence[Chart]) -> bytes:
    """The same as a file."""
    return as_png(picture_of(charts))


def table_of(charts: Sequence[Chart]) -> ChartTable:
    """The table of one chart as it is; of several one line for each figure, so that none is lost in another's columns."""
    tables = [(c.title, c.table) for c in map(taken_along, charts) if not isinstance(c, Unshown)]
    if len(tables) == 1:
        return tables[0][1]
    rows = [
        (title, row[0], name, cell)
        for title, table in tables
        for row in table.rows
        for name, cell in zip(table.head[1:], row[1:], strict=False)
    ]
    return ChartTable((_("Chart"), _("Row"), _("Column"), _("Figure")), tuple(rows))


def tables_text(charts: Sequence[Chart]) -> str:
    """Every table under its title, with tabs between the cells."""
    return "\n\n".join(
        f"{chart.title}\n{chart_files.table_text(chart.table)}"
        for chart in map(taken_along, charts)
        if not isinstance(chart, Unshown)
    )


def words_text(charts: Sequence[Chart]) -> str:
    """Every title with its sentence."""
    return "\n\n".join(f"{chart.title}\n{chart.sentence}" for chart in map(taken_along, charts))


def file_name(charts: Sequence[Chart], team: str) -> str:
    """A name to suggest, without an ending: of the one chart, or of the page; plain letters, digits and dashes alone."""
    what = charts[0].title if len(charts) == 1 else _("Trends")
    kept = re.sub(r"[^A-Za-z0-9]+", "-", f"{team} {what}").strip("-")
    return kept[:LONGEST_NAME].strip("-") or "trends"
