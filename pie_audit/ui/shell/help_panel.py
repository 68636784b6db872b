"""F1: what this page is for, who can see it, what can’t be undone, and its keys."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsOpacityEffect, QGridLayout, QVBoxLayout, QWidget

from pie_audit.ui.shell.help_keys import everywhere
from pie_audit.ui.shell.help_words import PLACES, HelpPageWords, help_for
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import Divider, IconButton, ScrollBody, WrapLabel, boxed, clear, row
from pie_audit.ui.widgets import column as stacked
from pie_audit.words import _

_WIDTH, _FADE_MS = 380, 120


class HelpPanel(QWidget):
    """Lies over the right edge of its parent. `closed` when it goes."""

    closed = Signal()

    def __init__(self, parent: QWidget, *, with_places: bool = True) -> None:
        super().__init__(parent)
        self._with_places = with_places
        self.setAccessibleName(_("Help for this page"))
        self._title = WrapLabel("", "h2")
        self.close_button = IconButton("x", _("Close help"), in_row=True)
        self.close_button.clicked.connect(self.close_panel)
        self._body = ScrollBody()
        top = row(gap=8)
        top.addWidget(self._title, 1)
        top.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 14, 14)
        layout.addLayout(top)
        layout.addWidget(self._body, 1)
        parent.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    def open_for(self, place: str, *, fade: bool) -> None:
        """Show what is said of this page or window."""
        self._fill(help_for(place))
        self._place()
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if fade:
            self._fade_in()

    def close_panel(self) -> None:
        """Go away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.canvas)
        painter.setPen(QPen(tokens.control, 1))
        painter.drawLine(0, 0, 0, self.height())
        painter.end()

    def _fill(self, words: HelpPageWords) -> None:
        self._title.setText(words.title)
        column = self._body.column
        clear(column)
        for sentence in words.purpose:
            column.addWidget(WrapLabel(sentence))
        for heading, sentence in (
            (_("Who can see it"), words.readers),
            (_("What can’t be undone"), words.forever),
        ):
            column.addWidget(boxed(stacked(WrapLabel(heading, "strong"), WrapLabel(sentence), gap=2)))
        all_over = everywhere(with_places=self._with_places)
        for heading, keys in ((_("Keys on this page"), words.keys), (_("Keys everywhere"), all_over)):
            if keys:
                column.addWidget(Divider())
                column.addWidget(WrapLabel(heading, "strong"))
                column.addWidget(_key_table(keys))
        column.addStretch(1)

    def _place(self) -> None:
        parent = self.parentWidget()
        width = min(theme.px(_WIDTH), parent.width())
        self.setGeometry(parent.width() - width, 0, width, parent.height())

    def _fade_in(self) -> None:
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", self)
        fade.setDuration(_FADE_MS)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.finished.connect(self._on_faded)
        fade.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def _on_faded(self) -> None:
        self.setGraphicsEffect(None)  # type: ignore[arg-type]  # Qt takes nothing for none


class WindowHelp(QObject):
    """The help of a small window over the page, inside that window; F1 opens and closes it."""

    def __init__(self, over: QWidget, area: str) -> None:
        super().__init__(over)
        self._over, self._area = over, area
        self._before: QWidget | None = None
        self._panel: HelpPanel | None = None

    def toggle(self) -> None:
        """Open it, or close it."""
        if self._panel is not None and not self._panel.isHidden():
            self._panel.close_panel()
            return
        place = help_place(self._over, self._area)
        if place not in PLACES:
            return
        self._before = self._over.focusWidget()
        if self._panel is None:
            self._panel = HelpPanel(self._over, with_places=False)
            self._panel.closed.connect(self._on_closed)
        self._panel.open_for(place, fade=False)

    def _on_closed(self) -> None:
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)


def help_place(page: QWidget | None, area: str) -> str:
    """What help a page or window asks for: by its own `help_name`, else that of the area."""
    return str(getattr(page, "help_name", "") or area)


def _key_table(keys: tuple[tuple[str, str], ...]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for at, (key, what) in enumerate(keys):
        grid.addWidget(WrapLabel(key, "small_strong", wrap=False), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(WrapLabel(what, "small", "ink2"), at, 1)
    return boxed(grid)
