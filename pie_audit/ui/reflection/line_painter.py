"""Paints one row of the list: a card with the day, the title, the first line, a theme and who can read it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pie_audit.ui.icons import paint_icon
from pie_audit.ui.reflection.line_words import RowWords
from pie_audit.ui.theme import RADIUS_CARD, RADIUS_CHIP, theme, tokens
from pie_audit.ui.widgets.marks import paint_theme_shape

_BETWEEN = 12
_RING = 4
_NARROW = 620
_WORDS = Qt.ItemDataRole.UserRole
_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class LinePainter(QStyledItemDelegate):
    """Every row has the same height, so that ten thousand of them are measured once."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = _height("h2") + _height("small") + 6
        if _is_narrow(option.widget.width() if option.widget else 0):
            lines += theme.px(26) + 10
        return QSize(100, lines + 2 * theme.px(14) + _BETWEEN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        words: RowWords | None = index.data(_WORDS)
        if words is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = option.rect.adjusted(_RING + 1, _RING + 1, -_RING - 1, _RING + 1 - _BETWEEN)
        self._paint_card(painter, option, card)
        narrow = _is_narrow(option.widget.width() if option.widget else 0)
        inner = card.adjusted(theme.px(16), theme.px(12), -theme.px(16), -theme.px(12))
        inner = self._paint_day(painter, words, inner)
        if narrow:
            foot = QRect(inner.left(), inner.bottom() - theme.px(26) + 1, inner.width(), theme.px(26))
            self._paint_privacy(painter, words, foot, left=True)
            inner.setBottom(foot.top() - 8)
        else:
            inner.setRight(self._paint_privacy(painter, words, inner, left=False) - theme.px(14))
        self._paint_words(painter, words, inner)
        painter.restore()

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, card: QRect) -> None:
        state = option.state
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(tokens.ink if theme.high_contrast else tokens.line, 1))
        painter.setBrush(tokens.sunk if over else tokens.surface)
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.focus, 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(card).adjusted(-2.5, -2.5, 2.5, 2.5)
            painter.drawRoundedRect(ring, RADIUS_CARD + 2, RADIUS_CARD + 2)

    def _paint_day(self, painter: QPainter, words: RowWords, box: QRect) -> QRect:
        """The day at the left; what is left for the rest."""
        width = max(theme.px(46), QFontMetrics(theme.font("small_strong")).horizontalAdvance(words.month) + 4)
        top = QRect(box.left(), box.top(), width, _height("h2"))
        painter.setPen(tokens.ink)
        painter.setFont(theme.font("h2"))
        painter.drawText(top, _MIDDLE, words.day)
        painter.setPen(tokens.ink2)
        painter.setFont(theme.font("small_strong"))
        painter.drawText(QRect(box.left(), top.bottom() + 5, width, _height("small")), _MIDDLE, words.month)
        return box.adjusted(width + theme.px(18), 0, 0, 0)

    def _paint_words(self, painter: QPainter, words: RowWords, box: QRect) -> None:
        title = QRect(box.left(), box.top(), box.width(), _height("h2"))
        if not words.under and box.height() > title.height():
            title.moveTop(box.top() + (box.height() - title.height()) // 2)
        _line(painter, "h2", tokens.ink, title, words.title)
        under = QRect(box.left(), title.bottom() + 5, box.width(), _height("small"))
        _line(painter, "small", tokens.ink2, under, words.under)

    def _paint_privacy(self, painter: QPainter, words: RowWords, box: QRect, *, left: bool) -> int:
        """The chip and the theme; where they begin."""
        font = theme.font("small_strong")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        mark = theme.px(16)
        chip = metrics.horizontalAdvance(words.privacy) + mark + 30
        label = metrics.horizontalAdvance(words.theme_words) + mark + 26 if words.theme_words else 0
        x = box.left() if left else box.right() - chip - label
        high = max(theme.px(26), metrics.height() + 8)
        y = box.top() + (box.height() - high) // 2
        if label and (left or x > box.left() + box.width() // 3):
            at = x + (chip + 14 if left else 0)
            paint_theme_shape(painter, words.theme, QRectF(at, y + (high - mark) / 2, mark, mark))
            painter.setPen(tokens.ink)
            painter.drawText(QRect(at + mark + 7, y, label, high), _LINE, words.theme_words)
        elif not left:
            x += label
        at = x if left else box.right() - chip
        self._paint_chip(painter, words, QRectF(at, y, chip, high))
        return x

    def _paint_chip(self, painter: QPainter, words: RowWords, box: QRectF) -> None:
        fill, ink = (tokens.info_soft, tokens.info) if words.shared else (tokens.private_soft, tokens.private)
        painter.setPen(QPen(ink, 1) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        radius = min(theme.px(RADIUS_CHIP), box.height() / 2)
        painter.drawRoundedRect(box, radius, radius)
        mark = theme.px(16)
        icon = "users" if words.shared else "lock-simple"
        paint_icon(painter, icon, QRectF(box.x() + 11, box.y() + (box.height() - mark) / 2, mark, mark), ink)
        painter.setPen(ink)
        painter.drawText(box.adjusted(mark + 18, 0, 0, 0), _LINE, words.privacy)


def _line(painter: QPainter, role: str, colour: QColor, box: QRect, text: str) -> None:
    font = theme.font(role)
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _LINE, shown)


def _height(role: str) -> int:
    return QFontMetrics(theme.font(role)).height()


def _is_narrow(width: int) -> bool:
    return width < theme.px(_NARROW)
