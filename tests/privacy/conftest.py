"""Privacy is tried on Quayside House, a small team that is real in every part; on a server too where one can be started."""

from __future__ import annotations

from tests.quarter import finished, hostel
from tests.storage.conftest import databases, new_database, server

__all__ = ["databases", "finished", "hostel", "new_database", "server"]
