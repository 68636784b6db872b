"""Strips across a page: who can see it, what came up, and what hasn't gone well."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.arrange import FlowLayout, boxed, column, row
from pie_audit.ui.widgets.buttons import SecondaryButton
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.ui.widgets.marks import IconMark
from pie_audit.ui.widgets.text import WrapLabel

_LOOKS = {
    "warn": ("warn_soft", "warn", "warning-circle"),
    "info": ("info_soft", "info", "info"),
    "danger": ("danger_soft", "danger", "warning-circle"),
    "good": ("good_soft", "good", "check-circle"),
    "private": ("private_soft", "private", "lock-simple"),
    "shared": ("info_soft", "info", "users"),
    "sunk": ("sunk", "ink", "info"),
}


class Banner(FitsHeight, QWidget):
    """A soft strip with an icon, a title, a sentence, and perhaps buttons. `look` is warn, info, danger, good,
    private, shared or sunk."""

    actionChosen = Signal(int)

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        look: str = "info",
        icon: str = "",
        actions: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        _fill, ink, own_icon = _LOOKS[look]
        self._icon = IconMark(icon or own_icon, 20, ink)
        self._title = WrapLabel(title, "strong" if text else "body", ink)
        self._text = WrapLabel(text, "small", "ink" if look in ("danger", "sunk") else ink)
        layout = row(self._icon, gap=12)
        layout.addLayout(column(self._title, self._text, gap=2), 1)
        self._buttons = [SecondaryButton(words, in_row=True) for words in actions]
        for button in self._buttons:
            button.clicked.connect(self._on_clicked)
        if actions:
            layout.addWidget(boxed(FlowLayout(*self._buttons, gap=8)), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.setContentsMargins(16, 9, 12, 9)
        self.setLayout(layout)
        self.fit_height(QSizePolicy.Policy.Expanding)
        self.set(title, text)
        theme.changed.connect(self.update)

    def set(self, title: str, text: str = "") -> None:
        """Change the words."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())

    def set_look(self, look: str) -> None:
        """Change colours and icon to another kind of news."""
        self._look = look
        _fill, ink, icon = _LOOKS[look]
        self._icon.set_icon(icon, ink)
        self._title.set_look(colour=ink)
        self._text.set_look(colour="ink" if look in ("danger", "sunk") else ink)
        self.update()

    def natural_size(self) -> QSize:
        return self.layout().totalSizeHint()

    def heightForWidth(self, width: int) -> int:
        return self.layout().totalHeightForWidth(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill, ink, _icon = _LOOKS[self._look]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.colour(ink), 1) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.end()

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, SecondaryButton):
            self.actionChosen.emit(self._buttons.index(button))


class PrivacyBar(Banner):
    """Who can see what is written below: lavender with a lock for one's own eyes, blue with people when shared."""

    def __init__(
        self, text: str, *, shared: bool = False, actions: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(text, look="shared" if shared else "private", actions=actions, parent=parent)
        self._title.set_look(role="strong")
        self.layout().setContentsMargins(14, 6, 8, 6)

    def set_readers(self, text: str, *, shared: bool) -> None:
        """Say it of somebody else."""
        self.set(text)
        self.set_look("shared" if shared else "private")
