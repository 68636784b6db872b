"""One button that writes one file: under which name, whether one may be replaced, and where it went, told in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.leading.files import LeadingFiles
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
    next_turn,
)
from pie_audit.words import _


class FileSaver(QWidget):
    """`saved` with the path once the file is there whole; `answered` when something stands under the button."""

    saved = Signal(object)
    answered = Signal()

    def __init__(
        self, jobs: Jobs, files: LeadingFiles, button: Button, busy_words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._files, self._busy_words = jobs, files, busy_words
        self._work: Callable[..., object] | None = None
        self._args: tuple[object, ...] = ()
        self._suggested = ""
        self._path = Path()
        self.button, self.busy = button, BusyLine()
        self.button.clicked.connect(self.save)
        self._answer = QVBoxLayout()
        self._answer.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self.button, self.busy):
            layout.addWidget(part)
        layout.addLayout(self._answer)

    def offer(self, suggested: str, work: Callable[..., object], *args: object) -> None:
        """What the button writes: ``work(opened, me, *args, path, overwrite)``."""
        self._suggested, self._work, self._args = suggested, work, args

    def save(self) -> None:
        """Ask where, then write."""
        self._say()
        path = self._files.choose_target(self, self.button.text(), self._suggested)
        if path is None:
            return
        self._path = path if path.suffix else path.with_suffix(Path(self._suggested).suffix)
        self._go_on(agreed=path == self._path)

    def _go_on(self, *, agreed: bool) -> None:
        """The dialog has asked before it gave the name of a file that is there; not of a name that got its ending here."""
        if self._path.exists() and not agreed:
            self._ask_to_replace()
        else:
            self._write(overwrite=self._path.exists())

    def _ask_to_replace(self) -> None:
        replace = SecondaryButton(_("Replace it"))
        replace.clicked.connect(self._on_replace)
        title = _("“{name}” is there already. Replace it?").format(name=self._path.name)
        text = _("What is in that file now would be gone.")
        self._say(Banner(title, text, look="warn"), self._other_name(), replace)
        announce(self, f"{title} {text}")

    def _on_replace(self) -> None:
        self._say()
        self._write(overwrite=True)

    def _on_again(self) -> None:
        self._say()
        self._go_on(agreed=False)

    def _write(self, *, overwrite: bool) -> None:
        if self._work is None:
            return
        self.button.setEnabled(False)
        self.busy.start(self._busy_words)
        self._jobs.aside(
            self._work,
            *self._args,
            self._path,
            overwrite,
            owner=self,
            then=self._on_written,
            problem=self._on_problem,
        )

    def _on_written(self, _done: object) -> None:
        self._rest()
        folder = self._path.parent.name or str(self._path.parent)
        title = _("Saved in the folder “{folder}”.").format(folder=folder)
        self._say(Banner(title, self._path.name, look="good"))
        announce(self, title)
        self.saved.emit(self._path)

    def _on_problem(self, error: KnownError) -> None:
        self._rest()
        again = SecondaryButton(_("Try again"))
        again.clicked.connect(self._on_again)
        self._say(Banner(error.what, error.todo, look="warn"), self._other_name(), again)
        announce(self, f"{error.what} {error.todo}")

    def _other_name(self) -> Button:
        button = PrimaryButton(_("Choose another name"))
        button.clicked.connect(self.save)
        return button

    def _rest(self) -> None:
        self.busy.stop()
        self.button.setEnabled(True)

    def _say(self, banner: Banner | None = None, *buttons: Button) -> None:
        """Put one answer under the button, its first button with the focus; nothing takes it away."""
        focused = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        clear(self._answer)
        if banner is not None:
            self._answer.addWidget(banner)
            next_turn(self, self.answered.emit)
        if buttons:
            self._answer.addWidget(boxed(FlowLayout(*buttons)))
            next_turn(buttons[0], buttons[0].setFocus)
        elif had_focus:
            self.button.setFocus()
