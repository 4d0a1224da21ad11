"""A whole visit with the keyboard, from the start page to the printed record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.screens.visiting import CTRL, SHIFT, Person, household, window_of
from ui.core.desk import Desk
from ui.widgets.buttons import Button
from ui.widgets.fields import TextEdit


@pytest.fixture
def person(qtbot: QtBot, demo_desk: Desk) -> Person:
    return Person(qtbot, demo_desk, window_of(qtbot, demo_desk))


def start(person: Person) -> str:
    person.open("visit-start", household=household(person.desk.services))
    person.press(Qt.Key.Key_Return, CTRL)
    return person.visit.visit


def test_from_the_start_page_to_the_printed_record(person: Person, qtbot: QtBot) -> None:
    visit = start(person)
    answered = person.fill()
    assert answered > 40
    session = person.desk.services.visits.open(visit)
    counts = session.counts()
    assert (counts.answered, counts.wrong) == (counts.total, 0)
    person.press(Qt.Key.Key_Return, CTRL)
    review = person.review
    assert not review.finish_button.isEnabled()
    no = next(button for button in review.findChildren(Button) if button.text() == "不改")
    no.setFocus()
    person.press(Qt.Key.Key_Space)
    assert isinstance(person.focus, TextEdit)
    person.type("听错了")
    names = [box for box in review.findChildren(QLineEdit) if box.accessibleName() == "走访人 2"]
    names[0].setFocus()
    person.type("何晓燕")
    pads = person.pads()
    assert len(pads) == 3
    for pad in pads:
        assert not review.finish_button.isEnabled()
        person.sign(pad)
    assert review.finish_button.isEnabled(), review.lacking()
    person.press(Qt.Key.Key_Return, CTRL)
    assert person.window.current is person.window.page("print")
    document = person.desk.services.visits.show(visit)
    assert document["state"] == "signed"
    assert document["seal_intact"] is True
    signatures = document["signatures"]
    assert isinstance(signatures, list)
    assert [one["name"] for one in signatures if isinstance(one, dict)][:2] == ["周明远", "何晓燕"]
    changes = document["changes"]
    assert isinstance(changes, list)
    refused = [one for one in changes if isinstance(one, dict) and not one["accepted"]]
    assert [one["reason"] for one in refused] == ["听错了"]


def test_closing_and_opening_again_lands_on_the_same_question(person: Person, qtbot: QtBot) -> None:
    visit = start(person)
    for _ in range(4):
        person.answer_as_it_comes()
        person.press(Qt.Key.Key_Return)
    here = person.view.ref
    person.window.close()
    person.wait()
    again = Person(qtbot, person.desk, window_of(qtbot, person.desk))
    again.open("visit", visit=visit)
    assert again.view.ref == here
    assert "接着上次" in said(again)
    again.press(Qt.Key.Key_Return)
    assert "接着上次" not in said(again)


def said(person: Person) -> str:
    """What the banners of the page say."""
    banners = (box for box in person.visit.findChildren(type_of_banner()) if box.isVisible())
    return " ".join(box.accessibleName() for box in banners)


def type_of_banner() -> type:
    from ui.widgets.cards import Banner

    return Banner


def test_the_keys_of_a_choice(person: Person) -> None:
    start(person)
    first = person.view.ref
    person.type("2")
    assert person.view.value == person.view.choices[1][0]
    person.press(Qt.Key.Key_Left)
    person.press(Qt.Key.Key_Space)
    assert person.view.value == person.view.choices[0][0]
    person.type("0")
    assert person.view.unknown
    person.press(Qt.Key.Key_F4)
    assert person.view.unknown
    person.press(Qt.Key.Key_Down)
    assert person.view.ref != first
    person.press(Qt.Key.Key_Up)
    assert person.view.ref == first
    person.press(Qt.Key.Key_Return)
    second = person.view.ref
    assert second != first
    person.press(Qt.Key.Key_Return)
    assert person.view.ref not in (first, second)
    person.press(Qt.Key.Key_Return, SHIFT)
    assert person.view.ref == second
    person.press(Qt.Key.Key_PageDown)
    assert "/arrival/" not in person.view.ref
    person.press(Qt.Key.Key_PageUp)
    assert person.view.ref == first
