"""The check of a store: the seal of every page, then that rows and indexes agree."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from app.domain.errors import Cancelled
from app.domain.progress import SILENT, Progress
from app.store.engine import known_troubles, raw_connection

STAGE = "integrity"
ASKED_EVERY = 2_000
"""Steps of SQLite's machine after which a check tells how far it is: a fraction of a millisecond."""
STEPS_AN_ENTRY = 8
"""Steps that a check takes for an entry of a table or an index: five to nine, as measured."""
ENTRIES_A_PAGE = 10
"""Entries whose check takes as long as the seal of one page, as measured."""
MOST_TROUBLES = 20


def check_integrity(path: Path, key: bytes, progress: Progress = SILENT) -> tuple[str, ...]:
    """Check every page of a store. Gives what is wrong; empty: all is well.

    Where a seal is broken the rows are not looked at: they cannot be read.

    :raises Cancelled: when the person asked to stop; a check writes nothing
    :raises AppError: STORE_DAMAGED where not even the list of tables can be read
    """
    with closing(raw_connection(path, key)) as connection, known_troubles():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
        progress.step(STAGE, 0)
        sealed = tuple(str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check"))
        return sealed or _rows(connection, pages, progress)


def _rows(connection: sqlcipher.Connection, pages: int, progress: Progress) -> tuple[str, ...]:
    """Check that rows and indexes agree, and tell how far it is."""
    measure = _Measure(progress, pages * ENTRIES_A_PAGE, _entries(connection, progress))
    measure.tell()
    connection.set_progress_handler(measure.told, ASKED_EVERY)
    try:
        found = connection.execute(f"PRAGMA integrity_check({MOST_TROUBLES})").fetchall()
    finally:
        connection.set_progress_handler(None, ASKED_EVERY)
        if measure.stopped is not None:
            raise measure.stopped
    measure.end()
    return tuple(str(row[0]) for row in found if row[0] != "ok")


def _entries(connection: sqlcipher.Connection, progress: Progress) -> int:
    """Count what there is to check: the rows of the tables, each once more for every index."""
    names = [
        str(row[0])
        for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
    ]
    entries = 0
    for name in names:
        progress.step(STAGE, 0)
        quoted = name.replace('"', '""')
        rows = int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])
        indexes = connection.execute("SELECT count(*) FROM pragma_index_list(?)", (name,)).fetchone()[0]
        entries += rows * (1 + int(indexes))
    return entries


class _Measure:
    """Thousands of entries that are checked; the seals come first and count as so many.

    :ivar stopped: set when the person asked to stop: what a handler of SQLite raises would be lost
    """

    def __init__(self, progress: Progress, seals: int, entries: int) -> None:
        self.stopped: Cancelled | None = None
        self._progress = progress
        self._seals = seals
        self._total = seals + entries
        self._steps = 0

    def told(self) -> int:
        """Called by SQLite while it works; 1 ends the statement."""
        self._steps += ASKED_EVERY
        try:
            self.tell()
        except Cancelled as cancelled:
            self.stopped = cancelled
            return 1
        return 0

    def tell(self) -> None:
        """Tell how far it is, never more than everything.

        :raises Cancelled: when the person asked to stop
        """
        self._progress.step(STAGE, min(self._total, self._seals + self._steps // STEPS_AN_ENTRY), self._total)

    def end(self) -> None:
        """Tell that everything is checked."""
        self._progress.step(STAGE, self._total, self._total)
