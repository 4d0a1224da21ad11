"""The only writer of view tables: records in, view rows out.

The same function runs after a local edit, after a page from the county and when the views are rebuilt, so what a screen
lists can never differ from what the records say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, Table, delete, insert, select, text

from app.domain.ids import RecordId
from app.domain.progress import SILENT, Progress
from app.oplog.record import HouseholdFile
from app.store.records import RecordReader, chunks
from app.store.schema import META, guard_statements
from app.store.search import SearchIndex
from app.store.views.household import Row, assignment_rows, household_row, person_rows
from app.store.views.tables import (
    ANSWER_VIEW,
    ASSIGNMENT_VIEW,
    HOUSEHOLD_VIEW,
    PERSON_VIEW,
    VIEWS,
    VIEWS_VERSION,
    VISIT_VIEW,
)
from app.store.views.visit import answer_rows, visit_rows

Rows = Callable[[HouseholdFile], Sequence[Row]]
PROJECTIONS: tuple[tuple[Table, Rows], ...] = (
    (HOUSEHOLD_VIEW, lambda file: [household_row(file)]),
    (PERSON_VIEW, person_rows),
    (VISIT_VIEW, visit_rows),
    (ANSWER_VIEW, answer_rows),
    (ASSIGNMENT_VIEW, assignment_rows),
)
"""Every view with what fills it; a new view is a new line."""


def project(
    connection: Connection, reader: RecordReader, households: Iterable[RecordId], progress: Progress = SILENT
) -> None:
    """Write the view rows of households anew; those deleted lose their rows."""
    index = SearchIndex(connection)
    everything = list(households)
    done = 0
    for chunk in chunks(everything):
        _clear(connection, index, chunk)
        files = list(reader.household_files(chunk))
        for table, rows_of in PROJECTIONS:
            rows = [row for file in files for row in rows_of(file)]
            if rows:
                connection.execute(insert(table), rows)
        index.add(files)
        done += len(chunk)
        progress.step("project", done, len(everything))


def views_are_current(connection: Connection) -> bool:
    """Tell whether the views were made by this version of the program."""
    return (
        connection.execute(select(META.c.value).where(META.c.name == "views_version")).scalar_one_or_none()
        == VIEWS_VERSION
    )


def rebuild(connection: Connection, reader: RecordReader, progress: Progress = SILENT) -> None:
    """Drop the views and project every household anew."""
    for table in reversed(VIEWS.sorted_tables):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}")
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")
    VIEWS.create_all(connection)
    for table in VIEWS.sorted_tables:
        for statement in guard_statements(table.name):
            connection.exec_driver_sql(statement)
    SearchIndex(connection).create()
    project(connection, reader, reader.household_ids(), progress)
    connection.execute(
        text("INSERT OR REPLACE INTO meta VALUES ('views_version', :version)"), {"version": VIEWS_VERSION}
    )


def _clear(connection: Connection, index: SearchIndex, households: Sequence[RecordId]) -> None:
    present = connection.execute(
        select(HOUSEHOLD_VIEW.c.id).where(HOUSEHOLD_VIEW.c.id.in_(households)).limit(1)
    ).first()
    if present is None:
        return
    index.remove(households)
    for table, _ in PROJECTIONS:
        column = table.c.id if table is HOUSEHOLD_VIEW else table.c.household
        connection.execute(delete(table).where(column.in_(households)))
