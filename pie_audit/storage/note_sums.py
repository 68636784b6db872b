"""What a team's small logs and daily notes add up to, summed by the database, so that years of them cost one look."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from pie_audit.storage.daily_notes import door_card, prompts_done, refusal
from pie_audit.storage.small_logs import friction
from pie_audit.storage.transaction import Transaction


def agency_counts(tx: Transaction, team_id: str) -> dict[str, int]:
    """How often a team wrote each spelling of an agency or a process, in friction, refusals and on door cards."""
    found: Counter[str] = Counter()
    for column in (friction.c.process, refusal.c.agency, door_card.c.agency):
        query = sa.select(column, sa.func.count()).where(column.table.c.team_id == team_id).group_by(column)
        for name, times in tx.connection.execute(query):
            found[name] += times
    return dict(found)


def prompt_sums(tx: Transaction, team_id: str, since: str = "") -> tuple[int, int]:
    """How many people were offered the two questions, and with how many they were done, from a month on."""
    whole = sa.func.coalesce
    query = sa.select(
        whole(sa.func.sum(prompts_done.c.offered), 0), whole(sa.func.sum(prompts_done.c.done), 0)
    ).where(prompts_done.c.team_id == team_id, prompts_done.c.month >= since)
    offered, done = tx.connection.execute(query).one()
    return int(offered), int(done)
