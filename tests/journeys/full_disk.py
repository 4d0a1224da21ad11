"""A program whose disk is full: files may not grow beyond a size; then there is room again."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from app.bootstrap import open_app
from app.domain.errors import AppError
from app.services.households.models import HouseholdFilter
from tests.conftest import TODAY

ROOM = 200_000
"""Bytes that the largest file may still grow by."""


def main() -> None:
    """``full_disk.py HOME ROSTER BACKUP``: tries everything that writes, and tells what came of it."""
    home, roster, backup = map(Path, sys.argv[1:4])
    services = open_app(home, TODAY)
    household = services.households.ids(HouseholdFilter())[0]
    visit = services.visits.start(household, "routine")
    session = services.visits.open(visit)
    preview = services.imports.preview(roster.read_bytes(), "r.xlsx")
    largest = max(path.stat().st_size for path in home.glob("store.db*"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + ROOM, hard))
    told: dict[str, object] = {}
    stored = 0
    try:
        for number in range(2_000):
            session.answer("/data/s4/water/days_cut", number % 300)
            services.visits.store_session(session)
            stored = number % 300
    except AppError as error:
        told["answer"] = error.code.value
    told["stored"] = stored
    for name, room, work in (
        ("import", largest + ROOM, lambda: services.imports.apply(preview)),
        ("backup", ROOM, lambda: services.keeping.backup(backup)),
    ):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            work()
            told[name] = "done"
        except AppError as error:
            told[name] = error.code.value
    told["half_backup"] = [path.name for path in backup.parent.iterdir()]
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    services.visits.store_session(session)
    services.imports.apply(preview)
    told["after"] = int(services.visits.open(visit).question("/data/s4/water/days_cut").value)
    told["integrity"] = list(services.keeping.integrity())
    services.close()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
