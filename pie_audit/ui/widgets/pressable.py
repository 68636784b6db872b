"""Whole rows and cards that can be pressed: their words are labels inside, so they wrap and grow like any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QRadioButton, QSizePolicy, QWidget

from pie_audit.ui.theme import RADIUS_CONTROL, theme, tokens
from pie_audit.ui.widgets.arrange import column, row
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.ui.widgets.marks import IconMark, Mark, ThemeShape
from pie_audit.ui.widgets.text import WrapLabel

if TYPE_CHECKING:
    _Mixed = QAbstractButton
else:
    _Mixed = object  # a class can't descend from two of Qt's


class Pressable(FitsHeight, _Mixed):
    """Takes its size from the layout inside and paints a rounded ground under it. Mix in before a Qt button."""

    ring_radius = RADIUS_CONTROL
    _edge = "control"
    _ground = "surface"

    def prepare(self) -> None:
        """Call once, after the layout was set."""
        self.fit_height(QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self.update)
        theme.changed.connect(self.update)

    def natural_size(self) -> QSize:
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.layout().totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        return self.layout().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        height = self.layout().totalHeightForWidth(width)
        return height if height >= 0 else self.natural_size().height()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill, edge, width = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(fill if fill else Qt.BrushStyle.NoBrush)
        inset = width / 2 if edge else 0
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, self.ring_radius, self.ring_radius)
        painter.end()

    def _colours(self) -> tuple[QColor | None, QColor | None, float]:
        """Fill, edge and the edge's width in the state it is in. Chosen is never fill alone."""
        if self.isChecked():
            return tokens.soft, tokens.accent, 2
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        fill = tokens.sunk if over else (tokens.colour(self._ground) if self._ground else None)
        return fill, (tokens.colour(self._edge) if self._edge else None), 1


class RadioDot(Mark):
    """The round mark of an option, filled when chosen."""

    def __init__(self, parent: QAbstractButton) -> None:
        super().__init__(22, parent=parent)
        self._button = parent

    def draw(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(tokens.accent, 2))
        painter.setBrush(tokens.surface)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if self._button.isChecked():
            third = box.width() * 0.28
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawEllipse(box.adjusted(third, third, -third, -third))


class OptionCard(Pressable, QRadioButton):
    """One of a few options that need a sentence each. Options in the same parent exclude each other."""

    def __init__(self, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = column(WrapLabel(title, "strong"), gap=2)
        if text:
            words.addWidget(WrapLabel(text, "small", "ink2"))
        layout = row(RadioDot(self), gap=12)
        layout.addLayout(words, 1)
        layout.setContentsMargins(14, 10, 14, 10)
        self.setLayout(layout)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.prepare()


class ListRow(Pressable, QPushButton):
    """A row of a list to choose from: a shape or an icon, a title, and a note under it. Checkable."""

    _edge = _ground = ""

    def __init__(
        self,
        title: str,
        note: str = "",
        *,
        theme_index: int | None = None,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self._title, self._note = WrapLabel(title, "strong"), WrapLabel(note, "small", "ink2")
        self._end = IconMark("check-circle", 18, "good")
        self._end.hide()
        layout = row(gap=12)
        if theme_index is not None:
            layout.addWidget(ThemeShape(theme_index, 16))
        elif icon:
            layout.addWidget(IconMark(icon, 18, "accent"))
        layout.addLayout(column(self._title, self._note, gap=2), 1)
        layout.addWidget(self._end)
        layout.setContentsMargins(12, 8, 12, 8)
        self.setLayout(layout)
        self.set_note(note)
        self.prepare()

    def set_note(self, note: str, colour: str = "ink2") -> None:
        """Change the second line and the token of its colour."""
        self._note.setText(note)
        self._note.set_look(colour=colour)
        self._note.setVisible(bool(note))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(note)

    def set_ticked(self, ticked: bool) -> None:
        """Show the tick of something settled."""
        self._end.setVisible(ticked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk a list of rows; everything else as in any button."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        parent = self.parentWidget()
        if step and parent is not None:
            self._move(step, parent)
        else:
            super().keyPressEvent(event)

    def _move(self, step: int, parent: QWidget) -> None:
        rows = [w for w in parent.findChildren(ListRow) if w.isVisibleTo(parent)]
        at = rows.index(self) + step
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.OtherFocusReason)


class Tick(Pressable, QPushButton):
    """A tick box with words beside it."""

    _edge = _ground = ""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self._box = _TickBox(self)
        layout = row(self._box, gap=10)
        layout.addWidget(WrapLabel(text), 1)
        layout.setContentsMargins(4, 9, 4, 9)
        self.setLayout(layout)
        self.setAccessibleName(text)
        self.prepare()

    def _colours(self) -> tuple[QColor | None, QColor | None, float]:
        over = self.isEnabled() and self.underMouse()
        return (tokens.sunk if over else None), None, 0


class _TickBox(Mark):
    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(20)
        self._button = button

    def draw(self, painter: QPainter, box: QRectF) -> None:
        on = self._button.isChecked()
        painter.setPen(QPen(tokens.accent if on else tokens.control, 1.5))
        painter.setBrush(tokens.accent if on else tokens.surface)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        if on:
            paint_tick(painter, box, tokens.on_accent)


def paint_tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """A tick that fills two thirds of `box`."""
    side = box.width()
    pen = QPen(colour, max(1.8, side * 0.11), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    at = box.topLeft()
    painter.drawPolyline(
        [at + QPointF(side * x, side * y) for x, y in ((0.24, 0.53), (0.42, 0.70), (0.76, 0.32))]
    )
