"""Writing that stays yours: supervision, groups, planned sessions, shares, small logs, and public keys that stay."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TYPES = {"text": sa.Text, "number": sa.Integer, "flag": sa.Boolean, "day": sa.Date, "bytes": sa.LargeBinary}

# name:type, * part of the key, ? may be empty, > the column of another table that it points to
_TABLES = {
    "public_key": """
        person_id:text*>person.person_id epoch:number* xpk:bytes epk:bytes selfsig:bytes vouched:bytes
    """,
    "lost_key": """
        person_id:text*>person.person_id epoch:number* r_salt:bytes r_ops:number r_mem_kib:number r_nonce:bytes
        r_wrapped:bytes xpk:bytes epk:bytes selfsig:bytes previous:bytes
    """,
    "leaving": """
        person_id:text*>person.person_id seen_over_on:day
    """,
    "supervision_agreement": """
        agreement_id:text* team_id:text?>team.team_id supervisor_id:text>person.person_id
        supervisee_id:text>person.person_id every_weeks:number minutes:number review_on:day ended_week:text?
        version:number
    """,
    "supervision_agreement_signer": """
        agreement_id:text*>supervision_agreement.agreement_id person_id:text*
    """,
    "practice_group": """
        group_id:text* kind:text name:text team_id:text?>team.team_id every_weeks:number minutes:number
        is_open:flag ended_week:text? version:number
    """,
    "practice_group_member": """
        group_id:text*>practice_group.group_id person_id:text*>person.person_id role:text
    """,
    "planned_session": """
        session_id:text* kind:text team_id:text?>team.team_id planned_on:day planned_min:number
        agreement_id:text?>supervision_agreement.agreement_id group_id:text?>practice_group.group_id
        supervisor_id:text? supervisee_id:text? contract:text paid:flag status:text held_on:day? held_min:number
        cancelled_by:text? reason:text? rebooked_id:text? moved_to:day? version:number
    """,
    "page_signature": """
        record_id:bytes* version:number* person_id:text* week:text proof:bytes
    """,
    "theme_line": """
        session_id:text*>planned_session.session_id team_id:text>team.team_id day:day words:text
        agreed_aloud:flag theme_ids:text version:number
    """,
    "share": """
        share_id:bytes* reader_id:text*>person.person_id author_id:text>person.person_id shared_week:text
        group_id:text? ended_week:text?
    """,
    "win": """
        win_id:text* team_id:text>team.team_id week:text words:text made_possible_by:text agencies:text reach:text
    """,
    "friction": """
        friction_id:text* team_id:text>team.team_id month:text trying:text process:text minutes:number end:text
        level:text tellings:number bend_would_help:flag
    """,
    "tellings": """
        tellings_id:text* team_id:text>team.team_id month:text label:text times:number agencies:number
        avoidable:number
    """,
    "hard_time": """
        hard_time_id:text* team_id:text>team.team_id day:day is_incident:flag quiet_until:day in_a_week:day
        in_a_month:day offered:number taken_up:number residents_included:flag round_id:text? version:number
    """,
}

_INDEXES = (
    ("supervision_agreement", "team_id"),
    ("practice_group", "team_id"),
    ("planned_session", "team_id"),
    ("planned_session", "agreement_id"),
    ("planned_session", "group_id"),
    ("theme_line", "team_id"),
    ("share", "author_id"),
    ("share", "reader_id"),
    ("win", "team_id"),
    ("friction", "team_id"),
    ("tellings", "team_id"),
    ("hard_time", "team_id"),
)


def upgrade() -> None:
    """Add the tables; the public keys of everybody here become the first that are kept."""
    for table, columns in _TABLES.items():
        _create(table, columns.split())
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    _keep_public_keys()


def _keep_public_keys() -> None:
    names = ("person_id", "epoch", "xpk", "epk", "selfsig")
    held = sa.table("user_key", *(sa.column(name) for name in names))
    kept = sa.table("public_key", *(sa.column(name) for name in (*names, "vouched")))
    nothing = sa.literal(b"", sa.LargeBinary)
    op.execute(sa.insert(kept).from_select([*names, "vouched"], sa.select(*held.c, nothing)))


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
