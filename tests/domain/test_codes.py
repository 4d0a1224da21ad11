from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.domain.codes import Code, CodeList, CodeLists

FOLDER = Path(__file__).parents[2] / "resources" / "codes"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml")}
LISTS = CodeLists.from_tables(TEXTS)


def one(codes: str, name: str = "x") -> str:
    return f'[[list]]\nname = "{name}"\ntitle = "某"\nversion = "1"\nsource = "某"\ncodes = [{codes}]\n'


@pytest.mark.parametrize(
    ("name", "word", "label"),
    [
        ("relation", "户主", "户主"),
        ("relation", "之子", "子"),
        ("relation", "儿子", "子"),
        ("relation", "之孙女", "孙女"),
        ("relation", "之侄儿", "侄子"),
        ("relation", "其他", "其他亲属"),
        ("nation", "汉", "汉族"),
        ("nation", "彝族", "彝族"),
        ("education", "高中（含中专、职高）", "高中"),
        ("education", "文盲或\n半文盲", "文盲或半文盲"),
        ("labour", "弱劳动力", "弱劳动力或半劳动力"),
        ("labour", "丧失劳动能力", "丧失劳动力"),
        ("disability_grade", "１级", "一级"),
        ("household_type", "一般脱贫户", "脱贫户"),
        ("work_place", "乡（镇）内", "乡(镇)内"),
        ("house_grade", "c级", "C"),
        ("benefit", "最低生活保障", "低保"),
    ],
)
def test_the_spelling_of_an_office_leads_to_the_word_of_the_record(name: str, word: str, label: str) -> None:
    found = LISTS[name].find(word)

    assert found is not None
    assert found.label == label


def test_an_unknown_word_is_not_guessed() -> None:
    assert LISTS["relation"].find("之友") is None
    assert LISTS["relation"].find("") is None


def test_numbers_of_the_standards_lead_to_words_and_back() -> None:
    relation = LISTS["relation"]

    assert relation.number("户主") == "02"
    found = relation.by_number("2")
    assert found is not None
    assert found.label == "户主"
    assert relation.by_number("98") is None
    assert len([code for code in LISTS["nation"] if code.number != "97"]) == 56


def test_labels_are_sorted_as_the_list_has_them() -> None:
    assert LISTS["health"].in_order({"残疾", "长期慢性病"}) == ["长期慢性病", "残疾"]
    assert LISTS["health"].in_order({"残疾", "另写"}) == ["残疾", "另写"]
    assert LISTS["sex"].labels == ("男", "女", "未知", "未说明")
    assert "男" in LISTS["sex"]
    assert "先生" not in LISTS["sex"]


def test_every_list_names_its_edition_and_where_it_comes_from() -> None:
    for code_list in LISTS.values():
        assert code_list.version
        assert code_list.source
        assert code_list.title
        assert len(code_list) > 0
        assert LISTS.versions[code_list.name] == code_list.version


def test_every_list_that_a_fact_names_exists() -> None:
    facts = tomllib.loads(TEXTS["facts.toml"])
    named = {
        fact["codes"]
        for holder in facts.values()
        if isinstance(holder, dict)
        for fact in holder.values()
        if "codes" in fact
    }

    assert named <= set(LISTS)


def test_a_word_with_two_meanings_is_refused() -> None:
    with pytest.raises(ValueError, match="belongs to"):
        CodeLists.from_tables({"a": one('{ label = "甲", aliases = ["丙"] }, { label = "乙", aliases = [" 丙"] }')})


def test_a_list_may_be_there_only_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        CodeLists.from_tables({"a": one('{ label = "甲" }'), "b": one('{ label = "乙" }')})


@pytest.mark.parametrize(
    "text",
    [
        '[[list]]\nname = "x"\n',
        one('{ number = "1" }'),
        one('{ label = "甲", number = 1 }'),
        one('{ label = "甲", aliases = "乙" }'),
        one('{ label = "甲", aliases = [1] }'),
    ],
)
def test_an_incomplete_list_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"missing|not a"):
        CodeLists.from_tables({"a": text})


def test_a_text_without_lists_is_passed_over() -> None:
    assert len(CodeLists.from_tables({"facts.toml": '[household]\ncode = { label = "户编号" }'})) == 0


def test_a_list_can_be_made_in_a_program() -> None:
    made = CodeList("x", "某", "1", "某", (Code("甲", "01", ("子",)), Code("乙")))

    assert [code.label for code in made] == ["甲", "乙"]
    assert made.by_number("1") == Code("甲", "01", ("子",))
