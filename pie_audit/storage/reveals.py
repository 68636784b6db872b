"""What is left of a round's sheets once two have opened it: permitted counts, and bands of who took part."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.disclosure import Band, Reveal, TopicCounts
from pie_audit.domain.team import Perspective
from pie_audit.storage.audits import forget_round_keys
from pie_audit.storage.sheets import keep_own_sheets
from pie_audit.storage.transaction import Transaction, put_all, table

topic_count = table(
    "topic_count",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("topic_id", sa.Text, primary_key=True),
    sa.Column("group_id", sa.Text, primary_key=True),
    *(sa.Column(f"level_{level}", sa.Integer, nullable=False) for level in range(5)),
    sa.Column("not_applicable", sa.Integer, nullable=False),
    sa.Column("cant_tell", sa.Integer, nullable=False),
    sa.Column("blank", sa.Integer, nullable=False),
)

participation = table(
    "participation",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("perspective", sa.Text, primary_key=True),
    sa.Column("band", sa.Text, nullable=False),
)

topic_nobody_could_tell = table(
    "topic_nobody_could_tell",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("topic_id", sa.Text, primary_key=True),
)


def store_reveal(tx: Transaction, round_id: str, reveal: Reveal) -> None:
    """Write the permitted counts, hand accounts their own copies, and destroy the sheets and the round's keys.

    The round's state is moved with `audits.set_state` in the same transaction.
    """
    put_all(tx, topic_count, [_count_row(round_id, counts) for counts in reveal.counts])
    bands = sorted(reveal.took_part.items())
    rows = [{"round_id": round_id, "perspective": p.value, "band": band.value} for p, band in bands]
    put_all(tx, participation, rows)
    topics = sorted(reveal.nobody_could_tell)
    put_all(tx, topic_nobody_could_tell, [{"round_id": round_id, "topic_id": topic} for topic in topics])
    keep_own_sheets(tx, round_id)
    forget_round_keys(tx, round_id)
    tx.changed.add(Kind.ROUND)


def load_reveal(tx: Transaction, round_id: str) -> Reveal | None:
    """What was opened, by topic and then group; None before the opening."""
    bands = _of_round(tx, participation, round_id)
    if not bands:
        return None
    counts = sorted((_counts(row) for row in _of_round(tx, topic_count, round_id)), key=_topic_and_group)
    return Reveal(
        tuple(counts),
        {Perspective(row.perspective): Band(row.band) for row in bands},
        frozenset(row.topic_id for row in _of_round(tx, topic_nobody_could_tell, round_id)),
    )


def _of_round(tx: Transaction, part: sa.Table, round_id: str) -> list[Any]:
    return list(tx.connection.execute(sa.select(part).where(part.c.round_id == round_id)))


def _topic_and_group(counts: TopicCounts) -> tuple[str, str]:
    return (counts.topic_id, counts.group)


def _count_row(round_id: str, counts: TopicCounts) -> dict[str, Any]:
    levels = {f"level_{level}": n for level, n in enumerate(counts.levels)}
    rest = {"not_applicable": counts.not_applicable, "cant_tell": counts.cant_tell, "blank": counts.blank}
    return {"round_id": round_id, "topic_id": counts.topic_id, "group_id": counts.group, **levels, **rest}


def _counts(row: Any) -> TopicCounts:
    levels = (row.level_0, row.level_1, row.level_2, row.level_3, row.level_4)
    return TopicCounts(row.topic_id, row.group_id, levels, row.not_applicable, row.cant_tell, row.blank)
