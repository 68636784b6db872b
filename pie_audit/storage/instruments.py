"""The words of published instruments that somebody brought, each with the licence they are under."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.licence import UNDONE, Brought, BroughtText, Licence
from pie_audit.domain.plain_data import from_plain, to_plain
from pie_audit.domain.questionnaire import Mode
from pie_audit.storage.transaction import Transaction, put, table

brought_instrument = table(
    "brought_instrument",
    sa.Column("instrument_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key_version", sa.Integer, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("holder", sa.Text, nullable=False),
    sa.Column("permission", sa.Text, nullable=False),
    sa.Column("given_on", sa.Date, nullable=False),
    sa.Column("ends_on", sa.Date),
    sa.Column("proof", sa.Text, nullable=False),
    sa.Column("modes", sa.Text, nullable=False),
    sa.Column("line", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("support_by", sa.Text, nullable=False),
    sa.Column("brought_by", sa.Text, sa.ForeignKey("person.person_id"), nullable=False),
    sa.Column("brought_on", sa.Date, nullable=False),
    sa.Column("retired_week", sa.Text),
)

_OF_LICENCE = (
    *("holder", "permission", "given_on", "ends_on"),
    *("proof", "line", "reason", "support_by"),
)


def save_brought(tx: Transaction, value: Brought) -> None:
    """Write words with their licence. Raises ValueError where other words are kept under this version."""
    held = load_brought(tx, value.instrument_id, value.version)
    if held is not None and (held.text, held.key_version) != (value.text, value.key_version):
        raise ValueError("other words under the same version")
    key = {"instrument_id": value.instrument_id, "version": value.version}
    put(tx, brought_instrument, key, _row(value))
    tx.changed.add(Kind.SURVEYS)


def load_brought(tx: Transaction, instrument_id: str, version: int) -> Brought | None:
    """The words kept under one version, or None."""
    found = _read(tx, _is(instrument_id) & (brought_instrument.c.version == version))
    return found[0] if found else None


def versions_of(tx: Transaction, instrument_id: str) -> tuple[Brought, ...]:
    """Everything that was ever brought for an instrument, oldest first."""
    return _read(tx, _is(instrument_id))


def brought_by_instrument(tx: Transaction) -> dict[str, Brought]:
    """The words in use for each instrument by its id, or else those that were taken back last."""
    values = (value for value in _read(tx, sa.true()) if value.retired_week != UNDONE)
    in_order = sorted(values, key=lambda v: (v.retired_week is None, v.retired_week or "", v.version))
    return {value.instrument_id: value for value in in_order}


def _is(instrument_id: str) -> sa.ColumnElement[bool]:
    return brought_instrument.c.instrument_id == instrument_id


def _read(tx: Transaction, which: sa.ColumnElement[bool]) -> tuple[Brought, ...]:
    order = (brought_instrument.c.instrument_id, brought_instrument.c.version)
    rows = tx.connection.execute(sa.select(brought_instrument).where(which).order_by(*order))
    return tuple(_brought(row) for row in rows)


def _row(value: Brought) -> dict[str, Any]:
    return {
        **{name: getattr(value.licence, name) for name in _OF_LICENCE},
        "modes": " ".join(mode.value for mode in value.licence.modes),
        "key_version": value.key_version,
        "words": json.dumps(to_plain(value.text), ensure_ascii=False, sort_keys=True),
        "brought_by": value.brought_by,
        "brought_on": value.brought_on,
        "retired_week": value.retired_week,
    }


def _brought(row: sa.Row[Any]) -> Brought:
    licence = Licence(
        **{name: row._mapping[name] for name in _OF_LICENCE},
        modes=tuple(Mode(mode) for mode in row.modes.split()),
    )
    plain = json.loads(row.words)
    plain["items"] = {int(no): words for no, words in plain["items"].items()}
    return Brought(
        row.instrument_id,
        row.version,
        row.key_version,
        from_plain(plain, BroughtText),
        licence,
        row.brought_by,
        row.brought_on,
        row.retired_week,
    )
