"""Chips: a word or two with an icon, in the colours of what they mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.ui.icons import paint_icon
from pie_audit.ui.theme import RADIUS_CHIP, theme, tokens

_LOOKS = {
    "private": ("private_soft", "private", "lock-simple"),
    "good": ("good_soft", "good", "check-circle"),
    "warn": ("warn_soft", "warn", "clock"),
    "danger": ("danger_soft", "danger", "warning-circle"),
    "info": ("info_soft", "info", ""),
    "soft": ("soft", "soft_ink", ""),
    "neutral": ("sunk", "ink2", ""),
}


class Chip(QWidget):
    """Says one thing about what it stands beside; never pressed. `look` is private, good, warn, danger, info,
    soft or neutral; private, good, warn and danger bring an icon of their own, `icon=""` takes it away."""

    def __init__(
        self, text: str, look: str = "soft", icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._restyle()
        self.set(text, look, icon)
        theme.changed.connect(self._restyle)

    def set(self, text: str, look: str = "soft", icon: str | None = None) -> None:
        """Say something else."""
        self._text, self._look = text, look
        self._icon = _LOOKS[look][2] if icon is None else icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        icon = self._mark() + 6 if self._icon else 0
        return QSize(metrics.horizontalAdvance(self._text) + icon + 24, max(26, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill, ink, _icon = _LOOKS[self._look]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edged = theme.high_contrast
        painter.setPen(QPen(tokens.colour(ink), 1) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour(fill))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = min(theme.px(RADIUS_CHIP), box.height() / 2)
        painter.drawRoundedRect(box, radius, radius)
        x, mark = 12, self._mark()
        if self._icon:
            at = QRectF(x - 1, (self.height() - mark) / 2, mark, mark)
            paint_icon(painter, self._icon, at, tokens.colour(ink))
            x += mark + 6
        painter.setPen(tokens.colour(ink))
        painter.setFont(self.font())
        painter.drawText(
            self.rect().adjusted(x, 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self._text,
        )
        painter.end()

    def _mark(self) -> int:
        return theme.px(16)

    def _restyle(self) -> None:
        self.setFont(theme.font("small_strong"))
        self.updateGeometry()
        self.update()
