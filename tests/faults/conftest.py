"""Workspaces that were made once and are copied, for killing too."""

from __future__ import annotations

from tests.faults.boxes import boxes, made_boxes
from tests.faults.closed import closed, quayside
from tests.stages import stages
from tests.storage.conftest import bench, finished

__all__ = ["bench", "boxes", "closed", "finished", "made_boxes", "quayside", "stages"]
