"""F6: from region to region of the window, in reading order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.ui.widgets import Page, TwoColumn, put_in_reading_order, takes_tab


def step(sidebar: QWidget, page: QWidget | None, by: int = 1) -> None:
    """Move the focus to the first control of the next region that has one, or with -1 of the one before."""
    put_in_reading_order(sidebar.window())
    regions = [found for found in regions_of(sidebar, page) if found]
    if not regions:
        return
    here = QApplication.focusWidget()
    now = next((at for at, controls in enumerate(regions) if here in controls), -1 if by > 0 else 0)
    regions[(now + by) % len(regions)][0].setFocus(Qt.FocusReason.ShortcutFocusReason)


def regions_of(sidebar: QWidget, page: QWidget | None) -> list[list[QWidget]]:
    """The controls of sidebar, heading, main and side, each in the order of Tab."""
    found = [_controls(sidebar)]
    if isinstance(page, Page):
        two = page.body.findChild(TwoColumn)
        side = two.side.parentWidget() if two is not None else None
        beside = _controls(side) if side is not None else []
        main = [c for c in _controls(page) if c not in beside and not page.heading.isAncestorOf(c)]
        found += [_controls(page.heading), main, beside]
    elif page is not None:
        found.append(_controls(page))
    return found


def _controls(region: QWidget) -> list[QWidget]:
    return [widget for widget in _chain(region) if takes_tab(widget)]


def _chain(region: QWidget) -> list[QWidget]:
    """Everything in a region, in the order in which Tab comes by."""
    found: list[QWidget] = []
    widget = region.nextInFocusChain()
    while widget is not None and widget is not region:
        if region.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
