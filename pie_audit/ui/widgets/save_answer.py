"""What came of saving a file, told under its button, each with what can be done next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.widgets.arrange import FlowLayout, boxed, clear
from pie_audit.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from pie_audit.ui.widgets.page import next_turn
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.strips import Banner
from pie_audit.words import _


class SaveAnswer(QWidget):
    """One answer at a time. `told` once something stands here; the others when somebody chose what to do about it."""

    told = Signal()
    replace_wanted = Signal()
    other_name_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, button: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = button
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.hide()

    def is_told(self) -> bool:
        """Whether something stands here."""
        return self._column.count() > 0

    def ask_to_replace(self, path: Path) -> None:
        """A file of this name is there."""
        title = _("“{name}” is there already. Replace it?").format(name=path.name)
        self._offer_names(title, _("What is in that file now would be gone."), self._replace())

    def refused(self, error: KnownError) -> None:
        """Nothing was written, and why."""
        again = SecondaryButton(_("Try again"))
        again.clicked.connect(self.again_wanted)
        self._offer_names(error.what, error.todo, again)

    def saved(self, path: Path) -> None:
        """The file is there, whole."""
        folder = path.parent.name or str(path.parent)
        self.tell(_("Saved in the folder “{folder}”.").format(folder=folder), path.name, look="good")

    def tell(self, title: str, text: str = "", *, look: str = "info") -> None:
        """One sentence, and what goes with it."""
        self._show(Banner(title, text, look=look))
        announce(self, title)

    def forget(self) -> None:
        """Nothing stands here; the focus goes back to the button if it was here."""
        focused = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        clear(self._column)
        self.hide()
        if had_focus:
            self._button.setFocus()

    def _replace(self) -> Button:
        button = SecondaryButton(_("Replace it"))
        button.clicked.connect(self.replace_wanted)
        return button

    def _offer_names(self, title: str, text: str, second: Button) -> None:
        """A warning, with another name as the first way on."""
        other = PrimaryButton(_("Choose another name"))
        other.clicked.connect(self.other_name_wanted)
        self._show(Banner(title, text, look="warn"), other, second)
        announce(self, f"{title} {text}")

    def _show(self, banner: Banner, *buttons: Button) -> None:
        """The first button takes the focus; nothing takes it away."""
        clear(self._column)
        self._column.addWidget(banner)
        if buttons:
            self._column.addWidget(boxed(FlowLayout(*buttons)))
            next_turn(buttons[0], buttons[0].setFocus)
        self.show()
        next_turn(self, self.told.emit)
