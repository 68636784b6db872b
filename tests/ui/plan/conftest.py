"""The plan's pages stand on a real team: a review that was opened, a worker, an encrypted workspace."""

from __future__ import annotations

from tests.quarter import finished
from tests.ui.plan.desk import desk, desk_of, hostel, reviewed

__all__ = ["desk", "desk_of", "finished", "hostel", "reviewed"]
