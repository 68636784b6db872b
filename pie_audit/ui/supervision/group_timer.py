"""The quiet timer of a step: a thin line, minutes in words, a pause; no sound, no seconds, no colour that warns."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.quiet_timer import QuietTimer
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import FlowLayout, IconButton, SecondaryButton, WrapLabel, boxed, column
from pie_audit.words import _, plural

LOOK_AGAIN_MS = 5_000
"""The line moves so often; nothing on it can be seen to run."""


class TimerLine(QWidget):
    """Shows the timer of the step in hand. `minutes_chosen` when it was given more or less time."""

    minutes_chosen = Signal(int)

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._timer = QuietTimer(0)
        self._line = _ThinLine()
        self.words = WrapLabel("", "lead", "ink2")
        self.go = SecondaryButton(_("Start"), "clock", in_row=True)
        self.less = IconButton("minus", _("A minute less for this step"), outlined=True, in_row=True)
        self.more = IconButton("plus", _("A minute more for this step"), outlined=True, in_row=True)
        self.go.clicked.connect(self._on_go)
        self.less.clicked.connect(self._on_less)
        self.more.clicked.connect(self._on_more)
        layout = column(
            self._line, self.words, boxed(FlowLayout(self.go, self.less, self.more, gap=8)), gap=8
        )
        self.setLayout(layout)
        self._turn = QTimer(self)
        self._turn.setInterval(LOOK_AGAIN_MS)
        self._turn.timeout.connect(self.look)

    def show_timer(self, timer: QuietTimer) -> None:
        """Another step, or the same with what has passed of it."""
        self._timer = timer
        self.look()

    @property
    def timer(self) -> QuietTimer:
        """As it stands, to come back to after another step."""
        return self._timer

    def pause(self) -> None:
        """Rest: the group does something else."""
        self._timer = self._timer.paused(self._clock())
        self.look()

    def look(self) -> None:
        """Show what the clock says now."""
        now = self._clock()
        timer = self._timer
        self._line.set_part(timer.part(now))
        begun = timer.runs or timer.used > 0
        usual = plural("{n} minute for this step", "{n} minutes for this step", timer.minutes)
        words = timer.words(now) if begun else usual.format(n=timer.minutes) if timer.minutes else ""
        self.words.setText(_("Paused: {words}").format(words=words) if begun and not timer.runs else words)
        self.go.setText(_("Pause") if timer.runs else _("Go on") if begun else _("Start the timer"))
        self.go.set_icon("pause" if timer.runs else "clock")
        self.less.setEnabled(timer.minutes > 0)
        if timer.runs and not self._turn.isActive():
            self._turn.start()
        elif not timer.runs:
            self._turn.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._turn.stop()

    def _on_go(self) -> None:
        now = self._clock()
        self._timer = self._timer.paused(now) if self._timer.runs else self._timer.started(now)
        self.look()

    def _on_less(self) -> None:
        self._give(self._timer.minutes - 1)

    def _on_more(self) -> None:
        self._give(self._timer.minutes + 1)

    def _give(self, minutes: int) -> None:
        self._timer = self._timer.given(minutes)
        self.look()
        self.minutes_chosen.emit(self._timer.minutes)


class _ThinLine(QWidget):
    """How much of the time has passed, in one colour from first to last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def set_part(self, part: float) -> None:
        """0 to 1."""
        self._part = part
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(20, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens.control if theme.high_contrast else Qt.PenStyle.NoPen)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(tokens.sunk if theme.high_contrast else tokens.line)
        painter.drawRoundedRect(box, 2.5, 2.5)
        if self._part > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            done = QRectF(box)
            done.setWidth(max(5.0, box.width() * self._part))
            painter.drawRoundedRect(done, 2.5, 2.5)
        painter.end()
