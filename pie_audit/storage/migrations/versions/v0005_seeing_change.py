"""Notes and settings of a team's trends, plans that teams share with leaders, and the leaders' board."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TYPES = {"text": sa.Text, "number": sa.Integer, "flag": sa.Boolean, "day": sa.Date, "bytes": sa.LargeBinary}

# name:type, * part of the key, ? may be empty, > the column of another table that it points to
_TABLES = {
    "trend_mark": """
        mark_id:text* team_id:text>team.team_id chart:text day:day kind:text words:text
    """,
    "trend_setting": """
        team_id:text*>team.team_id name:text* value:text
    """,
    "shown_theme": """
        team_id:text*>team.team_id theme_id:text words:text since:text
    """,
    "shared_plan": """
        round_id:text*>audit_round.round_id edition:text body:text shared_on:day
    """,
    "received_plan": """
        plan_id:text* sender:text team:text quarter:text edition:text made:number format:number
        signer:bytes body:text received_on:day
    """,
    "known_signer": """
        sender:text* signer:text* met_on:day
    """,
    "ask_together": """
        ask_key:text* group_id:text title:text
    """,
    "board_reply": """
        reply_id:text* ask_key:text kind:text replied_on:day from_whom:text because:text would_try:text
        in_the_room:text sent_on:day?
    """,
    "taken_reply": """
        reply_id:text* digest:bytes
    """,
}

_INDEXES = (
    ("trend_mark", "team_id"),
    ("received_plan", "sender"),
    ("board_reply", "ask_key"),
    ("audit_round", "team_id"),
)


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
