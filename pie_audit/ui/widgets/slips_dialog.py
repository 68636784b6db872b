"""A window that makes slips: what is asked first, then their words once, and that they came out right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.widgets.arrange import clear
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.ui.widgets.buttons import PrimaryButton, SecondaryButton
from pie_audit.ui.widgets.slips_panel import SlipsPanel
from pie_audit.ui.widgets.slips_print import SlipSheet
from pie_audit.words import _


class MakesSlips(AskingDialog):
    """Nothing is stored before “They came out right”; the words never are.

    Who uses it fills `content`, answers `go` and `right`, and lets go of what was made in `forget_words`.
    """

    _width = 640

    def __init__(self, title: str, make: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        self.add(self.content, None)
        self.go = PrimaryButton(make)
        self.throw = SecondaryButton(_("Throw them away"))
        self.throw.clicked.connect(self.reject)
        self.right = PrimaryButton(_("They came out right"))
        self.add_buttons(self.go, self.throw, self.right)
        self.throw.hide()
        self.right.hide()

    def show_sheet(self, sheet: SlipSheet) -> None:
        """Show the words, large, with the ways to paper."""
        self.set_busy("")
        clear(self.content)
        self.set_title(_("Print these now"))
        self.panel = SlipsPanel(sheet)
        self.panel.trouble.connect(self.say)
        self.content.addWidget(self.panel)
        self.leave.hide()
        self.go.hide()
        self.throw.show()
        self.right.show()
        self._fit_soon()
        self.panel.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_words(self) -> None:
        """Let go of every slip that was made."""

    def done(self, result: int) -> None:
        """However it closes, the words go from the screen and from memory."""
        self.forget_words()
        clear(self.content)
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape never throws slips away."""
        if event.key() == Qt.Key.Key_Escape and not self.throw.isHidden():
            return
        super().keyPressEvent(event)
