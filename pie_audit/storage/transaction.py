"""What every storage function is given: a connection inside a transaction, and the kinds of thing it changed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from pie_audit.domain.changed import Kind

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Transaction:
    """A connection that is inside a transaction; each write adds the kinds it changed.

    `seen` holds what a transaction that only reads has read already; None in one that may write.
    """

    connection: sa.Connection
    changed: set[Kind] = field(default_factory=set)
    seen: dict[Hashable, object] | None = None


def read_once(tx: Transaction, what: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives; in a transaction that only reads, the database is asked once."""
    if tx.seen is None:
        return read()
    if what not in tx.seen:
        tx.seen[what] = read()
    return cast(T, tx.seen[what])


def table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    """A table without row ids: they would tell in which order rows came (security.md, section 5)."""
    return sa.Table(name, metadata, *parts, sqlite_with_rowid=False)


head = table(
    "head",
    sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("n", sa.BigInteger, nullable=False),
)
"""How far this database has got, beside the high-water mark that is kept apart from it."""

STEP_BITS = 36
"""A million transactions with steps below this many bits stay within 63."""

alembic_version = sa.Table(
    "alembic_version",
    metadata,
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""The schema's number. Named here too, so that a new database needs no Alembic."""


def raise_head(connection: sa.Connection) -> int:
    """Go on by one transaction; the new number, always higher than the one before.

    The step is a random power of two, so that two copies of the file don't tell how many transactions lie between
    them: somebody's answers, when only their sheet was written to.
    """
    step = 1 << secrets.randbelow(STEP_BITS)
    connection.execute(_RAISE, {"step": step})
    return read_head(connection)


def read_head(connection: sa.Connection) -> int:
    """How far the database has got. It tells which of two copies is the later one, never by how much."""
    return int(connection.execute(_HEAD).scalar_one())


_RAISE = sa.update(head).values(n=head.c.n + sa.bindparam("step"))
_HEAD = sa.select(head.c.n)


def owe_fresh_file(tx: Transaction) -> None:
    """Note in the file itself that its pages still keep what this transaction deletes; `Store.vacuum` settles it.

    So a program that ends in between does it when the file opens next. A server sweeps by itself.
    """
    if tx.connection.dialect.name == "sqlite":
        tx.connection.exec_driver_sql("PRAGMA user_version=1")


def count_rows(connection: sa.Connection) -> dict[str, int]:
    """How many rows each table has, for comparing a copy with what it was made from."""
    names = sa.inspect(connection).get_table_names()
    quoted = connection.dialect.identifier_preparer.quote
    return {
        n: int(connection.exec_driver_sql(f"SELECT count(*) FROM {quoted(n)}").scalar_one()) for n in names
    }


def put(tx: Transaction, into: sa.Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write one row under its key, in place of the row that was there. Raises KeyError for a column that isn't there."""
    for name in values:
        into.c[name]  # a statement that is put together before its values lets go of strange ones in silence
    stands = {_KEY + name: value for name, value in key.items()}
    if values and tx.connection.execute(_update_under(into, tuple(key)), {**stands, **values}).rowcount:
        return
    if not values and tx.connection.execute(_look_under(into, tuple(key)), stands).first():
        return
    tx.connection.execute(_insert_into(into), {**key, **values})


_KEY = "under_"
"""What tells a key's value from one to write; no column begins with it."""


# Statements are put together once: doing so takes several times as long as the database takes to answer.
@cache
def _update_under(into: sa.Table, key: tuple[str, ...]) -> sa.Update:
    return sa.update(into).where(_is_under(into, key))


@cache
def _look_under(into: sa.Table, key: tuple[str, ...]) -> sa.Select[int]:
    return sa.select(sa.literal(1)).select_from(into).where(_is_under(into, key))


@cache
def _insert_into(into: sa.Table) -> sa.Insert:
    return sa.insert(into)


def _is_under(into: sa.Table, key: tuple[str, ...]) -> sa.ColumnElement[bool]:
    return sa.and_(*(into.c[name] == sa.bindparam(_KEY + name) for name in key))


def rows_among(tx: Transaction, of: sa.Table, column: str, ids: Iterable[str]) -> Sequence[sa.Row[Any]]:
    """The rows whose `column` is one of these ids, in no order that means anything."""
    return tx.connection.execute(_among(of, column), {"ids": list(ids)}).all()


@cache
def _among(of: sa.Table, column: str) -> sa.Select[Any]:
    return sa.select(of).where(of.c[column].in_(sa.bindparam("ids", expanding=True)))


def put_all(tx: Transaction, into: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Insert many rows, or none."""
    if rows:
        tx.connection.execute(sa.insert(into), rows)
