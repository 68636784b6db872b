"""One thing that dots can go on: its words, the dots of whoever votes now, and plus and minus."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.level_words import level_words
from pie_audit.domain.priority import DOTS_ON_ONE
from pie_audit.ui.audit.board_words import DIRECTION_ICONS, column_title
from pie_audit.ui.theme import RADIUS_CONTROL, theme, tokens
from pie_audit.ui.widgets import IconButton, IconMark, WrapLabel, column, row
from pie_audit.words import _, plural
from pie_audit.workflows.priorities import Item


def item_note(item: Item) -> str:
    """Where a thing comes from."""
    if item.card is None:
        return _("A topic we talked about")
    return f"{column_title(item.card.direction)} · {level_words(item.card.level).lower()}"


def item_icon(item: Item) -> str:
    """The mark of a topic, or of a card that helps or hinders."""
    return DIRECTION_ICONS[item.card.direction] if item.card else "clipboard-text"


class PlacedDots(QWidget):
    """Two rings that fill: how many dots lie here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._n = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set(self, n: int) -> None:
        """So many are placed."""
        self._n = n
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(24) * DOTS_ON_ONE, theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, step = theme.px(17), theme.px(24)
        for at in range(DOTS_ON_ONE):
            on = at < self._n
            painter.setPen(QPen(tokens.accent if on else tokens.control, 1.6))
            painter.setBrush(tokens.accent if on else tokens.surface)
            painter.drawEllipse(QRectF(at * step + 2, (self.height() - side) / 2, side, side))
        painter.end()


class DotRow(QWidget):
    """Takes the focus as one thing: + or Space places a dot, − takes one away, up and down walk the list."""

    ring_radius = RADIUS_CONTROL
    wanted = Signal(str, int)
    walked = Signal(str, int)

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dots = PlacedDots()
        self.plus = IconButton(
            "plus", _("A dot on “{words}”").format(words=item.words), outlined=True, in_row=True
        )
        self.minus = IconButton(
            "minus", _("Take a dot from “{words}”").format(words=item.words), outlined=True, in_row=True
        )
        for button, by in ((self.minus, -1), (self.plus, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # + and − do the same from the row
            button.clicked.connect(self._on_plus if by > 0 else self._on_minus)
        note = WrapLabel(item_note(item), "small", "ink2")
        words = column(None, WrapLabel(item.words, "strong"), note, None, gap=1)
        line = row(IconMark(item_icon(item), 20, "accent"), gap=12)
        line.addLayout(words, 1)
        for part in (self._dots, self.minus, self.plus):
            line.addWidget(part)
        line.setContentsMargins(12, 7, 8, 7)
        self.setLayout(line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set(0, room=True)

    def set(self, placed: int, *, room: bool) -> None:
        """How many dots of this person lie here; `room` for one more."""
        self._dots.set(placed)
        self.plus.setEnabled(room)
        self.minus.setEnabled(placed > 0)
        self.setAccessibleName(f"{self.item.words}. {item_note(self.item)}")
        self.setAccessibleDescription(plural("{n} dot of mine", "{n} dots of mine", placed).format(n=placed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("+", "=", " "):
            self._on_plus()
        elif event.text() in ("-", "−") or event.key() == Qt.Key.Key_Delete:
            self._on_minus()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(self.item.key, 1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._on_plus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.ink if theme.high_contrast else tokens.line, 1))
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.end()

    def _on_plus(self) -> None:
        self.wanted.emit(self.item.key, 1)

    def _on_minus(self) -> None:
        self.wanted.emit(self.item.key, -1)
