"""Quayside House as the pictures show it: three quarters of the demo, and this quarter half rated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from pie_audit.domain.answer import CantTell, Level
from pie_audit.domain.audit import Rating
from pie_audit.domain.team import Role, WorkspaceKind
from pie_audit.storage import teams
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import (
    seats,
    unlock,
)
from pie_audit.workflows.demo import demo
from pie_audit.workflows.unlock import OpenWorkspace, Premises
from pie_audit.workflows.worker import Worker
from tests.quarter import TODAY

MANAGER = "Amina Yusuf"
SECOND = "Tom Whitlock"
_SPREADS = (
    (0, 1, 1, 3, 4, 1, 2, 0),
    (2, 2, 3, 2, 2, 3, 2, 2),
    (3, 3, 3, 3, 3, 2, 3, 3),
    (1, 3, 2, 4, 1, 3, 0, 2),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """A folder, and the password of everybody in it."""

    folder: Path
    passwords: dict[str, str]
    leader: str


def make(premises: Premises) -> Cast:
    """Make it, closed again. It is no demo any more, so that pictures show what a team sees."""
    worker = Worker()
    plan = demo.DemoPlan(teams=1, quarters=3, people=9, seed=4, as_of=TODAY)
    folder = premises.workspaces / "quayside"
    found = demo.make_demo(premises, worker, folder, plan)
    found.made.opened.write(take_for_real)
    found.made.opened.close()
    worker.close()
    leader = next(p.name for p in found.people if p.role is Role.LEADER)
    return Cast(folder, {p.name: p.password for p in found.people}, leader)


def take_for_real(tx: Transaction) -> None:
    """It is no demo any more."""
    tx.connection.execute(sa.update(teams.workspace).values(kind=WorkspaceKind.TEAM.value))


def let_the_rest_rate(opened: OpenWorkspace, cast: Cast, round_id: str) -> None:
    """Everybody but the manager rates: some topics close together, some far apart."""
    for place, (name, password) in enumerate(cast.passwords.items()):
        if name in {MANAGER, cast.leader}:
            continue
        me = unlock.sign_in(opened, name, password)
        topics = opened.read(lambda tx, who=me: seats.rating_sheet(tx, who, round_id)).topics
        given = [_rating(topic.id, number, place) for number, topic in enumerate(topics)]

        def write(tx: Transaction, who: unlock.SignedIn = me, ratings: list[Rating] = given) -> None:
            seats.fill_sheet(tx, who, round_id, ratings)
            seats.set_consent(tx, who, round_id, True)
            seats.set_done(tx, who, round_id, True)

        opened.write(write)


def _rating(topic_id: str, number: int, place: int) -> Rating:
    spread = _SPREADS[number % len(_SPREADS)]
    if (number + place) % 11 == 10:
        return Rating(topic_id, CantTell())
    return Rating(topic_id, Level(spread[place % len(spread)]))
