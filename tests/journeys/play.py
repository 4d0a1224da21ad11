"""The main job in the real window: find a household by two letters, visit it with a checklist, sign, print.

Used by the journey test and by ``make run`` where there is no display.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import Services
from app.services.households.models import HouseholdFilter
from app.services.visits.models import QuestionView
from app.store.pinyin import syllables
from ui.core.tasks import Tasks
from ui.core.theme import Themes
from ui.forms.question_card import QuestionCard
from ui.shell.opener import Opener, Start
from ui.shell.window import Window
from ui.widgets.screen import Screen
from ui.widgets.signature import SignaturePad

LONGEST_WAIT_MS = 30_000


class Player:
    """Plays a person at the window.

    :param window: the open window
    :param services: the open workspace, to look things up that a person would know
    :param tasks: its lanes, to wait for what is under way
    """

    def __init__(self, window: Window, services: Services, tasks: Tasks) -> None:
        self.window = window
        self.services = services
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


def play_main_job(home: Path, out: Path, today: date | None = None) -> Iterator[Path]:
    """Open a workspace and play the main job. Gives the pictures and the PDF as they are made."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    if app.findChild(Themes) is None:
        Themes(app)
    tasks = Tasks()
    opener = Opener(Start(home, today), tasks)
    opener.open()
    wait_until(lambda: opener.window is not None)
    assert opener.window is not None
    opener.window.activateWindow()
    QTest.qWaitForWindowActive(opener.window)
    out.mkdir(parents=True, exist_ok=True)
    try:
        assert opener.services is not None
        yield from main_job(Player(opener.window, opener.services, tasks), out)
    finally:
        opener.window.close()
        opener.close()


def main_job(player: Player, out: Path) -> Iterator[Path]:
    """Find, open, visit, review, sign, print: by keyboard but for the signatures."""
    window = player.window
    player.settle()
    yield player.picture(out / "1-today.png")
    window.show_screen("households")
    player.settle()
    player.page.focus_search()
    player.type(two_letters(player))
    yield player.picture(out / "2-found.png")
    player.key(Qt.Key.Key_Return)
    yield player.picture(out / "3-household.png")
    household = player.page
    assert household.press_primary()
    player.settle()
    assert player.page.press_primary(), "the start page did not let the visit begin"
    player.settle()
    fill(player)
    yield player.picture(out / "4-visit.png")
    player.page.press_primary()
    player.settle()
    for pad in player.page.findChildren(SignaturePad):
        if pad.isVisible():
            player.sign(pad)
    yield player.picture(out / "5-review.png")
    assert player.page.press_primary(), "the visit could not be finished"
    player.settle()
    yield player.picture(out / "6-print.png")
    yield from printed(player, out)


def two_letters(player: Player) -> str:
    """Give the initials of the first household's head, as a person would type them."""
    households = player.services.households
    head = households.rows(households.ids(HouseholdFilter())[:1])[0].head
    return "".join(readings[0][:1] for readings in syllables(head))[:2]


def fill(player: Player) -> None:
    """Answer questions one after the other until there is none left to go to."""
    seen: set[str] = set()
    while True:
        card = player.page.findChild(QuestionCard)
        assert card is not None
        view = card.view
        if view.ref in seen:
            return
        seen.add(view.ref)
        player.type(answer_to(view))
        player.key(Qt.Key.Key_Return)


NO = frozenset(
    {
        "A4.any",
        "s4.ageing",
        "s4.coal",
        "s4.flammable",
        "s4.gas",
        "s4.smell",
        "a4.any",
        "a10.unpaid",
        "a11.any",
        "a12.loan",
        "a13.gap",
        "a14.emergency",
    }
)
"""Questions that a quiet household answers with no."""


def answer_to(view: QuestionView) -> str:
    """Give the keys that answer a question plainly."""
    if view.choices:
        return "2" if view.key in NO else "1"
    if view.data_type in {"int", "decimal"}:
        return "12"
    return "1222" if view.data_type == "date" else ""


def printed(player: Player, out: Path) -> Iterator[Path]:
    """Save the record that is in the preview as PDF."""
    visits = player.services.visits.rows()
    content = player.services.printing.render("visit-record", visits[0].id)
    path = out / "visit-record.pdf"
    path.write_bytes(content)
    yield path
