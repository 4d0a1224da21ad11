"""Every page of a visit fits a small laptop at three text sizes; nothing is cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.screens.visiting import Person, household, start, window_of
from ui.core.desk import Desk
from ui.core.theme import Themes
from ui.core.tokens import Mode
from ui.widgets.boxes import Scroller
from ui.widgets.buttons import Button
from ui.widgets.drawer import Drawer
from ui.widgets.labels import Label

ANSWERS = {
    "arrival/met": "self",
    "arrival/consent": "yes",
    "s4/living/grain": "no",
    "s4/living/clothes": "no",
    "s4/water/enough": "no",
    "s4/water/days_cut": "60",
    "closing/solved": "修了水管，换了漏电保护器，帮着把今年的医保缴费记录在手机上查了一遍",
}
FACTORS = (1.0, 1.25, 1.5, 2.0)


@pytest.fixture
def person(qtbot: QtBot, demo_desk: Desk) -> Person:
    return Person(qtbot, demo_desk, window_of(qtbot, demo_desk))


def fits(person: Person, look: Themes) -> None:
    for factor in FACTORS:
        look.set_factor(factor)
        settle()
        person.wait()
        assert squeezed(person.window) == [], factor
        assert person.window.width() == 1366, factor
        assert person.window.height() == 690, factor
    look.set_factor(1.0)
    settle()


def test_start(person: Person, look: Themes) -> None:
    person.open("visit-start", household=household(person.desk.services))
    fits(person, look)
    person.open("visit-start")
    person.type("wang")
    fits(person, look)


@pytest.mark.usefixtures("english")
def test_start_in_english(qtbot: QtBot, demo_desk: Desk, look: Themes) -> None:
    person = Person(qtbot, demo_desk, window_of(qtbot, demo_desk))
    person.open("visit-start", household=household(person.desk.services))
    fits(person, look)


def test_the_page_ends_with_its_last_line(person: Person, look: Themes) -> None:
    for factor in FACTORS:
        look.set_factor(factor)
        settle()
        person.open("visit-start", household=household(person.desk.services))
        page = person.window.current
        assert page is not None
        (scroller,) = (one for one in page.findChildren(Scroller) if one.isVisible())
        inside = scroller.widget()
        shown = [*inside.findChildren(Label), *inside.findChildren(Button)]
        last = max(one.mapTo(inside, one.rect().bottomLeft()).y() for one in shown)
        assert inside.height() > scroller.viewport().height()
        assert inside.height() - last < 40 * factor, factor


def test_list(person: Person, look: Themes) -> None:
    fits(person, look)


def test_list_of_an_empty_store(qtbot: QtBot, empty_desk: Desk, look: Themes) -> None:
    fits(Person(qtbot, empty_desk, window_of(qtbot, empty_desk)), look)


def test_every_question(person: Person, look: Themes) -> None:
    start(person)
    for factor in (1.0, 2.0):
        look.set_factor(factor)
        settle()
        person.open("visit", visit=person.visit.visit, ref="/data/arrival/met")
        while person.focus is not person.visit.review_button:
            person.answer_as_it_comes()
            assert squeezed(person.window) == [], person.view.ref
            assert person.window.width() == 1366
            person.press(Qt.Key.Key_Return)


def test_a_wrong_answer_and_what_it_raises(person: Person, look: Themes) -> None:
    start(person)
    for ref, value in (("/data/s4/water/days_cut", "400"), ("/data/s4/water/enough", "no")):
        person.desk.services.visits.play(person.visit.visit, [{"action": "answer", "at": ref, "value": value}])
        person.go_to(ref)
        fits(person, look)


@pytest.mark.parametrize("mode", Mode)
def test_review(person: Person, look: Themes, mode: Mode) -> None:
    look.pick(mode)
    visit = start(person)
    person.open("review", visit=visit)
    fits(person, look)
    steps = [{"action": "answer", "at": f"/data/{ref}", "value": value} for ref, value in ANSWERS.items()]
    person.desk.services.visits.play(visit, steps)
    person.open("review", visit=visit)
    fits(person, look)


@pytest.mark.parametrize("factor", [1.5, 2.0])
def test_drawers(person: Person, look: Themes, factor: float) -> None:
    start(person)
    look.set_factor(factor)
    settle()
    section = next(button for button in person.visit.findChildren(Button) if button.text().startswith("进门与身份"))
    section.click()
    person.wait()
    assert squeezed(person.window) == []
    person.press(Qt.Key.Key_Escape)
    assert not [drawer for drawer in person.visit.findChildren(Drawer) if drawer.isVisible()]
    person.press(Qt.Key.Key_F9)
    assert squeezed(person.window) == []
    person.press(Qt.Key.Key_F9)
    assert not [drawer for drawer in person.visit.findChildren(Drawer) if drawer.isVisible()]
    person.type("1")
    assert person.view.value
