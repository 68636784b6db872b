"""What the record asks of the computer's file dialog."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from pie_audit.words import _


class RecordFiles(Protocol):
    """Where to write, as the person at this computer says."""

    def save_as(self, parent: QWidget, suggested_name: str) -> Path | None:
        """The file to write, or None after second thoughts. Asks nothing about one that is there already."""


class RecordDialog:
    """This computer's own dialog. Whether a file may be replaced is the page's to ask, with its name."""

    def save_as(self, parent: QWidget, suggested_name: str) -> Path | None:
        """See `RecordFiles`."""
        ending = Path(suggested_name).suffix
        kinds = _("PDF files") if ending == ".pdf" else _("Documents")
        found, _filter = QFileDialog.getSaveFileName(
            parent,
            _("Save this record"),
            str(Path.home() / suggested_name),
            f"{kinds} (*{ending})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not found:
            return None
        path = Path(found)
        return path if path.suffix else path.with_suffix(ending)
