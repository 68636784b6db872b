"""Small logs read a little at a time: one entry by its id, the latest wins, the labels of one month."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from pie_audit.domain.small_logs import Friction, Tellings, Win
from pie_audit.storage.small_logs import friction, tellings, win
from pie_audit.storage.transaction import Transaction
from pie_audit.storage.value_rows import load_value, of_row


def load_win(tx: Transaction, win_id: str) -> Win | None:
    """One small win, or None."""
    return load_value(tx, win, Win, win.c.win_id == win_id)


def load_friction(tx: Transaction, friction_id: str) -> Friction | None:
    """One errand, or None."""
    return load_value(tx, friction, Friction, friction.c.friction_id == friction_id)


def load_tellings(tx: Transaction, tellings_id: str) -> Tellings | None:
    """One count, or None."""
    return load_value(tx, tellings, Tellings, tellings.c.tellings_id == tellings_id)


def wins_since(tx: Transaction, team_id: str, week: str, most: int) -> tuple[Win, ...]:
    """The newest wins of a team from this week on, `most` at the most, in the order of the wall."""
    query = (
        sa.select(win)
        .where(win.c.team_id == team_id, win.c.week >= week)
        .order_by(win.c.week.desc(), win.c.win_id)
        .limit(most)
    )
    return tuple(of_row(Win, row) for row in tx.connection.execute(query))


def wins_among(tx: Transaction, team_id: str, win_ids: Collection[str]) -> frozenset[str]:
    """Which of these ids a win of this team is kept under."""
    query = sa.select(win.c.win_id).where(win.c.team_id == team_id, win.c.win_id.in_(win_ids))
    return frozenset(tx.connection.scalars(query))


def tellings_in_month(tx: Transaction, team_id: str, month: str) -> tuple[Tellings, ...]:
    """A team's counts of one month."""
    query = sa.select(tellings).where(tellings.c.team_id == team_id, tellings.c.month == month)
    return tuple(of_row(Tellings, row) for row in tx.connection.execute(query))
