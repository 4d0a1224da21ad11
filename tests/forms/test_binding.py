from __future__ import annotations

import pytest

from app.forms.answered import answers, asked, question_identity
from app.forms.binding import RaisedKind, question_index
from app.forms.compile import compile_form
from app.forms.effects import Raised, facts_written, raised
from app.forms.environment import Environment
from app.forms.members import Member, member_row
from app.forms.model import parse_form
from app.forms.session import FormSession
from tests.forms.forms_made import NOW, workbook

ITEMS = "count(instance('members')/root/item)"
KEY = "once(instance('members')/root/item[position() = position(current()/..)]/name)"
MINE = "instance('members')/root/item[name = ${m}]"
COLUMNS = [
    "type", "name", "label", "relevant", "repeat_count", "calculation",
    "bind::cunfang:fact", "bind::cunfang:when", "bind::cunfang:raise", "bind::cunfang:key", "bind::cunfang:was",
    "bind::cunfang:always",
]  # fmt: skip
EXAMPLE = workbook(
    {
        "survey": [
            COLUMNS,
            ["csv-external", "members"],
            ["begin group", "water", "四查 饮水", "", "", "", "", "", "", "s4.water"],
            ["select_one yn", "enough", "水够用吗", "", "", "", "water.enough", "", "", "", "old.enough", "yes"],
            ["integer", "days_cut", "断水几天", "", "", "", "water.days_cut", ". > 36", "need:YS-01 tag:WATER_RISK"],
            ["end group"],
            ["begin repeat", "school", "上学", "", ITEMS, "", "members", "", "", "a7"],
            ["calculate", "m", "", "", "", KEY, "@key"],
            ["select_one at", "at", "在校吗", f"{MINE}/age < 16", "", "", "student.attending"],
            ["end repeat"],
            ["calculate", "dry", "", "", "", "${days_cut}", "", "${enough} = 'no' and ${days_cut} > 36", "alert:2", "s4.dry"],
        ],
        "choices": [
            ["list_name", "name", "label", "fact", "raise"],
            ["yn", "yes", "是", "true"],
            ["yn", "no", "否", "false", "need:YS-01"],
            ["at", "in", "在校", "true"],
            ["at", "dropout", "辍学", "false", "alert:2 lead:JY-01"],
        ],
        "settings": [["form_id", "version"], ["routine", "1"]],
    }
)  # fmt: skip
PEOPLE = (Member("p1", "李桂珍", 67), Member("p2", "小明", 9), Member("p3", "小红", 12))


@pytest.fixture
def session() -> FormSession:
    definition = parse_form(compile_form(EXAMPLE).xform)
    rows = [member_row(member) for member in PEOPLE]
    return FormSession.start(definition, Environment(now=NOW, instances={"members": rows}))


def test_a_choice_sets_the_value_of_its_row(session: FormSession) -> None:
    session.answer("/data/water/enough", "no")
    (fact,) = facts_written(session)
    assert (fact.path, fact.value, fact.label_value) == ("water.enough", False, "否")


def test_an_answer_about_a_member_bears_the_members_key(session: FormSession) -> None:
    session.answer("/data/school[3]/at", "in")
    (fact,) = facts_written(session)
    assert (fact.path, fact.value, fact.member_key) == ("members.p3.student.attending", True, "p3")


def test_things_are_raised_while_their_condition_holds(session: FormSession) -> None:
    session.answer("/data/water/days_cut", 40)
    assert {(item.kind, item.code) for item in raised(session)} == {
        (RaisedKind.NEED, "YS-01"),
        (RaisedKind.TAG, "WATER_RISK"),
    }
    session.answer("/data/water/enough", "no")
    assert Raised(RaisedKind.ALERT, "2", "s4.dry", None, "/data/dry", "") in raised(session)
    session.answer("/data/water/days_cut", 3)
    assert {(item.ref, item.code) for item in raised(session)} == {("/data/water/enough", "YS-01")}


def test_what_is_not_relevant_sets_and_raises_nothing(session: FormSession) -> None:
    assert not session.state("/data/school[1]/at").relevant
    session.answer("/data/school[2]/at", "dropout")
    assert {item.member_key for item in raised(session)} == {"p2"}


def test_not_known_changes_no_fact_and_is_kept(session: FormSession) -> None:
    session.answer("/data/water/enough", "no")
    session.mark_unknown("/data/water/enough")
    assert facts_written(session) == ()
    assert raised(session) == ()
    (row,) = answers(session)
    assert (row.question_key, row.unknown, row.value) == ("s4.water.enough", True, "")


def test_keys_follow_the_groups_and_earlier_keys_are_known(session: FormSession) -> None:
    identity = question_identity(session, "/data/water/enough")
    assert identity.keys == ("s4.water.enough", "old.enough")
    assert identity.always
    assert question_identity(session, "/data/school[2]/at").key == "a7.at"
    assert question_identity(session, "/data/school[2]/at").member_key == "p2"


def test_the_index_leads_from_facts_to_questions(session: FormSession) -> None:
    assert question_index(session.definition) == {
        "water.enough": ("s4.water.enough",),
        "water.days_cut": ("s4.water.days_cut",),
        "members.*.student.attending": ("a7.at",),
    }


def test_what_is_asked_names_its_fact(session: FormSession) -> None:
    session.answer("/data/water/days_cut", 1)
    assert [(row.ref, row.fact, row.answered, row.always) for row in asked(session)] == [
        ("/data/water/enough", "water.enough", False, True),
        ("/data/water/days_cut", "water.days_cut", True, False),
        ("/data/school[2]/at", "members.p2.student.attending", False, False),
        ("/data/school[3]/at", "members.p3.student.attending", False, False),
    ]


def test_an_answer_row_keeps_the_words_that_were_shown(session: FormSession) -> None:
    session.answer("/data/school[2]/at", "dropout")
    (row,) = answers(session)
    assert (row.section, row.label_question, row.label_value, row.member_key) == ("上学", "在校吗", "辍学", "p2")
