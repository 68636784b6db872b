"""Work that comes to grief late: after what was asked for behind it has long come."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from pie_audit.domain.errors import CannotRead
from pie_audit.ui.jobs import Jobs
from tests.patience import PATIENCE

WHY = "The first paper couldn’t be laid out."


class FirstFailsLate:
    """Stands for `work`: whoever asks first waits until `come_to_grief`, and is told why there is nothing.

    It holds no page, so it may go to any thread.
    """

    def __init__(self, work: Callable[..., Any]) -> None:
        self._work = work
        self._asked = 0
        self._is_under_way = threading.Event()
        self._may_fail = threading.Event()

    def __call__(self, *args: object) -> object:
        self._asked += 1
        if self._asked > 1:
            return self._work(*args)
        self._is_under_way.set()
        assert self._may_fail.wait(PATIENCE)
        raise CannotRead(WHY, "Try again.")

    def is_under_way(self) -> bool:
        """Whether somebody waits: whoever asks from now on is not the first."""
        return self._is_under_way.is_set()

    def is_alone(self, jobs: Jobs) -> bool:
        """Whether everything else that was asked for has come."""
        return self.is_under_way() and jobs._under_way == 1

    def come_to_grief(self) -> None:
        """Let the first one fail now."""
        self._may_fail.set()
