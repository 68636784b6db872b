"""Every screen of the review as a screen reader walks it: all named, in reading order, each what it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from tests.ui.accessibility import (
    doubled,
    focus_order,
    focus_stops,
    misnamed_roles,
    nameless,
    spoken,
    walked_by_tab,
)
from tests.ui.shell.desk import Desk
from tests.ui.shell.screens import OTHERS, SCREENS

NAMED_GROUND = ("SpreadPanel ", "PagePicture ")
"""They take the focus so that their own keys work. Qt has no role for that; their names say all of it."""


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found(more=OTHERS)
    desk.open_window()
    desk.walk_in()
    return desk


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_reader_finds_its_way_on(screen: str, inside: Desk) -> None:
    page = SCREENS[screen](inside)
    window = page if isinstance(page, QDialog) else inside.win
    assert nameless(window) == []
    assert [fault for fault in misnamed_roles(window) if not fault.startswith(NAMED_GROUND)] == []
    assert doubled(window) == []
    assert focus_order(page) == []
    assert focus_stops(page)
    missed = set(focus_stops(page)) - set(walked_by_tab(page))
    assert [spoken(stop) for stop in missed] == []
    if isinstance(page, QDialog):
        page.close()
        inside.rest()
