"""Tab goes where the eye goes: through the layouts, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QWidget,
)

_WHOLE = (QAbstractScrollArea, QAbstractSpinBox, QComboBox)
"""Their inside is their own affair; of scroll areas only QScrollArea holds our widgets."""


def put_in_reading_order(root: QWidget) -> None:
    """Have Tab follow the layouts under `root`, and after them what lies over it.

    A widget that lays out its children itself says their order with `reading_order`.

    Qt's own order is that of making, which differs as soon as a part is made late, moved or made again. Called
    when Tab is pressed, so it costs nothing meanwhile.
    """
    wanted = [widget for widget in _in_layouts(root) if takes_tab(widget)]
    now = [widget for widget in _in_chain(root) if takes_tab(widget)]
    begin = now.index(wanted[0]) if wanted and wanted[0] in now else 0
    if wanted != now[begin:] + now[:begin]:  # Tab goes round, so it doesn't matter where Qt's ring begins
        for before, after in pairwise(wanted):
            QWidget.setTabOrder(before, after)


def step_by_tab(root: QWidget, *, forward: bool) -> bool:
    """Move the focus to what is read next under `root`, or before it, and round the end. False: nothing takes it.

    Qt's own step also stops at a field that stands in for its control, wherever that lies in Qt's ring, and so
    jumps into the middle of a page.
    """
    put_in_reading_order(root)
    everything = list(_in_layouts(root))
    stops = [widget for widget in everything if takes_tab(widget)]
    here = QApplication.focusWidget()
    while here is not None and here is not root and here not in everything:
        here = here.parentWidget()
    if here is None or not stops:
        return False
    by, reason = (1, Qt.FocusReason.TabFocusReason) if forward else (-1, Qt.FocusReason.BacktabFocusReason)
    if here in stops:
        at = stops.index(here) + by
    else:
        before = sum(1 for stop in stops if everything.index(stop) < everything.index(here))
        at = before if forward else before - 1
    stops[at % len(stops)].setFocus(reason)
    return True


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops here now."""
    return bool(
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.isVisible()
        and widget.focusProxy() is None
    )


def _in_layouts(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _in_layouts(inside)
        return
    if isinstance(widget, _WHOLE) or widget.isHidden():
        return
    placed = set()
    layout = widget.layout()
    for child in _of_layout(layout) if layout is not None else ():
        placed.add(child)
        yield from _in_layouts(child)
    loose = [child for child in _children(widget) if child not in placed]
    own: list[QWidget] = widget.reading_order() if hasattr(widget, "reading_order") else []
    rest = sorted((child for child in loose if child not in own), key=lambda one: (one.y(), one.x()))
    for child in (*own, *rest):
        yield from _in_layouts(child)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout and of the layouts inside it."""
    for item in _items(layout):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _of_layout(inner)


def _items(layout: QLayout) -> list[QLayoutItem]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda at: cast(tuple[int, int, int, int], layout.getItemPosition(at)))
    found = (layout.itemAt(at) for at in places)
    return [item for item in found if item is not None]


def _children(widget: QWidget) -> list[QWidget]:
    return [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]


def _in_chain(root: QWidget) -> Iterator[QWidget]:
    """Everything under `root` in the order in which Tab comes by now."""
    yield root
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        if root.isAncestorOf(widget):
            yield widget
        widget = widget.nextInFocusChain()
