"""Demos that are made once a session: making one takes seconds, and whoever asks for one only reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from pie_audit.workflows.demo.demo import Demo, DemoPlan, make_demo
from pie_audit.workflows.worker import Worker
from tests.quarter import premises_at

TODAY = date(2026, 11, 20)
SMALL = DemoPlan(1, 2, 3, seed=7, as_of=TODAY)
"""Too few people for any survey."""

ONE_TEAM = DemoPlan(1, 8, 6, seed=3, as_of=TODAY)
TWO_TEAMS = DemoPlan(2, 4, 6, seed=3, as_of=TODAY)
THREE_TEAMS = DemoPlan(3, 8, 5, seed=3, as_of=TODAY)

Made = tuple[Demo, Worker]
Demos = Callable[..., Made]
"""The demo of a plan; with `again`, another one of the same plan, to see what is the same in both."""


@pytest.fixture(scope="session")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demos]:
    """Makes each demo when it is first asked for."""
    made: dict[tuple[DemoPlan, bool], Made] = {}

    def ask(plan: DemoPlan, *, again: bool = False) -> Made:
        if (plan, again) not in made:
            top, worker = tmp_path_factory.mktemp("demo"), Worker()
            made[plan, again] = (make_demo(premises_at(top), worker, top / "demo", plan), worker)
        return made[plan, again]

    yield ask
    for demo, worker in made.values():
        demo.made.opened.close()
        worker.close()
