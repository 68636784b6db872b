"""A reading card for the whole room: large, dark, and nothing to write in."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.reading_card import ReadingCard
from pie_audit.ui.learning.reading_words import by_words, title_of, told
from pie_audit.ui.theme import Mode, theme, tokens_of
from pie_audit.ui.widgets.second_screen import show_to_room
from pie_audit.words import _

_MARGIN, _FULL, _LEAST = 0.05, 0.045, 0.012
"""Parts of the height: the edge, the largest letters and the smallest."""
_WRAP = int(Qt.TextFlag.TextWordWrap)
_TITLE, _HEADING, _WORDS = 1.15, 0.72, 1.0
"""How large each kind of line is beside the words."""
_Line = tuple[str, float]


class ReadingProjector(QWidget):
    """A window of its own, on the second screen where there is one. Esc or F5 leaves it; `left` when it closes."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("Projector view"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(480, 270)
        self._lines: tuple[_Line, ...] = ()
        theme.changed.connect(self.update)

    def show_card(self, card: ReadingCard) -> None:
        """Put this card on it."""
        lines: list[_Line] = [(title_of(card), _TITLE), (by_words(card), _WORDS)]
        for heading, words in told(card):
            if words.strip():
                lines += [(heading, _HEADING), (words, _WORDS)]
        self._lines = tuple(line for line in lines if line[0])
        self.setAccessibleName(". ".join(words for words, _part in self._lines))
        self.update()

    def open(self) -> None:
        """Full screen on another screen than the page's; without one, a window that can be moved."""
        show_to_room(self, self.parentWidget().screen() if self.parentWidget() else None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens_of(Mode.HIGH_CONTRAST_DARK if theme.high_contrast else Mode.DARK)
        painter.fillRect(self.rect(), colours.canvas)
        edge = self.height() * _MARGIN
        wide = self.width() - 2 * edge
        size = self._fitting(wide, self.height() - 2 * edge)
        y = edge
        for words, part in self._lines:
            painter.setFont(_font(size, part))
            painter.setPen(colours.ink2 if part == _HEADING else colours.ink)
            high = _height(words, size, wide, part)
            painter.drawText(QRectF(QPointF(edge, y), QPointF(edge + wide, y + high + 2)), _WRAP, words)
            y += high + _gap(size, part)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()
        else:
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()

    def _fitting(self, wide: float, high: float) -> float:
        """The largest letters with which all of it fits."""
        size = self.height() * _FULL
        while size > self.height() * _LEAST and self._needed(size, wide) > high:
            size *= 0.96
        return size

    def _needed(self, size: float, wide: float) -> float:
        return sum(_height(words, size, wide, part) + _gap(size, part) for words, part in self._lines)


class Large(QObject):
    """The projector of a page: there while the room looks at a card, and gone with the page."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.projector: ReadingProjector | None = None

    def show_card(self, card: ReadingCard) -> None:
        """Put a card on it, and open it where it isn’t."""
        if self.projector is None:
            self.projector = ReadingProjector(self._page)
            self.projector.left.connect(self._on_left)
            self.projector.open()
        self.projector.show_card(card)

    def follow(self, card: ReadingCard) -> None:
        """Put a card on it while it is there."""
        if self.projector is not None:
            self.projector.show_card(card)

    def close(self) -> None:
        """Take it off the wall."""
        if self.projector is not None:
            self.projector.close()

    def _on_left(self) -> None:
        if self.projector is not None:
            self.projector.deleteLater()
            self.projector = None


def _gap(size: float, part: float) -> float:
    """Room under a line: words end a part, headings belong to what follows."""
    return size * 0.6 if part == _WORDS else 0.0


def _font(size: float, part: float) -> QFont:
    font = theme.font("body")
    font.setPixelSize(max(10, round(size * part)))
    font.setWeight(QFont.Weight.Normal if part == _WORDS else QFont.Weight.DemiBold)
    return font


def _height(words: str, size: float, wide: float, part: float) -> float:
    box = QFontMetricsF(_font(size, part)).boundingRect(QRectF(0, 0, wide, 10_000), _WRAP, words)
    return box.height()
