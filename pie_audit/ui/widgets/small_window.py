"""A small window over the page: a heading, what it is about, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from pie_audit.ui.theme import theme
from pie_audit.ui.widgets.arrange import FlowLayout, Item, boxed, column, put, row
from pie_audit.ui.widgets.buttons import SecondaryButton
from pie_audit.ui.widgets.page import ScrollBody, next_turn
from pie_audit.ui.widgets.reading_order import step_by_tab
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _

_EDGE, _RING = 24, 6


class SmallWindow(QDialog):
    """Opened with `open()`; Escape and “Go back” close it, and it goes when the page under it goes."""

    _width = 600

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.heading = WrapLabel(title, "h1")
        self.body = ScrollBody()
        self.body.column.setSpacing(12)
        self.back = SecondaryButton(_("Go back"))
        self.back.clicked.connect(self.reject)
        self._foot = row(self.back, None)
        self._foot.setContentsMargins(_RING, _RING, _RING, _RING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE - _RING, _EDGE, _EDGE - _RING, _EDGE - _RING)
        self.heading.setContentsMargins(_RING, 0, _RING, 0)
        layout.addWidget(self.heading)
        layout.addWidget(self.body, 1)
        self._last_words = column(gap=8)
        self._last_words.setContentsMargins(_RING, 0, _RING, 0)
        layout.addLayout(self._last_words)
        layout.addLayout(self._foot)
        self.first_focus: QWidget = self.back

    def add(self, *items: Item) -> None:
        """Put things into the body."""
        put(self.body.column, *items)

    def add_above_buttons(self, *widgets: QWidget) -> None:
        """Put what has to be read last between body and buttons, where it is always in sight."""
        for widget in widgets:
            self._last_words.addWidget(widget)

    def add_buttons(self, *buttons: QWidget) -> None:
        """Put buttons at the right of the foot, the main one last."""
        self._foot.addWidget(boxed(FlowLayout(*buttons, gap=12)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        self.fit_soon()  # words know how high they are only once they have been laid out
        self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """As wide as reads well, as high as its words need, never beyond the window underneath."""
        parent = self.parentWidget()
        most = (parent.window().size() if parent is not None else QSize(800, 600)) - QSize(32, 32)
        width = min(theme.px(self._width), most.width())
        inner = width - 2 * _EDGE
        content = self.body.content.layout()
        needed = (
            content.totalHeightForWidth(inner) if content.hasHeightForWidth() else content.sizeHint().height()
        )
        around = self.heading.heightForWidth(inner) + self._foot.sizeHint().height()
        if self._last_words.count():
            around += self._last_words.totalHeightForWidth(inner) + 8
        self.resize(width, min(most.height(), needed + around + 2 * _EDGE + 30))

    def fit_soon(self) -> None:
        """As `fit`, once what was just put in has been laid out."""
        next_turn(self, self.fit)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows what is read."""
        return step_by_tab(self, forward=forward) or super().focusNextPrevChild(forward)
