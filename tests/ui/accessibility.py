"""Walks what a screen reader would walk, for the tests of every page."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

_OPAQUE = {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree, QAccessible.Role.ComboBox}
"""Their inside is read by cells and rows, whose names are their texts."""

_SAYS_NOTHING = {
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Window,
    QAccessible.Role.Pane,
    QAccessible.Role.LayeredPane,
}
"""Roles of plain ground: nobody could tell what a control of such a role does."""

_BY_KIND: tuple[tuple[type[QWidget], set[QAccessible.Role]], ...] = (
    (QRadioButton, {QAccessible.Role.RadioButton}),
    (
        QAbstractButton,
        {
            QAccessible.Role.Button,
            QAccessible.Role.CheckBox,
            QAccessible.Role.RadioButton,
            QAccessible.Role.PageTab,
            QAccessible.Role.ListItem,
            QAccessible.Role.ButtonMenu,
        },
    ),
    (QComboBox, {QAccessible.Role.ComboBox}),
    (QDateEdit, {QAccessible.Role.SpinBox}),
    (QLineEdit, {QAccessible.Role.EditableText}),
    (QPlainTextEdit, {QAccessible.Role.EditableText}),
    (QAbstractItemView, {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree}),
)


def nameless(widget: QWidget) -> list[str]:
    """What can take the focus under `widget` (itself included) but says nothing; a page must give an empty list."""
    found: list[str] = []
    _walk(QAccessible.queryAccessibleInterface(widget), found)
    return found


def spoken(widget: QWidget) -> str:
    """What a screen reader says of one widget: name, then description if there is one."""
    node = QAccessible.queryAccessibleInterface(widget)
    parts = [node.text(QAccessible.Text.Name), node.text(QAccessible.Text.Description)]
    return " | ".join(part for part in parts if part)


def role(widget: QWidget) -> QAccessible.Role:
    """What kind of thing a screen reader takes it for."""
    return QAccessible.queryAccessibleInterface(widget).role()


def misnamed_roles(page: QWidget) -> list[str]:
    """Controls whose role says nothing, or something else than what they are; a page must give an empty list."""
    found = []
    for stop in focus_stops(page):
        is_a = role(stop)
        right = next((roles for kind, roles in _BY_KIND if isinstance(stop, kind)), None)
        if is_a in _SAYS_NOTHING or (right is not None and is_a not in right):
            found.append(f"{type(stop).__name__} “{_name(stop)}” is read as {is_a.name}")
    return found


def doubled(page: QWidget) -> list[str]:
    """Names that are read twice at once: as name and again as description."""
    return [
        _name(stop)
        for stop in focus_stops(page)
        if _name(stop) and _name(stop) == _said(stop, QAccessible.Text.Description)
    ]


def focus_stops(page: QWidget) -> list[QWidget]:
    """Where Tab can stop on a page. Of options that exclude each other it stops at one.

    Qt's ring is walked from the window on: the page itself may lie anywhere in it, also between its own stops.
    """
    stops: list[QWidget] = []
    begin = widget = page.window()
    while True:
        if _is_stop(widget) and (widget is page or page.isAncestorOf(widget)):
            stops.append(widget)
        widget = widget.nextInFocusChain()
        if widget is begin or widget is None:
            return stops


def focus_order(page: QWidget) -> list[str]:
    """Steps of Tab, pressed for real, that go back in reading order; a page must give an empty list.

    Reading goes down a column, then on to the next column at the right. So a step may go up only to something
    wholly at the right of where it was, and may go left only to something below. What scrolls is compared as if
    all of it showed.
    """
    return goes_back(walked_by_tab(page), page)


def goes_back(walked: list[QWidget], page: QWidget) -> list[str]:
    """Those steps, of a walk that was taken already."""
    return [
        f"after “{_name(before)}” comes “{_name(after)}”, which stands before it"
        for before, after in pairwise(walked)
        if _goes_back(*_boxes(before, after, page))
    ]


def _goes_back(was: QRect, now: QRect) -> bool:
    if was.contains(now) or now.contains(was):
        return False
    above = now.bottom() <= was.top()
    same_line = now.top() < was.bottom() and was.top() < now.bottom()
    at_the_right, at_the_left = now.left() >= was.right(), now.right() <= was.left()
    return (above and not at_the_right) or (same_line and at_the_left)


def _boxes(before: QWidget, after: QWidget, page: QWidget) -> tuple[QRect, QRect]:
    """Where both stand: in what scrolls, if they share it; else what scrolls stands for what is in it."""
    areas = [_area(stop, page) for stop in (before, after)]
    if areas[0] is areas[1] and areas[0] is not None:
        content = areas[0].widget()
        return _box(before, content), _box(after, content)
    first, second = (area or stop for area, stop in zip(areas, (before, after), strict=True))
    return _box(first, page), _box(second, page)


def _where(stop: QWidget, page: QWidget) -> tuple[int, int, int]:
    area = _area(stop, page)
    inside = _box(stop, area.widget()) if area is not None else _box(stop, page)
    return _box(area or stop, page).y(), inside.y(), inside.x()


def _area(stop: QWidget, page: QWidget) -> QScrollArea | None:
    """The innermost thing around it that scrolls."""
    around = stop.parentWidget()
    while around is not None and around is not page:
        if isinstance(around, QScrollArea):
            return around
        around = around.parentWidget()
    return None


def _box(stop: QWidget, page: QWidget) -> QRect:
    return QRect(stop.mapTo(page, QPoint(0, 0)), stop.size())


def _is_stop(widget: QWidget) -> bool:
    return bool(
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.isVisible()
        and widget.focusProxy() is None
        and not _is_left_out(widget)
    )


def _is_left_out(widget: QWidget) -> bool:
    """An option that isn't chosen, where one of its siblings is: Tab passes it by."""
    if not isinstance(widget, QAbstractButton) or not widget.autoExclusive() or widget.isChecked():
        return False
    parent = widget.parentWidget()
    siblings = parent.findChildren(type(widget)) if parent is not None else []
    return any(one.isChecked() and one.isVisible() and one.parentWidget() is parent for one in siblings)


def walked_by_tab(page: QWidget) -> list[QWidget]:
    """Where Tab really stops when it is pressed from the first stop on, until it leaves the page or comes round."""
    from PySide6.QtTest import QTest

    stops = focus_stops(page)
    if not stops:
        return []
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(stops[0], Qt.Key.Key_Tab)  # whoever keeps the order does so when Tab is pressed
    stops = focus_stops(page)
    if page.isWindow():  # Tab goes round in it, so reading begins where the eye does
        stops.sort(key=lambda stop: _where(stop, page))
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    walked: list[QWidget] = []
    for _step in range(4 * len(stops) + 10):
        here = QApplication.focusWidget()
        if here is None or here in walked[:-1] or not (here is page or page.isAncestorOf(here)):
            break
        if here not in walked:  # a day is three fields in one, each with a Tab of its own
            walked.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return walked


def _name(widget: QWidget) -> str:
    return _own_name(QAccessible.queryAccessibleInterface(widget))


def _own_name(node: QAccessibleInterface) -> str:
    """The name, where Qt on Linux would give the value of a field that chooses instead."""
    owner = node.object()
    if isinstance(owner, QComboBox | QAbstractSpinBox):
        return owner.accessibleName()
    return node.text(QAccessible.Text.Name)


def _said(widget: QWidget, what: QAccessible.Text) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(what)


def _walk(node: QAccessibleInterface | None, found: list[str]) -> None:
    if node is None or not node.isValid() or node.state().invisible:
        return
    if node.state().focusable and not _own_name(node).strip():
        owner = node.object()
        kind = type(owner).__name__ if owner is not None else "node"
        found.append(f"{kind} {owner.objectName() if owner is not None else ''}".strip())
    if node.role() in _OPAQUE:
        return
    for index in range(node.childCount()):
        _walk(node.child(index), found)
