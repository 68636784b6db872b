"""What came back to what the team asked of others."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.storage.transaction import Transaction, put, table

ask_reply = table(
    "ask_reply",
    sa.Column("reply_id", sa.Text, primary_key=True),
    sa.Column("action_id", sa.Text, sa.ForeignKey("action.action_id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("replied_on", sa.Date, nullable=False),
    sa.Column("from_whom", sa.Text, nullable=False),
    sa.Column("because", sa.Text, nullable=False),
    sa.Column("would_try", sa.Text, nullable=False),
    sa.Column("in_the_room", sa.Text, nullable=False),
)


def to_columns(value: Reply) -> dict[str, object]:
    """What came back, without what it answers and its own id."""
    return {
        "kind": value.kind.value,
        "replied_on": value.replied_on,
        "from_whom": value.from_whom,
        "because": value.because,
        "would_try": value.would_try,
        "in_the_room": value.in_the_room,
    }


def from_row(row: sa.Row[tuple[object, ...]], asked: str) -> Reply:
    """The reply to what is `asked`."""
    return Reply(
        row.reply_id,
        asked,
        ReplyKind(row.kind),
        row.replied_on,
        from_whom=row.from_whom,
        because=row.because,
        would_try=row.would_try,
        in_the_room=row.in_the_room,
    )


def save_reply(tx: Transaction, value: Reply) -> None:
    """Write a reply, in place of what stood under its id."""
    values = {"action_id": value.action_id, **to_columns(value)}
    put(tx, ask_reply, {"reply_id": value.reply_id}, values)
    tx.changed.add(Kind.ACTIONS)


def replies_to(tx: Transaction, action_ids: Collection[str]) -> tuple[Reply, ...]:
    """All replies to the asks of these actions, earliest first."""
    query = sa.select(ask_reply).where(ask_reply.c.action_id.in_(action_ids))
    rows = tx.connection.execute(query.order_by(ask_reply.c.replied_on, ask_reply.c.reply_id))
    return tuple(from_row(row, row.action_id) for row in rows)


def has_reply(tx: Transaction, reply_id: str) -> bool:
    """Whether any ask has a reply of this id."""
    query = sa.select(ask_reply.c.reply_id).where(ask_reply.c.reply_id == reply_id)
    return tx.connection.execute(query).first() is not None


def delete_reply(tx: Transaction, reply_id: str) -> None:
    """Take a reply away."""
    tx.connection.execute(sa.delete(ask_reply).where(ask_reply.c.reply_id == reply_id))
    tx.changed.add(Kind.ACTIONS)
