"""A real encrypted store in a temporary folder, made once and copied."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from app.domain.ids import RecordId
from app.oplog.operation import Provenance, Value
from app.services.workspace import migrations
from app.store.store import Store, create_store, open_store
from app.store.unit_of_work import Action

KEY = bytes(range(32))
DEVICE = b"D" * 16
VILLAGE = "511323104201"


def now() -> int:
    return time.time_ns() // 1_000_000


def make_store(folder: Path, device: bytes = DEVICE) -> Store:
    folder.mkdir(parents=True, exist_ok=True)
    return create_store(folder / "store.db", KEY, device, migrations(), now())


def reopen(folder: Path, key: bytes = KEY) -> Store:
    return open_store(folder / "store.db", key, folder / "backups", migrations(), now())


def copy_of(folder: Path, target: Path) -> Store:
    target.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("store.db*"):
        shutil.copy(path, target / path.name)
    return reopen(target)


def action(what: str = "edit", **more: str) -> Action:
    return Action(what, Provenance("周明远", now(), **more))


def household(store: Store, code: str = "5113231042010001", **fields: Value) -> RecordId:
    with store.write(action(), now()) as unit:
        return unit.create("household", VILLAGE, {"code": code, "village": VILLAGE, "group": "3组", **fields})


def person(store: Store, home: RecordId, name: str, **fields: Value) -> RecordId:
    with store.write(action(), now()) as unit:
        return unit.create("person", VILLAGE, {"household": home, "name": name, **fields})


def patch(store: Store, record: RecordId, fields: Mapping[str, Value], what: str = "edit") -> RecordId:
    with store.write(action(what), now()) as unit:
        unit.patch(record, fields)
    return unit.transaction
