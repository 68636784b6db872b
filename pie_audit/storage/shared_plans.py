"""What a team lets leaders see: the one theme with its sentence, and one edition of a signed plan as it was shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.storage.audits import audit_round
from pie_audit.storage.transaction import Transaction, put, table

shown_theme = table(
    "shown_theme",
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True),
    sa.Column("theme_id", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("since", sa.Text, nullable=False),
)

shared_plan = table(
    "shared_plan",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("edition", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("shared_on", sa.Date, nullable=False),
)


@dataclass(frozen=True, slots=True)
class KeptTheme:
    """The theme that a team shows, in its own words; printed in plans of quarters from `since` on."""

    team_id: str
    theme_id: str
    words: str
    since: Quarter


@dataclass(frozen=True, slots=True)
class KeptShare:
    """One edition of one round's plan as leaders see it; `body` is the plan as plain data."""

    round_id: str
    edition: Edition
    body: str
    shared_on: date


def save_theme(tx: Transaction, value: KeptTheme) -> None:
    """Show this theme in place of the one before."""
    row = {"theme_id": value.theme_id, "words": value.words, "since": str(value.since)}
    put(tx, shown_theme, {"team_id": value.team_id}, row)
    tx.changed.add(Kind.SHARED_PLANS)


def load_theme(tx: Transaction, team_id: str) -> KeptTheme | None:
    """The theme that a team shows, None for none."""
    query = sa.select(shown_theme).where(shown_theme.c.team_id == team_id)
    row = tx.connection.execute(query).first()
    if row is None:
        return None
    return KeptTheme(row.team_id, row.theme_id, row.words, Quarter.parse(row.since))


def delete_theme(tx: Transaction, team_id: str) -> None:
    """Show none from now on."""
    tx.connection.execute(sa.delete(shown_theme).where(shown_theme.c.team_id == team_id))
    tx.changed.add(Kind.SHARED_PLANS)


def save_share(tx: Transaction, value: KeptShare) -> None:
    """Share this, in place of what was shared of the round before."""
    row = {"edition": value.edition.value, "body": value.body, "shared_on": value.shared_on}
    put(tx, shared_plan, {"round_id": value.round_id}, row)
    tx.changed.add(Kind.SHARED_PLANS)


def load_share(tx: Transaction, round_id: str) -> KeptShare | None:
    """What leaders see of a round; None for nothing."""
    return next(iter(_shares(tx, shared_plan.c.round_id == round_id)), None)


def every_share(tx: Transaction) -> tuple[KeptShare, ...]:
    """Everything that teams of this workspace share, by round."""
    return _shares(tx, sa.true())


def delete_share(tx: Transaction, round_id: str) -> None:
    """Leaders see nothing of this round any more."""
    tx.connection.execute(sa.delete(shared_plan).where(shared_plan.c.round_id == round_id))
    tx.changed.add(Kind.SHARED_PLANS)


def _shares(tx: Transaction, which: sa.ColumnElement[bool]) -> tuple[KeptShare, ...]:
    rows = tx.connection.execute(sa.select(shared_plan).where(which).order_by(shared_plan.c.round_id))
    return tuple(KeptShare(row.round_id, Edition(row.edition), row.body, row.shared_on) for row in rows)


def teams_that_share(tx: Transaction) -> frozenset[str]:
    """The teams of which leaders see any plan."""
    query = (
        sa.select(audit_round.c.team_id).distinct().where(audit_round.c.round_id == shared_plan.c.round_id)
    )
    return frozenset(tx.connection.execute(query).scalars())
