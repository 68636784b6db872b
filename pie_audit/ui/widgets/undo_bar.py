"""The bar that offers Undo: bottom centre, over no button, for 20 seconds or until the next action."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.arrange import row
from pie_audit.ui.widgets.buttons import SecondaryButton
from pie_audit.ui.widgets.marks import IconMark
from pie_audit.ui.widgets.page import Page
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _

STAYS_MS = 20_000
_FROM_BELOW = 28
_APART = 8


class UndoBar(QWidget):
    """Lies over the lower edge of its parent. `undone` asks for the inverse; `closed` says that the chance is over
    (after `undone` too). Ctrl+Z belongs to the window, which calls `undo`."""

    undone = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget, *, stays_ms: int = STAYS_MS) -> None:
        super().__init__(parent)
        self._icon = _InverseIcon("check-circle", 20, "surface")
        self._words = WrapLabel("", "strong", "surface")
        self._button = _InverseButton("", in_row=True)
        self._name_button(_("Undo"))
        self._button.clicked.connect(self.undo)
        layout = row(self._icon, gap=12)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button)
        layout.setContentsMargins(20, 9, 10, 9)
        self.setLayout(layout)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(stays_ms)
        self._timer.timeout.connect(self.close_bar)
        parent.installEventFilter(self)
        theme.changed.connect(self._place)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        self.hide()

    def offer(self, words: str) -> None:
        """Say what was done and offer to take it back; a bar that is still there closes first."""
        self._name_button(_("Undo"))
        self._show(words, undo=True)
        announce(self, _("{words} Undo with Control Z.").format(words=sentence(words)))

    def tell_undone(self, words: str, before: str = "") -> None:
        """Say what was taken back, and offer the act `before` it where there is one."""
        told = _("Taken back: {what}").format(what=words)
        if not before:
            self._show(told, undo=False)
            announce(self, told)
            return
        self._name_button(_("Undo one more"))
        self._show(_("{told} Before that: {before}").format(told=sentence(told), before=before), undo=True)
        announce(self, _("{told} Control Z again for: {before}").format(told=sentence(told), before=before))

    def _show(self, words: str, *, undo: bool) -> None:
        self.close_bar()
        self._words.setText(words)
        self.setAccessibleName(words)
        self._button.setVisible(undo)
        self.show()
        self.raise_()
        self._place()
        self._timer.start()

    def _name_button(self, words: str) -> None:
        self._button.setText(_("{words}  Ctrl+Z").format(words=words))
        self._button.setAccessibleName(words)

    def undo(self) -> None:
        """Take it back, if the bar is still there."""
        if not self.isHidden():
            self.undone.emit()
            self.close_bar()

    def close_bar(self) -> None:
        """The next action, locking and leaving end the chance."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self._make_room(None)
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.ink)
        painter.drawRoundedRect(QRectF(self.rect()), 12, 12)
        painter.end()

    def _place(self) -> None:
        """At the lower edge; above the buttons of a page’s footer where it would lie on one of them."""
        if self.isHidden():
            return
        parent = self.parentWidget()
        width = min(self.layout().totalSizeHint().width(), parent.width() - 40)
        height = max(self.layout().totalHeightForWidth(width), self.layout().totalMinimumSize().height())
        box = QRect((parent.width() - width) // 2, parent.height() - height - _FROM_BELOW, width, height)
        page = self._page()
        if page is not None:
            around = box.adjusted(-_APART, -_APART, _APART, _APART)
            if any(around.intersects(self._box_of(button)) for button in page.in_footer()):
                box.moveBottom(self._box_of(page.body).bottom() - _APART)
        self.setGeometry(box)
        self._make_room(page)

    def _page(self) -> Page | None:
        return next((page for page in self.parentWidget().findChildren(Page) if page.isVisible()), None)

    def _box_of(self, widget: QWidget) -> QRect:
        begin = self.parentWidget().mapFromGlobal(widget.mapToGlobal(QPoint(0, 0)))
        return QRect(begin, widget.size())

    def _make_room(self, page: Page | None) -> None:
        """The page may be scrolled until nothing of it lies under the bar; only while the bar is there."""
        for other in self.parentWidget().findChildren(Page):
            if other is not page:
                other.body.keep_clear(0)
        if page is not None:
            page.body.keep_clear(max(0, self._box_of(page.body).bottom() - self.y() + _APART))

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What has the focus is never under the bar."""
        self._place()  # whoever goes to another page takes the focus along
        page = None if self.isHidden() else self._page()
        if page is None or now is None or not page.body.content.isAncestorOf(now):
            return
        hidden = self._box_of(now).bottom() + _APART - self.y()
        if hidden > 0 and self._box_of(now).intersects(self.geometry()):
            bar = page.body.verticalScrollBar()
            bar.setValue(bar.value() + hidden)


def sentence(words: str) -> str:
    """These words with a full stop, if they have no end of their own."""
    return words if words.endswith((".", "!", "?", "…", "”")) else f"{words}."


class _InverseIcon(IconMark):
    """Drawn on ink."""


class _InverseButton(SecondaryButton):
    """Outlined in the page's own colour, on ink."""

    def _colours(self) -> tuple[QColor | None, QColor | None]:
        return None, tokens.surface

    def _ink(self) -> QColor:
        return tokens.surface

    def _paint_shape(self, painter: QPainter) -> None:
        super()._paint_shape(painter)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(tokens.surface, 2))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(1, 1, -1, -1), self.ring_radius, self.ring_radius
            )
