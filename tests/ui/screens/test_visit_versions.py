"""A newer version of a checklist, and another language, in the page of a visit."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.forms.forms_made import workbook
from tests.ui.screens.visiting import Person, household, said, window_of
from ui.core.desk import Desk
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner

HEAD = ("type", "name", "label::中文 (zh)", "label::English (en)", "bind::cunfang:key", "bind::cunfang:was")
FIRST = (
    ("text", "old", "老问题", "Old question", "v.old", ""),
    ("select_one yn", "kept", "修路了吗", "Is there a road", "v.kept", ""),
    ("integer", "pigs", "几头猪", "Pigs", "v.pigs", ""),
)
SECOND = (
    ("integer", "animals", "几头猪", "Pigs", "v.animals", "v.pigs"),
    ("select_one yn", "kept", "修路了没有", "Is there a road now", "v.kept", ""),
    ("text", "fresh", "新问题", "New question", "v.fresh", ""),
)


def checklist(version: str, rows: Sequence[Sequence[str]]) -> bytes:
    return workbook(
        {
            "survey": [HEAD, *rows],
            "choices": [
                ("list_name", "name", "label::中文 (zh)", "label::English (en)"),
                ("yn", "yes", "修了", "Yes"),
                ("yn", "no", "没修", "No"),
            ],
            "settings": [("form_id", "version", "form_title", "default_language"), ("v", version, "换版", "中文 (zh)")],
        }
    )


@pytest.fixture
def person(qtbot: QtBot, demo_desk: Desk, strays: list[str]) -> Person:
    """At a visit by the first version, answered; the second has been published since."""
    services = demo_desk.services
    services.forms.publish(checklist("2026.2", FIRST))
    person = Person(qtbot, demo_desk, window_of(qtbot, demo_desk))
    visit = services.visits.start(household(services), "v")
    person.open("visit", visit=visit)
    for text in ("gone", "1", "7"):
        person.type(text)
        person.press(Qt.Key.Key_Return)
    return person


def answers(person: Person) -> dict[str, str]:
    session = person.desk.services.visits.open(person.visit.visit)
    return {ref: session.question(ref).value for ref in session.form.questions()}


def banner_button(person: Person, word: str) -> Button:
    banners = [one for one in person.visit.findChildren(Banner) if one.isVisible()]
    return next(one for banner in banners for one in banner.findChildren(Button) if one.text() == word)


def test_a_draft_goes_over_and_back(person: Person) -> None:
    before = answers(person)
    assert "新版" not in said(person)
    person.desk.services.forms.publish(checklist("2026.3", SECOND))
    person.open("visit", visit=person.visit.visit)
    assert "清单有新版 2026.3" in said(person)
    assert "新问 1 题：新问题" in said(person)
    assert "丢 1 个答案：老问题 gone" in said(person)
    assert answers(person) == before
    banner_button(person, "换过去").click()
    person.wait()
    assert answers(person) == {"/data/animals": "7", "/data/kept": "yes", "/data/fresh": ""}
    assert person.view.label in {"几头猪", "修路了没有", "新问题"}
    assert "新版" not in said(person)
    person.window.toast.undo()
    person.wait()
    assert answers(person) == before
    assert "清单有新版 2026.3" in said(person)


def test_what_was_answered_since_is_never_undone(person: Person) -> None:
    person.desk.services.forms.publish(checklist("2026.3", SECOND))
    person.open("visit", visit=person.visit.visit)
    banner_button(person, "换过去").click()
    person.wait()
    person.go_to("/data/fresh")
    person.type("since")
    person.press(Qt.Key.Key_Return)
    person.window.toast.undo()
    person.wait()
    assert answers(person)["/data/fresh"] == "since"


def test_the_language_of_the_questions_changes_at_once_and_stays(person: Person) -> None:
    person.go_to("/data/kept")
    assert person.view.label == "修路了吗"
    switch = next(one for one in person.visit.findChildren(Button) if one.isVisible() and one.text() == "English")
    switch.click()
    person.wait()
    assert person.view.label == "Is there a road"
    assert dict(person.view.choices) == {"yes": "Yes", "no": "No"}
    assert person.visit.card is not None
    assert person.visit.card.isAncestorOf(person.focus)
    visit = person.visit.visit
    person.open("visits")
    person.open("visit", visit=visit)
    assert person.view.label == "Is there a road"
    assert switch.text() == "中文"
