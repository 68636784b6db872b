"""After sending: thanks without a name, nothing left to find, and the same words on support for everybody."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.ui.survey.promise_words import again_words
from pie_audit.ui.survey.small_windows import paragraphs
from pie_audit.ui.widgets import (
    Card,
    FlowLayout,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
    put,
)
from pie_audit.words import _, plural
from pie_audit.workflows.surveys.views import Taking

DOOR_AFTER = 10
"""Seconds until a shared screen goes back to the door (screens.md, “Survey, taking”)."""


class ThanksPanel(QWidget):
    """`done` when a shared screen has waited long enough; `stopped` when somebody wants to go on reading."""

    done = Signal()
    stopped = Signal()

    def __init__(self, *, kiosk: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kiosk, self._left = kiosk, 0
        self.title = WrapLabel(_("Thank you. There is nothing on this screen to find."), "display")
        self._next, self._again = WrapLabel("", "lead"), WrapLabel("", "body", "ink2")
        self.support = Card(_("Where can I get support?"), look="sunk", icon="lifebuoy", gap=10)
        self._support_words = column(gap=10)
        self.support.add(WrapLabel(_("Everybody sees these words, whatever they answered."), "small", "ink2"))
        self.support.add(self._support_words)
        self.stay = SecondaryButton(_("Stay here and read"))
        self.stay.setVisible(False)
        self._count = WrapLabel("", "small", "ink2", wrap=False)
        self.stay.clicked.connect(self.stop)
        self.timer = QTimer(self)
        self.timer.setInterval(1000)
        self.timer.timeout.connect(self.tick)
        waiting = boxed(FlowLayout(self._count, self.stay, gap=14))
        layout = column(gap=12)
        put(layout, self.title, self._next, self._again, waiting, 6, self.support)
        self.setLayout(layout)

    def show_thanks(self, taking: Taking) -> None:
        """Say it, and on a shared screen begin to count."""
        report = weekday_words(taking.plan.report_by)
        self._next.setText(_("The team hears what came out by {day}.").format(day=report))
        self._again.setText(again_words(taking))
        clear(self._support_words)
        put(self._support_words, *paragraphs(taking.support_lines))
        self.stay.setVisible(self._kiosk)
        self._count.setVisible(self._kiosk)
        if self._kiosk:
            self._left = DOOR_AFTER
            self._say_left()
            self.timer.start()

    def tick(self) -> None:
        """A second has passed."""
        self._left -= 1
        if self._left <= 0:
            self.timer.stop()
            self.done.emit()
        else:
            self._say_left()

    def stop(self) -> None:
        """Somebody reads: only the quiet minutes of a shared screen count from now on."""
        self.timer.stop()
        self.stay.hide()
        self._count.hide()
        self.stopped.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for timer in self.findChildren(QTimer):
            timer.stop()

    def _say_left(self) -> None:
        left = plural("{n} second", "{n} seconds", self._left).format(n=self._left)
        self._count.setText(_("This screen goes back to the start in {left}.").format(left=left))
