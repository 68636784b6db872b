"""“Still there?”: covers a shared screen that nobody touches, and lets it go when nobody answers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import Card, PrimaryButton, WrapLabel, announce, row
from pie_audit.words import _, plural

PATIENCE = 30
"""Seconds until the screen is cleared."""

_WIDTH = 460


class StillThere(QWidget):
    """Lies over its parent, and nothing shows through. `stayed` after any key or click, `gone` after 30 seconds."""

    stayed = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.left = 0
        self._title = WrapLabel(_("Still there?"), "h1")
        self._count = WrapLabel("")
        self.button = PrimaryButton(_("I’m still here")).stretch()
        self.button.clicked.connect(self._on_stay)
        about = _("Anything you have begun is kept, locked away. The words on your slip open it again.")
        self._card = Card(gap=14).add(
            self._title, self._count, WrapLabel(about, "small", "ink2"), self.button
        )
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(row(None, self._card, None, gap=0))
        layout.addStretch(2)
        self.timer = QTimer(self)
        self.timer.setInterval(1000)
        self.timer.timeout.connect(self.tick)
        parent.installEventFilter(self)
        self.hide()

    def ask(self) -> None:
        """Cover everything and begin to count."""
        self.left = PATIENCE
        self._say_left()
        self._place()
        self.show()
        self.raise_()
        self.timer.start()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._title.text()} {self._count.text()}")

    def tick(self) -> None:
        """A second has passed."""
        self.left -= 1
        if self.left > 0:
            self._say_left()
        else:
            self.timer.stop()
            self.gone.emit()

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self._on_stay()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._on_stay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for timer in self.findChildren(QTimer):
            timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.canvas)
        painter.end()

    def _place(self) -> None:
        parent = self.parentWidget()
        self.setGeometry(parent.rect())
        self._card.setFixedWidth(min(theme.px(_WIDTH), max(260, parent.width() - 40)))

    def _say_left(self) -> None:
        left = plural("{n} second", "{n} seconds", self.left).format(n=self.left)
        self._count.setText(_("If nobody answers, this screen is cleared in {left}.").format(left=left))

    def _on_stay(self, _checked: bool = False) -> None:
        self.timer.stop()
        self.hide()
        self.stayed.emit()
