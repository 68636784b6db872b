"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TYPES = {
    "text": sa.Text,
    "bytes": sa.LargeBinary,
    "number": sa.Integer,
    "big": sa.BigInteger,
    "flag": sa.Boolean,
    "day": sa.Date,
}

# name:type, * part of the key, ? may be empty, > the column of another table that it points to
_TABLES = {
    "head": """
        one:number* n:big
    """,
    "workspace": """
        one:number* workspace_id:text kind:text generation:text created_week:text
    """,
    "team": """
        team_id:text* name:text about:text retired_week:text?
    """,
    "person": """
        person_id:text* name:text folded_name:text standing:text left_week:text?
    """,
    "person_role": """
        person_id:text*>person.person_id role:text*
    """,
    "membership": """
        person_id:text*>person.person_id team_id:text*>team.team_id belongs:flag manages:flag
    """,
    "user_key": """
        person_id:text*>person.person_id epoch:number slot_id:bytes nonce:bytes wrapped:bytes
        r_salt:bytes r_ops:number r_mem_kib:number r_nonce:bytes r_wrapped:bytes xpk:bytes epk:bytes
        selfsig:bytes previous:bytes
    """,
    "invitation": """
        person_id:text*>person.person_id slot_id:bytes week:text
    """,
    "sealed_record": """
        record_id:bytes* version:number* owner_id:text kind:text epoch:number nonce:bytes body:bytes
        week:text
    """,
    "sealed_key": """
        record_id:bytes* version:number* reader_id:text* scheme:text nonce:bytes wrapped:bytes
    """,
    "draft": """
        record_id:bytes* owner_id:text nonce:bytes body:bytes
    """,
    "questionnaire_copy": """
        questionnaire_id:text* version:number* digest:text text:text
    """,
    "audit_round": """
        round_id:text* team_id:text>team.team_id quarter:text state:text questionnaire_id:text
        questionnaire_version:number scope:text theme_id:text? facilitator_id:text opens_on:day
        closes_on:day talk_on:day? minimum:number together_only:flag public_key:bytes
        slip_salt:bytes
    """,
    "round_opener": """
        round_id:text*>audit_round.round_id place:number* person_id:text
    """,
    "round_invited": """
        round_id:text*>audit_round.round_id perspective:text* accounts:number slips:number
    """,
    "round_theme": """
        round_id:text*>audit_round.round_id theme_id:text*
    """,
    "round_step": """
        step_id:text* round_id:text>audit_round.round_id from_state:text to_state:text role:text
        week:text why:text
    """,
    "seat": """
        seat_id:bytes* round_id:text>audit_round.round_id owner_id:text? slip_find:bytes?
        perspective:text xpk:bytes done:flag
    """,
    "sheet": """
        seat_id:bytes*>seat.seat_id version:big for_round:bytes for_rater:bytes
    """,
    "own_sheet": """
        round_id:text*>audit_round.round_id owner_id:text* seat_id:bytes version:big for_rater:bytes
    """,
    "round_key_share": """
        round_id:text*>audit_round.round_id outer_id:text* inner_id:text* box:bytes
    """,
    "topic_count": """
        round_id:text*>audit_round.round_id topic_id:text* group_id:text* level_0:number
        level_1:number level_2:number level_3:number level_4:number not_applicable:number
        cant_tell:number blank:number
    """,
    "participation": """
        round_id:text*>audit_round.round_id perspective:text* band:text
    """,
    "topic_nobody_could_tell": """
        round_id:text*>audit_round.round_id topic_id:text*
    """,
    "consensus": """
        round_id:text*>audit_round.round_id topic_id:text* outcome:text level:number? because:text
        evidence:text none_yet:flag changed:text
    """,
    "dissent": """
        dissent_id:text* round_id:text>audit_round.round_id topic_id:text words:text level:number?
    """,
    "sign_off": """
        round_id:text*>audit_round.round_id person_id:text* role:text day:day reservation:text
    """,
    "action": """
        action_id:text* team_id:text>team.team_id round_id:text?>audit_round.round_id what:text
        topic_id:text? owner_id:text? due:day? first_small_step:text success_sign:text ask_of:text
        ask_what:text ask_reply_by:day? barrier_level:text? status:text status_reason:text
        carried_count:number involvement:text version:number binned_on:day?
    """,
    "trail": """
        seq:number* minute:text actor_id:text action:text object_type:text object_id:text
        prev32:bytes hash32:bytes
    """,
}

_RULES: dict[str, tuple[sa.Constraint, ...]] = {
    "person": (sa.UniqueConstraint("folded_name", name="uq_person_folded_name"),),
    "sealed_key": (
        sa.ForeignKeyConstraint(
            ["record_id", "version"],
            ["sealed_record.record_id", "sealed_record.version"],
            name="fk_sealed_key_record_id",
        ),
    ),
    "seat": (
        sa.UniqueConstraint("round_id", "owner_id", name="uq_seat_round_id_owner_id"),
        sa.UniqueConstraint("round_id", "slip_find", name="uq_seat_round_id_slip_find"),
        sa.CheckConstraint("(owner_id IS NULL) <> (slip_find IS NULL)", name="ck_seat_one_holder"),
    ),
}

_INDEXES = (
    ("sealed_record", "owner_id"),
    ("sealed_key", "reader_id"),
    ("draft", "owner_id"),
    ("round_step", "round_id"),
    ("dissent", "round_id"),
    ("action", "round_id"),
    ("action", "team_id"),
)


def upgrade() -> None:
    """Make every table of the first version."""
    for table, columns in _TABLES.items():
        _create(table, columns.split())
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index(
        "uq_audit_round_team_id_quarter",
        "audit_round",
        ["team_id", "quarter"],
        unique=True,
        sqlite_where=sa.text("state <> 'abandoned'"),
        postgresql_where=sa.text("state <> 'abandoned'"),
    )


def _create(table: str, columns: list[str]) -> None:
    keys = [_name(column) for column in columns if "*" in column]
    op.create_table(
        table,
        *(_column(column) for column in columns),
        sa.PrimaryKeyConstraint(*keys, name=f"pk_{table}"),
        *(_link(table, column) for column in columns if ">" in column),
        *_RULES.get(table, ()),
        sqlite_with_rowid=False,
    )


def _name(column: str) -> str:
    return column.partition(":")[0]


def _column(column: str) -> sa.Column[object]:
    kind = column.partition(":")[2].partition(">")[0].rstrip("*?")
    return sa.Column(_name(column), _TYPES[kind](), nullable="?" in column, autoincrement=False)


def _link(table: str, column: str) -> sa.ForeignKeyConstraint:
    to = column.partition(">")[2]
    return sa.ForeignKeyConstraint([_name(column)], [to], name=f"fk_{table}_{_name(column)}")
