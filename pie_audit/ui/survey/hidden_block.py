"""What stands in place of a figure that isn't shown: always the same, whatever the reason."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.ui.icons import paint_icon
from pie_audit.ui.survey.results_words import hidden_words
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.fitting import FitsHeight

_WRAP = int(Qt.TextFlag.TextWordWrap)
_ICON = 18


def paint_hidden(painter: QPainter, box: QRectF) -> None:
    """A dashed block with the words that all of them have."""
    pen = QPen(tokens.control, 1)
    pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(tokens.sunk)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 9, 9)
    side = theme.px(_ICON)
    room = int(box.width()) - side - theme.px(34)
    words = QFontMetrics(theme.font("small")).boundingRect(0, 0, max(1, room), 10_000, _WRAP, hidden_words())
    left = box.center().x() - (side + theme.px(8) + words.width()) / 2
    paint_icon(painter, "eye-slash", QRectF(left, box.center().y() - side / 2, side, side), tokens.ink2)
    painter.setFont(theme.font("small"))
    painter.setPen(tokens.ink2)
    written = QRectF(left + side + theme.px(8), box.y(), words.width() + 2, box.height())
    painter.drawText(written, int(Qt.AlignmentFlag.AlignVCenter) | _WRAP, hidden_words())


class HiddenBlock(FitsHeight, QWidget):
    """One group that isn't shown; `label` is said to screen readers with it."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{label}: {hidden_words()}")
        self.fit_height(QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme_changed)

    def natural_size(self) -> QSize:
        return QSize(theme.px(420), self.heightForWidth(theme.px(420)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(44))

    def heightForWidth(self, width: int) -> int:
        room = max(1, width - theme.px(_ICON + 34))
        metrics = QFontMetrics(theme.font("small"))
        return max(
            theme.px(44),
            metrics.boundingRect(0, 0, room, 10_000, _WRAP, hidden_words()).height() + theme.px(14),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_hidden(painter, QRectF(self.rect()))
        painter.end()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
