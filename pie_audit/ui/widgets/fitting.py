"""Widgets whose height follows from their width, without Qt's two sizes disagreeing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object  # a class can't descend from two of Qt's


class FitsHeight(_Mixed):
    """Mix in before a Qt widget that has `natural_size` and `heightForWidth`, and call `fit_height` once.

    A fixed vertical policy takes the hint's height as the most there is, whatever the height for the width says;
    so the hint is made for the width that the widget has now.
    """

    def fit_height(self, across: QSizePolicy.Policy) -> None:
        """Take exactly the height that the width asks for; `across` says how the width behaves."""
        policy = QSizePolicy(across, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def natural_size(self) -> QSize:
        """The size with all the room in the world."""
        raise NotImplementedError  # each widget measures its own; Qt's classes can't be abstract

    def sizeHint(self) -> QSize:
        natural = self.natural_size()
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized) or self.width() <= 0:
            return natural
        return QSize(natural.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
