"""The same desk as for the window, with a leader in front of it."""

from __future__ import annotations

import pytest

from tests.ui.leading.leaders import Leaders, make_leaders
from tests.ui.shell.conftest import desk
from tests.ui.shell.desk import Desk

__all__ = ["desk"]


@pytest.fixture(scope="session")
def leaders(tmp_path_factory: pytest.TempPathFactory) -> Leaders:
    """Made once; copied by tests."""
    return make_leaders(tmp_path_factory.mktemp("leaders"))


@pytest.fixture
def at_house(desk: Desk, leaders: Leaders) -> Desk:
    """Lee, who leads, in the workspace of Quayside House."""
    from tests.ui.leading.leaders import sit_down

    sit_down(desk, leaders.house)
    return desk


@pytest.fixture
def alone(desk: Desk, leaders: Leaders) -> Desk:
    """Lee in a workspace without a team."""
    from tests.ui.leading.leaders import sit_down

    sit_down(desk, leaders.alone)
    return desk
