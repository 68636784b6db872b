"""What these screens ask of the computer's file dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from pie_audit.words import _
from pie_audit.workflows.reply_files import ENDING


class PlanFiles(Protocol):
    """Where to write, as the person at this computer says."""

    def save_as(self, parent: QWidget, suggested_name: str) -> Path | None:
        """The file to write, or None after second thoughts. Asks nothing about one that is there already."""

    def save_calendar_as(self, parent: QWidget, suggested_name: str) -> Path | None:
        """The same for a calendar file."""

    def save_table_as(self, parent: QWidget, suggested_name: str) -> Path | None:
        """The same for a table: XLSX or CSV."""

    def open_replies(self, parent: QWidget) -> Path | None:
        """A file of replies to read, or None after second thoughts."""


class SaveDialog:
    """This computer's own dialog. Whether a file may be replaced is the page's to ask, with its name."""

    def save_as(self, parent: QWidget, suggested_name: str) -> Path | None:
        """See `PlanFiles`."""
        return _ask(parent, _("Save this PDF"), suggested_name, _("PDF files") + " (*.pdf)")

    def save_calendar_as(self, parent: QWidget, suggested_name: str) -> Path | None:
        """See `PlanFiles`."""
        title, kinds = _("Save a calendar file"), _("Calendar files") + " (*.ics)"
        return _ask(parent, title, suggested_name, kinds)

    def save_table_as(self, parent: QWidget, suggested_name: str) -> Path | None:
        """See `PlanFiles`."""
        kinds = (_("Spreadsheets") + " (*.xlsx)", _("Plain tables") + " (*.csv)")
        return _ask(parent, _("Save as a table"), suggested_name, ";;".join(kinds))

    def open_replies(self, parent: QWidget) -> Path | None:
        """See `PlanFiles`."""
        kinds = _("Replies from leaders") + f" (*{ENDING})"
        found, _filter = QFileDialog.getOpenFileName(parent, _("Take in replies"), str(Path.home()), kinds)
        return Path(found) if found else None


def _ask(parent: QWidget, title: str, suggested_name: str, kinds: str) -> Path | None:
    found, kind = QFileDialog.getSaveFileName(
        parent,
        title,
        str(Path.home() / suggested_name),
        kinds,
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not found:
        return None
    path = Path(found)
    chosen = kind[kind.rfind("*.") + 1 :].rstrip(")") or Path(suggested_name).suffix
    return path if path.suffix else path.with_suffix(chosen)
