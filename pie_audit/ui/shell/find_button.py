"""The way into the palette for a mouse: a field to look at that is a button, with its key beside the words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent

from pie_audit.ui.icons import paint_icon
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import Button, QuietTip
from pie_audit.words import _

KEYS = "Ctrl+K"
_WIDTH, _SIDE, _APART = 264, 18, 14


class FindButton(QuietTip, Button):
    """“Find or do anything”. Only its magnifying glass where there is little room or the text is large."""

    _fill, _edge = "surface", "control"

    def __init__(self) -> None:
        self._small = False
        super().__init__(_("Find or do anything"), "magnifying-glass")
        self.setAccessibleDescription(KEYS)
        self.tip = _("Find or do anything ({key})").format(key=KEYS)

    def set_small(self, small: bool) -> None:
        """Only the picture, or the words and the key too."""
        if small is not self._small:
            self._small = small
            self.updateGeometry()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ring_radius = self.height() // 2

    def natural_size(self) -> QSize:
        high = self._height(1)
        if self._small:
            return QSize(high, high)
        words = self.fontMetrics().horizontalAdvance(self._words)
        needed = 2 * _SIDE + self._mark() + self._gap() + words + _APART + self._key_width()
        return QSize(max(theme.px(_WIDTH), needed), high)

    def minimumSizeHint(self) -> QSize:
        return self.natural_size()

    def heightForWidth(self, width: int) -> int:
        return self._height(1)

    def _key_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(KEYS) + 4

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        mark, box = self._mark(), self.rect()
        x = (box.width() - mark) / 2 if self._small else float(_SIDE)
        paint_icon(painter, self._icon, QRectF(x, (box.height() - mark) / 2, mark, mark), ink)
        if self._small:
            return
        room = QRect(box).adjusted(_SIDE + mark + self._gap(), 0, -_SIDE, 0)
        painter.setPen(tokens.ink2)
        painter.setFont(theme.font("body"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._words)
        painter.setPen(ink)
        painter.setFont(theme.font("small_strong"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), KEYS)
