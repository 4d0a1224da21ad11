"""The real window on a township, in a process of its own: ``python -m tests.bench.township FOLDER``. Prints one JSON object.

Each figure ends when the page is drawn: nothing is under way and what has changed has been painted.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.services.households.models import HouseholdFilter
from tests.bench.measure import percentile
from ui.core.tasks import Tasks
from ui.core.theme import Themes
from ui.shell.opener import Opener, Start
from ui.shell.window import Window
from ui.widgets.cards import SearchBox
from ui.widgets.table import Table

SEARCHES = ("lijianguo", "wang", "zs", "张", "李建", "0015", "138", "3组", "xy", "chen")
HOUSEHOLDS, VISITS = 25, 5
WAITING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class _Township:
    """A person at the window of a township."""

    def __init__(self, folder: Path) -> None:
        self._app = QApplication([])
        self._themes = Themes(self._app)
        self._tasks = Tasks()
        self._opener = Opener(Start(folder), self._tasks)
        self._opener.open()
        while self._opener.window is None or not self._tasks.idle:
            self._app.processEvents()
        assert isinstance(self._opener.window, Window)
        self.window = self._opener.window
        services = self._opener.services
        assert services is not None
        self.services = services
        self.drawn()

    def drawn(self) -> None:
        """Wait until nothing is under way and what has changed is painted."""
        self._app.processEvents()
        while not self._tasks.idle:
            self._app.processEvents(WAITING)  # spinning would keep the worker from its work
        self._app.processEvents()

    def timed(self, name: str, **target: str) -> float:
        """Show a page; milliseconds until it is drawn."""
        begin = time.perf_counter()
        self.window.show_screen(name, **target)
        self.drawn()
        return (time.perf_counter() - begin) * 1000

    def typed(self) -> list[float]:
        """Type ten searches key by key; milliseconds of each key until the list is drawn."""
        self.timed("households")
        box = self.window.current.findChild(SearchBox) if self.window.current else None
        assert isinstance(box, QLineEdit)
        box.setFocus()
        keys = []
        for text in SEARCHES:
            box.clear()
            self.drawn()
            for letter in text:
                begin = time.perf_counter()
                if letter.isascii():
                    QTest.keyClicks(box, letter)
                else:
                    box.insert(letter)
                self.drawn()
                keys.append((time.perf_counter() - begin) * 1000)
        box.clear()
        self.drawn()
        return keys

    def scrolled(self) -> None:
        """Scroll the list of households to its end, page by page and then at once."""
        self.timed("households")
        table = self.window.current.findChild(Table) if self.window.current else None
        assert isinstance(table, Table)
        for _ in range(30):
            QTest.keyClick(table, Qt.Key.Key_PageDown)
            self.drawn()
        QTest.keyClick(table, Qt.Key.Key_End)
        self.drawn()

    def close(self) -> None:
        """End."""
        self.window.close()
        self._opener.close()


def main(folder: Path) -> dict[str, object]:
    """Measure everything once the window stands."""
    person = _Township(folder)
    resting = _memory()
    ids = person.services.households.ids(HouseholdFilter())
    person.scrolled()
    keys = person.typed()
    person.timed("household", household=ids[0])  # reads the page's module
    pages = [person.timed("household", household=ids[at * len(ids) // HOUSEHOLDS]) for at in range(HOUSEHOLDS)]
    visits = [person.services.visits.start(ids[at], "routine") for at in range(VISITS)]
    person.timed("visit", visit=visits[0])
    opened = [person.timed("visit", visit=visit) for visit in visits]
    result: dict[str, object] = {
        "households": len(ids),
        "keys": len(keys),
        "key_median": percentile(keys, 0.5),
        "key_p95": percentile(keys, 0.95),
        "household_p95": percentile(pages, 0.95),
        "visit_p95": percentile(opened, 0.95),
        "memory_resting": resting,
        "memory_peak": _memory(),
    }
    person.close()
    return result


def _memory() -> int:
    """Give the most memory held so far, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))) + "\n")
