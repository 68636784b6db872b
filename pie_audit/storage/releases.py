"""The ledger of everything that surveys released: written once, never altered, and all that is left of any answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.survey import Released, Statistic
from pie_audit.storage.transaction import Transaction, put_all, table

release = table(
    "release",
    sa.Column("survey_id", sa.Text, sa.ForeignKey("survey.survey_id"), primary_key=True),
    sa.Column("group_id", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("statistic", sa.Text, primary_key=True),
    sa.Column("value", sa.Integer),
    sa.Column("words", sa.Text, nullable=False),
)


def save_releases(tx: Transaction, released: Sequence[Released]) -> None:
    """Write the figures of one survey, in the order of their names. A figure that stands here can't be written again.

    Raises ValueError for one that is there already.
    """
    rows = [asdict(one) | {"statistic": one.statistic.value} for one in released]
    keys = [(r["survey_id"], r["group_id"], r["what"], r["statistic"]) for r in rows]
    if len(set(keys)) < len(keys) or any(releases_of(tx, survey_id) for survey_id in {k[0] for k in keys}):
        raise ValueError("a released figure never alters")
    put_all(
        tx, release, [row for _key, row in sorted(zip(keys, rows, strict=True), key=lambda pair: pair[0])]
    )
    tx.changed.add(Kind.SURVEYS)


def releases_of(tx: Transaction, survey_id: str) -> tuple[Released, ...]:
    """Everything that one survey released, by group and subject."""
    query = sa.select(release).where(release.c.survey_id == survey_id)
    order = (release.c.group_id, release.c.what, release.c.statistic)
    return tuple(
        Released(**{**row._mapping, "statistic": Statistic(row.statistic)})
        for row in tx.connection.execute(query.order_by(*order))
    )
