"""Frozen values as rows of a table and back: enumerations by their value, “not sure” as an empty text."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import asdict
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_type_hints

import sqlalchemy as sa

from pie_audit.storage.transaction import Transaction, put

Value = TypeVar("Value")


def as_row(value: Any, into: sa.Table) -> dict[str, Any]:
    """The columns of a frozen value; None in a column that may not be empty becomes an empty text."""
    row = {name: kept.value if isinstance(kept, Enum) else kept for name, kept in asdict(value).items()}
    return {n: "" if kept is None and not into.c[n].nullable else kept for n, kept in row.items()}


def of_row(kind: type[Value], row: sa.Row[Any]) -> Value:
    """The frozen value of a row whose columns are called like its fields."""
    read = _enumerations(cast(Hashable, kind))
    return kind(**{n: _read(read[n], kept) if n in read else kept for n, kept in row._mapping.items()})


def save_value(tx: Transaction, into: sa.Table, value: Any) -> None:
    """Write a value under the key of its table, in place of what was there."""
    row = as_row(value, into)
    key = {column.name: row.pop(column.name) for column in into.primary_key.columns}
    put(tx, into, key, row)


def values_of(
    tx: Transaction,
    of: sa.Table,
    kind: type[Value],
    where: sa.ColumnElement[bool],
    *order: sa.ColumnElement[Any],
    most: int | None = None,
) -> tuple[Value, ...]:
    """The values of all rows that match, or of the first so many, in that order; rows that tie come by their key."""
    query = sa.select(of).where(where).order_by(*order, *of.primary_key.columns).limit(most)
    return tuple(of_row(kind, row) for row in tx.connection.execute(query))


def load_value(
    tx: Transaction, of: sa.Table, kind: type[Value], where: sa.ColumnElement[bool]
) -> Value | None:
    """The one value that matches, or None."""
    row = tx.connection.execute(sa.select(of).where(where)).first()
    return None if row is None else of_row(kind, row)


def delete_rows(tx: Transaction, of: sa.Table, where: sa.ColumnElement[bool]) -> int:
    """Take away what matches; how many there were."""
    return tx.connection.execute(sa.delete(of).where(where)).rowcount


@cache
def _enumerations(kind: Hashable) -> dict[str, tuple[type[Enum], bool]]:
    """Which fields are enumerations, and whether they may be None."""
    found = {}
    for name, hint in get_type_hints(cast(type[Any], kind)).items():
        inside = get_args(hint) or (hint,)
        enumeration = next((i for i in inside if isinstance(i, type) and issubclass(i, Enum)), None)
        if enumeration is not None:
            found[name] = (enumeration, NoneType in inside)
    return found


def _read(how: tuple[type[Enum], bool], kept: Any) -> Enum | None:
    enumeration, may_be_none = how
    return None if may_be_none and not kept else enumeration(kept)
