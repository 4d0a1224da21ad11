"""What the lists c to i and the assessments ask, against the county's dossier, and how their workbooks are made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from app.domain.codes import CodeLists
from app.domain.facts import FactDictionary
from app.forms.answered import question_identity
from app.forms.binding import bindings
from app.forms.effects import facts_written
from app.forms.session import FormSession
from app.forms.workbook import read_workbook
from app.services.document.values import stored
from tests.forms.checklist_visits import (
    OLDEST,
    PATIENT,
    SIX_ITEMS,
    answer,
    is_asked,
    notes_shown,
    ref_of,
    six_items,
    visited,
)
from tests.forms.forms_made import FAMILY, FORMS, NOW, checklist_definition, visit

CODES = Path(__file__).parents[2] / "resources" / "codes"
WORKBOOKS = sorted((*FORMS.glob("*.xlsx"), *(FORMS / "blocks").glob("*.xlsx")), key=lambda path: path.stem)
SELF_CARE, MEDICINE, PAYMENTS, HOUSE = {"sc"}, {"md", "a5"}, {"pay"}, {"s4"}
HOUSEHOLD = {f"A{number}" for number in range(1, 7)}
VOICE = {f"K{number}" for number in range(1, 5)}
CLOSING = {"Z2", "Z3", "Z4"}


def numbered(letter: str, last: int, *but: int) -> set[str]:
    """The numbers of a list's own questions in the dossier, without those that blocks ask."""
    return {f"{letter}{number}" for number in range(last + 1) if number not in but}


DOSSIER: dict[str, tuple[set[str], set[str]]] = {
    "tekun-care": (
        numbered("c", 17, 6),
        SELF_CARE | MEDICINE | PAYMENTS | HOUSE | HOUSEHOLD | VOICE | CLOSING | {"a4"},
    ),
    "elder-visit": (
        numbered("d", 22, 5, 15, 17),
        SELF_CARE | MEDICINE | PAYMENTS | HOUSE | HOUSEHOLD | VOICE | CLOSING,
    ),
    "child-safety": (numbered("e", 19), PAYMENTS | HOUSE | HOUSEHOLD | CLOSING),
    "disabled-visit": (
        numbered("f", 15, 14),
        SELF_CARE | MEDICINE | PAYMENTS | HOUSE | HOUSEHOLD | VOICE | CLOSING,
    ),
    "flood-disaster": (numbered("g", 20), HOUSE | HOUSEHOLD | CLOSING),
    "lead-check": (
        {"h", "h0"}
        | {f"h1-{number}" for number in (1, 2, 3, 4, 6, 7, 8, 11, 12, 13, 15)}
        | {f"h2-{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)}
        | {"h2"},
        HOUSE | HOUSEHOLD | CLOSING | {"a6", "a7", "a8", "a9", "a15"},
    ),
    "emergency-aid": (numbered("i", 16, 0), HOUSE | HOUSEHOLD | CLOSING | {"a15"}),
}
"""For each list the numbers of its own questions, and those of the blocks in it. What the program does itself has no
question: signing (i17), the lead's own record, results of the rules (h1-14, h2-11); d0 to g0 ask whom or which stage."""


def asked_numbers(name: str) -> set[str]:
    """The numbers before the point in the keys of all questions of a checklist."""
    definition = checklist_definition(name)
    found = {binding.key for names, binding in bindings(definition).items() if definition.by_names[names].control}
    return {key.partition(".")[0] for key in found if not key.startswith(name)}


@pytest.mark.parametrize("name", sorted(DOSSIER))
def test_a_list_asks_what_the_dossier_numbers_and_no_more(name: str) -> None:
    own, shared = DOSSIER[name]
    assert asked_numbers(name) == own | shared


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_a_workbook_is_made_for_its_next_author(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for page in book:
        assert page.freeze_panes in {"A2", "C2"}, page.title
        assert all(cell.font.bold for cell in page[1])
        assert all(page.column_dimensions[cell.column_letter].width >= 9 for cell in page[1])
    rows = read_workbook(path.read_bytes()).sheet("survey").rows
    for row in rows:
        for column in ("label", "hint", "constraint_message", "required_message"):
            assert bool(row.get(f"{column}::中文 (zh)")) == bool(row.get(f"{column}::English (en)")), row
        assert bool(row.get("constraint")) == bool(row.get("constraint_message::中文 (zh)")), row
        if row["type"].startswith(("select", "integer", "decimal", "date", "text")):
            assert row.get("bind::cunfang:key"), row


@pytest.mark.parametrize(
    ("name", "whom", "subject"),
    [
        ("tekun-care", "c0.person", "k2"),
        ("elder-visit", "d0.person", "k1"),
        ("child-safety", "e0.child", "k3"),
        ("disabled-visit", "f0.person", "k2"),
        ("elder-ability", "ga.person", "k1"),
        ("barthel", "ba.person", "k2"),
        ("self-care", "sc.person", "k2"),
    ],
)
def test_questions_about_a_person_are_about_the_one_who_is_visited(name: str, whom: str, subject: str) -> None:
    session = visited(name, {whom: subject})
    refs = [ref for ref in session.questions() if not ref.startswith("/data/arrival/")]
    members = [question_identity(session, ref).member_key for ref in refs]
    assert set(members) - {None} == {subject}
    assert members.count(subject) >= 3


def written(session: FormSession) -> dict[str, object]:
    return {fact.path: fact.value for fact in facts_written(session)}


FACTS = FactDictionary.from_toml((CODES / "facts.toml").read_text(encoding="utf-8"))
LISTS = CodeLists.from_tables({"health": (CODES / "health.toml").read_text(encoding="utf-8")})
SELF_CARE_WORDS = LISTS["self_care"].labels


def failed_items(session: FormSession) -> object:
    """What the record would keep of the six items; None: nothing."""
    value = written(session).get("members.k1.self_care_failed")
    assert value is None or isinstance(value, str)
    return stored(FACTS.parse("members.k1.self_care_failed").fact, value, LISTS, NOW.date())


def test_the_six_items_are_kept_as_the_items_that_fail() -> None:
    for form, who in (("tekun-care", "c0"), ("elder-visit", "d0"), ("disabled-visit", "f0"), ("self-care", "sc")):
        session = visited(form, {f"{who}.person": "k1", **six_items("eat bath")})
        assert failed_items(session) == ["吃饭", "洗澡"]
        answer(session, six_items(""))
        assert failed_items(session) == []
        session.mark_unknown(ref_of(session, "sc.toilet"))
        assert failed_items(session) is None


@pytest.mark.parametrize(("item", "word"), list(zip(SIX_ITEMS, SELF_CARE_WORDS, strict=True)))
def test_each_of_the_six_items_is_a_question_of_its_own(item: str, word: str) -> None:
    session = visited("self-care", {"sc.person": "k1", **six_items(item)})
    assert failed_items(session) == [word]


@pytest.mark.parametrize(
    ("failed", "tekun", "by_age"),
    [
        ("", "全自理", "没有失能"),
        ("eat", "半护理", "轻度"),
        ("eat dress", "半护理", "轻度"),
        ("eat dress bed", "半护理", "中度"),
        ("eat dress bed toilet", "全护理", "中度"),
        ("eat dress bed toilet walk", "全护理", "重度"),
        ("eat dress bed toilet walk bath", "全护理", "重度"),
    ],
)
def test_both_rules_about_the_six_items_are_told(failed: str, tekun: str, by_age: str) -> None:
    session = visited("self-care", {"sc.person": "k1", **six_items(failed)})
    (told,) = [note for note in notes_shown(session) if note.startswith("特困自理能力口径")]
    assert tekun in told
    assert by_age in told


def _score(session: FormSession, keys: Iterable[str], wanted: int) -> None:
    """Answer the items so that they add up to a sum: as much as possible from the first on."""
    for key in keys:
        ref = ref_of(session, key)
        best = max(
            (int(value) for value, _ in session.state(ref).choices or () if int(value) <= wanted),
        )
        wanted -= best
        session.answer(ref, str(best))
    assert wanted == 0


def _items(session: FormSession, *numbers: str) -> list[str]:
    keys = [question_identity(session, ref).key for ref in session.questions()]
    return [key for key in keys if key.partition(".")[0] in numbers and key not in {"ba.person", "ba.words"}]


@pytest.mark.parametrize(
    ("total", "band"),
    [(100, "能力完好"), (95, "轻度"), (65, "轻度"), (60, "中度"), (45, "中度"), (40, "重度"), (0, "重度")],
)
def test_barthel_adds_up_and_tells_the_band_in_words(total: int, band: str) -> None:
    session = visited("barthel", {"ba.person": "k1"})
    items = _items(session, "ba")
    assert len(items) == 10
    _score(session, items, total)
    (told,) = [note for note in notes_shown(session) if "合计" in note]
    assert f"{total} 分" in told
    assert band in told
    assert written(session) == {}


@pytest.mark.parametrize(
    ("total", "level"),
    [
        (90, "能力完好"),
        (89, "轻度"),
        (66, "轻度"),
        (65, "中度"),
        (46, "中度"),
        (45, "重度"),
        (30, "重度"),
        (29, "完全失能"),
    ],
)
def test_the_first_screening_of_ability_has_26_items_and_ninety_points(total: int, level: str) -> None:
    session = visited("elder-ability", {"ga.person": "k1"})
    items = _items(session, "ga1", "ga2", "ga3", "ga4")
    assert len(items) == 26
    # being awake is answered first: who is unconscious is at the last level whatever the sum
    awake = "ga3.awake"
    _score(session, [awake, *(key for key in items if key != awake)], total)
    (told,) = [note for note in notes_shown(session) if "合计" in note]
    assert f"合计 {total} 分" in told
    assert f"初筛参考：{level}。条文待核" in told
    assert written(session) == {}


def test_dementia_makes_the_screening_one_level_heavier_and_coma_the_last() -> None:
    session = visited("elder-ability", {"ga.person": "k1"})
    items = _items(session, "ga1", "ga2", "ga3", "ga4")
    _score(session, items, 90)
    answer(session, {"ga5.dementia": "yes"})
    assert any("初筛参考：轻度" in note for note in notes_shown(session))
    answer(session, {"ga3.awake": "0"})
    assert any("初筛参考：完全失能" in note for note in notes_shown(session))


def test_the_screening_says_that_it_is_one() -> None:
    definition = checklist_definition("elder-ability")
    assert definition.title == "老年人能力评估（初筛·条文待核）"
    assert any("初筛·条文待核" in note for note in notes_shown(visit("elder-ability")))


CHILD = {"e0.child": "k3", "e1.guardian": "grand"}


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({}, "没有发现风险"),
        ({"e6.age": 70}, "低，"),
        ({"e6.age": 71, "e9.truant": "yes"}, "中（黄）"),
        ({"e9.at": "dropout", "e7.harm": "drink"}, "高（橙）"),
        ({"e13.told": "yes"}, "紧急（红）"),
    ],
)
def test_the_risk_of_a_child_is_proposed_with_its_reasons(answers: dict[str, str | int], level: str) -> None:
    session = visited("child-safety", {**CHILD, **answers})
    (told,) = [note for note in notes_shown(session) if "待县里定" in note]
    assert level in told
    session.set_language("English (en)")
    assert any("the county decides" in note for note in notes_shown(session))


def test_the_reasons_of_a_level_are_in_its_words() -> None:
    session = visited("child-safety", {**CHILD, "e9.at": "dropout", "e7.harm": "drink"})
    (told,) = [note for note in notes_shown(session) if "待县里定" in note]
    assert "监护人酗酒、赌博或家暴 4 分；辍学 4 分；" in told


def test_another_level_than_the_proposed_one_needs_its_reason() -> None:
    session = visited("child-safety", {**CHILD, "e9.at": "dropout", "e7.harm": "drink", "e19.risk": "high"})
    assert not is_asked(session, "e19.why")
    answer(session, {"e19.risk": "low"})
    assert is_asked(session, "e19.why")


def test_questions_about_mental_illness_are_for_those_who_have_it() -> None:
    assert not is_asked(visited("disabled-visit", {"f0.person": "k2"}), "f10.state")
    assert is_asked(visited("disabled-visit", {"f0.person": "k4"}, (PATIENT,)), "f10.state")


def test_each_stage_of_a_flood_asks_its_own() -> None:
    expected = {"before": "g1.hazards", "warning": "g9.moved", "after": "g13.food"}
    for stage in expected:
        session = visited("flood-disaster", {"g0.stage": stage})
        assert {other: is_asked(session, key) for other, key in expected.items()} == {
            other: other == stage for other in expected
        }


def test_a_lead_asks_only_what_its_direction_and_match_need() -> None:
    session = visited("lead-check", {"h.direction": "wrong", "h0.found": "found", "h2.kind": "car"})
    assert is_asked(session, "h2-2.car")
    assert not is_asked(session, "h2-1.date")
    assert not is_asked(session, "h1-15.result")
    answer(session, {"h0.found": "moved"})
    assert not is_asked(session, "h2-12.result")


def test_the_oldest_who_lives_alone_is_proposed_for_every_week() -> None:
    session = visited("elder-visit", {"d0.person": "k5", "d10.with": "alone"}, (*FAMILY, OLDEST))
    assert any("每周探访" in note for note in notes_shown(session))


def test_temporary_aid_proposes_its_kind_and_tells_the_facts() -> None:
    session = visited("emergency-aid", {"i1.kind": "fire", "i1.date": "2026-11-20", "i4.food": "yes"})
    answer(session, {"i4.shelter": "no", "i4.treatment": "yes", "i4.safety": "yes"})
    answer(session, {"i6.own": 500, "i7.spent": 3000})
    assert any("急难型和支出型都有" in note for note in notes_shown(session))
    assert written(session) == {
        "emergency.kind": "火灾",
        "emergency.date": "2026-11-20",
        "emergency.basic_life_hard": True,
        "emergency.life_at_risk": False,
    }
