"""A switch between views of the same thing: cards or table, light or dark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.arrange import FlowLayout, row
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.ui.widgets.marks import IconMark
from pie_audit.ui.widgets.pressable import Pressable
from pie_audit.ui.widgets.text import WrapLabel


class Segmented(FitsHeight, QWidget):
    """One of two to five, side by side. `parts` are (words, icon) pairs; the icon may be empty."""

    chosen = Signal(int)

    def __init__(self, name: str, parts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._parts = [_Part(words, icon) for words, icon in parts]
        layout = FlowLayout(*self._parts, gap=2)
        layout.setContentsMargins(3, 3, 3, 3)
        self.setLayout(layout)
        self.fit_height(QSizePolicy.Policy.Maximum)
        for part in self._parts:
            part.clicked.connect(self._on_clicked)
        self.set_chosen(0)
        theme.changed.connect(self.update)

    def natural_size(self) -> QSize:
        return self.layout().totalSizeHint()

    def heightForWidth(self, width: int) -> int:
        return self.layout().totalHeightForWidth(width)

    def set_chosen(self, index: int) -> None:
        """Show a part as chosen; tells nobody. A focus on another part goes along."""
        is_inside = any(part.hasFocus() for part in self._parts)
        self._parts[index].setChecked(True)
        for at, part in enumerate(self._parts):
            here = at == index
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._parts[index])
        if is_inside:
            self._parts[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def index(self) -> int:
        """The part that is chosen."""
        return next(at for at, part in enumerate(self._parts) if part.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()), 0
        )
        if not step:
            super().keyPressEvent(event)
            return
        at = (self.index() + step) % len(self._parts)
        self._parts[at].setFocus(Qt.FocusReason.TabFocusReason)
        self._parts[at].click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.control, 1))
        painter.setBrush(tokens.sunk)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 11, 11)
        painter.end()

    def _on_clicked(self) -> None:
        part = self.sender()
        if isinstance(part, _Part):
            self.set_chosen(self._parts.index(part))
            self.chosen.emit(self._parts.index(part))


class _Part(Pressable, QRadioButton):
    ring_radius = 9

    def __init__(self, words: str, icon: str) -> None:
        super().__init__()
        self._words = WrapLabel(words, "strong", "ink2", wrap=False)
        layout = row(gap=8)
        if icon:
            layout.addWidget(IconMark(icon, 17, "accent"))
        layout.addWidget(self._words)
        layout.setContentsMargins(14, 6, 14, 6)
        self.setLayout(layout)
        self.setAccessibleName(words)
        self.toggled.connect(self._on_toggled)
        self.prepare()
        self.fit_height(QSizePolicy.Policy.Maximum)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows are the switch's, which moves and chooses in one go."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _on_toggled(self, on: bool) -> None:
        self._words.set_look(colour="accent" if on else "ink2")

    def _colours(self) -> tuple[QColor | None, QColor | None, float]:
        if self.isChecked():
            return tokens.surface, tokens.accent if theme.high_contrast else tokens.control, 1
        return None, None, 0
