"""The leaders' board: plans that came as files, who signed them, asks put together by hand, and what was replied."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply
from pie_audit.storage import replies
from pie_audit.storage.transaction import Transaction, put, table

received_plan = table(
    "received_plan",
    sa.Column("plan_id", sa.Text, primary_key=True),
    sa.Column("sender", sa.Text, nullable=False, index=True),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("quarter", sa.Text, nullable=False),
    sa.Column("edition", sa.Text, nullable=False),
    sa.Column("made", sa.Integer, nullable=False),
    sa.Column("format", sa.Integer, nullable=False),
    sa.Column("signer", sa.LargeBinary, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("received_on", sa.Date, nullable=False),
)

known_signer = table(
    "known_signer",
    sa.Column("sender", sa.Text, primary_key=True),
    sa.Column("signer", sa.Text, primary_key=True),
    sa.Column("met_on", sa.Date, nullable=False),
)

ask_together = table(
    "ask_together",
    sa.Column("ask_key", sa.Text, primary_key=True),
    sa.Column("group_id", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
)

board_reply = table(
    "board_reply",
    sa.Column("reply_id", sa.Text, primary_key=True),
    sa.Column("ask_key", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("replied_on", sa.Date, nullable=False),
    sa.Column("from_whom", sa.Text, nullable=False),
    sa.Column("because", sa.Text, nullable=False),
    sa.Column("would_try", sa.Text, nullable=False),
    sa.Column("in_the_room", sa.Text, nullable=False),
    sa.Column("sent_on", sa.Date),
)

taken_reply = table(
    "taken_reply",
    sa.Column("reply_id", sa.Text, primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan that came as a file. `body` is the plan as plain data, `signer` the public key (32 bytes) of who signed."""

    plan_id: str
    sender: str
    team: str
    quarter: Quarter
    edition: Edition
    made: int
    format: int
    signer: bytes
    body: str
    received_on: date


@dataclass(frozen=True, slots=True)
class KeptTogether:
    """An ask that somebody put into a group by hand; a group of one was taken apart from all others."""

    ask_key: str
    group_id: str
    title: str


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A reply to an ask of the board; `reply.action_id` is the ask's key. `sent_on` is None until it went back."""

    reply: Reply
    sent_on: date | None = None

    @property
    def ask_key(self) -> str:
        """Which ask it answers."""
        return self.reply.action_id


def save_plan(tx: Transaction, value: KeptPlan) -> None:
    """Keep a plan that came."""
    row = {
        "sender": value.sender,
        "team": value.team,
        "quarter": str(value.quarter),
        "edition": value.edition.value,
        "made": value.made,
        "format": value.format,
        "signer": value.signer,
        "body": value.body,
        "received_on": value.received_on,
    }
    put(tx, received_plan, {"plan_id": value.plan_id}, row)
    tx.changed.add(Kind.SHARED_PLANS)


def plans(tx: Transaction, sender: str | None = None) -> tuple[KeptPlan, ...]:
    """All plans that came, or those of one sender; in no order that means anything."""
    query = sa.select(received_plan).order_by(received_plan.c.plan_id)
    if sender is not None:
        query = query.where(received_plan.c.sender == sender)
    return tuple(
        KeptPlan(**{**row._mapping, "quarter": Quarter.parse(row.quarter), "edition": Edition(row.edition)})
        for row in tx.connection.execute(query)
    )


def delete_plan(tx: Transaction, plan_id: str) -> None:
    """Let go of a plan that came."""
    tx.connection.execute(sa.delete(received_plan).where(received_plan.c.plan_id == plan_id))
    tx.changed.add(Kind.SHARED_PLANS)


def know_signer(tx: Transaction, sender: str, signer: bytes, day: date) -> None:
    """Remember that this key signs for this sender; it outlives every plan."""
    if signer not in signers(tx, sender):
        put(tx, known_signer, {"sender": sender, "signer": signer.hex()}, {"met_on": day})
    tx.changed.add(Kind.SHARED_PLANS)


def forget_signer(tx: Transaction, sender: str, signer: bytes) -> None:
    """Take back that this key was met."""
    which = sa.and_(known_signer.c.sender == sender, known_signer.c.signer == signer.hex())
    tx.connection.execute(sa.delete(known_signer).where(which))
    tx.changed.add(Kind.SHARED_PLANS)


def signers(tx: Transaction, sender: str) -> frozenset[bytes]:
    """The keys that were met for a sender, or accepted later."""
    query = sa.select(known_signer.c.signer).where(known_signer.c.sender == sender)
    return frozenset(bytes.fromhex(text) for text in tx.connection.execute(query).scalars())


def every_together(tx: Transaction) -> tuple[KeptTogether, ...]:
    """What was put together or taken apart by hand, by ask."""
    rows = tx.connection.execute(sa.select(ask_together).order_by(ask_together.c.ask_key))
    return tuple(KeptTogether(row.ask_key, row.group_id, row.title) for row in rows)


def save_together(tx: Transaction, value: KeptTogether) -> None:
    """Put an ask into a group, out of any other."""
    put(tx, ask_together, {"ask_key": value.ask_key}, {"group_id": value.group_id, "title": value.title})
    tx.changed.add(Kind.SHARED_PLANS)


def delete_together(tx: Transaction, ask_keys: Collection[str]) -> None:
    """Leave these asks to the rule again."""
    tx.connection.execute(sa.delete(ask_together).where(ask_together.c.ask_key.in_(ask_keys)))
    tx.changed.add(Kind.SHARED_PLANS)


def save_reply(tx: Transaction, value: KeptReply) -> None:
    """Write a reply, in place of what stood under its id."""
    reply = value.reply
    row = {"ask_key": reply.action_id, **replies.to_columns(reply), "sent_on": value.sent_on}
    put(tx, board_reply, {"reply_id": reply.reply_id}, row)
    tx.changed.add(Kind.SHARED_PLANS)


def every_reply(tx: Transaction) -> tuple[KeptReply, ...]:
    """All replies that leaders wrote down here, earliest first."""
    query = sa.select(board_reply).order_by(board_reply.c.replied_on, board_reply.c.reply_id)
    rows = tx.connection.execute(query)
    return tuple(KeptReply(replies.from_row(row, row.ask_key), row.sent_on) for row in rows)


def delete_reply(tx: Transaction, reply_id: str) -> None:
    """Strike a reply out."""
    tx.connection.execute(sa.delete(board_reply).where(board_reply.c.reply_id == reply_id))
    tx.changed.add(Kind.SHARED_PLANS)


def note_taken(tx: Transaction, reply_id: str, digest: bytes) -> None:
    """Note that a reply came out of the file with this digest."""
    put(tx, taken_reply, {"reply_id": reply_id}, {"digest": digest})
    tx.changed.add(Kind.ACTIONS)


def taken(tx: Transaction) -> dict[str, bytes]:
    """By id, which replies came out of a file, and its digest."""
    return {row.reply_id: bytes(row.digest) for row in tx.connection.execute(sa.select(taken_reply))}


def forget_taken(tx: Transaction, reply_ids: Collection[str]) -> None:
    """Take back that these came."""
    tx.connection.execute(sa.delete(taken_reply).where(taken_reply.c.reply_id.in_(reply_ids)))
    tx.changed.add(Kind.ACTIONS)
