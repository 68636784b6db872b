"""Results that have come, and that no page is told of before a test says so: whatever happens meanwhile happens first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pie_audit.ui.jobs import Jobs


@contextmanager
def held(jobs: Jobs) -> Iterator[list[object]]:
    """What has come so far; it is handed over, in its order, when the block ends."""
    come: list[object] = []
    jobs.take_in = come.append  # type: ignore[method-assign]
    try:
        yield come
    finally:
        del jobs.take_in  # type: ignore[misc]
        for brought in come:
            jobs.take_in(brought)
