"""The console script: a command loads nothing of Qt, without one the window opens on the right first page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import Services, create_app
from app.domain.changes import Changes
from app.domain.progress import Progress
from app.services.context import Owner
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.screens.conftest import pdf_printer
from tests.ui.shell_pages import entries
from ui.core.tasks import Tasks, Trouble
from ui.core.theme import Themes
from ui.shell.gate import FirstRunPage, GatePage, LockPage
from ui.shell.opener import Opener, Start
from ui.widgets.choosing import ChooseFile, choose_to_save

PASSPHRASE = "长长的一句口令话"
VILLAGE = "511323104201"


@pytest.mark.parametrize("line", [["--json", "household", "list"], ["--help"], ["--home"]])
def test_a_command_loads_nothing_of_qt(tmp_path: Path, line: list[str]) -> None:
    program = (
        "import sys; from ui.main import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6', 'qtpy')) for name in sys.modules))"
    )
    environment = {**os.environ, "CUNFANG_PASSPHRASE": PASSPHRASE}
    home = ["--home", str(tmp_path)] if line != ["--home"] else []
    done = subprocess.run(
        [sys.executable, "-c", program, *home, *line], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def tasks(look: Themes) -> Tasks:
    return Tasks()


def opener_for(home: Path, tasks: Tasks, passphrase: str | None = None, choose: ChooseFile = choose_to_save) -> Opener:
    def village(start: Start, _: Progress) -> Services:
        owner = Owner("周明远", (VILLAGE,), ("柏树湾村",), demonstration=True)
        return create_app(start.home, owner, start.today, PASSPHRASE)[0]

    def printer(_over: QWidget) -> QPrinter:
        return pdf_printer(home.parent / "printed.pdf")

    return Opener(Start(home, None, passphrase), tasks, entries(), village, printer, choose)


def make_workspace(home: Path) -> None:
    create_app(home, Owner("周明远", (VILLAGE,), ("柏树湾村",), demonstration=False), None, PASSPHRASE)[0].close()


def test_an_empty_laptop_begins_with_the_first_run_and_ends_at_the_first_page(
    tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    opener = opener_for(tmp_path / "new", tasks)
    opener.open()
    qtbot.waitUntil(lambda: opener.gate is not None)
    first = opener.gate.centralWidget()
    assert isinstance(first, FirstRunPage)
    settle()
    assert squeezed(first) == []
    for edit, text in ((first.code, VILLAGE), (first.village, "柏树湾村"), (first.user, "周明远")):
        edit.setText(text)
    first.first.setText(PASSPHRASE)
    first.again.setText(PASSPHRASE)
    first.make.click()
    qtbot.waitUntil(lambda: hasattr(first, "recovery"), timeout=20_000)
    assert first.recovery.paper is not None
    first.recovery.paper.click()
    qtbot.waitUntil(first.recovery.printed.isVisible, timeout=20_000)
    assert (tmp_path / "printed.pdf").exists()
    settle()
    assert squeezed(first) == []
    for number, edit in first.recovery.asked.items():
        edit.setText(first.recovery._groups[number])
    first.recovery.done.click()
    qtbot.waitUntil(lambda: opener.window is not None)
    qtbot.addWidget(opener.window)
    assert opener.window.isVisible()
    assert opener.window.current is not None
    assert "柏树湾村" in opener.window.windowTitle()
    opener.close()


def test_the_demonstration_village_is_one_press_away(tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> None:
    opener = opener_for(tmp_path / "demo", tasks)
    opener.open()
    qtbot.waitUntil(lambda: opener.gate is not None)
    first = opener.gate.centralWidget()
    assert isinstance(first, FirstRunPage)
    first.demo.click()
    qtbot.waitUntil(lambda: opener.window is not None, timeout=20_000)
    qtbot.addWidget(opener.window)
    opener.close()


def test_a_locked_workspace_asks_and_locks_again(tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> None:
    make_workspace(tmp_path / "own")
    opener = opener_for(tmp_path / "own", tasks)
    opener.open()
    qtbot.waitUntil(lambda: opener.gate is not None)
    lock = opener.gate.centralWidget()
    assert isinstance(lock, LockPage)
    lock.secret.editor.setProperty("text", "不对的口令")
    lock.enter.click()
    qtbot.waitUntil(lock.trouble.isVisible, timeout=20_000)
    assert opener.window is None
    lock.secret.editor.setProperty("text", PASSPHRASE)
    lock.enter.click()
    qtbot.waitUntil(lambda: opener.window is not None, timeout=20_000)
    window = opener.window
    qtbot.addWidget(window)
    window.lock_wanted.emit()
    assert window.covered
    cover = window.findChild(LockPage)
    assert cover is not None
    cover.secret.editor.setProperty("text", PASSPHRASE)
    cover.enter.click()
    qtbot.waitUntil(lambda: not window.covered, timeout=20_000)
    opener.close()


def gate_of(opener: Opener, qtbot: QtBot) -> QMainWindow:
    opener.open()
    qtbot.waitUntil(lambda: opener.gate is not None)
    gate = opener.gate
    assert gate is not None
    qtbot.addWidget(gate)
    gate.activateWindow()
    settle()
    return gate


@pytest.mark.parametrize("made", [True, False])
def test_f1_at_the_gate_saves_the_note_about_a_fault_once(
    tmp_path: Path, tasks: Tasks, qtbot: QtBot, made: bool
) -> None:
    """Before the workspace is open there is nobody else to tell a technician what went wrong."""
    note, asked = tmp_path / "note.txt", list[str]()
    if made:
        make_workspace(tmp_path / "own")

    def choose(_over: QWidget, question: str, _proposed: str) -> Path:
        asked.append(question)
        return note

    gate = gate_of(opener_for(tmp_path / "own", tasks, choose=choose), qtbot)
    assert isinstance(gate.centralWidget(), LockPage if made else FirstRunPage)
    qtbot.keyClick(gate, Qt.Key.Key_F1)
    assert asked == [], "there was no fault"
    told: list[Trouble] = []

    def fail(_: Progress) -> None:
        raise ZeroDivisionError(PASSPHRASE)

    tasks.read(gate, fail, lambda _: None, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert "F1" in told[0].text
    qtbot.keyClick(gate.focusWidget() or gate, Qt.Key.Key_F1)
    qtbot.waitUntil(note.exists)
    qtbot.waitUntil(lambda: tasks.idle)
    assert "ZeroDivisionError" in note.read_text("utf-8")
    assert PASSPHRASE not in note.read_text("utf-8")
    page = gate.centralWidget()
    assert isinstance(page, GatePage)
    settle()
    assert note.name in page.told.accessibleName()
    assert page.told.isVisible()
    assert not page.trouble.isVisible()
    assert squeezed(page) == []
    qtbot.keyClick(gate, Qt.Key.Key_F1)
    assert len(asked) == 1
    tasks.close()


def test_a_note_that_cannot_be_written_is_told_at_the_gate(tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> None:
    gate = gate_of(opener_for(tmp_path / "own", tasks, choose=lambda *_: tmp_path / "nowhere" / "note.txt"), qtbot)
    told: list[Trouble] = []

    def fail(_: Progress) -> None:
        raise ZeroDivisionError

    tasks.read(gate, fail, lambda _: None, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.keyClick(gate, Qt.Key.Key_F1)
    page = gate.centralWidget()
    assert isinstance(page, GatePage)
    qtbot.waitUntil(page.trouble.isVisible)
    assert "nowhere" in page.trouble.accessibleName()
    tasks.close()


def test_the_key_from_the_environment_opens_without_a_question(tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> None:
    make_workspace(tmp_path / "own")
    opener = opener_for(tmp_path / "own", tasks, PASSPHRASE)
    opener.open()
    qtbot.waitUntil(lambda: opener.window is not None, timeout=20_000)
    qtbot.addWidget(opener.window)
    assert opener.gate is None
    opener.close()


def test_an_import_is_followed_by_a_backup_of_its_own(tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> None:
    home = tmp_path / "home"
    make_workspace(home)
    opener = opener_for(home, tasks, PASSPHRASE)
    opener.open()
    qtbot.waitUntil(lambda: opener.window is not None, timeout=20_000)
    qtbot.addWidget(opener.window)
    qtbot.waitUntil(lambda: tasks.idle, timeout=20_000)
    backups = home / "backups"
    [daily] = backups.glob("auto-*.cunfang")
    tasks.announce(Changes(frozenset({"household", "person"})))
    settle()
    qtbot.waitUntil(lambda: tasks.idle, timeout=20_000)
    assert list(backups.glob("auto-*.cunfang")) == [daily]
    tasks.announce(Changes(frozenset({"import_batch", "household"})))
    qtbot.waitUntil(lambda: len(list(backups.glob("auto-*.cunfang"))) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: tasks.idle, timeout=20_000)
    assert next(name for name, _, _ in opener.services.keeping.backups()).endswith("-import.cunfang")
    opener.close()
