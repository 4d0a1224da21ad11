"""A program that is killed while it upgrades: ``python -m tests.store.upgrading FOLDER MIGRATIONS HEAD``.

It upgrades one copy of ``FOLDER/store`` after the other, each in a folder of its number, and says when one begins and ends.
"""

from __future__ import annotations

import shutil
import sys
from itertools import count
from pathlib import Path

from app.store.engine import WriteGate, writing_engine
from app.store.upgrade import bring_up
from tests.store.factory import KEY


def upgrade(folder: Path, scripts: Path, head: str) -> Path | None:
    """Bring the store of a folder to a revision; gives the copy made before."""
    engine = writing_engine(folder / "store.db", KEY, WriteGate())
    try:
        return bring_up(engine, folder / "store.db", KEY, folder / "backups", scripts, head)
    finally:
        engine.dispose()


def main() -> None:
    """Upgrade without end."""
    folder, scripts, head = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    for number in count(1):
        place = folder / str(number)
        shutil.copytree(folder / "store", place)
        sys.stdout.write(f"begins {number}\n")
        sys.stdout.flush()
        upgrade(place, scripts, head)
        sys.stdout.write(f"done {number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
