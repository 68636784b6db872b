"""What a full and an open dot stand for."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from pie_audit.ui.theme import tokens
from pie_audit.ui.widgets import FlowLayout, WrapLabel, boxed, row
from pie_audit.ui.widgets.marks import Mark
from pie_audit.words import _


class Dot(Mark):
    """Full for now, open for last time."""

    def __init__(self, *, is_open: bool) -> None:
        super().__init__(16)
        self._is_open = is_open

    def draw(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(tokens.control if self._is_open else tokens.accent, 2.5))
        painter.setBrush(tokens.surface if self._is_open else tokens.accent)
        painter.drawEllipse(box.adjusted(2, 2, -2, -2))


class DotKey(QWidget):
    """Both dots with their words; `before` is what the last survey was called."""

    def __init__(self, before: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        then = _("Last time: {title}").format(title=before) if before else _("Last time")
        pairs = ((Dot(is_open=False), _("Now")), (Dot(is_open=True), then))
        both = [boxed(row(dot, WrapLabel(words, "small", wrap=False), gap=6)) for dot, words in pairs]
        layout = row(boxed(FlowLayout(*both, gap=14)))
        self.setLayout(layout)
