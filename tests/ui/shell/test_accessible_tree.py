"""Every screen as a screen reader walks it, and as it stays when something changes elsewhere.

All of it is named, in reading order, each what it is; what changed takes neither focus nor place from anybody. Both
are asked of a screen in one go, because bringing it up takes longer than asking.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.ui.widgets import Page, ScrollBody
from tests.ui.accessibility import (
    _name,
    doubled,
    focus_stops,
    goes_back,
    misnamed_roles,
    nameless,
    spoken,
    walked_by_tab,
)
from tests.ui.shell.desk import Desk
from tests.ui.shell.screens import OTHERS, SCREENS

NAMED_GROUND = ("SpreadPanel ", "PagePicture ")
"""They take the focus so that their own keys work. Qt has no role for that; their names say all of it."""

WITHOUT_NEWS = {"the palette", "help"}
"""They show nothing that anybody could change."""
SMALL = (1024, 640)
"""So low that most pages scroll."""


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found(more=OTHERS)
    desk.open_window()
    desk.walk_in()
    return desk


@pytest.mark.parametrize("screen", SCREENS)
def test_a_reader_finds_the_way_and_what_changes_elsewhere_takes_nothing_on(
    screen: str, inside: Desk
) -> None:
    page = SCREENS[screen](inside)
    _check_what_is_read(page, page if isinstance(page, QDialog) else inside.win)
    if screen not in WITHOUT_NEWS:
        inside.win.resize(*SMALL)
        inside.rest()
        for at in ("first", "middle", "last"):
            _check_focus_and_place_stay(page, inside, at)
    if isinstance(page, QDialog):
        page.close()
        inside.rest()


def _check_what_is_read(page: QWidget, window: QWidget) -> None:
    assert nameless(window) == []
    assert [fault for fault in misnamed_roles(window) if not fault.startswith(NAMED_GROUND)] == []
    assert doubled(window) == []
    walked = walked_by_tab(page)
    assert goes_back(walked, page) == []
    assert focus_stops(page)
    missed = set(focus_stops(page)) - set(walked)
    assert [spoken(stop) for stop in missed] == []


def _check_focus_and_place_stay(page: QWidget, desk: Desk, at: str) -> None:
    """As after a commit of somebody else's, with the focus on one of the page's stops and the page half way down."""
    stops = focus_stops(page)
    stop = {"first": stops[0], "middle": stops[len(stops) // 2], "last": stops[-1]}[at]
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    name = _name(stop)
    bar = _body_of(page).verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    desk.tell(frozenset(Kind))
    now = desk.app.focusWidget()
    assert now is not None
    assert _name(now) == name
    assert _body_of(page).verticalScrollBar().value() == place


def _body_of(page: QWidget) -> ScrollBody:
    return page.body if isinstance(page, Page) else page.findChild(ScrollBody)
