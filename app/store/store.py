"""The store of a workspace: one writer, any number of readers, one way to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, text

from app.domain.changes import Changes
from app.domain.ids import IdSource, RecordId
from app.domain.progress import SILENT, Progress
from app.store.codec import Codec, DeviceNumbers
from app.store.engine import WriteGate, known_troubles, reading_engine, writing_engine
from app.store.history import History
from app.store.local import Local
from app.store.project import rebuild, views_are_current
from app.store.records import RecordReader
from app.store.schema import DEVICE
from app.store.search import SearchIndex
from app.store.unit_of_work import Action, UnitOfWork
from app.store.upgrade import bring_up


@dataclass(frozen=True)
class Reading:
    """What can be read in one snapshot."""

    connection: Connection
    records: RecordReader
    history: History
    local: Local
    search: SearchIndex


class Store:
    """An open encrypted store.

    Made by :func:`open_store` or :func:`create_store`.
    """

    def __init__(self, path: Path, key: bytes, writer: Engine, gate: WriteGate, clock_milliseconds: int) -> None:
        self.path = path
        self.key = key
        self.changes = Changes()
        self._writer = writer
        self._gate = gate
        self._reader = reading_engine(path, key)
        self._ids = IdSource(clock_milliseconds)
        with self._reader.connect() as connection:
            self._codec = Codec(DeviceNumbers.read(connection))
        self.device = self._codec.devices.id(1)

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Read in one snapshot on a query-only connection.

        :raises AppError: STORE_DAMAGED, WORKSPACE_LOCKED_BY_OTHER
        """
        with known_troubles(), self._reader.connect() as connection:
            yield Reading(
                connection,
                RecordReader(connection, self._codec),
                History(connection, self._codec),
                Local(connection),
                SearchIndex(connection),
            )

    @contextmanager
    def write(self, action: Action, now: int, progress: Progress = SILENT) -> Iterator[UnitOfWork]:
        """Do one action of a person in one transaction; what it changed stands in ``Store.changes`` afterwards.

        :param now: the real clock in milliseconds, for identifiers
        :raises AppError: DISK_FULL, WORKSPACE_LOCKED_BY_OTHER ...; nothing is written then
        """
        with known_troubles(), self._writer.begin() as connection:
            self._gate.open = True
            try:
                unit = UnitOfWork(connection, self._codec, self.device, self._ids, action, now)
                yield unit
                self.changes = unit.finish(progress)
            finally:
                self._gate.open = False

    @contextmanager
    def write_local(self) -> Iterator[Local]:
        """Write local tables (settings, drafts) in one transaction.

        :raises AppError: DISK_FULL, WORKSPACE_LOCKED_BY_OTHER
        """
        with known_troubles(), self._writer.begin() as connection:
            yield Local(connection)

    def new_id(self, now: int) -> RecordId:
        """Give an id for something that is local so far (a draft keeps it when it is sealed)."""
        return self._ids.next(now)

    def history(self, unit: UnitOfWork) -> History:
        """Give the history as an open unit of work sees it."""
        return History(unit.connection, self._codec)

    def ensure_views(self, progress: Progress = SILENT) -> bool:
        """Project everything anew if the views were made by another version. Tells whether it did."""
        with self._reader.connect() as connection:
            if views_are_current(connection):
                return False
        self.rebuild_views(progress)
        return True

    def rebuild_views(self, progress: Progress = SILENT) -> None:
        """Drop all views and project every record anew."""
        with known_troubles(), self._writer.begin() as connection:
            self._gate.open = True
            try:
                rebuild(connection, RecordReader(connection, self._codec), progress)
            finally:
                self._gate.open = False

    def close(self) -> None:
        """Close all connections."""
        self._reader.dispose()
        self._writer.dispose()


def create_store(path: Path, key: bytes, device: bytes, migrations: Path, clock_milliseconds: int) -> Store:
    """Make a new, empty store for a device.

    :raises AppError: DISK_FULL, FILE_NOT_WRITABLE
    """
    gate = WriteGate()
    writer = writing_engine(path, key, gate)
    with known_troubles():
        bring_up(writer, path, key, path.parent, migrations)
        with writer.begin() as connection:
            connection.execute(insert(DEVICE).values(no=1, id=device))
            connection.execute(text("INSERT INTO meta VALUES ('format', 'cunfang/store@1')"))
    store = Store(path, key, writer, gate, clock_milliseconds)
    store.ensure_views()
    return store


def open_store(
    path: Path, key: bytes, copies: Path, migrations: Path, clock_milliseconds: int, progress: Progress = SILENT
) -> Store:
    """Open a store, upgrading it first where needed.

    :param copies: where the copy before an upgrade is put
    :raises AppError: STORE_DAMAGED, STORE_NEWER, UPGRADE_FAILED, DISK_FULL, WORKSPACE_LOCKED_BY_OTHER
    """
    gate = WriteGate()
    writer = writing_engine(path, key, gate)
    try:
        with known_troubles():
            bring_up(writer, path, key, copies, migrations)
            store = Store(path, key, writer, gate, clock_milliseconds)
            store.ensure_views(progress)
    except BaseException:
        writer.dispose()
        raise
    return store
