"""Surveys that no one can trace, and the words of published instruments that somebody brought."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TYPES = {"text": sa.Text, "number": sa.Integer, "flag": sa.Boolean, "day": sa.Date, "bytes": sa.LargeBinary}

# name:type, * part of the key, ? may be empty, > the column of another table that it points to
_TABLES = {
    "support_words": """
        one:number* words:text
    """,
    "survey": """
        survey_id:text* state:text plan:text digest:bytes frozen:bytes slip_salt:bytes last_day:day
        opened_week:text? told_week:text? vouched:bytes? turned_by:text? turned_proof:bytes?
    """,
    "survey_team": """
        survey_id:text*>survey.survey_id team_id:text*>team.team_id
    """,
    "survey_keeper": """
        survey_id:text*>survey.survey_id person_id:text* xpk:bytes proof:bytes nonce:bytes wrapped:bytes
    """,
    "said_back": """
        survey_id:text*>survey.survey_id place:number* said:text will:text cannot:text
    """,
    "release": """
        survey_id:text*>survey.survey_id group_id:text* what:text* statistic:text* value:number? words:text
    """,
    "ballot_right": """
        survey_id:text*>survey.survey_id right_hash:bytes*
    """,
    "ballot_token": """
        survey_id:text*>survey.survey_id holder_id:text* block_id:text sealed:bytes
    """,
    "ballot": """
        survey_id:text*>survey.survey_id place:number* right_hash:bytes* body:bytes
    """,
    "ballot_mid": """
        survey_id:text*>survey.survey_id inner_id:text* place:bytes* body:bytes
    """,
    "brought_instrument": """
        instrument_id:text* version:number* key_version:number words:text holder:text permission:text
        given_on:day ends_on:day? proof:text modes:text line:text reason:text support_by:text
        brought_by:text>person.person_id brought_on:day retired_week:text?
    """,
}

_INDEXES = (("survey_team", "team_id"),)


def upgrade() -> None:
    """Add the tables."""
    for table, columns in _TABLES.items():
        _create(table, columns.split())
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _create(table: str, columns: list[str]) -> None:
    op.create_table(
        table,
        *(_column(column) for column in columns),
        sa.PrimaryKeyConstraint(*(_name(c) for c in columns if "*" in c), name=f"pk_{table}"),
        *(_link(table, column) for column in columns if ">" in column),
        sqlite_with_rowid=False,
    )


def _name(column: str) -> str:
    return column.partition(":")[0]


def _column(column: str) -> sa.Column[object]:
    kind = column.partition(":")[2].partition(">")[0]
    return sa.Column(_name(column), _TYPES[kind.rstrip("*?")](), nullable="?" in kind, autoincrement=False)


def _link(table: str, column: str) -> sa.ForeignKeyConstraint:
    to = column.partition(">")[2]
    return sa.ForeignKeyConstraint([_name(column)], [to], name=f"fk_{table}_{_name(column)}")
