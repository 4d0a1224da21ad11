"""The window: start, search, household page, visit; memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.services.households.models import HouseholdFilter
from tests.bench.measure import VILLAGE, Figure, best_of, closing, median, percentile, seconds, village

TYPED = (
    "l",
    "li",
    "lij",
    "李",
    "李建",
    "z",
    "zh",
    "zha",
    "zhan",
    "zhang",
    "1",
    "13",
    "138",
    "3组",
    "监测户",
    "x",
    "xy",
    "0015",
    "00",
    "001",
)
START = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.core.tasks import Tasks
from ui.core.theme import Themes
from ui.shell.opener import Opener, Start
app = QApplication([])
Themes(app)
tasks = Tasks()
opener = Opener(Start(Path(sys.argv[1])), tasks)
opener.open()
while opener.window is None or not tasks.idle:
    app.processEvents()
opener.window.grab()
print(time.perf_counter() - start)
opener.window.close()
opener.close()
"""


def figures(folder: Path, size: int) -> Iterator[Figure]:
    """First window of a village; search, pages and memory in a township."""
    village(folder / "village", VILLAGE).close()
    first = min(_start(folder / "village") for _ in range(4))
    yield Figure("first_window", round(first, 2), "s", "1.5 s", first <= 1.5, f"{VILLAGE} households, warm, drawn")
    with closing(village(folder / "township", size)) as services:
        households = services.households
        keys = [seconds(partial(households.find, typed))[0] * 1000 for typed in TYPED * 5]
        p95 = percentile(keys, 0.95)
        detail = f"median {median(keys):.1f} ms; {size} households; without drawing"
        yield Figure("search_key_p95", round(p95, 1), "ms", "50 ms", p95 <= 50, detail)
        ids = households.ids(HouseholdFilter())
        pages = [seconds(partial(households.page, ids[at]))[0] * 1000 for at in range(0, len(ids), len(ids) // 50)]
        yield Figure(
            "household_page_p95", round(percentile(pages, 0.95), 1), "ms", "100 ms", percentile(pages, 0.95) <= 100
        )
        listed = best_of(3, lambda: households.ids(HouseholdFilter()))
        yield Figure("list_ids", round(listed * 1000, 1), f"ms for {len(ids)} households", "none", True)
        visit = services.visits.start(ids[7], "routine")
        opened = best_of(3, lambda: services.visits.open(visit))
        yield Figure("open_visit", round(opened * 1000, 1), "ms", "300 ms", opened <= 0.3)
    yield from _drawn(folder / "township")


def _drawn(township: Path) -> Iterator[Figure]:
    """The same with drawing, in the real window of a process of its own; and its memory."""
    told = json.loads(_run([sys.executable, "-m", "tests.bench.township", str(township)]))
    of = f"{told['households']} households, drawn"
    key, page, visit, memory = (told[name] for name in ("key_p95", "household_p95", "visit_p95", "memory_peak"))
    detail = f"median {told['key_median']:.1f} ms over {told['keys']} keys; {of}"
    yield Figure("search_key_drawn_p95", round(key, 1), "ms", "50 ms", key <= 50, detail)
    yield Figure("household_page_drawn_p95", round(page, 1), "ms", "100 ms", page <= 100, of)
    yield Figure("open_visit_drawn_p95", round(visit, 1), "ms", "300 ms", visit <= 300, of)
    walked = f"list to its end, ten searches, households, visits; {told['memory_resting']} MB after opening"
    yield Figure("memory_peak", memory, "MB", "400 MB", memory <= 400, walked)


def _start(home: Path) -> float:
    return float(_run([sys.executable, "-c", START, str(home)]).splitlines()[-1])


def _run(command: list[str]) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.strip()
