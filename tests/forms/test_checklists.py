"""The checklists of the program: each compiles, is clean, can be filled, kept and taken up again."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from app.domain.codes import CodeLists
from app.domain.errors import AppError, ErrorCode
from app.domain.facts import FactDictionary
from app.forms.answered import answers
from app.forms.binding import question_index
from app.forms.compose import compose
from app.forms.effects import facts_written, raised
from app.forms.lint import lint
from app.forms.members import COLUMNS, Member
from app.forms.session import FormSession
from app.forms.state import NodeState
from app.forms.workbook import read_workbook
from tests.forms.forms_made import (
    FORMS,
    checklist,
    checklist_definition,
    family_environment,
    shared_blocks,
    visit,
)

NAMES = sorted(path.stem for path in FORMS.glob("*.xlsx"))
CODES = Path(__file__).parents[2] / "resources" / "codes"
FACTS = FactDictionary.from_toml((CODES / "facts.toml").read_text(encoding="utf-8"))
LISTS = CodeLists.from_tables(
    {path.stem: path.read_text(encoding="utf-8") for path in CODES.glob("*.toml") if path.stem != "facts"}
)


def _value(state: NodeState, rng: random.Random) -> str | int:
    if state.choices:
        return rng.choice(state.choices)[0]
    samples: dict[str, str | int] = {
        "int": rng.randint(1, 12),
        "decimal": rng.randint(0, 9000),
        "date": f"20{rng.choice((20, 24, 27))}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}",
        "dateTime": f"2026-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}T08:30:00.000+08:00",
    }
    return samples.get(state.data_type, "说明")


def _fill(session: FormSession, seed: int) -> int:
    """Answer whatever is asked, until nothing new is asked; gives how many answers were taken."""
    rng = random.Random(seed)
    seen: set[str] = set()
    while fresh := [ref for ref in session.questions() if ref not in seen]:
        ref = fresh[0]
        seen.add(ref)
        state = session.state(ref)
        value: str | int = state.choices[0][0] if state.required and state.choices else _value(state, rng)
        session.answer(ref, value)
    return len(seen)


@pytest.mark.parametrize("name", NAMES)
def test_lint_finds_nothing(name: str) -> None:
    words = {name: LISTS[name].labels for name in LISTS}
    assert [message.text for message in lint(checklist(name), FACTS, words)] == []


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_are_complete(name: str) -> None:
    definition = checklist_definition(name)
    assert definition.languages == ("中文 (zh)", "English (en)")
    assert definition.default_language == "中文 (zh)"
    session = visit(name)
    chinese = {state.ref: state.label for state in session.states() if state.label}
    session.set_language("English (en)")
    english = {state.ref: state.label for state in session.states() if state.label}
    assert chinese.keys() == english.keys()
    assert all(chinese[ref] != english[ref] for ref in chinese)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_can_be_filled_kept_and_taken_up_again(name: str, seed: int) -> None:
    session = visit(name)
    assert _fill(session, seed) >= 10
    assert not [state.ref for state in session.violations() if state.violation == "required"]
    again = FormSession.reopen(session.definition, session.environment, session.draft())
    assert again.states() == session.states()
    assert facts_written(again) == facts_written(session)
    resumed = FormSession.resume(session.definition, session.environment, session.submission())
    assert answers(resumed) == answers(session)
    assert raised(resumed) == raised(session)
    for fact in facts_written(session):
        if not fact.is_new:
            assert FACTS.knows(fact.path), fact.path


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_unique_and_choices_are_worded(name: str) -> None:
    session = visit(name)
    _fill(session, 1)
    keys = Counter((row.question_key, row.member_key, row.ref) for row in answers(session))
    assert max(keys.values()) == 1
    assert all(row.label_question and row.label_value for row in answers(session))


def test_no_question_is_written_twice_in_the_workbooks() -> None:
    seen: dict[str, str] = {}
    for path in (*FORMS.glob("*.xlsx"), *(FORMS / "blocks").glob("*.xlsx")):
        for row in read_workbook(path.read_bytes()).sheet("survey").rows:
            kind = row.get("type") or ""
            label = row.get("label::中文 (zh)")
            if label and not kind.startswith("begin") and kind != "block":
                assert label not in seen, f"{label}: {seen.get(label)} and {path.name}"
                seen[label] = path.name


def test_a_visit_that_meets_nobody_asks_nothing_more() -> None:
    session = visit("routine")
    session.answer("/data/arrival/met", "none")
    refs = session.questions()
    assert refs[:3] == ("/data/arrival/met", "/data/arrival/not_met", "/data/arrival/neighbour_says")
    assert all(ref.startswith("/data/closing/") for ref in refs[3:])
    assert {item.code for item in raised(session)} == set()
    session.answer("/data/arrival/not_met", "赶场去了")
    assert {item.code for item in raised(session)} == {"REVISIT"}


def test_water_that_fails_raises_its_need() -> None:
    session = visit("routine")
    session.answer("/data/s4/water/days_cut", 36)
    assert not raised_codes(session)
    session.answer("/data/s4/water/days_cut", 37)
    assert raised_codes(session) == {"YS-01", "WATER_RISK"}
    assert [(fact.path, fact.value) for fact in facts_written(session)] == [("water.days_cut", 37)]


def raised_codes(session: FormSession) -> set[str]:
    return {item.code for item in raised(session) if item.question_key.startswith("s4.")}


def test_a_child_out_of_school_is_an_alert_about_that_child() -> None:
    session = visit("routine")
    asked = [ref for ref in session.questions() if ref.endswith("/at")]
    assert asked == ["/data/school/school[3]/at"]
    assert session.state(asked[0]).label == "张小明在校吗"
    session.answer(asked[0], "dropout")
    found = {(item.kind.value, item.code, item.member_key) for item in raised(session) if item.ref == asked[0]}
    assert found == {("alert", "2", "k3"), ("lead", "JY-01", "k3")}
    facts = [(fact.path, fact.value) for fact in facts_written(session) if fact.ref == asked[0]]
    assert facts == [("members.k3.student.attending", False)]


def test_somebody_new_gets_a_temporary_key() -> None:
    session = visit("routine")
    session.answer("/data/arrival/roll/newcomers", "yes")
    session.add_repeat("/data/arrival/roll/newcomer")
    session.answer("/data/arrival/roll/newcomer[1]/new_name", "王芳")
    last = [fact for fact in facts_written(session) if fact.is_new]
    assert {fact.path: fact.value for fact in last} == {
        "members.new1.name": "王芳",
        "members.new1.alive": True,
        "members.new1.coliving": True,
    }


def test_members_are_known_by_key_when_the_register_changes_meanwhile() -> None:
    session = visit("routine")
    session.answer("/data/insured/insured[2]/paid", "unpaid")
    fewer = family_environment((Member("k3", "张小明", 9), Member("k2", "张强", 40)))
    again = FormSession.reopen(session.definition, fewer, session.draft())
    paths = {fact.path for fact in facts_written(again)}
    assert "members.k2.insured_this_year" in paths


def test_the_income_of_the_dossier_is_computed() -> None:
    session = visit("income-check")
    values = {"heads": 4, "wages": 34000, "business": 15000, "property": 600, "transfer": 2040, "costs": 6000}
    for name, value in values.items():
        session.answer(f"/data/income/{name}", value)
    facts = {fact.path: fact.value for fact in facts_written(session)}
    assert facts["net_income"] == 11410
    assert session.state("/data/income/net_note").label == "年人均纯收入 11410 元"


def test_the_restricted_form_says_so_and_speaks_of_one_child() -> None:
    definition = checklist_definition("child-safety")
    assert definition.scope == "restricted"
    session = visit("child-safety")
    assert session.state("/data/child_group/child").choices == (("k3", "张小明"),)
    session.answer("/data/child_group/child", "k3")
    session.answer("/data/child_visit[1]/father", "prison")
    session.answer("/data/child_visit[1]/mother", "lost")
    assert ("lead", "SW-01", "k3") in {(item.kind.value, item.code, item.member_key) for item in raised(session)}
    assert {fact.path for fact in facts_written(session)} == {"members.k3.father.state", "members.k3.mother.state"}


def test_signers_are_named() -> None:
    assert checklist_definition("routine").signers == ("visitor", "visitor", "interviewee")


def test_every_fact_has_its_question_in_the_index() -> None:
    index = question_index(checklist_definition("routine"))
    assert index["water.days_cut"] == ("s4.days_cut",)
    assert index["members.*.insured_this_year"] == ("a6.insured",)


@pytest.mark.parametrize("name", NAMES)
def test_the_plain_workbook_stands_alone(name: str) -> None:
    plain = compose((FORMS / f"{name}.xlsx").read_bytes(), shared_blocks())
    assert all(row.get("type") != "block" for row in read_workbook(plain).sheet("survey").rows)


def test_a_wrong_answer_is_refused_in_the_authors_words() -> None:
    session = visit("routine")
    session.answer("/data/s4/water/days_cut", 400)
    (wrong,) = [state for state in session.violations() if state.ref == "/data/s4/water/days_cut"]
    assert wrong.message == "应在 0 到 366 之间"
    with pytest.raises(AppError) as caught:
        session.answer("/data/s4/water/enough", "perhaps")
    assert caught.value.code is ErrorCode.ANSWER_INVALID


def test_the_member_columns_are_what_the_checklists_read() -> None:
    assert COLUMNS[:3] == ("name", "label", "age")
