"""Bringing a store to the present schema with Alembic, with a copy made before.

Whether anything is to be done is read without Alembic, whose import costs a quarter of a second.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from app.domain.errors import AppError, ErrorCode
from app.store.backup import copy_store

HEAD = "0002"
"""The newest revision in ``migrations/laptop``; a test holds it against the folder."""


def revision(connection: Connection) -> str | None:
    """Give the revision of a store; None for an empty file."""
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").first()
    if tables is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else None


def bring_up(engine: Engine, path: Path, key: bytes, copies: Path, migrations: Path, head: str = HEAD) -> Path | None:
    """Upgrade a store; an old one is copied first. Gives the copy, or None where nothing was to be done or copied.

    :raises AppError: STORE_NEWER when a newer version of the program wrote the store; UPGRADE_FAILED when the upgrade failed:
        it was one transaction, so the store is as it was, and the copy lies in the backups
    """
    with engine.connect() as connection:
        present = revision(connection)
        connection.rollback()
    if present == head:
        return None
    copy = None
    if present is not None:
        copy = copies / f"before-upgrade-{present}-to-{head}.db"
        copy_store(path, key, copy)
    from app.store import alembic_runner  # noqa: PLC0415 - a quarter of a second that only an upgrade pays

    known = alembic_runner.revisions(migrations)
    if present is not None and present not in known:
        raise AppError(ErrorCode.STORE_NEWER, revision=present)
    try:
        alembic_runner.upgrade(engine, migrations, head)
    except AppError:
        raise
    except alembic_runner.FAILURES as error:
        raise AppError(ErrorCode.UPGRADE_FAILED, copy=copy.name if copy else None) from error
    return copy
