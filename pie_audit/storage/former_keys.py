"""Where keys end: those lost in a reset, which My key of that time may still open, and those of people who left."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.sealed import SealedKey, UserKey
from pie_audit.domain.team import Standing
from pie_audit.storage.people import invitation, person, user_key
from pie_audit.storage.records import draft, sealed_key, sealed_record
from pie_audit.storage.transaction import Transaction, put, table

lost_key = table(
    "lost_key",
    sa.Column("person_id", sa.Text, sa.ForeignKey("person.person_id"), primary_key=True),
    sa.Column("epoch", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("r_salt", sa.LargeBinary, nullable=False),
    sa.Column("r_ops", sa.Integer, nullable=False),
    sa.Column("r_mem_kib", sa.Integer, nullable=False),
    sa.Column("r_nonce", sa.LargeBinary, nullable=False),
    sa.Column("r_wrapped", sa.LargeBinary, nullable=False),
    sa.Column("xpk", sa.LargeBinary, nullable=False),
    sa.Column("epk", sa.LargeBinary, nullable=False),
    sa.Column("selfsig", sa.LargeBinary, nullable=False),
    sa.Column("previous", sa.LargeBinary, nullable=False),
)

leaving = table(
    "leaving",
    sa.Column("person_id", sa.Text, sa.ForeignKey("person.person_id"), primary_key=True),
    sa.Column("seen_over_on", sa.Date, nullable=False),
)

_LOST = tuple(column.name for column in lost_key.columns)
_MOST_IDS = 500


def keep_lost_key(tx: Transaction, lost: UserKey) -> None:
    """What a reset leaves of the keys before it: only what My key of that time opens, and no password."""
    row = {name: getattr(lost, name) for name in _LOST}
    key = {name: row.pop(name) for name in ("person_id", "epoch")}
    put(tx, lost_key, key, row)


def lost_keys(tx: Transaction, person_id: str) -> tuple[UserKey, ...]:
    """Somebody's keys that were lost in resets, the latest first; no password opens them."""
    query = sa.select(lost_key).where(lost_key.c.person_id == person_id).order_by(lost_key.c.epoch.desc())
    return tuple(
        UserKey(**row._mapping, slot_id=b"", nonce=b"", wrapped=b"") for row in tx.connection.execute(query)
    )


def drop_lost_key(tx: Transaction, person_id: str, epoch: int) -> None:
    """It was found again, and lies with the keys of today."""
    gone = sa.delete(lost_key).where(lost_key.c.person_id == person_id, lost_key.c.epoch == epoch)
    tx.connection.execute(gone)


def left_weeks(tx: Transaction) -> dict[str, str]:
    """The ISO week in which each of those left who still have keys here."""
    query = sa.select(person.c.person_id, person.c.left_week).join(
        user_key, user_key.c.person_id == person.c.person_id
    )
    found = tx.connection.execute(query.where(person.c.standing == Standing.LEFT.value))
    return {row.person_id: row.left_week for row in found if row.left_week}


def left_week(tx: Transaction, person_id: str) -> str | None:
    """The ISO week in which this person left; None for who is here."""
    query = sa.select(person.c.left_week).where(person.c.person_id == person_id)
    return tx.connection.execute(query).scalar()


def note_seen_over(tx: Transaction, person_id: str, day: date) -> None:
    """The day on which it was first seen that somebody's time to take their pages is over."""
    put(tx, leaving, {"person_id": person_id}, {"seen_over_on": day})


def seen_over_on(tx: Transaction) -> dict[str, date]:
    """The days noted so far, by person."""
    return {row.person_id: row.seen_over_on for row in tx.connection.execute(sa.select(leaving))}


def forget_seen_over(tx: Transaction, person_id: str) -> None:
    """It isn't over after all: the clock was wrong, or they came back."""
    tx.connection.execute(sa.delete(leaving).where(leaving.c.person_id == person_id))


def replace_own_ways(tx: Transaction, reader_id: str, keys: tuple[SealedKey, ...]) -> None:
    """Write many of one reader's ways anew at once, under the keys of a new epoch."""
    if not keys:
        return
    c = sealed_key.c
    whose = sa.and_(
        c.record_id == sa.bindparam("of_record"),
        c.version == sa.bindparam("of_version"),
        c.reader_id == reader_id,
    )
    change = sa.update(sealed_key).where(whose)
    values: list[dict[str, Any]] = [
        {
            "of_record": key.record_id,
            "of_version": key.version,
            "scheme": key.scheme,
            "nonce": key.nonce,
            "wrapped": key.wrapped,
        }
        for key in keys
    ]
    tx.connection.execute(change, values)
    tx.changed.add(Kind.RECORDS)


def destroy_keys(tx: Transaction, person_id: str) -> None:
    """Everything that only this person could still read, and every key with which they could.

    What somebody else can read stays: what they shared, and what was shared with them. So does their name, for the
    plans and records that mention them.
    """
    connection = tx.connection
    connection.execute(sa.delete(sealed_key).where(sealed_key.c.reader_id == person_id))
    read_by_others = sa.exists().where(sealed_key.c.record_id == sealed_record.c.record_id)
    nobodys = list(connection.execute(sa.select(sealed_record.c.record_id).where(~read_by_others)).scalars())
    for at in range(0, len(nobodys), _MOST_IDS):
        some = nobodys[at : at + _MOST_IDS]
        connection.execute(sa.delete(sealed_record).where(sealed_record.c.record_id.in_(some)))
    connection.execute(sa.delete(draft).where(draft.c.owner_id == person_id))
    for of in (user_key, lost_key, invitation, leaving):
        connection.execute(sa.delete(of).where(of.c.person_id == person_id))
    tx.changed.update((Kind.PEOPLE, Kind.RECORDS, Kind.DRAFT))
