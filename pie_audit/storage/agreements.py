"""What a team agreed about its topics, where somebody sees it differently, and who signed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Dissent, MeetingPlace, Outcome, SignOff
from pie_audit.domain.changed import Kind
from pie_audit.domain.on_table import Settled, TableMark
from pie_audit.storage.transaction import Transaction, put, table

consensus = table(
    "consensus",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("topic_id", sa.Text, primary_key=True),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("level", sa.Integer),
    sa.Column("because", sa.Text, nullable=False),
    sa.Column("evidence", sa.Text, nullable=False),
    sa.Column("none_yet", sa.Boolean, nullable=False),
    sa.Column("changed", sa.Text, nullable=False),
)

dissent = table(
    "dissent",
    sa.Column("dissent_id", sa.Text, primary_key=True),
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), nullable=False, index=True),
    sa.Column("topic_id", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("level", sa.Integer),
    sa.Column("signed_as", sa.Text, nullable=False, server_default=""),
)

meeting = table(
    "meeting",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("topic_id", sa.Text),
    sa.Column("paused_on", sa.Date),
)

table_mark = table(
    "table_mark",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("item_key", sa.Text, primary_key=True),
    sa.Column("settled", sa.Text, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
)

sign_off = table(
    "sign_off",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("reservation", sa.Text, nullable=False),
)


def save_consensus(tx: Transaction, round_id: str, value: Consensus) -> None:
    """Write what was agreed about one topic, in place of what stood there."""
    fields = {
        "outcome": value.outcome.value,
        "level": None if value.level is None else int(value.level),
        "because": value.because,
        "evidence": value.evidence,
        "none_yet": value.none_yet,
        "changed": value.changed,
    }
    put(tx, consensus, {"round_id": round_id, "topic_id": value.topic_id}, fields)
    tx.changed.add(Kind.CONSENSUS)


def load_consensus(tx: Transaction, round_id: str) -> dict[str, Consensus]:
    """What was agreed so far, by topic id."""
    rows = tx.connection.execute(sa.select(consensus).where(consensus.c.round_id == round_id))
    return {
        row.topic_id: Consensus(
            row.topic_id,
            Outcome(row.outcome),
            _level(row.level),
            row.because,
            row.evidence,
            row.none_yet,
            row.changed,
        )
        for row in rows
    }


def delete_consensus(tx: Transaction, round_id: str, topic_id: str) -> None:
    """Take back what was written about a topic."""
    which = sa.and_(consensus.c.round_id == round_id, consensus.c.topic_id == topic_id)
    tx.connection.execute(sa.delete(consensus).where(which))
    tx.changed.add(Kind.CONSENSUS)


def save_dissent(tx: Transaction, round_id: str, value: Dissent) -> None:
    """Keep a different view beside the agreement; nothing says whose it is, unless its author signed it."""
    level = None if value.level is None else int(value.level)
    fields = {"round_id": round_id, "topic_id": value.topic_id, "words": value.words, "level": level}
    fields["signed_as"] = value.signed_as
    put(tx, dissent, {"dissent_id": value.dissent_id}, fields)
    tx.changed.add(Kind.CONSENSUS)


def load_dissents(tx: Transaction, round_id: str) -> tuple[Dissent, ...]:
    """All different views of a round, by topic and random id."""
    query = sa.select(dissent).where(dissent.c.round_id == round_id)
    rows = tx.connection.execute(query.order_by(dissent.c.topic_id, dissent.c.dissent_id))
    return tuple(
        Dissent(row.dissent_id, row.topic_id, row.words, _level(row.level), row.signed_as) for row in rows
    )


def delete_dissent(tx: Transaction, dissent_id: str) -> None:
    """Take a different view back."""
    tx.connection.execute(sa.delete(dissent).where(dissent.c.dissent_id == dissent_id))
    tx.changed.add(Kind.CONSENSUS)


def save_meeting_place(tx: Transaction, round_id: str, value: MeetingPlace) -> None:
    """Remember where the team is in its conversation."""
    put(tx, meeting, {"round_id": round_id}, {"topic_id": value.topic_id, "paused_on": value.paused_on})


def load_meeting_place(tx: Transaction, round_id: str) -> MeetingPlace:
    """Where the team is in its conversation; nowhere yet before it began."""
    row = tx.connection.execute(sa.select(meeting).where(meeting.c.round_id == round_id)).first()
    return MeetingPlace() if row is None else MeetingPlace(row.topic_id, row.paused_on)


def save_table_mark(tx: Transaction, round_id: str, value: TableMark) -> None:
    """Note what the team made of one thing on the table, in place of what was noted before."""
    fields = {"settled": value.settled.value, "day": value.day}
    put(tx, table_mark, {"round_id": round_id, "item_key": value.item_key}, fields)
    tx.changed.add(Kind.CONSENSUS)


def table_marks_of(tx: Transaction, round_id: str) -> tuple[TableMark, ...]:
    """What the team made of what else was on the table."""
    query = sa.select(table_mark).where(table_mark.c.round_id == round_id).order_by(table_mark.c.item_key)
    rows = tx.connection.execute(query)
    return tuple(TableMark(row.item_key, Settled(row.settled), row.day) for row in rows)


def delete_table_mark(tx: Transaction, round_id: str, item_key: str) -> None:
    """It lies on the table as if nobody had said anything of it."""
    which = sa.and_(table_mark.c.round_id == round_id, table_mark.c.item_key == item_key)
    tx.connection.execute(sa.delete(table_mark).where(which))
    tx.changed.add(Kind.CONSENSUS)


def save_sign_off(tx: Transaction, round_id: str, value: SignOff) -> None:
    """Write one person's signature, in place of their earlier one."""
    fields = {"role": value.role, "day": value.day, "reservation": value.reservation}
    put(tx, sign_off, {"round_id": round_id, "person_id": value.person_id}, fields)
    tx.changed.add(Kind.ROUND)


def load_sign_offs(tx: Transaction, round_id: str) -> tuple[SignOff, ...]:
    """Who signed, by day."""
    query = sa.select(sign_off).where(sign_off.c.round_id == round_id)
    rows = tx.connection.execute(query.order_by(sign_off.c.day, sign_off.c.person_id))
    return tuple(SignOff(row.person_id, row.role, row.day, row.reservation) for row in rows)


def sent_days(tx: Transaction, round_ids: Collection[str]) -> dict[str, date]:
    """The latest day on which each of these rounds was signed off; a round that nobody signed is left out."""
    latest = sa.func.max(sign_off.c.day).label("latest")
    chosen = sa.select(sign_off.c.round_id, latest).where(sign_off.c.round_id.in_(list(round_ids)))
    rows = tx.connection.execute(chosen.group_by(sign_off.c.round_id))
    return {row.round_id: row.latest for row in rows}


def _level(value: int | None) -> Level | None:
    return None if value is None else Level(value)
