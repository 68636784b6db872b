"""How Alembic runs the numbered steps: on the connection that it is given, inside the transaction that is open."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], render_as_batch=True, transaction_per_migration=False
)
context.run_migrations()
