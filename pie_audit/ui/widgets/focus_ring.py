"""The focus ring: 3 px with a 2 px gap, painted outside whatever has the focus."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QScrollArea,
    QSlider,
    QWidget,
)

from pie_audit.ui.theme import theme, tokens

WIDTH, SPACE_BETWEEN = 3, 2
_REACH = WIDTH + SPACE_BETWEEN
_FOLLOW = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}


class FocusRing(QWidget):
    """Lies over the focused widget's surroundings, lets every click through, and moves with it.

    A widget says its own corner radius with the class attribute `ring_radius`; 0 or less means that it
    draws its focus itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        theme.changed.connect(self.update)

    def surround(self, target: QWidget | None) -> None:
        """Move to `target`, or go away."""
        for widget in filter(shiboken6.isValid, self._watched):  # a page may have gone with its widgets
            widget.removeEventFilter(self)
        self._watched.clear()
        self._target = target if target is not None and _radius(target) > 0 else None
        if self._target is None:
            self.hide()
            self.setParent(None)
            return
        host = _host(self._target)
        self.setParent(host)
        self._watch(host)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOW:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._target is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.focus, WIDTH))
        half = WIDTH / 2
        radius = _radius(self._target) + SPACE_BETWEEN + half
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()

    def _watch(self, host: QWidget) -> None:
        widget = self._target
        while widget is not None and widget is not host:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()

    def _follow(self) -> None:
        target, host = self._target, self.parentWidget()
        if target is None or host is None or not shiboken6.isValid(target) or not target.isVisibleTo(host):
            self.hide()
            return
        corner = target.mapTo(host, QPoint(0, 0))
        self.setGeometry(QRect(corner, target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.show()
        self.raise_()


class _Watcher(QObject):
    """Keeps one ring for the application and hands it to whoever has the focus."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None and self._ring is None:
            return
        if self._ring is None:
            self._make()
        if self._ring is not None:
            self._ring.surround(new)
        if new is not None and not QApplication.mouseButtons():
            _bring_into_view(new)

    def _make(self) -> None:
        self._ring = FocusRing()
        self._ring.destroyed.connect(self._on_destroyed)

    def _on_destroyed(self) -> None:
        """The window that held the ring was closed and took it along."""
        self._ring = None


def _bring_into_view(widget: QWidget) -> None:
    """Scroll to what the keyboard reached; under a pressed mouse nothing may move."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is None or area.widget() is None:
        return
    if widget.height() > area.viewport().height():  # Qt would show its end
        top = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
        if not 0 <= top < area.viewport().height() // 2:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + top - 2 * _REACH)
        return
    area.ensureWidgetVisible(widget, 0, 2 * _REACH)


def watch_focus(app: QApplication) -> None:
    """Show the ring wherever the focus goes, by key and by mouse alike. Call once, before the first window."""
    if app.findChild(_Watcher) is None:
        _Watcher(app)


def _radius(widget: QWidget) -> int:
    own: int | None = getattr(widget, "ring_radius", None)
    if own is not None:
        return own
    return 6 if isinstance(widget, (QAbstractButton, QSlider)) else 0


def _host(target: QWidget) -> QWidget:
    """The nearest ancestor with room for a ring: what a scroll area scrolls, else the window."""
    widget = target
    while (parent := widget.parentWidget()) is not None and not widget.isWindow():
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return parent if widget is target else widget
        widget = parent
    return widget
