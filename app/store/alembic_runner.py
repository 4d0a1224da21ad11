"""Alembic as a library: our engine, our transaction, no ini file."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import RevisionStep
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

FAILURES = (SQLAlchemyError, CommandError, ArithmeticError, LookupError, TypeError, ValueError)
"""What a broken migration may raise."""


def revisions(migrations: Path) -> frozenset[str]:
    """Give the ids of all revisions in a folder."""
    return frozenset(script.revision for script in _scripts(migrations).walk_revisions())


def upgrade(engine: Engine, migrations: Path, head: str) -> None:
    """Run the missing migrations in one transaction (the engine begins it as IMMEDIATE, so that DDL rolls back)."""
    scripts = _scripts(migrations)

    def steps(present: str, _context: object) -> list[RevisionStep]:
        return list(scripts._upgrade_revs(head, present))

    with engine.begin() as connection, EnvironmentContext(Config(), scripts, fn=steps, destination_rev=head) as context:
        context.configure(connection=connection, transactional_ddl=False, render_as_batch=True)
        context.run_migrations()


def _scripts(migrations: Path) -> ScriptDirectory:
    return ScriptDirectory(str(migrations))
