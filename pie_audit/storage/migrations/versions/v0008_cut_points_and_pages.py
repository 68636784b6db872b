"""What an organisation counts as higher or lower, and the pages of plans that leaders may look at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables; nothing that is there already changes."""
    op.create_table(
        "cut_point",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_cut_point"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "plan_pages",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name="pk_plan_pages"),
        sqlite_with_rowid=False,
    )
