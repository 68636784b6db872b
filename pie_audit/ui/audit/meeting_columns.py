"""The three columns of a meeting, which become two and then one; and its single keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import TwoColumn, boxed, column

_THREE_FROM = 1100
_TWO_FROM = 780


class MeetingColumns(QWidget):
    """Topics, the topic in talk, and what is written down. Keys that nobody inside took come out as `pressed`."""

    pressed = Signal(object)
    folded = Signal(bool)

    def __init__(
        self, topics: QWidget, middle: QWidget, record: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._topics = boxed(column(topics, None, gap=0))
        self._record = record
        self._two = TwoColumn(main_share=13, side_share=7, stack_below=_TWO_FROM)
        self._two.add_main(middle, None).add_side(record, None)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(18)
        self._layout.addWidget(self._topics, 0)
        self._layout.addWidget(self._two, 1)
        for widget in (self._topics, self._two):
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)
        theme.changed.connect(self._arrange)

    def show_record(self, shown: bool) -> None:
        """Give the third column's room to the middle, or take it back."""
        self._record.parentWidget().setVisible(shown)

    def minimumSizeHint(self) -> QSize:
        """What the widest part needs alone, because they can always stand one under the other."""
        widest = max(self._topics.minimumSizeHint().width(), self._two.minimumSizeHint().width())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(False)
        self.pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        stack = theme.large_text or 0 < self.width() < _THREE_FROM
        way = QBoxLayout.Direction.TopToBottom if stack else QBoxLayout.Direction.LeftToRight
        self._topics.setMaximumWidth(16_777_215 if stack else theme.px(276))
        self._topics.setMinimumWidth(0 if stack else theme.px(264))
        if self._layout.direction() != way:
            self._layout.setDirection(way)
            self._layout.setSpacing(16 if stack else 18)
            self.updateGeometry()
        self.folded.emit(stack)


KEYS_FOR_LEVELS = {
    Qt.Key.Key_0: 0,
    Qt.Key.Key_1: 1,
    Qt.Key.Key_2: 2,
    Qt.Key.Key_3: 3,
    Qt.Key.Key_4: 4,
}
