"""The security record: who did what to which id, each line chained to the one before (security.md, section 7)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import blake2b

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.storage.transaction import Transaction, table

FIRST = bytes(32)
"""What the first line is chained to."""

trail = table(
    "trail",
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("minute", sa.Text, nullable=False),
    sa.Column("actor_id", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("object_type", sa.Text, nullable=False),
    sa.Column("object_id", sa.Text, nullable=False),
    sa.Column("prev32", sa.LargeBinary, nullable=False),
    sa.Column("hash32", sa.LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class TrailHead:
    """The last line's number and hash; number 0 and `FIRST` while there is none."""

    seq: int
    hash32: bytes


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One thing done. `minute` is UTC, ``2026-11-22T09:41``; ids only, never names or words."""

    seq: int
    minute: str
    actor_id: str
    action: str
    object_type: str
    object_id: str


def append(
    tx: Transaction, minute: str, actor_id: str, *, action: str, object_type: str, object_id: str
) -> None:
    """Add one line. Never for votes, ratings, drafts or private pages."""
    before = head(tx)
    line = TrailLine(before.seq + 1, minute, actor_id, action, object_type, object_id)
    chained = {"prev32": before.hash32, "hash32": _hash(line, before.hash32)}
    tx.connection.execute(sa.insert(trail).values(**asdict(line), **chained))
    tx.changed.add(Kind.TRAIL)


def head(tx: Transaction) -> TrailHead:
    """Where the chain ends now."""
    row = tx.connection.execute(sa.select(trail).order_by(trail.c.seq.desc()).limit(1)).first()
    return TrailHead(0, FIRST) if row is None else TrailHead(row.seq, bytes(row.hash32))


def hash_at(tx: Transaction, seq: int) -> bytes | None:
    """The hash of one line, to see whether today's chain goes on from a head remembered earlier."""
    if seq == 0:
        return FIRST
    return tx.connection.execute(sa.select(trail.c.hash32).where(trail.c.seq == seq)).scalar()


def lines(tx: Transaction, *, latest: int = 200) -> tuple[TrailLine, ...]:
    """The latest lines, newest first."""
    query = sa.select(trail).order_by(trail.c.seq.desc()).limit(latest)
    return tuple(_line(row) for row in tx.connection.execute(query))


def lines_about(tx: Transaction, object_type: str, object_id: str) -> tuple[TrailLine, ...]:
    """All that was done with one thing, newest first."""
    query = sa.select(trail).where(trail.c.object_type == object_type, trail.c.object_id == object_id)
    return tuple(_line(row) for row in tx.connection.execute(query.order_by(trail.c.seq.desc())))


def lines_that_begin(tx: Transaction, action: str) -> tuple[TrailLine, ...]:
    """All lines whose action begins with these words, oldest first."""
    query = sa.select(trail).where(trail.c.action.startswith(action, autoescape=True))
    return tuple(_line(row) for row in tx.connection.execute(query.order_by(trail.c.seq)))


def was_done(tx: Transaction, action: str, *, actor_id: str | None = None) -> bool:
    """Whether this was ever done, by anybody or by one person."""
    query = sa.select(trail.c.seq).where(trail.c.action == action)
    if actor_id is not None:
        query = query.where(trail.c.actor_id == actor_id)
    return tx.connection.execute(query.limit(1)).first() is not None


def verify(tx: Transaction) -> int | None:
    """The number of the first line that doesn't follow from the one before; None when all do."""
    expected = TrailHead(0, FIRST)
    for row in tx.connection.execute(sa.select(trail).order_by(trail.c.seq)):
        fits = row.seq == expected.seq + 1 and bytes(row.prev32) == expected.hash32
        if not fits or bytes(row.hash32) != _hash(_line(row), expected.hash32):
            return int(row.seq)
        expected = TrailHead(row.seq, bytes(row.hash32))
    return None


def _line(row: sa.Row[tuple[str, ...]]) -> TrailLine:
    return TrailLine(row.seq, row.minute, row.actor_id, row.action, row.object_type, row.object_id)


def _hash(line: TrailLine, before: bytes) -> bytes:
    """BLAKE2b-256 over canonical JSON: keys in order, no spaces, the earlier hash in hex."""
    canonical = json.dumps(
        {**asdict(line), "prev32": before.hex()}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return blake2b(canonical.encode(), digest_size=32).digest()
