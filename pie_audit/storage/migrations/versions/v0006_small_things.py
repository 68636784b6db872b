"""What a team uses of everyday practice, its own words, and the tables behind each of these parts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TYPES = {"text": sa.Text, "number": sa.Integer, "flag": sa.Boolean, "day": sa.Date, "bytes": sa.LargeBinary}

# name:type, * part of the key, ? may be empty, > the column of another table that it points to
_TABLES = {
    "team_part": """
        team_id:text*>team.team_id part:text* is_on:flag
    """,
    "team_word": """
        team_id:text*>team.team_id term:text* one:text many:text article:text
    """,
    "word_set": """
        set_id:text* name:text words:text
    """,
    "refusal": """
        refusal_id:text* team_id:text>team.team_id month:text direction:text agency:text reason:text then:text level:text
        agency_kind:text
    """,
    "bent_rule": """
        bent_id:text* team_id:text>team.team_id week:text rule:text instead:text why:text agreed_by:text agreed:text
        happened:text safety:text proposal:text
    """,
    "prompts_done": """
        team_id:text*>team.team_id month:text* offered:number done:number
    """,
    "door_card": """
        door_id:text* team_id:text>team.team_id agency:text refused:text got_us_in:text ask_for:text
    """,
    "barrier_note": """
        team_id:text*>team.team_id barrier_key:text* level:text is_unsure:flag stage:text topic_id:text?
        who_could_change_it:text status:text settled_in:text version:number
    """,
    "barrier_step": """
        step_id:text* team_id:text>team.team_id barrier_key:text before:text after:text week:text role:text
        place:number
    """,
    "ask_evidence": """
        evidence_id:text* action_id:text>action.action_id source:text source_key:text words:text week:text
        place:number
    """,
    "said_did": """
        said_id:text* team_id:text>team.team_id said:text heard_from:text heard_on:day answer:text words:text
        told_on:day? told_how:text still_right:day? action_id:text? survey_id:text? version:number
        answered_on:day?
    """,
    "training": """
        training_id:text* team_id:text>team.team_id title:text day:day provider:text form:text mix:text lived_part:text
        topic_id:text? others:number version:number
    """,
    "training_place": """
        training_id:text*>training.training_id person_id:text*>person.person_id
    """,
    "training_answer": """
        answer_id:text* training_id:text>training.training_id weeks:number change:text words:text level:text
        on_paper:flag
    """,
    "reading_card": """
        card_id:text* team_id:text>team.team_id source:text what_they_did:text found:text how_sure:text left_out:text
        challenges:text would_believe:text discussed_on:day? decision:text why:text action_id:text? shipped:text
        version:number put_away:flag small_action:text
    """,
    "practice": """
        practice_id:text* team_id:text>team.team_id what:text begun:text why:text gave:text to_whom:text cost:text
        choice:text reason:text owner_id:text? review_on:day? looked_at_on:day? action_id:text? version:number
    """,
}

_COLUMNS = {"win": "kind:text topic_id:text?", "action": "ask_why_now:text", "tellings": "days_waited:number"}

_INDEXES = (
    ("refusal", "team_id"),
    ("bent_rule", "team_id"),
    ("door_card", "team_id"),
    ("barrier_step", "team_id"),
    ("ask_evidence", "action_id"),
    ("said_did", "team_id"),
    ("training", "team_id"),
    ("training_answer", "training_id"),
    ("reading_card", "team_id"),
    ("practice", "team_id"),
    ("win", "team_id week"),
    ("bent_rule", "team_id week"),
)

_IN_USE = (("wins", "win"), ("friction", "friction"), ("tellings", "tellings"))


def upgrade() -> None:
    """Add the tables; a team that keeps a small log already goes on seeing it."""
    for table, columns in _TABLES.items():
        _create(table, columns.split())
    for table, indexed in _INDEXES:
        op.create_index(f"ix_{table}_{indexed.replace(' ', '_')}", table, indexed.split())
    for table, columns in _COLUMNS.items():
        for column in columns.split():
            op.add_column(table, _column(column, server_default=_default(column)))
    for part, table in _IN_USE:
        teams = f"SELECT DISTINCT team_id, '{part}', true FROM {table}"
        op.execute(f"INSERT INTO team_part (team_id, part, is_on) {teams}")


def _default(column: str) -> str | None:
    """What stands in rows that are there already."""
    return None if "?" in column else "0" if ":number" in column else ""


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
    kind = column.partition(":")[2].partition(">")[0]
    return sa.Column(
        _name(column),
        _TYPES[kind.rstrip("*?")](),
        nullable="?" in kind,
        autoincrement=False,
        server_default=server_default,
    )


def _link(table: str, column: str) -> sa.ForeignKeyConstraint:
    to = column.partition(">")[2]
    return sa.ForeignKeyConstraint([_name(column)], [to], name=f"fk_{table}_{_name(column)}")
