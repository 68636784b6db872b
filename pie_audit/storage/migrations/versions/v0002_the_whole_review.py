"""The whole review: the board and its priorities, replies, history, what was signed, papers, and what is left out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TYPES = {"text": sa.Text, "number": sa.Integer, "flag": sa.Boolean, "day": sa.Date}

# name:type, * part of the key, ? may be empty, > the column of another table that it points to
_TABLES = {
    "influence": """
        influence_id:text* round_id:text>audit_round.round_id text:text direction:text level:text
        felt_by:text? topic_id:text? place:number me_too:number ask_upwards:flag version:number
    """,
    "influence_step": """
        step_id:text* influence_id:text>influence.influence_id place:number before:text after:text week:text
        role:text
    """,
    "voting": """
        round_id:text*>audit_round.round_id present:number turns:number is_off:flag
    """,
    "vote_sum": """
        round_id:text*>audit_round.round_id item:text* dots:number
    """,
    "priority": """
        priority_id:text* round_id:text>audit_round.round_id place:number words:text topic_id:text?
        influence_id:text? no_action_because:text
    """,
    "action_step": """
        step_id:text* action_id:text>action.action_id place:number before:text after:text week:text
        role:text words:text
    """,
    "ask_reply": """
        reply_id:text* action_id:text>action.action_id kind:text replied_on:day from_whom:text
        because:text would_try:text in_the_room:text
    """,
    "snapshot": """
        round_id:text*>audit_round.round_id digest:text body:text
    """,
    "addendum": """
        addendum_id:text* round_id:text>audit_round.round_id day:day role:text reason:text words:text
    """,
    "meeting": """
        round_id:text*>audit_round.round_id topic_id:text? paused_on:day?
    """,
    "paper_count": """
        round_id:text*>audit_round.round_id perspective:text* printed:number keyed:number
    """,
    "round_topic_off": """
        round_id:text*>audit_round.round_id perspective:text* topic_id:text*
    """,
    "team_theme_off": """
        team_id:text*>team.team_id theme_id:text* reason:text since:text
    """,
    "team_before": """
        team_id:text*>team.team_id predecessor_id:text*>team.team_id
    """,
}

_INDEXES = (
    ("influence", "round_id"),
    ("influence_step", "influence_id"),
    ("priority", "round_id"),
    ("action_step", "action_id"),
    ("ask_reply", "action_id"),
    ("addendum", "round_id"),
)

_COLUMNS = {
    "action": "influence_id:text? priority_id:text? feedback:text review_on:day? ask_cost:text ask_if_no:text "
    "carried_from:text?",
    "dissent": "signed_as:text",
}


def upgrade() -> None:
    """Add the tables and columns; a new column that may not be empty starts as an empty text."""
    for table, columns in _TABLES.items():
        _create(table, columns.split())
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    for table, columns in _COLUMNS.items():
        for column in columns.split():
            op.add_column(table, _column(column, server_default=None if "?" in column else ""))


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


def _column(column: str, *, server_default: str | None = None) -> sa.Column[object]:
    kind = column.partition(":")[2].partition(">")[0].rstrip("*?")
    return sa.Column(
        _name(column),
        _TYPES[kind](),
        nullable="?" in column,
        autoincrement=False,
        server_default=server_default,
    )


def _link(table: str, column: str) -> sa.ForeignKeyConstraint:
    to = column.partition(">")[2]
    return sa.ForeignKeyConstraint([_name(column)], [to], name=f"fk_{table}_{_name(column)}")
