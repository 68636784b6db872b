"""Seats, the sealed sheets that lie on them, and the boxes around a round's private key; ciphertext only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.sealed import KeyShare, SealedSheet, Seat
from pie_audit.storage.records import draft
from pie_audit.storage.transaction import Transaction, put_all, table

seat = table(
    "seat",
    sa.Column("seat_id", sa.LargeBinary, primary_key=True),
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), nullable=False),
    sa.Column("owner_id", sa.Text),
    sa.Column("slip_find", sa.LargeBinary),
    sa.Column("perspective", sa.Text, nullable=False),
    sa.Column("xpk", sa.LargeBinary, nullable=False),
    sa.Column("done", sa.Boolean, nullable=False),
    sa.UniqueConstraint("round_id", "owner_id"),
    sa.UniqueConstraint("round_id", "slip_find"),
    sa.CheckConstraint("(owner_id IS NULL) <> (slip_find IS NULL)", name="one_holder"),
)

sheet = table(
    "sheet",
    sa.Column("seat_id", sa.LargeBinary, sa.ForeignKey("seat.seat_id"), primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("for_round", sa.LargeBinary, nullable=False),
    sa.Column("for_rater", sa.LargeBinary, nullable=False),
)

own_sheet = table(
    "own_sheet",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("owner_id", sa.Text, primary_key=True),
    sa.Column("seat_id", sa.LargeBinary, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("for_rater", sa.LargeBinary, nullable=False),
)
"""What an account keeps of its own sheet after the opening: seat and version are part of what was sealed."""

round_key_share = table(
    "round_key_share",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("outer_id", sa.Text, primary_key=True),
    sa.Column("inner_id", sa.Text, primary_key=True),
    sa.Column("box", sa.LargeBinary, nullable=False),
)


def add_seats(tx: Transaction, seats: Sequence[Seat], sheets: Sequence[SealedSheet]) -> None:
    """Write seats and their blank sheets, each in the order of its random id and never in the order of people.

    Raises ValueError when a seat has no sheet or the sheets are not all of one size.
    """
    if {s.seat_id for s in seats} != {s.seat_id for s in sheets} or len(seats) != len(sheets):
        raise ValueError("every seat has one sheet")
    if len({(len(s.for_round), len(s.for_rater)) for s in sheets}) > 1:
        raise ValueError("sheets of different size tell who has written")
    put_all(tx, seat, [asdict(s) for s in sorted(seats, key=lambda s: s.seat_id)])
    put_all(tx, sheet, [asdict(s) for s in sorted(sheets, key=lambda s: s.seat_id)])
    tx.changed.add(Kind.ROUND)


def find_seat_by_slip(tx: Transaction, round_id: str, slip_find: bytes) -> Seat | None:
    """The seat that a slip's words lead to."""
    return _seat(tx, seat.c.round_id == round_id, seat.c.slip_find == slip_find)


def seat_of_owner(tx: Transaction, round_id: str, owner_id: str) -> Seat | None:
    """The seat that an account holds in this round."""
    return _seat(tx, seat.c.round_id == round_id, seat.c.owner_id == owner_id)


def load_seat(tx: Transaction, seat_id: bytes) -> Seat | None:
    """One seat; None once the round was opened."""
    return _seat(tx, seat.c.seat_id == seat_id)


def seats_of_round(tx: Transaction, round_id: str) -> tuple[Seat, ...]:
    """All seats, by random id."""
    query = sa.select(seat).where(seat.c.round_id == round_id).order_by(seat.c.seat_id)
    return tuple(Seat(**row._mapping) for row in tx.connection.execute(query))


def save_sheet(tx: Transaction, value: SealedSheet, *, done: bool) -> None:
    """Replace a sheet whole, and say whether its rater is done, in one go.

    Raises KeyError when there is no such sheet (any more), ValueError when its size would change.
    """
    before = load_sheet(tx, value.seat_id)
    if before is None:
        raise KeyError("no sheet lies on that seat")
    if (len(before.for_round), len(before.for_rater)) != (len(value.for_round), len(value.for_rater)):
        raise ValueError("a sheet of another size tells that it was written on")
    values = {"version": value.version, "for_round": value.for_round, "for_rater": value.for_rater}
    tx.connection.execute(sa.update(sheet).where(sheet.c.seat_id == value.seat_id).values(**values))
    tx.connection.execute(sa.update(seat).where(seat.c.seat_id == value.seat_id).values(done=done))
    tx.changed.add(Kind.OWN_SHEET)


def load_sheet(tx: Transaction, seat_id: bytes) -> SealedSheet | None:
    """The sheet on this seat; None once the round was opened."""
    row = tx.connection.execute(sa.select(sheet).where(sheet.c.seat_id == seat_id)).first()
    return None if row is None else SealedSheet(**row._mapping)


def all_sealed_for_round(tx: Transaction, round_id: str) -> tuple[SealedSheet, ...]:
    """Every sheet of a round, by random seat id, for the two who open it."""
    query = sa.select(sheet).join(seat).where(seat.c.round_id == round_id).order_by(sheet.c.seat_id)
    return tuple(SealedSheet(**row._mapping) for row in tx.connection.execute(query))


def count_done(tx: Transaction, round_id: str) -> int:
    """How many say they are done. Never who."""
    query = sa.select(sa.func.count()).where(seat.c.round_id == round_id, seat.c.done)
    return int(tx.connection.execute(query).scalar_one())


def count_seats(tx: Transaction, round_id: str) -> int:
    """How many hold a sheet."""
    query = sa.select(sa.func.count()).where(seat.c.round_id == round_id)
    return int(tx.connection.execute(query).scalar_one())


def load_own_sheet(tx: Transaction, round_id: str, owner_id: str) -> SealedSheet | None:
    """An account's own copy after the opening; `for_round` is empty then."""
    query = sa.select(own_sheet).where(own_sheet.c.round_id == round_id, own_sheet.c.owner_id == owner_id)
    row = tx.connection.execute(query).first()
    return None if row is None else SealedSheet(row.seat_id, row.version, b"", row.for_rater)


def rounds_with_own_sheet(tx: Transaction, owner_id: str) -> frozenset[str]:
    """The opened rounds of which this person still holds a copy."""
    query = sa.select(own_sheet.c.round_id).where(own_sheet.c.owner_id == owner_id)
    return frozenset(tx.connection.execute(query).scalars())


def save_key_shares(tx: Transaction, shares: Sequence[KeyShare]) -> None:
    """Write the round's private key in its boxes, one for every pair of openers."""
    put_all(tx, round_key_share, [asdict(s) for s in shares])
    tx.changed.add(Kind.ROUND)


def load_key_shares(tx: Transaction, round_id: str) -> tuple[KeyShare, ...]:
    """The boxes around the round's key; none once it was opened."""
    query = sa.select(round_key_share).where(round_key_share.c.round_id == round_id)
    rows = tx.connection.execute(query.order_by(round_key_share.c.outer_id, round_key_share.c.inner_id))
    return tuple(KeyShare(**row._mapping) for row in rows)


def keep_own_sheets(tx: Transaction, round_id: str) -> None:
    """Copy what accounts sealed to themselves to where it outlives the opening. Slips have nothing there."""
    kept = [own_sheet.c.round_id, own_sheet.c.owner_id, own_sheet.c.seat_id, own_sheet.c.version]
    accounts = (
        sa.select(seat.c.round_id, seat.c.owner_id, seat.c.seat_id, sheet.c.version, sheet.c.for_rater)
        .join(sheet)
        .where(seat.c.round_id == round_id, seat.c.owner_id.is_not(None))
        .order_by(seat.c.seat_id)
    )
    tx.connection.execute(sa.insert(own_sheet).from_select([*kept, own_sheet.c.for_rater], accounts))
    tx.changed.add(Kind.OWN_SHEET)


def destroy_sheets(tx: Transaction, round_id: str) -> None:
    """Delete sheets, the drafts of slips and paper envelopes, seats and the shares of the round's key."""
    seats = seats_of_round(tx, round_id)
    ids = [s.seat_id for s in seats]
    tx.connection.execute(sa.delete(draft).where(draft.c.owner_id.in_([round_id, *(i.hex() for i in ids)])))
    tx.connection.execute(sa.delete(sheet).where(sheet.c.seat_id.in_(ids)))
    tx.connection.execute(sa.delete(seat).where(seat.c.round_id == round_id))
    tx.connection.execute(sa.delete(round_key_share).where(round_key_share.c.round_id == round_id))
    tx.changed.update({Kind.ROUND, Kind.OWN_SHEET})


def _seat(tx: Transaction, *which: sa.ColumnElement[bool]) -> Seat | None:
    row = tx.connection.execute(sa.select(seat).where(*which)).first()
    return None if row is None else Seat(**row._mapping)
