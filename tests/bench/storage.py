"""The store: writing and reading against plain SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.services.demonstration.village import generate_village
from app.services.document.creating import Creator
from app.services.households.models import HouseholdFilter
from tests.bench.measure import TODAY, Figure, best_of, closing, seconds, village

if TYPE_CHECKING:
    from app.oplog.operation import Value

RECORDS = 3_000


def figures(folder: Path, _size: int) -> Iterator[Figure]:
    """Enter 3,000 households with their persons, read them back as documents; the same rows into plain SQLite."""
    documents = list(generate_village(RECORDS, 1, TODAY).documents())
    with closing(village(folder / "store", 1)) as services:
        context = services.context
        provenance = context.provenance("bench")

        def write() -> None:
            with context.act("start", provenance) as unit:
                creator = Creator(context, unit)
                for document in documents:
                    creator.create(cast("dict[str, Value]", document), provenance)

        ours, _ = seconds(write)
        rows = [(row["code"], json.dumps(row, ensure_ascii=False)) for row in documents]
        persons = [
            (m["key"], m["name"], json.dumps(m, ensure_ascii=False)) for row in documents for m in row["members"]
        ]
        plain = best_of(3, lambda: _plain(folder, rows, persons))
        detail = f"{ours:.2f} s for {RECORDS} households, {len(persons)} persons; plain rows {plain:.3f} s"
        yield Figure("store_write_ratio", round(ours / plain, 1), "x plain SQLite", "none", True, detail)
        ids = services.households.ids(HouseholdFilter())
        read = best_of(3, lambda: list(services.households.documents()))
        plain_read = best_of(3, lambda: _plain_read(folder))
        detail = f"{read:.2f} s for {len(ids)} documents; plain rows {plain_read:.3f} s"
        yield Figure("store_read_ratio", round(read / plain_read, 1), "x plain SQLite", "none", True, detail)
        rebuild, _ = seconds(services.context.store.rebuild_views)
        yield Figure("views_rebuilt", round(rebuild, 2), "s for 3,000 households", "none", True)


def _plain(folder: Path, rows: list[tuple[str, str]], persons: list[tuple[str, str, str]]) -> None:
    path = folder / "plain.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE household(code TEXT PRIMARY KEY, document TEXT)")
        connection.execute("CREATE TABLE person(key TEXT, name TEXT, document TEXT)")
        connection.executemany("INSERT INTO household VALUES (?, ?)", rows)
        connection.executemany("INSERT INTO person VALUES (?, ?, ?)", persons)
    connection.close()


def _plain_read(folder: Path) -> None:
    connection = sqlite3.connect(folder / "plain.db")
    for row in connection.execute("SELECT document FROM household"):
        json.loads(row[0])
    connection.close()
