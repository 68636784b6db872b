"""Where somebody is on a page while it is read again: what has the focus, and how far it was scrolled."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from pie_audit.ui.widgets import takes_tab

_ROUNDS = 4
"""In how many rounds of laying out a page may find its height."""


class KeptPlace:
    """Taken before a page is filled again, put back once it is."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._scrolled = [
            (area, area.verticalScrollBar().value())
            for area in page.findChildren(QScrollArea)
            if area.isVisible()
        ]
        focused = page.window().focusWidget()
        self._stop = focused if focused is not None and page.isAncestorOf(focused) else None
        self._stops = [(type(stop), stop.accessibleName()) for stop in self._now()]
        self._at = self._now().index(self._stop) if self._stop in self._now() else -1

    def put_back(self, fell_to: QWidget | None) -> None:
        """Scroll to where it was; and go back to what had the focus, or where that is gone, to what stands in its place.

        `fell_to` is what Qt gave the focus to when what had it was gone or out of sight for a moment. Wherever
        somebody or the page put it is left alone.
        """
        if not shiboken6.isValid(self._page) or not self._page.isVisible():
            return
        focused = self._page.window().focusWidget()
        if focused is None or focused is fell_to:
            self._go_back()
        for area, value in self._scrolled:
            if shiboken6.isValid(area):
                area.verticalScrollBar().setValue(value)
                if area.verticalScrollBar().value() < value:
                    _ScrollsBack(area, value)

    def _go_back(self) -> None:
        """To the one it was on, to one of the same name and kind, else to the one in the same place."""
        if self._at < 0 or self._stop is None:
            return
        if shiboken6.isValid(self._stop) and takes_tab(self._stop):
            self._stop.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        now, wanted = self._now(), self._stops[self._at]
        same = [stop for stop in now if (type(stop), stop.accessibleName()) == wanted]
        nth = self._stops[: self._at].count(wanted)
        found = same[nth : nth + 1] or same[-1:] or now[self._at : self._at + 1] or now[-1:]
        if found:
            found[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _now(self) -> list[QWidget]:
        return [widget for widget in self._page.findChildren(QWidget) if takes_tab(widget)]


class _ScrollsBack(QObject):
    """Scrolls to `value` once the content has its height again; gives up after some rounds or when somebody scrolls."""

    def __init__(self, area: QScrollArea, value: int) -> None:
        super().__init__(area)
        self._area, self._value, self._rounds = area, value, 0
        area.verticalScrollBar().rangeChanged.connect(self._on_range)
        area.verticalScrollBar().actionTriggered.connect(self._give_up)

    def _on_range(self, _least: int, most: int) -> None:
        self._rounds += 1
        if most >= self._value:
            self._area.verticalScrollBar().setValue(self._value)
        if most >= self._value or self._rounds >= _ROUNDS:
            self._give_up(0)

    def _give_up(self, _action: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.disconnect(self._on_range)
        bar.actionTriggered.disconnect(self._give_up)
        self.deleteLater()
