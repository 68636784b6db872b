"""Workflows are tried on Quayside House, a small team that is real in every part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demos import demos
from tests.quarter import Finished, Hostel, finished, hostel

__all__ = ["demos", "finished", "hostel"]


@pytest.fixture
def leaders(finished: Finished, tmp_path: Path) -> Iterator[Hostel]:
    """A workspace of leaders on another computer; the same people, and no review in it."""
    place = tmp_path / "leaders"
    place.mkdir()
    opened = finished.open(place)
    yield opened
    opened.close()
