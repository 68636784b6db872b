"""“Save as a table”: the plan for a spreadsheet, the same rows in the same order."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.table import TableName, Workbook
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.files import PlanFiles
from pie_audit.ui.widgets import LinkButton
from pie_audit.ui.widgets.file_offer import FileOffer
from pie_audit.words import _, plural
from pie_audit.workflows.plans import PlanView
from pie_audit.workflows.tables import making


class TableSaver(QWidget):
    """One link, and under it what came of it."""

    def __init__(self, jobs: Jobs, files: PlanFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._files = jobs, files
        self._view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self._name = ""
        self.button = LinkButton(_("Save as a table"), "table")
        self.offered = FileOffer(self.button, self._ask)
        self.offered.wanted.connect(self._write)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.offered)

    def offer(self, view: PlanView) -> None:
        """Whose plan the link saves; it is there once an action is."""
        self._view = view
        self.setVisible(any(group.actions for group in view.groups))

    def save(self) -> None:
        """Ask where, then write."""
        self.offered.save()

    def _ask(self, over: QWidget) -> Path | None:
        name = making.file_name(self._view.team.name, TableName.ACTIONS, making.XLSX)
        return self._files.save_table_as(over, name)

    def _write(self, path: Path, overwrite: bool) -> None:
        self._name = path.name
        wish = making.TableWish((TableName.ACTIONS,))
        wanted = making.TableFile(self._view.team.team_id, path, wish, overwrite)
        self._jobs.aside(
            making.save_tables, wanted, owner=self, then=self._on_written, problem=self.offered.refused
        )

    def _on_written(self, book: Workbook) -> None:
        title = plural("{n} action is in “{name}”.", "{n} actions are in “{name}”.", book.count)
        text = _("The same rows in the same order. Names of who holds what are in it.")
        self.offered.written(title.format(n=book.count, name=self._name), text)
