"""F1 after a fault: the note for a technician, in the window that is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, ErrorCode
from app.domain.progress import Progress
from tests.ui.look import settle
from tests.ui.shell_pages import entries
from ui.core.desk import Desk
from ui.core.tasks import Tasks, Trouble, trouble_of
from ui.core.theme import Themes
from ui.shell.faults import fault_hook
from ui.shell.window import Window

PERSON = "李桂珍 511399195903124228"


@pytest.fixture
def tasks(look: Themes) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "note.txt"


@pytest.fixture
def shell(tasks: Tasks, saved: Path, qtbot: QtBot) -> Window:
    made = Window(Desk(None, tasks), entries(), "柏树湾村", lambda *_: saved)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show_screen("today")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle()
    return made


def fail(_: Progress) -> None:
    raise ZeroDivisionError(PERSON)


def test_a_fault_that_a_page_took_is_saved_by_f1_once(shell: Window, tasks: Tasks, saved: Path, qtbot: QtBot) -> None:
    told: list[Trouble] = []
    tasks.read(shell, fail, lambda _: None, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert "F1" in told[0].text
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    qtbot.waitUntil(saved.exists)
    qtbot.waitUntil(shell.toast.isVisible)
    text = saved.read_text("utf-8")
    assert "ZeroDivisionError" in text
    assert PERSON not in text
    assert saved.name in shell.toast.text
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    assert shell.pages.findChild(QFrame, "drawer").isVisible(), "F1 is help again"


def test_a_fault_in_the_window_itself_is_told_with_a_button(
    shell: Window, tasks: Tasks, saved: Path, qtbot: QtBot
) -> None:
    try:
        fail(Progress())
    except ZeroDivisionError as error:
        fault_hook(tasks)(type(error), error, error.__traceback__)
    settle()
    buttons = {button.text(): button for button in shell.notices.findChildren(QPushButton) if button.isVisible()}
    assert set(buttons) == {"存一份说明", "收起"}
    qtbot.mouseClick(buttons["存一份说明"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(saved.exists)
    assert PERSON not in saved.read_text("utf-8")


def test_a_known_trouble_offers_no_note(shell: Window, tasks: Tasks) -> None:
    tasks.trouble.emit(trouble_of(AppError(ErrorCode.DISK_FULL)))
    settle()
    assert [button.text() for button in shell.notices.findChildren(QPushButton)] == ["收起"]


def test_without_a_fault_f1_is_help(shell: Window, saved: Path, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    assert shell.pages.findChild(QFrame, "drawer").isVisible()
    assert not saved.exists()
