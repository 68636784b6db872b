"""What somebody with a screen reader meets on a screen in the middle of a journey."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.visitor import Visitor
from tests.ui.accessibility import doubled, focus_order, focus_stops, misnamed_roles, nameless

_NAMED_GROUND = ("SpreadPanel ", "PagePicture ", "BoardCard ", "DotRow ")
"""They take the focus so that their own keys work. Qt has no role for that; their names say all of it."""


def finds_the_way(visitor: Visitor) -> None:
    """Everything in hand is named, is what it is, and Tab goes through it as it is read. The focus comes back."""
    before = QApplication.focusWidget()
    dialog = QApplication.activeModalWidget()
    page: QWidget = dialog or visitor.window.inside.page()
    around = dialog or visitor.window
    found: list[str] = []

    def is_right() -> bool:
        found[:] = _faults(around, page)
        return not found

    try:
        visitor.waits_until(is_right, "a screen reader is misled")  # a page may still be laying itself out
    except AssertionError as error:
        raise AssertionError("\n".join(found)) from error
    assert focus_stops(page)
    if before is not None and before.isVisible():
        before.setFocus(Qt.FocusReason.OtherFocusReason)


def _faults(around: QWidget, page: QWidget) -> list[str]:
    misnamed = [fault for fault in misnamed_roles(around) if not fault.startswith(_NAMED_GROUND)]
    return [*nameless(around), *misnamed, *doubled(around), *focus_order(page)]
