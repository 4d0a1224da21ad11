"""What the tests of the screens share: stores of the invented village and of an empty one, desks, and a window.

A store is made once in a session and copied for each test; opening a copy takes a third of a second.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import Services, open_app
from app.services.demonstration.loading import DEMONSTRATION_NAME
from tests.conftest import TODAY
from tests.ui.look import settle
from ui.core.desk import Desk
from ui.core.tasks import Tasks
from ui.core.theme import Themes
from ui.shell.screens import ScreenEntry
from ui.shell.window import Window
from ui.widgets.print_run import a4


@pytest.fixture
def demo_services(demo_home: Path, tmp_path: Path) -> Iterator[Services]:
    """The services of a copy of the invented village, on 20 November 2026."""
    with _copy(demo_home, tmp_path / "demo") as services:
        yield services


@pytest.fixture
def empty_services(empty_home: Path, tmp_path: Path) -> Iterator[Services]:
    """The services of an empty workspace."""
    with _copy(empty_home, tmp_path / "empty") as services:
        yield services


@pytest.fixture
def demo_desk(demo_services: Services, look: Themes) -> Iterator[Desk]:
    """A desk in the invented village; what a service changes is announced as in the real window."""
    with _desk(demo_services) as desk:
        yield desk


@pytest.fixture
def empty_desk(empty_services: Services, look: Themes) -> Iterator[Desk]:
    """A desk in an empty workspace."""
    with _desk(empty_services) as desk:
        yield desk


Show = Callable[[Desk, tuple[ScreenEntry, ...]], Window]


class _Strays(QObject):
    """Notes every widget that shows itself as a window of its own: one shown before it had a parent flashes up and takes
    the keys from the page.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name that Qt calls
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            own = isinstance(watched, QMainWindow | QDialog) or watched.windowType() in {
                Qt.WindowType.Popup,
                Qt.WindowType.ToolTip,
            }
            if not own:
                self.seen.append(f"{type(watched).__name__} {watched.property('text') or watched.objectName()}")
        return False


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[list[str]]:
    """The widgets that flashed up as windows; none may have at the end of a test."""
    watcher = _Strays()
    qapp.installEventFilter(watcher)
    yield watcher.seen
    qapp.removeEventFilter(watcher)
    assert watcher.seen == []


@pytest.fixture
def show(qtbot: QtBot, strays: list[str]) -> Show:
    """Shows a window of 1366 × 690 with these pages, the first of them open, and waits until it has loaded."""

    def make(desk: Desk, entries: tuple[ScreenEntry, ...]) -> Window:
        window = Window(desk, entries, DEMONSTRATION_NAME)
        qtbot.addWidget(window)
        window.resize(1366, 690)
        window.show_screen(entries[0].name)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        wait_idle(qtbot, desk)
        return window

    return make


def wait_idle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until nothing is under way, and let the page come to rest."""
    qtbot.waitUntil(lambda: desk.tasks.idle, timeout=30_000)
    settle()


def pdf_printer(file: Path) -> QPrinter:
    """A printer that writes a file."""
    printer = a4(QPrinter(QPrinter.PrinterMode.ScreenResolution))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


@contextmanager
def _copy(home: Path, to: Path) -> Iterator[Services]:
    shutil.copytree(home, to)
    services = open_app(to, TODAY)
    yield services
    services.close()


@contextmanager
def _desk(services: Services) -> Iterator[Desk]:
    tasks = Tasks()
    services.context.announce.append(tasks.announce)
    yield Desk(services, tasks)
    tasks.close()
