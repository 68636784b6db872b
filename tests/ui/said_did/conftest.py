"""The same desk as for the window, with a team that was told things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pie_audit.domain.said_did import SaidDid
from pie_audit.workflows.everyday import said_did
from tests.ui.shell.conftest import desk
from tests.ui.shell.desk import TODAY, Desk

__all__ = ["desk"]

Says = Callable[..., SaidDid]


@pytest.fixture
def says(desk: Desk) -> Says:
    """Amina is in, and puts lines on the board behind the window's back: what, how many days ago, and the rest."""
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.walk_in()

    def put(said: str, days: int = 0, **changes: Any) -> SaidDid:
        me = desk.jobs.me
        blank = said_did.new_line(me, next(iter(me.member.teams)), said)
        line = replace(blank, heard_on=TODAY - timedelta(days=days), **changes)
        kept: SaidDid = desk.jobs.opened.write(lambda tx: said_did.save_line(tx, me, line)).result
        desk.rest()
        return kept

    return put
