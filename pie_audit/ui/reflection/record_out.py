"""Handing a record out: a PDF, a document or text to paste; where it went, and whether a file may be replaced."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.registration import Material
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection.record_files import RecordFiles
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Button,
    FlowLayout,
    PrimaryButton,
    SecondaryButton,
    announce,
    boxed,
    clear,
    column,
)
from pie_audit.words import _
from pie_audit.workflows import registration
from pie_audit.workflows.registration import FileKind, RecordDesk, RecordFile


@dataclass(frozen=True, slots=True)
class Ready:
    """A record as it was looked through."""

    desk: RecordDesk
    material: Material
    roles: dict[str, str]
    text: str


def make_ready(desk: RecordDesk, material: Material, roles: dict[str, str]) -> Ready:
    """The record as it goes out. Works on what is in memory alone; a moment for a long one."""
    return Ready(desk, material, roles, registration.make_text(desk, material, roles))


class RecordOut(QWidget):
    """Three ways out, and under them what came of it. `handed_out` when the record left."""

    handed_out = Signal()

    def __init__(self, jobs: Jobs, files: RecordFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._files = jobs, files
        self._ready: Ready | None = None
        self._wanted: RecordFile | None = None
        self.pdf = PrimaryButton(_("Save as PDF"), "file-pdf")
        self.document = SecondaryButton(_("Save as a document"), "note")
        self.copy = SecondaryButton(_("Copy as text"), "copy")
        self.pdf.clicked.connect(self.save_pdf)
        self.document.clicked.connect(self.save_document)
        self.copy.clicked.connect(self.copy_text)
        self.busy = BusyLine()
        self._answer = QVBoxLayout()
        self._answer.setSpacing(10)
        buttons = boxed(FlowLayout(self.pdf, self.document, self.copy))
        self.setLayout(column(buttons, self.busy, self._answer, gap=10))

    def offer(self, ready: Ready) -> None:
        """What goes out; what was told of another record goes."""
        self._ready = ready
        clear(self._answer)

    def save_pdf(self, _checked: bool = False) -> None:
        """Ask where, then write the PDF."""
        self._save(FileKind.PDF)

    def save_document(self, _checked: bool = False) -> None:
        """Ask where, then write the document."""
        self._save(FileKind.DOCUMENT)

    def copy_text(self, _checked: bool = False) -> None:
        """Put the text on the clipboard, and remember what was handed out."""
        ready = self._ready
        if ready is None:
            return
        QGuiApplication.clipboard().setText(ready.text)
        self._jobs.write(
            registration.note_handed_out,
            ready.material,
            owner=self,
            then=self._on_copied,
            problem=self._on_problem,
        )

    def _save(self, kind: FileKind) -> None:
        ready = self._ready
        if ready is None:
            return
        clear(self._answer)
        name = registration.suggested_name(ready.material.rules.regulator_id, ready.desk.today, kind)
        path = self._files.save_as(self, name)
        if path is None:
            return
        self._wanted = RecordFile(ready.material, ready.roles, kind, path)
        if path.exists():
            self._ask_to_replace(path)
        else:
            self._write()

    def _ask_to_replace(self, path: Path) -> None:
        button = SecondaryButton(_("Replace it"))
        button.clicked.connect(self._on_replace)
        title = _("“{name}” is there already. Replace it?").format(name=path.name)
        self._say(title, _("What is in that file now would be gone."), "warn", button)

    def _on_replace(self, _checked: bool = False) -> None:
        if self._wanted is not None:
            self._wanted = replace(self._wanted, overwrite=True)
            self._write()

    def _write(self) -> None:
        clear(self._answer)
        assert self._ready is not None
        self._set_enabled(False)
        self.busy.start(_("Writing the record…"))
        self._jobs.aside(
            registration.save_record,
            self._ready.desk,
            self._wanted,
            owner=self,
            then=self._on_written,
            problem=self._on_problem,
        )

    def _on_written(self, _day: object) -> None:
        self._rest()
        assert self._wanted is not None
        path = self._wanted.path
        folder = path.parent.name or str(path.parent)
        title = _("Saved in the folder “{folder}”.").format(folder=folder)
        text = _("{name}. Nothing was sent to anybody.").format(name=path.name)
        self._say(title, text, "good")
        self.handed_out.emit()

    def _on_copied(self, _result: object) -> None:
        text = _("Paste it into the regulator’s own page. It stays on the clipboard for half a minute.")
        self._say(_("Copied."), text, "good")
        self.handed_out.emit()

    def _on_problem(self, error: KnownError) -> None:
        self._rest()
        self._say(error.what, error.todo, "warn")

    def _rest(self) -> None:
        self.busy.stop()
        self._set_enabled(True)

    def _set_enabled(self, enabled: bool) -> None:
        for button in (self.pdf, self.document, self.copy):
            button.setEnabled(enabled)

    def _say(self, title: str, text: str, look: str, *buttons: Button) -> None:
        clear(self._answer)
        self._answer.addWidget(Banner(title, text, look=look))
        if buttons:
            self._answer.addWidget(boxed(FlowLayout(*buttons)))
            buttons[0].setFocus()
        announce(self, f"{title} {text}")
