"""What was signed and never alters: the snapshot of a round, and the dated lines added to it later."""

from __future__ import annotations

from hashlib import blake2b

import sqlalchemy as sa

from pie_audit.domain.audit import Addendum
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import CannotRead
from pie_audit.storage.transaction import Transaction, table
from pie_audit.words import _

snapshot = table(
    "snapshot",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

addendum = table(
    "addendum",
    sa.Column("addendum_id", sa.Text, primary_key=True),
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), nullable=False, index=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
)


def keep_snapshot(tx: Transaction, round_id: str, body: str) -> None:
    """Keep what was signed, once and for good; a second one raises ValueError."""
    if load_snapshot(tx, round_id) is not None:
        raise ValueError("a snapshot is written once")
    tx.connection.execute(sa.insert(snapshot).values(round_id=round_id, digest=_digest(body), body=body))
    tx.changed.add(Kind.ROUND)


def load_snapshot(tx: Transaction, round_id: str) -> str | None:
    """What was signed. Raises CannotRead when it isn't what was written then."""
    row = tx.connection.execute(sa.select(snapshot).where(snapshot.c.round_id == round_id)).first()
    if row is None:
        return None
    if row.digest != _digest(row.body):
        raise CannotRead(
            _("What was signed in this review isn’t as it was written."),
            _("Open a sealed copy from before; this one is left as it is."),
        )
    return str(row.body)


def save_addendum(tx: Transaction, round_id: str, value: Addendum) -> None:
    """Add a dated line to a signed round; lines are only ever added."""
    tx.connection.execute(
        sa.insert(addendum).values(
            addendum_id=value.addendum_id,
            round_id=round_id,
            day=value.day,
            role=value.role,
            reason=value.reason,
            words=value.words,
        )
    )
    tx.changed.add(Kind.ROUND)


def addenda_of_round(tx: Transaction, round_id: str) -> tuple[Addendum, ...]:
    """A round's addenda, earliest first."""
    query = sa.select(addendum).where(addendum.c.round_id == round_id)
    rows = tx.connection.execute(query.order_by(addendum.c.day, addendum.c.addendum_id))
    return tuple(Addendum(row.addendum_id, row.day, row.role, row.reason, row.words) for row in rows)


def _digest(body: str) -> str:
    return blake2b(body.encode(), digest_size=32).hexdigest()
