"""A roster of 30,000 persons: dry run and real import against a bare read of the same workbook, and the window's memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shutil import copytree

from python_calamine import CalamineSheet, CalamineWorkbook

from app.bootstrap import open_app
from app.services.demonstration.roster import write_roster
from app.services.demonstration.village import generate_village
from tests.bench.measure import TODAY, Figure, best_of, closing, seconds, village

HOUSEHOLDS = 9_300
"""Some 30,000 persons."""
DRY_RUN_BAR = 6
MEMORY_BAR = 700
"""MB of the whole process with its window."""

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.bench.measure import peak_memory
from ui.core.tasks import Tasks
from ui.core.theme import Themes
from ui.shell.opener import Opener, Start
app = QApplication([])
Themes(app)
tasks = Tasks()
opener = Opener(Start(Path(sys.argv[1])), tasks)
opener.open()

def wait():
    while opener.window is None or not tasks.idle:
        app.processEvents()
    app.processEvents()
    opener.window.grab()

wait()
opener.window.show_screen("import", file=sys.argv[2])
wait()
page = opener.window.current
page.compare()
wait()
page.apply()
wait()
assert page.result is not None and page.result.transaction
print(peak_memory())
page.undo()
wait()
print(peak_memory())
opener.window.close()
opener.close()
"""
"""The real import page from the file to the last step, and back: peak memory after writing and after undoing."""

EXPORT = """
import sys
from pathlib import Path
from app.bootstrap import open_app
from tests.bench.measure import TODAY, peak_memory
services = open_app(Path(sys.argv[1]), TODAY)
services.exports.ledger("members")
print(peak_memory())
services.close()
"""


def figures(folder: Path, size: int) -> Iterator[Figure]:
    """Dry run on a store that has half of the households, then the real import."""
    households = HOUSEHOLDS if size > 10_000 else HOUSEHOLDS // 20
    content = write_roster(generate_village(households, 1, TODAY))
    (folder / "r.xlsx").write_bytes(content)
    village(folder / "window", households // 2).close()
    copytree(folder / "window", folder / "store")
    with closing(open_app(folder / "store", TODAY)) as services:
        bare = best_of(3, lambda: _bare(content))
        dry, preview = seconds(lambda: services.imports.preview(content, "r.xlsx"))
        persons = preview.reading.rows
        detail = f"{persons} persons, {dry:.2f} s; bare calamine read {bare:.2f} s; half of the households known"
        yield Figure(
            "import_dry_run_ratio",
            round(dry / bare, 2),
            "x bare read",
            f"{DRY_RUN_BAR} x",
            dry <= DRY_RUN_BAR * bare,
            detail,
        )
        real, _ = seconds(lambda: services.imports.apply(preview))
        yield Figure("import_write", round(real, 2), f"s for {persons} persons", "none", True)
    written, undone = _apart(WINDOW, folder / "window", folder / "r.xlsx")
    detail = f"{persons} persons in the window, read, looked at and written; {undone} MB after undoing it"
    yield _memory("import_memory_peak", written, detail)
    (exported,) = _apart(EXPORT, folder / "store")
    yield _memory("export_memory_peak", exported, f"ledger of members, {households} households")


def _memory(name: str, value: int, detail: str) -> Figure:
    return Figure(name, value, "MB", f"{MEMORY_BAR} MB", value <= MEMORY_BAR, detail)


def _apart(script: str, *arguments: Path) -> list[int]:
    """Run a script in a process of its own, so that nothing measured before counts. Gives the numbers that it prints."""
    told = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return [int(word) for word in told.stdout.split()]


def _bare(content: bytes) -> list[object]:
    return [sheet.to_python() for sheet in _sheets(content)]


def _sheets(content: bytes) -> Iterator[CalamineSheet]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for name in book.sheet_names:
        yield book.get_sheet_by_name(name)
