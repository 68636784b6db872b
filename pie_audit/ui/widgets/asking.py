"""A small window over the page, for what needs a word or has no undo."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets.arrange import FlowLayout, Item, boxed, put, row
from pie_audit.ui.widgets.busy_line import BusyLine
from pie_audit.ui.widgets.buttons import SecondaryButton
from pie_audit.ui.widgets.page import ScrollBody
from pie_audit.ui.widgets.reading_order import step_by_tab
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.strips import Banner
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _

EDGE = 24
"""Pixels around everything in the window."""
RING = 6
"""Of these, what the parts keep for their focus rings."""


class AskingDialog(QDialog):
    """Heading, a body that scrolls when it must, one line for trouble, and buttons.

    It is opened with `open()`, never blocks, and goes when the page under it goes. Enter presses a button only
    where that button has the focus; Escape goes back.
    """

    _width = 560

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.first_focus: QWidget | None = None
        self.heading = WrapLabel(title, "h1")
        self.body = ScrollBody()
        self.body.column.setSpacing(12)
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.busy_line = BusyLine()
        self.leave = SecondaryButton(_("Go back"))
        self.leave.clicked.connect(self.reject)
        self._buttons = FlowLayout(gap=12)
        self._foot = row(self.leave, None)
        self._foot.addWidget(boxed(self._buttons))
        self._foot.setContentsMargins(RING, RING, RING, RING)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE - RING, EDGE, EDGE - RING, EDGE - RING)
        column.setSpacing(8)
        column.addWidget(self.heading)
        self.heading.setContentsMargins(RING, 0, RING, 0)
        column.addWidget(self.body, 1)
        column.addWidget(self.trouble)
        column.addWidget(self.busy_line)
        column.addLayout(self._foot)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Ask something else in the same window."""
        self.setWindowTitle(title)
        self.heading.setText(title)

    def add(self, *items: Item) -> AskingDialog:
        """Put widgets, layouts, gaps or stretch into the body; returns itself."""
        put(self.body.column, *items)
        return self

    def add_buttons(self, *buttons: QWidget) -> None:
        """At the right, the main one last; the way back stands at the left."""
        for button in buttons:
            self._buttons.addWidget(button)

    def show_trouble(self, error: KnownError) -> None:
        """Say what happened and what to do, above the buttons."""
        self.say(f"{error.what} {error.todo}")

    def say(self, words: str) -> None:
        """Put a sentence in the line for trouble; an empty one takes it away."""
        self.set_busy("")
        self.trouble.set(words)
        self.trouble.setVisible(bool(words))
        if words:
            announce(self, words)
        self._fit_soon()

    def set_busy(self, words: str) -> None:
        """Say what is being worked on and hold the buttons back; an empty text is for ready."""
        if words:
            self.trouble.hide()
            self.busy_line.start(words)
        else:
            self.busy_line.stop()
        for at in range(self._buttons.count()):
            self._buttons.itemAt(at).widget().setEnabled(not words)

    def fit(self) -> None:
        """As wide as reads well, as high as the words need, never beyond the window underneath."""
        most = self.parentWidget().window().size() - QSize(32, 32)
        width = min(theme.px(self._width), most.width())
        inner = width - 2 * (EDGE - RING)
        content = self.body.content.layout()
        needed = (
            content.totalHeightForWidth(inner) if content.hasHeightForWidth() else content.sizeHint().height()
        )
        shown = [w for w in (self.trouble, self.busy_line) if not w.isHidden()]
        around = sum(w.heightForWidth(inner) + 8 for w in (self.heading, *shown))
        self.resize(
            width, min(most.height(), needed + around + self._foot.sizeHint().height() + 2 * EDGE + 8)
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        (self.first_focus or self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows what is read."""
        return step_by_tab(self, forward=forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _fit_soon(self) -> None:
        """Sizes are known once the words have been laid out."""
        QTimer.singleShot(0, self, self.fit)
