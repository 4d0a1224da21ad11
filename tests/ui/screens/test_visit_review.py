"""The page 检查并签字: what holds a visit back, signatures that become void, refusals; and answers that cannot be stored."""

from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.services.visits.models import Signing
from tests.ui.screens.visiting import CTRL, Person, said, start, window_of
from ui.core.desk import Desk
from ui.screens.printing import PrintScreen
from ui.widgets.buttons import Button

NEEDED = {"/data/arrival/met": "self", "/data/arrival/consent": "yes", "/data/s4/living/grain": "no"}


@pytest.fixture
def person(qtbot: QtBot, demo_desk: Desk) -> Person:
    return Person(qtbot, demo_desk, window_of(qtbot, demo_desk))


@pytest.fixture
def visit(person: Person) -> str:
    """A visit with what must be answered, at its review."""
    found = start(person)
    for ref, value in NEEDED.items():
        answer(person, found, ref, value)
    person.open("review", visit=found)
    return found


def answer(person: Person, visit: str, ref: str, value: str | None) -> None:
    person.desk.services.visits.play(visit, [{"action": "answer", "at": ref, "value": value}])


def button(person: Person, word: str) -> Button:
    return next(one for one in person.review.findChildren(Button) if one.text() == word and one.isVisible())


def click(person: Person, word: str) -> None:
    button(person, word).click()
    person.wait()


def box(person: Person, name: str) -> QLineEdit:
    return next(one for one in person.review.findChildren(QLineEdit) if one.accessibleName() == name)


def test_a_changed_answer_voids_what_was_signed(person: Person, visit: str) -> None:
    box(person, "走访人 2").clear()
    for pad in (person.pads()[0], person.pads()[2]):
        person.sign(pad)
    assert person.review.finish_button.isEnabled()
    click(person, "回去答题")
    person.open("review", visit=visit)
    assert person.review.finish_button.isEnabled()
    assert "作废" not in said(person)
    person.open("visit", visit=visit, ref="/data/s4/living/grain")
    person.type("1")
    person.press(Qt.Key.Key_Return, CTRL)
    assert all(pad.empty for pad in person.pads())
    assert "作废" in said(person)
    assert not person.review.finish_button.isEnabled()


def test_another_decision_voids_what_was_signed(person: Person, visit: str) -> None:
    box(person, "走访人 2").clear()
    for pad in (person.pads()[0], person.pads()[2]):
        person.sign(pad)
    click(person, "不改")
    person.type("12")
    assert all(pad.empty for pad in person.pads())
    assert "作废" in said(person)
    assert not person.review.finish_button.isEnabled()


def test_who_has_signed_is_there_again_after_a_crash(person: Person, visit: str, qtbot: QtBot) -> None:
    box(person, "走访人 2").clear()
    click(person, "不改")
    person.type("12")
    for pad in (person.pads()[0], person.pads()[2]):
        person.sign(pad)
    again = Person(qtbot, person.desk, window_of(qtbot, person.desk))  # a window that knows nothing of the first
    again.open("review", visit=visit)
    assert [pad.empty for pad in again.pads()] == [False, True, False]
    assert "作废" not in said(again)
    assert again.review.lacking() == ""
    again.press(Qt.Key.Key_Return, CTRL)
    document = person.desk.services.visits.show(visit)
    assert document["visitors"] == ["周明远"]
    assert [one["reason"] for one in document["changes"] if not one["accepted"]] == ["12"]


def test_the_paper_is_seen_before_signing_and_is_marked_as_a_draft(person: Person, visit: str) -> None:
    click(person, "打印预览")
    page = person.window.current
    assert isinstance(page, PrintScreen)
    assert page.paper.page_count > 0
    assert not page.print_all.isEnabled()
    pdf = PdfDocument(person.desk.services.printing.preview("visit-record", visit))
    assert all("草稿，还没有签字" in sheet.get_textpage().get_text_range() for sheet in pdf)
    assert person.desk.services.visits.resolve(visit)[1] == "draft"


def test_a_draft_is_thrown_away_and_comes_back(person: Person, visit: str) -> None:
    before = person.desk.services.visits.open(visit).fingerprint()
    person.open("visits")
    away = [one for one in person.window.current.findChildren(Button) if one.accessibleName().startswith("不要了")]
    drafts = len(person.desk.services.visits.drafts())
    assert len(away) == drafts
    away[0].click()  # the latest changed stands first
    person.wait()
    assert visit not in {row.id for row in person.desk.services.visits.drafts()}
    person.press(Qt.Key.Key_Z, CTRL)
    assert len(person.desk.services.visits.drafts()) == drafts
    assert person.desk.services.visits.open(visit).fingerprint() == before


def test_an_answer_changed_behind_the_page_is_not_sealed_under_the_old_signatures(person: Person, visit: str) -> None:
    box(person, "走访人 2").clear()
    for pad in (person.pads()[0], person.pads()[2]):
        person.sign(pad)
    answer(person, visit, "/data/s4/living/grain", "yes")
    person.press(Qt.Key.Key_Return, CTRL)
    assert "没有完成" in said(person)
    assert all(pad.empty for pad in person.pads())
    assert person.desk.services.visits.resolve(visit)[1] == "draft"


def test_who_is_named_as_second_visitor_signs(person: Person, visit: str) -> None:
    second = box(person, "走访人 2")
    second.setText("何晓燕")
    pads = person.pads()
    person.sign(pads[0])
    person.sign(pads[2])
    assert "何晓燕" in person.review.lacking()
    second.clear()
    person.wait()
    assert person.review.lacking() == ""


@pytest.mark.parametrize(("how", "kind"), [("拒签", "refused"), ("未见到", "not_met")])
def test_who_does_not_sign_is_told_with_the_reason(person: Person, visit: str, how: str, kind: str) -> None:
    box(person, "走访人 2").clear()
    click(person, how)
    person.sign(person.pads()[0])
    assert not person.review.finish_button.isEnabled()
    box(person, "原因").setFocus()
    person.type("外出务工")
    person.press(Qt.Key.Key_Return, CTRL)
    document = person.desk.services.visits.show(visit)
    assert document["refusal"] == {"kind": kind, "reason": "外出务工"}
    assert document["interviewee"] is None


def test_mistakes_lock_the_pads_and_lead_back_to_the_question(person: Person, visit: str) -> None:
    answer(person, visit, "/data/s4/water/days_cut", "999")
    person.open("review", visit=visit)
    assert "1 处错" in person.pads()[0].accessibleDescription()
    assert person.focus is button(person, "去改")
    person.press(Qt.Key.Key_Space)
    assert person.view.ref == "/data/s4/water/days_cut"
    person.type("12")
    person.press(Qt.Key.Key_Return, CTRL)
    assert "没有错" in said(person)


def test_what_is_open_is_marked_as_not_known_at_once(person: Person, visit: str) -> None:
    review = person.desk.services.visits.review(visit)
    click(person, f"{len(review.unanswered)} 题都记“不清楚”")
    assert person.desk.services.visits.review(visit).unanswered == ()
    click(person, "回去答题")
    person.press(Qt.Key.Key_PageDown)
    assert person.view.unknown or person.view.value


def test_a_reason_is_wanted_for_what_is_not_changed(person: Person, visit: str) -> None:
    click(person, "不改")
    assert "要写原因" in person.review.lacking()
    person.type("12")
    assert "要写原因" not in person.review.lacking()


def test_a_visit_that_is_signed_is_not_opened_again(person: Person, visit: str) -> None:
    person.desk.services.visits.finish(visit, Signing(("周明远",), interviewee="本人"))
    for page in ("visit", "review"):
        person.open(page, visit=visit)
        assert "签过字了" in said(person)


def test_what_could_not_be_stored_is_stored_when_tried_again(person: Person) -> None:
    visit = start(person)
    person.go_to("/data/closing/solved")
    limit_disk(person, 1)
    person.compose("", "水" * 90_000)
    person.press(Qt.Key.Key_Return)
    assert "还没有存上" in said(person)
    assert person.desk_view("/data/closing/solved").value == ""
    limit_disk(person, 1_000_000)
    again = next(one for one in person.visit.findChildren(Button) if one.text() == "再存一次")
    again.click()
    person.wait()
    assert "还没有存上" not in said(person)
    assert person.desk_view("/data/closing/solved").value == "水" * 90_000
    assert person.visit.visit == visit


def limit_disk(person: Person, pages: int) -> None:
    """Let the store grow to so many pages; it is never smaller than it is."""
    context = person.desk.services.context
    with context.act("test", context.provenance("test")) as unit:
        unit.connection.execute(text(f"PRAGMA max_page_count = {pages}"))
