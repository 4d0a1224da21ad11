"""Alembic is driven by ``app.store.alembic_runner`` with the program's own connection."""

from alembic import context

with context.begin_transaction():
    context.run_migrations()
