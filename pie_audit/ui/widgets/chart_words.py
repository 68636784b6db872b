"""The small plain label beside a place of a chart that says what stands there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.arrange import row
from pie_audit.ui.widgets.text import WrapLabel

_WIDEST_PX = 300
_PAD, _OFF = 7, 7


class PlaceWords(QWidget):
    """Lies over the chart it belongs to and lets every click through; always wholly inside it."""

    def __init__(self, chart: QWidget) -> None:
        super().__init__(chart)
        self.label = WrapLabel("", "small")
        layout = row(self.label)
        layout.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        self.setLayout(layout)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def say(self, words: str, around: QRectF, ground: QSize) -> None:
        """Stand over the place, under it where there is no room, and nowhere past the edges of `ground`."""
        self.label.setText(words)
        size = size_of(words, ground.width())
        self.resize(size)
        self.move(_corner(size, around, ground))
        self.show()
        self.raise_()

    def be_quiet(self) -> None:
        """Go away, with the words."""
        self.hide()
        self.label.setText("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.ink if theme.high_contrast else tokens.control, 1))
        painter.setBrush(tokens.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()


def size_of(words: str, across: int) -> QSize:
    """The room that the label takes for these words on a chart so many pixels wide."""
    metrics = QFontMetrics(theme.font("small"))
    most = max(1, min(theme.px(_WIDEST_PX), across) - 2 * _PAD)
    box = metrics.boundingRect(0, 0, most, 100_000, int(Qt.TextFlag.TextWordWrap), words)
    wide = min(most, box.width() + 3)
    high = metrics.boundingRect(0, 0, wide, 100_000, int(Qt.TextFlag.TextWordWrap), words).height()
    return QSize(wide + 2 * _PAD, max(high, metrics.height()) + 2 * _PAD)


def _corner(size: QSize, around: QRectF, ground: QSize) -> QPoint:
    x = around.center().x() - size.width() / 2
    over, under = around.top() - _OFF - size.height(), around.bottom() + _OFF
    y = over if over >= 0 else under
    if y + size.height() > ground.height():
        y = ground.height() - size.height()
    return QPoint(
        int(max(0, min(x, ground.width() - size.width()))),
        int(max(0, y)),
    )
