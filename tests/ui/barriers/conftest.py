"""The window's own desk, for the pages of barriers and asks."""

from __future__ import annotations

import pytest

from tests.ui.shell.conftest import desk
from tests.ui.shell.desk import Desk
from tests.ui.shell.screens import OTHERS

__all__ = ["desk"]


@pytest.fixture
def inside(desk: Desk) -> Desk:
    """Somebody who manages the team, signed in."""
    desk.found(more=OTHERS)
    desk.open_window()
    desk.walk_in()
    return desk
