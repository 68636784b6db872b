"""One line that says what takes its time, but only when it does."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.widgets.arrange import row
from pie_audit.ui.widgets.buttons import SecondaryButton
from pie_audit.ui.widgets.marks import IconMark
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _

APPEARS_AFTER_MS, CANCEL_AFTER_MS = 300, 2000


class BusyLine(QWidget):
    """Plain words after 300 ms (“Opening your quarter…”), a Cancel button after 2 s where `can_cancel`."""

    cancelled = Signal()

    def __init__(self, *, can_cancel: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_cancel = can_cancel
        self._words = WrapLabel("", "body", "ink2")
        self._cancel = SecondaryButton(_("Cancel"), in_row=True)
        self._cancel.clicked.connect(self.cancelled)
        layout = row(IconMark("hourglass", 20, "accent"), gap=10)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._cancel)
        self.setLayout(layout)
        self._appear, self._offer = QTimer(self), QTimer(self)
        for timer, after, then in (
            (self._appear, APPEARS_AFTER_MS, self._on_appear),
            (self._offer, CANCEL_AFTER_MS, self._on_offer),
        ):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(then)
        self.hide()

    def start(self, words: str) -> None:
        """Work has begun; nothing shows yet."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._cancel.hide()
        self._appear.start()
        if self._can_cancel:
            self._offer.start()

    def stop(self) -> None:
        """Work is over, however it ended."""
        self._appear.stop()
        self._offer.stop()
        self.hide()

    def _on_appear(self) -> None:
        self.show()
        announce(self, self._words.text())

    def _on_offer(self) -> None:
        self._cancel.show()
