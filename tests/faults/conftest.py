"""The storage's own workspace, made once and copied, for killing too."""

from __future__ import annotations

from tests.storage.conftest import bench, finished

__all__ = ["bench", "finished"]
