"""The page 检查并签字 with other signers than most checklists name, and with what foreign checklists register."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.services.visits.foreign import foreign, row
from tests.services.visits.test_signers import form
from tests.ui.screens.visiting import CTRL, Person, household, window_of
from ui.core.desk import Desk
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


@pytest.fixture
def person(qtbot: QtBot, demo_desk: Desk) -> Person:
    return Person(qtbot, demo_desk, window_of(qtbot, demo_desk))


def at_review(person: Person, signers: str) -> str:
    """A visit by a checklist that names these signers, at its review; one maker alone."""
    person.desk.services.forms.publish(form(signers))
    visit = person.desk.services.visits.start(household(person.desk.services), "signed")
    person.open("review", visit=visit)
    box(person, " 2").clear()
    return visit


def box(person: Person, end: str) -> QLineEdit:
    found = [one for one in person.review.findChildren(QLineEdit) if one.isVisible()]
    return next(one for one in found if one.accessibleName().endswith(end))


def click(person: Person, name: str) -> None:
    found = [one for one in person.review.findChildren(Button) if one.isVisible()]
    next(one for one in found if one.accessibleName() == name).click()
    person.wait()


def shown(person: Person) -> str:
    return " ".join(label.text() for label in person.review.findChildren(Label) if label.isVisible())


def test_each_signer_has_a_pad_and_the_last_word_is_the_reason(person: Person) -> None:
    visit = at_review(person, "handler handler recipient witness carer")
    pads = person.pads()
    assert [pad.accessibleName() for pad in pads] == ["经办人 1", "经办人 2", "领取人", "见证人", "照护人"]
    assert "经办人" in person.review.lacking()
    person.sign(pads[0])
    assert "领取人" in person.review.lacking()
    person.sign(pads[2])
    assert "见证人" in person.review.lacking()
    box(person, "见证人").setText("蒲文秀")
    person.sign(pads[3])
    click(person, "照护人怎么签：不签")
    assert person.review.lacking() == "还要写照护人没签字的原因"
    box(person, "照护人：原因").setFocus()
    person.type("不在家")
    assert person.review.lacking() == ""
    person.press(Qt.Key.Key_Return, CTRL)
    document = person.desk.services.visits.show(visit)
    assert document["signers"] == {
        "makers": "handler",
        "visited": "recipient",
        "others": [
            {"role": "witness", "name": "蒲文秀", "reason": ""},
            {"role": "carer", "name": "", "reason": "不在家"},
        ],
    }
    signatures = document["signatures"]
    assert isinstance(signatures, list)
    assert [one["role"] for one in signatures if isinstance(one, dict)] == ["handler", "recipient", "witness"]


def test_all_who_signed_are_there_again_after_a_crash(person: Person, qtbot: QtBot) -> None:
    visit = at_review(person, "visitor visitor interviewee witness witness carer")
    for end, name in (("见证人 1", "蒲文秀"), ("见证人 2", "单建国")):
        box(person, end).setText(name)
    for pad in (person.pads()[0], person.pads()[2], person.pads()[4]):
        person.sign(pad)
    click(person, "照护人怎么签：不签")
    box(person, "照护人：原因").setText("不在家")
    person.wait()
    again = Person(qtbot, person.desk, window_of(qtbot, person.desk))
    again.open("review", visit=visit)
    assert [pad.empty for pad in again.pads()] == [False, True, False, True, False]
    assert box(again, "照护人：原因").text() == "不在家"
    assert "见证人 1" in again.review.lacking()
    again.sign(again.pads()[3])
    assert again.review.lacking() == ""


def test_a_checklist_that_only_visitors_sign_shows_no_other_pad(person: Person) -> None:
    visit = at_review(person, "visitor visitor")
    assert [pad.accessibleName() for pad in person.pads()] == ["走访人 1", "走访人 2"]
    person.sign(person.pads()[0])
    person.press(Qt.Key.Key_Return, CTRL)
    assert person.desk.services.visits.resolve(visit)[1] == "signed"


def test_another_visit_brings_its_own_signers(person: Person) -> None:
    at_review(person, "visitor visitor interviewee witness")
    person.sign(person.pads()[0])
    services = person.desk.services
    services.forms.publish(form("handler handler recipient", version="2"))
    person.open("review", visit=services.visits.start(household(services), "signed"))
    pads = person.pads()
    assert [pad.accessibleName() for pad in pads] == ["经办人 1", "经办人 2", "领取人"]
    assert all(pad.empty for pad in pads)


def test_what_a_foreign_checklist_registers_is_a_change_or_is_named(person: Person) -> None:
    services = person.desk.services
    home = household(services)
    services.households.set(home, {"water.days_cut": 3})
    services.forms.publish(
        foreign(
            row("csv-external", "households"),
            row("calculate", "home", calculation="instance('households')/root/item[1]/name"),
            row("integer", "days", "断水几天", "households#water.days_cut"),
            row("begin group", "tree", "古树"),
            row("text", "species", "树种", "trees#species"),
            row("end group", ""),
            entities=(("list_name", "entity_id", "label"), ("households", "${home}", ""), ("trees", "", "${species}")),
        )
    )
    visit = services.visits.start(home, "county-check")
    steps = [("/data/days", "9"), ("/data/tree/species", "黄桷树")]
    services.visits.play(visit, [{"action": "answer", "at": ref, "value": value} for ref, value in steps])
    services.households.set(home, {"water.days_cut": 20})
    person.open("review", visit=visit)
    told = shown(person)
    for words in ("20 天", "9 天", "走访期间有人改过", "记不进档案的登记", "trees", "黄桷树", "内容随走访记录保存"):
        assert words in told
