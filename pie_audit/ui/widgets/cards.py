"""Cards, soft panels and the lines between rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pie_audit.ui.theme import CARD_PADDING, RADIUS_CARD, theme, tokens
from pie_audit.ui.widgets.arrange import Item, put
from pie_audit.ui.widgets.marks import IconMark
from pie_audit.ui.widgets.text import WrapLabel

_LOOKS = {
    "plain": ("surface", "line", "ink"),
    "soft": ("soft", "", "soft_ink"),
    "sunk": ("sunk", "", "ink"),
    "private": ("private_soft", "", "private"),
    "info": ("info_soft", "", "info"),
    "warn": ("warn_soft", "", "warn"),
    "chosen": ("soft", "accent", "ink"),
}


class Card(QWidget):
    """A rounded panel with a title row and a column under it. End the column with `add(None)` to keep it at the top.

    `look` is plain, soft, sunk, private, info, warn or chosen.
    """

    def __init__(
        self,
        title: str = "",
        *items: Item,
        look: str = "plain",
        icon: str = "",
        gap: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(CARD_PADDING, CARD_PADDING - 2, CARD_PADDING, CARD_PADDING - 2)
        self._column.setSpacing(gap)
        self.title_row = QHBoxLayout()
        self.title_row.setSpacing(10)
        self.title = WrapLabel(title, "h2", _LOOKS[look][2], parent=self)
        if title:
            self._add_title(icon)
        else:
            self.title.hide()
        self.add(*items)
        theme.changed.connect(self.update)

    def add(self, *items: Item) -> Card:
        """Put widgets, layouts, gaps (pixels) or stretch (None) below what is there; returns itself."""
        put(self._column, *items)
        return self

    def add_to_title(self, widget: QWidget) -> Card:
        """Put a chip, a note or a link at the right end of the title row; returns itself."""
        self.title_row.addWidget(widget)
        return self

    def set_look(self, look: str) -> None:
        """Change fill and edge, as when a card becomes the chosen one."""
        self._look = look
        self.title.set_look(colour=_LOOKS[look][2])
        self.update()

    def column(self) -> QVBoxLayout:
        """The column itself, for what `add` can't say."""
        return self._column

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill, edge, _ink = _LOOKS[self._look]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if theme.high_contrast and not edge:
            edge = "ink"
        width = 2 if self._look == "chosen" else 1
        painter.setPen(QPen(tokens.colour(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour(fill))
        inset = width / 2 if edge else 0
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_CARD, RADIUS_CARD
        )
        painter.end()

    def _add_title(self, icon: str) -> None:
        if icon:
            colour = "accent" if self._look == "plain" else _LOOKS[self._look][2]
            self.title_row.addWidget(IconMark(icon, 24, colour))
        self.title_row.addWidget(self.title, 1)
        self._column.addLayout(self.title_row)


class Divider(QWidget):
    """A one-pixel line between rows; decoration only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(10, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.line)
        painter.end()
