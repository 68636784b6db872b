"""One figure of a group: what it is about, its points, and what may be said since last time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.ui.survey.results_words import row_sentence, title_of, value_words
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.workflows.surveys.result_words import change_words
from pie_audit.workflows.surveys.views import Row

_WRAP = int(Qt.TextFlag.TextWordWrap)


class FigureCell(FitsHeight, QWidget):
    """A soft box, the same for every value: no colour says what is much or little."""

    def __init__(self, figure: Row, group: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = (
            ("small", title_of(figure)),
            ("h3", value_words(figure)),
            ("small", change_words(figure.change)),
        )
        self._lines = [(role, words) for role, words in lines if words]
        self.setAccessibleName(f"{group}: {row_sentence(figure)}")
        self.fit_height(QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme_changed)

    def natural_size(self) -> QSize:
        return QSize(theme.px(170), self.heightForWidth(theme.px(170)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(90), theme.px(44))

    def heightForWidth(self, width: int) -> int:
        return int(sum(self._height(role, words, width) for role, words in self._lines)) + theme.px(16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.ink if theme.high_contrast else tokens.lv_line, 1))
        painter.setBrush(tokens.soft)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        y = float(theme.px(8))
        painter.setPen(tokens.ink)
        for role, words in self._lines:
            high = self._height(role, words, self.width())
            painter.setFont(theme.font(role))
            box = QRectF(theme.px(10), y, self.width() - 2 * theme.px(10), high)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter) | _WRAP, words)
            y += high
        painter.end()

    def _height(self, role: str, words: str, width: int) -> float:
        room = max(1, width - 2 * theme.px(10))
        return float(QFontMetrics(theme.font(role)).boundingRect(0, 0, room, 10_000, _WRAP, words).height())

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
