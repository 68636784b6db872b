"""The version of the tables: made new without Alembic, told apart with one query, refused when newer."""

from __future__ import annotations

import sqlalchemy as sa

from pie_audit.domain.errors import CannotOpen
from pie_audit.storage import (
    agreements,
    ask_evidence,
    audits,
    ballots,
    barriers,
    board,
    cut_points,
    daily_notes,
    former_keys,
    groups,
    influences,
    instruments,
    papers,
    people,
    plan_pages,
    plans,
    practices,
    reading_cards,
    records,
    releases,
    replies,
    reveals,
    said_did,
    sessions,
    shared_plans,
    shares,
    sheets,
    signed,
    small_logs,
    support,
    surveys,
    team_parts,
    team_words,
    teams,
    trail,
    training,
    trend_marks,
)
from pie_audit.storage.migrations import SCHEMA
from pie_audit.storage.teams import WorkspaceFacts
from pie_audit.storage.transaction import Transaction, alembic_version, head, metadata
from pie_audit.words import _

TABLE_FILES = (
    agreements,
    audits,
    ballots,
    board,
    former_keys,
    groups,
    influences,
    instruments,
    papers,
    people,
    plans,
    records,
    releases,
    replies,
    reveals,
    sessions,
    shared_plans,
    shares,
    sheets,
    signed,
    small_logs,
    support,
    surveys,
    teams,
    trail,
    trend_marks,
    ask_evidence,
    barriers,
    daily_notes,
    practices,
    reading_cards,
    said_did,
    team_parts,
    team_words,
    training,
    cut_points,
    plan_pages,
)
"""Every file that declares tables, so that `metadata` is whole wherever this module is imported."""


def create_everything(connection: sa.Connection, facts: WorkspaceFacts) -> None:
    """All tables of a new database, its version, and the workspace's own line."""
    metadata.create_all(connection)
    ballots.make_slot(connection)
    connection.execute(sa.insert(alembic_version).values(version_num=SCHEMA))
    connection.execute(sa.insert(head).values(one=1, n=1))
    teams.save_workspace(Transaction(connection), facts)


def is_empty(connection: sa.Connection) -> bool:
    """Whether this database has no table of ours yet."""
    return not sa.inspect(connection).has_table(alembic_version.name)


def read_version(connection: sa.Connection) -> str:
    """The version of this database's tables. Raises CannotOpen for a database that isn't ours."""
    if is_empty(connection):
        raise CannotOpen(
            _("This database holds no workspace."), _("Choose another one. This one is left as it was.")
        )
    return str(connection.execute(sa.select(alembic_version.c.version_num)).scalar_one())


def is_older(version: str, newest: str = SCHEMA) -> bool:
    """Whether steps are due. Raises CannotOpen for tables that a newer program has made."""
    if not version.isdigit() or int(version) > int(newest):
        raise CannotOpen(
            _(
                "This workspace was used with a newer version of the program (its tables are version {n})."
            ).format(n=version.lstrip("0")[:9]),
            _("Install the newest version and open it with that. It is left as it was."),
        )
    return int(version) < int(newest)
