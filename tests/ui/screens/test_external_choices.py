"""Choices on a sheet of their own (``external_choices``), thousands of them, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.forms.forms_made import workbook
from tests.ui.screens.visiting import Person, household, window_of
from ui.core.desk import Desk

ENTER, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up
TOWNS = 3000
DISTRICTS = (("a", "青溪镇"), ("b", "白鹤乡"))


def checklist() -> bytes:
    towns = [
        ("town", f"{district}{number}", f"{name}{number}村", district)
        for district, name in DISTRICTS
        for number in range(TOWNS)
    ]
    return workbook(
        {
            "survey": [
                ("type", "name", "label", "choice_filter"),
                ("select_one district", "district", "哪个乡镇", ""),
                ("select_one_external town", "town", "哪个村", "district = ${district}"),
                ("text", "rest", "还有什么", ""),
            ],
            "choices": [("list_name", "name", "label"), *(("district", *one) for one in DISTRICTS)],
            "external_choices": [("list_name", "name", "label", "district"), *towns],
            "settings": [("form_id", "version", "form_title"), ("outside", "1", "外部选项")],
        }
    )


@pytest.fixture
def person(qtbot: QtBot, demo_desk: Desk, strays: list[str]) -> Person:
    services = demo_desk.services
    services.forms.publish(checklist())
    person = Person(qtbot, demo_desk, window_of(qtbot, demo_desk))
    person.open("visit", visit=services.visits.start(household(services), "outside"))
    return person


def test_thousands_of_outside_choices_are_searched_and_follow_their_filter(person: Person) -> None:
    assert person.view.ref == "/data/district"
    person.type("1")
    person.press(ENTER)
    assert person.view.ref == "/data/town"
    assert len(person.view.choices) == TOWNS
    person.type("2718")
    person.press(ENTER)
    assert person.desk_view("/data/town").value_label == "青溪镇2718村"
    person.press(ENTER)
    assert person.view.ref == "/data/rest"
    # another township takes away the village that does not lie in it
    person.go_to("/data/district")
    person.type("2")
    assert person.desk_view("/data/town").value == ""
    person.press(ENTER)
    person.type("2718")
    person.press(ENTER)
    assert person.desk_view("/data/town").value == "b2718"


def test_nothing_can_be_chosen_before_its_filter_is_answered(person: Person) -> None:
    person.go_to("/data/town")
    assert person.view.kind == "select"
    assert person.view.choices == ()
    person.type("1")
    person.press(ENTER)
    assert person.desk_view("/data/town").value == ""
