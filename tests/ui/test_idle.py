"""The time without a touch, after which the workspace locks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.look import settle
from ui.shell.idle import IdleWatch
from ui.widgets.boxes import column


def watched(qtbot: QtBot) -> tuple[IdleWatch, QWidget]:
    """A watch and a window with a line in it."""
    window = QWidget()
    window.setLayout(column(QLineEdit()))
    qtbot.addWidget(window)
    idle = IdleWatch(window)
    window.show()
    idle.watch(window.windowHandle())
    return idle, window


def test_it_comes_when_nobody_touches_anything(qtbot: QtBot) -> None:
    idle, _window = watched(qtbot)
    with qtbot.waitSignal(idle.idle):
        idle.set_minutes(0.001)


def test_a_key_and_the_mouse_start_it_anew(qtbot: QtBot) -> None:
    idle, window = watched(qtbot)
    idle.set_minutes(10)
    handle = window.windowHandle()
    touches: tuple[Callable[[], None], ...] = (
        lambda: QTest.keyClick(handle, Qt.Key.Key_A),
        lambda: QTest.mouseMove(handle, QPoint(5, 5)),
        lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(7, 7)),
    )
    for touch in touches:
        qtbot.wait(30)
        before = idle.left_ms
        touch()
        settle()
        assert idle.left_ms > before
    [box] = window.findChildren(QLineEdit)
    assert box.text() == "a", "the touch reaches what it was meant for"


def test_a_dialog_that_takes_the_keys_counts_too(qtbot: QtBot) -> None:
    idle, _window = watched(qtbot)
    dialog = QWidget()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitActive(dialog)
    idle.set_minutes(10)
    qtbot.wait(30)
    before = idle.left_ms
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)
    assert idle.left_ms > before


def test_never_means_never(qtbot: QtBot) -> None:
    idle, window = watched(qtbot)
    idle.set_minutes(10)
    idle.set_minutes(0)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert idle.left_ms == -1
