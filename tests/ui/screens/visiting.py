"""A person at the pages of a visit, with the keyboard only."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import Services
from app.services.households.models import HouseholdFilter
from app.services.visits.models import QuestionView
from tests.ui.screens.conftest import wait_idle
from ui.core.desk import Desk
from ui.screens.visiting.filling import VisitScreen
from ui.screens.visiting.review import ReviewScreen
from ui.shell.screens import SCREENS
from ui.shell.window import Window
from ui.widgets.cards import Banner
from ui.widgets.signature import SignaturePad

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_STEPS = 300


def window_of(qtbot: QtBot, desk: Desk) -> Window:
    """The window with all its pages, at 走访."""
    window = Window(desk, SCREENS, "柏树湾村")
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show_screen("visits")
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    wait_idle(qtbot, desk)
    return window


def household(services: Services, label: str = "监测户", place: int = 0) -> str:
    """A household of the village."""
    return services.households.ids(HouseholdFilter(label=label))[place]


class Person:
    """Presses keys where the focus is."""

    def __init__(self, qtbot: QtBot, desk: Desk, window: Window) -> None:
        self._qtbot = qtbot
        self.desk = desk
        self.window = window

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    @property
    def visit(self) -> VisitScreen:
        page = self.window.current
        assert isinstance(page, VisitScreen), page
        return page

    @property
    def review(self) -> ReviewScreen:
        page = self.window.current
        assert isinstance(page, ReviewScreen), page
        return page

    @property
    def view(self) -> QuestionView:
        """The question that has the keys."""
        card = self.visit.card
        assert card is not None
        return card.view

    def open(self, name: str, **target: str) -> None:
        self.window.show_screen(name, **target)
        self.wait()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self._qtbot.keyClick(self.focus, key, modifier)
        self.wait()

    def type(self, text: str) -> None:
        """Type letters and digits; Chinese comes from the input method."""
        if text.isascii():
            self._qtbot.keyClicks(self.focus, text)
        else:
            self.compose("", text)
        self.wait()

    def compose(self, under_way: str, done: str = "") -> None:
        """What an input method sends: letters under way, or the words that are done."""
        event = QInputMethodEvent(under_way, [])
        event.setCommitString(done)
        QApplication.sendEvent(self.focus, event)

    def wait(self) -> None:
        wait_idle(self._qtbot, self.desk)

    def go_to(self, ref: str) -> None:
        """Go to a question as a click on its line would."""
        self.open("visit", visit=self.visit.visit, ref=ref)

    def answer_as_it_comes(self) -> None:
        """Give the first answer that its kind allows."""
        view = self.view
        if view.choices:
            self.type("1")
        elif view.data_type == "date":
            self.type("1228")
        else:
            self.type("3" if view.data_type in {"int", "decimal"} else "都好")

    def fill(self) -> int:
        """Answer everything to the end, 不清楚 where the answer breaks a rule; gives how many questions were answered."""
        for count in range(MOST_STEPS):
            if self.focus is self.visit.review_button:
                return count
            self.answer_as_it_comes()
            here = self.view.ref
            self.press(Qt.Key.Key_Return)
            if self.desk_view(here).violation:
                self.press(Qt.Key.Key_Return, SHIFT)
                self.press(Qt.Key.Key_F4)
                self.press(Qt.Key.Key_Return)
        raise AssertionError("no end")

    def desk_view(self, ref: str) -> QuestionView:
        """A question as it is stored."""
        return self.desk.services.visits.open(self.visit.visit).question(ref)

    def sign(self, pad: SignaturePad) -> None:
        """Draw on a pad."""
        self._qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        self._qtbot.mouseMove(pad, QPoint(60, 40))
        self._qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(90, 30))
        self.wait()

    def pads(self) -> list[SignaturePad]:
        """The pads in view, in reading order."""
        return [pad for pad in self.review.findChildren(SignaturePad) if pad.isVisible()]


def start(person: Person, label: str = "监测户") -> str:
    """Start a routine visit from its page; gives the visit."""
    person.open("visit-start", household=household(person.desk.services, label))
    person.press(Qt.Key.Key_Return, CTRL)
    return person.visit.visit


def said(person: Person) -> str:
    """What the banners of the page in view say."""
    page = person.window.current
    assert page is not None
    return " ".join(box.accessibleName() for box in page.findChildren(Banner) if box.isVisible())
