"""One button that writes a file: where to, whether one that is there may be replaced, and what came of it, in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.widgets.arrange import FlowLayout, boxed, clear
from pie_audit.ui.widgets.buttons import Button, SecondaryButton
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.strips import Banner
from pie_audit.words import _

Ask = Callable[[QWidget], Path | None]


class FileOffer(QWidget):
    """`wanted` brings the path and whether what is there is replaced; whoever writes says `written` or `refused`."""

    wanted = Signal(object, bool)

    def __init__(self, button: Button, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._path = Path()
        self.button = button
        self.button.clicked.connect(self._on_clicked)
        self._answer = QVBoxLayout()
        self._answer.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(boxed(FlowLayout(button)))
        layout.addLayout(self._answer)

    def save(self) -> None:
        """Ask where, then tell whoever writes."""
        clear(self._answer)
        path = self._ask(self)
        if path is None:
            return
        self._path = path
        # A folder, a link or a device is refused by whoever writes, in words of its own.
        if path.is_file() and not path.is_symlink():
            self._ask_to_replace()
        else:
            self._begin(replace=False)

    def written(self, title: str, text: str = "") -> None:
        """It is there."""
        self._rest()
        self._say(title, text, "good")

    def refused(self, error: KnownError) -> None:
        """It isn't, and why."""
        self._rest()
        self._say(error.what, error.todo, "warn")

    def _on_clicked(self, _checked: bool = False) -> None:
        self.save()

    def _ask_to_replace(self) -> None:
        button = SecondaryButton(_("Replace it"), in_row=True)
        button.clicked.connect(self._on_replace)
        title = _("“{name}” is there already. Replace it?").format(name=self._path.name)
        self._say(title, _("What is in that file now would be gone."), "warn", button)
        button.setFocus()

    def _on_replace(self, _checked: bool = False) -> None:
        clear(self._answer)
        self.button.setFocus()
        self._begin(replace=True)

    def _begin(self, *, replace: bool) -> None:
        self.button.setEnabled(False)
        self.wanted.emit(self._path, replace)

    def _rest(self) -> None:
        self.button.setEnabled(True)

    def _say(self, title: str, text: str, look: str, *buttons: Button) -> None:
        clear(self._answer)
        self._answer.addWidget(Banner(title, text, look=look))
        if buttons:
            self._answer.addWidget(boxed(FlowLayout(*buttons)))
        announce(self, f"{title} {text}".strip())
