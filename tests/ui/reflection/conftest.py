"""A desk for each test, with two colleagues; a bug in any job fails it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.shell.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    made = Desk(tmp_path, qapp)
    yield made
    made.close()
    assert not made.bugs


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found(more=("Tom Whitlock", "Jo Marsh"))
    desk.open_window()
    desk.walk_in()
    return desk
