"""A sentence or a few: a field that begins small and grows with its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from pie_audit.ui.theme import TARGET, theme
from pie_audit.ui.widgets.text_area import TextArea

_AROUND = 28
"""Edge, padding and margin above and below the lines."""
_MOST_LINES = 8


class GrowingText(TextArea):
    """As high as its lines, from `least` on; beyond a few it scrolls."""

    def __init__(
        self,
        *,
        most: int,
        least: int = 1,
        placeholder: str = "",
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        self._least = least
        super().__init__(most=most, lines=least, placeholder=placeholder, role=role, parent=parent)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.edit.installEventFilter(self)
        theme.changed.connect(self._grow)
        self._grow()

    def setText(self, text: str) -> None:
        """Fill without telling anybody."""
        super().setText(text)
        self._grow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._grow)  # by then its lines are broken anew
        return super().eventFilter(watched, event)

    def _grow(self, *_size: object) -> None:
        """The document of a plain text field measures its height in lines."""
        lines = int(self.edit.document().documentLayout().documentSize().height())
        scrolls = lines > _MOST_LINES
        self.edit.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        lines = max(self._least, min(lines, _MOST_LINES))
        height = max(TARGET, lines * self.edit.fontMetrics().lineSpacing() + _AROUND)
        if self.edit.height() != height or self.edit.minimumHeight() != height:
            self.edit.setFixedHeight(height)
            self.updateGeometry()
