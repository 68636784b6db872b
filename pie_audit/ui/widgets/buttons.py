"""Buttons painted from the tokens: primary, secondary, link and icon-only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from pie_audit.ui.icons import paint_icon
from pie_audit.ui.theme import RADIUS_CONTROL, TARGET, TARGET_IN_ROW, theme, tokens
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.ui.widgets.tips import QuietTip

_WRAP = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class Button(FitsHeight, QPushButton):
    """What the four kinds share. Text is shown as it is (an & stays an &) and wraps when there is no room."""

    ring_radius = RADIUS_CONTROL
    _padding = 20
    _fill = _edge = ""
    _text = "ink"

    def __init__(
        self,
        text: str,
        icon: str = "",
        *,
        trailing: str = "",
        in_row: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._icon, self._trailing, self._in_row = text, icon, trailing, in_row
        self._taken: dict[int, QSize] = {}  # by width: layouts ask for the same few again and again
        self._longest: int | None = None
        self._in_one_line: int | None = None
        self.fit_height(QSizePolicy.Policy.Maximum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setText(text)
        self._restyle()
        theme.changed.connect(self._restyle)

    def setText(self, text: str) -> None:
        """Show `text`. Qt forgets the shortcut with each text: set it afterwards."""
        self._words = text
        self._measure_anew()
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        """Change the icon before the words."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def stretch(self) -> Button:
        """Take the whole width offered, as in a narrow card; returns itself."""
        self.fit_height(QSizePolicy.Policy.Expanding)
        return self

    def natural_size(self) -> QSize:
        if self._in_one_line is None:
            self._in_one_line = self.fontMetrics().horizontalAdvance(self._words)
        width = self._extra() + self._in_one_line + 2
        return QSize(max(width, self._smallest()), self._height(1))

    def minimumSizeHint(self) -> QSize:
        if self._longest is None:
            metrics = self.fontMetrics()
            self._longest = max((metrics.horizontalAdvance(w) for w in self._words.split()), default=0)
        return QSize(min(self.natural_size().width(), self._extra() + self._longest + 2), self._height(1))

    def heightForWidth(self, width: int) -> int:
        lines = self._taken_in(width - self._extra()).height()
        return max(self._height(1), lines + self._height(1) - self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure_anew()

    def _taken_in(self, width: int) -> QSize:
        """What the words take where they wrap at this width."""
        if width not in self._taken:
            room = QRect(0, 0, max(1, width), 10_000)
            self._taken[width] = self.fontMetrics().boundingRect(room, int(_WRAP), self._words).size()
        return self._taken[width]

    def _measure_anew(self) -> None:
        self._taken.clear()
        self._longest = self._in_one_line = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_shape(painter)
        self._paint_content(painter, self._ink())
        painter.end()

    def _paint_shape(self, painter: QPainter) -> None:
        fill, edge = self._colours()
        if fill is None and edge is None:
            return
        painter.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(fill if fill else Qt.BrushStyle.NoBrush)
        inset = 0.5 if edge else 0
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, self.ring_radius, self.ring_radius)

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        box, mark = self.rect(), self._mark()
        words = self._taken_in(box.width() - self._extra()).width() + 1
        x = box.x() + (box.width() - self._marks_width() - words) // 2
        if self._icon:
            paint_icon(painter, self._icon, QRectF(x, (box.height() - mark) / 2, mark, mark), ink)
            x += mark + self._gap()
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(QRect(x, 0, words + 2, box.height()), int(_WRAP), self._words)
        if self._trailing:
            at = QRectF(x + words + self._gap() - 2, (box.height() - mark) / 2, mark, mark)
            paint_icon(painter, self._trailing, at, ink)

    def _colours(self) -> tuple[QColor | None, QColor | None]:
        """Fill and edge in the state it is in."""
        if not self.isEnabled():
            return tokens.sunk, tokens.control
        fill = tokens.colour(self._fill) if self._fill else None
        edge = tokens.colour(self._edge) if self._edge else None
        if self.isDown() or (self.isCheckable() and self.isChecked()):
            return tokens.soft, tokens.accent
        return (tokens.sunk if self.underMouse() else fill), edge

    def _ink(self) -> QColor:
        return tokens.colour(self._text) if self.isEnabled() else tokens.ink2

    def _mark(self) -> int:
        return theme.px(16 if self._in_row else 18)

    def _gap(self) -> int:
        return theme.px(8)

    def _marks_width(self) -> int:
        return (bool(self._icon) + bool(self._trailing)) * (self._mark() + self._gap())

    def _extra(self) -> int:
        """Everything across that isn't words."""
        return self._marks_width() + 2 * (13 if self._in_row else self._padding)

    def _smallest(self) -> int:
        return TARGET_IN_ROW if self._in_row else TARGET

    def _height(self, lines: int) -> int:
        room = 12 if self._in_row else 18
        return max(self._smallest(), lines * self.fontMetrics().height() + room)

    def _restyle(self) -> None:
        self.setFont(theme.font("small_strong" if self._in_row else "strong"))
        self.updateGeometry()
        self.update()


class PrimaryButton(Button):
    """The one main action of a page."""

    _padding = 24

    def _colours(self) -> tuple[QColor | None, QColor | None]:
        if not self.isEnabled():
            return tokens.sunk, tokens.control
        return (tokens.accent_hover if self.underMouse() or self.isDown() else tokens.accent), None

    def _ink(self) -> QColor:
        return tokens.on_accent if self.isEnabled() else tokens.ink2


class SecondaryButton(Button):
    """An outlined button; checkable ones show their state by fill, edge and a heavier line."""

    _fill, _edge = "surface", "control"

    def _ink(self) -> QColor:
        if self.isCheckable() and self.isChecked():
            return tokens.soft_ink
        return super()._ink()


class LinkButton(Button):
    """Accent words without a shape, for what may also be left alone."""

    _padding = 6
    _text = "accent"

    def _colours(self) -> tuple[QColor | None, QColor | None]:
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        return (tokens.soft if over else None), None


class IconButton(QuietTip, Button):
    """Only an icon to see; `name` is its tooltip and its accessible name."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        outlined: bool = False,
        in_row: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._edge = "control" if outlined else ""
        self._fill = "surface" if outlined else ""
        super().__init__("", icon, in_row=in_row, parent=parent)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """What it does, in words."""
        self.setAccessibleName(name)
        self.tip = name

    def natural_size(self) -> QSize:
        side = max(self._smallest(), self._mark() + 18)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.natural_size()

    def heightForWidth(self, _width: int) -> int:
        return self.natural_size().height()

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        mark = self._mark() + 2
        box = QRectF(self.rect())
        paint_icon(
            painter, self._icon, QRectF((box.width() - mark) / 2, (box.height() - mark) / 2, mark, mark), ink
        )
