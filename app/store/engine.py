"""Encrypted connections: SQLCipher through SQLAlchemy.

There is one writing engine (one connection, BEGIN IMMEDIATE, so that schema changes roll back too) and one reading engine
whose connections are query-only. The key is raw (32 random bytes), which opens in under a millisecond; deriving it from a
passphrase is the matter of the key slots.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from app.domain.errors import AppError, ErrorCode

BUSY_MILLISECONDS = 10_000


@dataclass
class WriteGate:
    """Whether a unit of work is open on the writing connection; the guard triggers ask it."""

    open: bool = False


def raw_connection(path: Path, key: bytes) -> sqlcipher.Connection:
    """Open an encrypted database file.

    :raises AppError: STORE_DAMAGED when the file cannot be read with this key (which was verified before),
        DISK_FULL, WORKSPACE_LOCKED_BY_OTHER
    """
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        with known_troubles():
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except AppError:
        connection.close()
        raise
    return connection


def writing_engine(path: Path, key: bytes, gate: WriteGate) -> Engine:
    """Give the engine of the one writing connection."""

    def connect() -> sqlcipher.Connection:
        connection = raw_connection(path, key)
        with known_troubles():
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA cache_size = -32000")
        connection.create_function("cunfang_writing", 0, lambda: 1 if gate.open else 0)
        return connection

    engine = _engine(connect, pool_size=1)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reading_engine(path: Path, key: bytes) -> Engine:
    """Give the engine of query-only connections; each read sees one snapshot."""

    def connect() -> sqlcipher.Connection:
        connection = raw_connection(path, key)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")
        return connection

    engine = _engine(connect, pool_size=2)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


@contextmanager
def known_troubles() -> Iterator[None]:
    """Turn what the disk does into errors that a person can act on."""
    try:
        yield
    except (sqlcipher.DatabaseError, sqlalchemy.exc.DBAPIError) as error:
        known = _known(str(getattr(error, "orig", error)))
        if known is None:
            raise
        raise AppError(known) from None


def _known(message: str) -> ErrorCode | None:
    troubles = {
        "file is not a database": ErrorCode.STORE_DAMAGED,
        "malformed": ErrorCode.STORE_DAMAGED,
        "disk is full": ErrorCode.DISK_FULL,
        "disk I/O error": ErrorCode.DISK_FULL,
        "database is locked": ErrorCode.WORKSPACE_LOCKED_BY_OTHER,
        "unable to open database": ErrorCode.FILE_NOT_WRITABLE,
        "readonly database": ErrorCode.FILE_NOT_WRITABLE,
    }
    return next((code for words, code in troubles.items() if words in message), None)


def _engine(connect: object, pool_size: int) -> Engine:
    engine = sqlalchemy.create_engine(
        "sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=pool_size, max_overflow=0
    )
    event.listen(engine, "connect", _leave_transactions_to_us)
    return engine


def _leave_transactions_to_us(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """The driver must not open or close transactions by itself, else schema changes would not roll back."""
    connection.isolation_level = None
