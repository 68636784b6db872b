"""What stands in the window until its first page is there: the ground in its colour, and the mark in the middle.

It is painted before Qt's many names, fonts and our pages are loaded, so that a window comes at once. Its colours
are read here rather than asked of the theme, whose file alone would double the wait.
"""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QWidget

from pie_audit import paths

_SIDE = 60


class Ground:
    """The colours of a mode such as “dark” or “system”, and how to paint with them."""

    def __init__(self, mode: str) -> None:
        if mode == "system":
            mode = "dark" if _is_dark() else "light"
        values: dict[str, Any] = json.loads((paths.resources() / "tokens.json").read_text("utf-8"))
        colours = values[mode.replace(" ", "_")]
        self._canvas, self._mark, self._pie = (
            QColor(colours[name]) for name in ("canvas", "accent", "on_accent")
        )

    def lay(self, window: QWidget) -> None:
        """Give the window its colour for as long as nothing covers it."""
        window.setPalette(QPalette(self._canvas))

    def paint(self, window: QWidget) -> None:
        """The mark in the middle; filled paths alone, since pens and brushes would load all of Qt's names."""
        box = QRectF(0, 0, _SIDE, _SIDE)
        box.moveCenter(QRectF(window.rect()).center())
        painter = QPainter(window)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QPainterPath()
        square.addRoundedRect(box, _SIDE * 0.24, _SIDE * 0.24)
        painter.fillPath(square, self._mark)
        pie = QPainterPath(box.center())
        round_ = QRectF(0, 0, _SIDE * 0.58, _SIDE * 0.58)
        round_.moveCenter(box.center())
        pie.arcTo(round_, 90, 270)
        pie.closeSubpath()
        painter.fillPath(pie, self._pie)
        painter.end()


def _is_dark() -> bool:
    return QGuiApplication.palette().window().color().lightness() < 128
