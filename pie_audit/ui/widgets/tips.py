"""Tooltips for eyes only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object  # a class can't descend from two of Qt's


class QuietTip(_Mixed):
    """Shows `tip` under the mouse. Qt's own tooltip becomes the description, so a screen reader would say it twice."""

    tip = ""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.tip:
            QToolTip.showText(event.globalPos(), self.tip, self)
            return True
        return super().event(event)
