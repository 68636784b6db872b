"""“Take everything along”: all that one person may read, as one open file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.settings.files import Files
from pie_audit.ui.widgets import Card, SecondaryButton, Tick, WrapLabel
from pie_audit.ui.widgets.file_offer import FileOffer
from pie_audit.words import _, plural
from pie_audit.workflows import workspace_export


class TakeAlong(QWidget):
    """One's own pages go along only when they are ticked, because anybody can read the file."""

    KINDS: frozenset[Kind] = frozenset()
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._files = jobs, files
        self._path = Path()
        self.own = Tick(_("My own private pages too"))
        self.button = SecondaryButton(_("Take everything along…"), "export")
        self.offered = FileOffer(self.button, self._ask)
        self.offered.wanted.connect(self._write)
        card = Card(_("Take everything along"), icon="export")
        card.add(
            WrapLabel(
                _(
                    "Everything you may read, as one open file that other programs can read: plans, what was "
                    "agreed, asks and replies, small logs, released figures. Nobody else’s private words."
                )
            ),
            self.own,
            WrapLabel(_("The file isn’t sealed. Keep it where only you look."), "small", "ink2"),
            self.offered,
            None,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        layout.addStretch(1)
        self.setFocusProxy(self.own)

    def reload(self) -> None:
        """Nothing is read before somebody asks for the file."""

    def _ask(self, over: QWidget) -> Path | None:
        path = self._files.choose_target(over, _("Take everything along"), workspace_export.SUGGESTED_NAME)
        return path if path is None or path.suffix else path.with_suffix(".json")

    def _write(self, path: Path, overwrite: bool) -> None:
        self._path = path
        wanted = workspace_export.WorkspaceFile(path, self.own.isChecked(), overwrite)
        self._jobs.aside(
            workspace_export.save_workspace,
            wanted,
            owner=self,
            then=self._on_written,
            problem=self.offered.refused,
        )

    def _on_written(self, records: int) -> None:
        title = plural("{n} record is in “{name}”.", "{n} records are in “{name}”.", records)
        self.offered.written(title.format(n=records, name=self._path.name), _("Anybody can read it."))
