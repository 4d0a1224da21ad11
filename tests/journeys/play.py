"""The main job in the real window: find a household by two letters, visit it with a checklist, sign, print.

Used by the journey test and by ``make run`` where there is no display.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.core.tasks import Tasks
from ui.core.theme import Themes
from ui.shell.opener import Opener, Start
from ui.shell.window import Window
from ui.widgets.screen import Screen
from ui.widgets.signature import SignaturePad

LONGEST_WAIT_MS = 30_000


class Player:
    """Plays a person at the window.

    :param window: the open window
    :param tasks: its lanes, to wait for what is under way
    """

    def __init__(self, window: Window, tasks: Tasks) -> None:
        self.window = window
        self._tasks = tasks

    @property
    def page(self) -> Screen:
        """The page in view."""
        page = self.window.current
        assert page is not None
        return page

    def settle(self) -> None:
        """Wait until nothing is under way and everything is drawn."""
        wait_until(lambda: self._tasks.idle)
        for _ in range(3):
            QApplication.processEvents()
        wait_until(lambda: self._tasks.idle)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focus(), key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self._focus(), text)
        self.settle()

    def sign(self, pad: SignaturePad) -> None:
        """Draw a signature with the mouse."""
        width, height = pad.width(), pad.height()
        points = [QPoint(width * x // 10, height * (3 + x % 3) // 8) for x in range(2, 9)]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(pad, point)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
        self.settle()

    def picture(self, path: Path) -> Path:
        """Keep a picture of the window."""
        self.settle()
        self.window.grab().save(str(path))
        return path

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.page


def wait_until(holds: object, longest: int = LONGEST_WAIT_MS) -> None:
    """Run the event loop until something holds.

    :raises AssertionError: when it does not within the time
    """
    assert callable(holds)
    loop, waited = QEventLoop(), 0
    while not holds():
        QTimer.singleShot(10, loop.quit)
        loop.exec()
        waited += 10
        assert waited < longest, "the window did not come to rest"


def play_main_job(home: Path, out: Path) -> Iterator[Path]:
    """Open a workspace and play the main job. Gives the pictures and the PDF as they are made."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    Themes(app)
    tasks = Tasks()
    opener = Opener(Start(home), tasks)
    opener.open()
    wait_until(lambda: opener.window is not None)
    assert opener.window is not None
    out.mkdir(parents=True, exist_ok=True)
    try:
        yield from main_job(Player(opener.window, tasks), out)
    finally:
        opener.window.close()
        opener.close()
