"""The projector view: a window of its own for the room, on the second screen where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from pie_audit.ui.audit.projector_slide import Slide, SlidePainter
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets.dots import FALL_MS
from pie_audit.ui.widgets.second_screen import show_to_room
from pie_audit.words import _

_BLANK = Slide("")


class Projector(QWidget):
    """Shows one slide, read-only: no notes, no names, nothing to write in. Esc leaves it.

    Keys pressed on it come out as `pressed`, so that the meeting goes on whichever window has the keyboard. `left`
    when it closes; its parent's closing, a lock and another page close it too.
    """

    pressed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("Projector view"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(480, 270)
        self.slide = _BLANK
        self._height_left = 0.0
        self._falling = QVariantAnimation(self)
        self._falling.setDuration(FALL_MS)
        self._falling.setStartValue(1.0)
        self._falling.setEndValue(0.0)
        self._falling.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._falling.valueChanged.connect(self._on_height_left)
        theme.changed.connect(self.update)

    def open(self, operator: QScreen, screens: Sequence[QScreen] | None = None) -> None:
        """Full screen on another screen than the operator's; without one, a window that can be moved."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the keyboard stays with the operator
        show_to_room(self, operator, screens)

    def show_slide(self, slide: Slide) -> None:
        """Show this from now on; dots that weren't there a moment ago fall into place."""
        opened = bool(slide.rows) and not self.slide.rows and slide.title == self.slide.title
        self.slide = slide
        self.setAccessibleName(". ".join(filter(None, (slide.title, slide.line))))
        self.setAccessibleDescription(slide.said or ". ".join(slide.topics))
        self._falling.stop()
        self._height_left = 0.0
        if opened and self.isVisible() and not theme.still:
            self._height_left = 1.0
            self._falling.start()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        SlidePainter(self.slide, QRectF(self.rect()), height_left=self._height_left).paint(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            event.ignore()
            self.pressed.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was on it goes with it."""
        self.slide = _BLANK
        self.setAccessibleName("")
        self.setAccessibleDescription("")
        super().closeEvent(event)
        self.left.emit()

    def _on_height_left(self, part: float) -> None:
        self._height_left = part
        self.update()
