"""A whole visit with the keyboard, from the start page to the printed record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.visits.models import Signing
from tests.ui.screens.visiting import CTRL, SHIFT, Person, household, said, start, window_of
from ui.core.desk import Desk
from ui.core.words import Words
from ui.forms.question_line import QuestionLine
from ui.screens.printing import PrintScreen
from ui.widgets.buttons import Button
from ui.widgets.cards import Row
from ui.widgets.fields import TextEdit
from ui.widgets.labels import Label


@pytest.fixture
def person(qtbot: QtBot, demo_desk: Desk) -> Person:
    return Person(qtbot, demo_desk, window_of(qtbot, demo_desk))


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


def test_the_next_open_question_and_the_next_mistake(person: Person) -> None:
    start(person)
    while not person.view.key.endswith("days_cut"):
        person.press(Qt.Key.Key_Return)
    wrong = person.view.ref
    person.type("400")
    person.press(Qt.Key.Key_Return)
    assert person.view.ref != wrong
    person.press(Qt.Key.Key_F7)
    assert person.view.ref == wrong
    assert person.view.violation == "constraint"
    assert "有错" in " ".join(row.accessibleName() for row in person.visit.findChildren(Row))
    person.press(Qt.Key.Key_F8)
    assert person.view.always
    assert person.view.value == ""


def test_the_same_as_last_time(person: Person) -> None:
    visit = answered_before(person)
    person.open("visit", visit=visit)
    person.go_to("/data/s4/water/days_cut")
    person.type("=")
    assert person.view.value == "17"
    person.go_to("/data/s4/living/grain")
    person.type("=")
    assert person.view.value == "yes"
    person.go_to("/data/k/voice/wish")
    person.press(Qt.Key.Key_F3)
    assert person.view.value == "修路"
    person.type("=1")
    person.press(Qt.Key.Key_Return)
    assert person.desk_view("/data/k/voice/wish").value == "修路=1"


def answered_before(person: Person) -> str:
    """A visit of a household that was asked the same last time."""
    visits = person.desk.services.visits
    home = household(person.desk.services)
    before = visits.open(visits.start(home, "routine"))
    answers = {"arrival/met": "self", "arrival/consent": "yes", "s4/living/grain": "yes", "k/voice/wish": "修路"}
    for ref, value in answers.items():
        before.answer(f"/data/{ref}", value)
    before.answer("/data/s4/water/days_cut", 17)
    visits.store_session(before)
    visits.finish(before.visit, Signing(("周明远",), interviewee="本人"))
    return visits.start(home, "routine")


def test_words_are_typed_and_a_new_line_begins_with_alt(person: Person) -> None:
    start(person)
    person.go_to("/data/closing/solved")
    person.type("3 day 1")
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    person.type("2")
    person.press(Qt.Key.Key_Return)
    assert person.desk_view("/data/closing/solved").value == "3 day 1\n2"


def test_while_an_input_method_composes_its_keys_are_its_own(person: Person) -> None:
    start(person)
    person.go_to("/data/closing/solved")
    here = person.view.ref
    person.compose("shui")
    for key in (Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Down):
        person.press(key)
    assert person.view.ref == here
    assert person.view.value == ""
    person.compose("", "水")
    person.press(Qt.Key.Key_Return)
    assert person.view.ref != here
    assert person.desk_view(here).value == "水"


def test_what_is_not_understood_is_not_left(person: Person) -> None:
    start(person)
    person.go_to("/data/closing/next_date")
    here = person.view.ref
    person.type("abc")
    person.press(Qt.Key.Key_Return)
    assert person.view.ref == here
    assert "看不懂" in person.focus.accessibleDescription()
    person.press(Qt.Key.Key_A, CTRL)
    person.type("1228")
    person.press(Qt.Key.Key_Return)
    assert person.desk_view(here).value == "2026-12-28"


def test_a_note_belongs_to_the_visit(person: Person) -> None:
    visit = start(person)
    here = person.view.ref
    person.press(Qt.Key.Key_F2)
    person.type("12 b")
    person.press(Qt.Key.Key_Return)
    assert person.view.ref != here
    assert person.desk.services.visits.open(visit).notes == {here: "12 b"}


def test_one_question_at_a_time(person: Person) -> None:
    start(person)
    single = next(button for button in person.visit.findChildren(Button) if button.text() == "逐题")
    single.click()
    person.wait()
    assert not [line for line in person.visit.findChildren(QuestionLine) if line.isVisible()]
    person.press(Qt.Key.Key_Return)
    assert person.view.number == 2


def test_nothing_flashes_up_as_a_window_of_its_own(person: Person, qapp: QApplication) -> None:
    watch = Windows()
    qapp.installEventFilter(watch)
    start(person)
    for _ in range(30):
        person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Return, CTRL)
    qapp.removeEventFilter(watch)
    assert watch.shown == []


class Windows(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_the_questions_speak_the_language_of_the_window(person: Person, english: Words) -> None:
    visit = start(person)
    assert person.desk.services.visits.open(visit).language == "English (en)"
    assert person.view.label.isascii(), person.view.label


def test_where_a_life_is_in_danger_whom_to_call_stands_beside_the_question(person: Person) -> None:
    settings = person.desk.services.settings
    settings.save(replace(settings.preferences(), emergency="镇民政办 0000-1234567\n"))
    start(person)
    person.go_to("/data/s4/power/coal")
    person.type("1")
    person.go_to("/data/s4/power/vent")
    assert "110" not in shown(person.visit.frame.facts)
    person.type("2")
    beside = shown(person.visit.frame.facts)
    assert beside.index("镇民政办 0000-1234567") < beside.index("110") < beside.index("12345")
    assert "现在就要处置" in said(person)
    assert f"{person.view.label}：否" in beside
    person.type("1")
    assert "110" not in shown(person.visit.frame.facts)


def test_from_paper_enter_takes_what_was_left_empty(person: Person) -> None:
    first = start(person)
    person.fill()
    person.desk.services.visits.finish(first, Signing(("周明远",), interviewee="本人"))
    home = household(person.desk.services)
    person.open("visit-start", household=home)
    next(one for one in person.window.current.findChildren(Button) if one.text() == "从纸上录入").click()
    person.wait()
    assert "从纸上录入" in said(person)
    session = person.desk.services.visits.open(person.visit.visit)
    known = [ref for ref in session.paper if not session.question(ref).always and session.last(ref) is not None]
    assert len(known) > 20
    person.go_to(known[0])
    assert f"纸上 {session.paper[known[0]]}" in shown(person.visit.card)
    for ref in known[:5]:
        person.go_to(ref)
        person.press(Qt.Key.Key_Return)
        assert person.desk_view(ref).value == session.last(ref).value


def test_the_check_sheet_is_printed_from_the_start_page(person: Person) -> None:
    home = household(person.desk.services)
    person.open("visit-start", household=home)
    person.press(Qt.Key.Key_P, CTRL)
    page = person.window.current
    assert isinstance(page, PrintScreen)
    assert page.paper.page_count > 1
    assert page.print_all.isEnabled()


def shown(widget: QWidget) -> list[str]:
    """The words in view, in order."""
    return [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]
