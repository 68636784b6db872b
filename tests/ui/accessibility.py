"""Walks what a screen reader would walk, for the tests of every page."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_OPAQUE = {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree, QAccessible.Role.ComboBox}
"""Their inside is read by cells and rows, whose names are their texts."""


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


def _walk(node: QAccessibleInterface | None, found: list[str]) -> None:
    if node is None or not node.isValid() or node.state().invisible:
        return
    if node.state().focusable and not node.text(QAccessible.Text.Name).strip():
        owner = node.object()
        kind = type(owner).__name__ if owner is not None else "node"
        found.append(f"{kind} {owner.objectName() if owner is not None else ''}".strip())
    if node.role() in _OPAQUE:
        return
    for index in range(node.childCount()):
        _walk(node.child(index), found)
