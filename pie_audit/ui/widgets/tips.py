"""Tooltips for eyes only."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object  # a class can't descend from two of Qt's


def plain_tip(words: str) -> str:
    """These words as a tooltip that shows them as they are.

    Qt takes a tip that looks like rich text for rich text, and a name with a picture in it could reach a server.
    """
    return f"<span>{escape(words)}</span>" if words else ""


class QuietTip(_Mixed):
    """Shows `tip` under the mouse. Qt's own tooltip becomes the description, so a screen reader would say it twice."""

    tip = ""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.tip:
            QToolTip.showText(event.globalPos(), plain_tip(self.tip), self)
            return True
        return super().event(event)
