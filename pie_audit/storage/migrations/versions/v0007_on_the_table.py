"""What a meeting made of the things that lay on its table beside the topics."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add one table; nothing was noted before. Door cards that still hold a number of their version let go of it."""
    columns = sa.inspect(op.get_bind()).get_columns("door_card")
    if any(column["name"] == "version" for column in columns):  # as 0006 made the table at first
        op.drop_column("door_card", "version")
    op.create_table(
        "table_mark",
        sa.Column("round_id", sa.Text(), nullable=False),
        sa.Column("item_key", sa.Text(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "item_key", name="pk_table_mark"),
        sa.ForeignKeyConstraint(["round_id"], ["audit_round.round_id"], name="fk_table_mark_round_id"),
        sqlite_with_rowid=False,
    )
