from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.facts import FactDictionary
from app.forms.compile import compile_form
from app.forms.lint import lint
from tests.forms.forms_made import workbook

FACTS = FactDictionary.from_toml(
    (Path(__file__).parents[2] / "resources" / "codes" / "facts.toml").read_text(encoding="utf-8")
)
HEAD = ["type", "name", "label"]


def _codes(columns: list[str], *rows: list[str], **sheets: list[list[str]]) -> set[tuple[str, int | None]]:
    data = workbook({"survey": [[*HEAD, *columns], *rows], **sheets})
    codes = {"house_grade": ("A", "B", "C", "D", "未鉴定")}
    return {(message.code, message.row) for message in lint(compile_form(data), FACTS, codes)}


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("bind::cunfang:fact", "water.colour", "fact_unknown"),
        ("bind::cunfang:raise", "need", "raise_invalid"),
        ("bind::cunfang:raise", "alert:7", "raise_invalid"),
        ("bind::cunfang:ned", "x", "column_unknown"),
        ("bind::cunfang:always", "no", "always_invalid"),
        ("bind::cunfang:when", ". = 'true'", "when_compares_true"),
        ("bind::cunfang:when", "explode(", "expression_invalid"),
        ("calculation", "int((today() - date('2000-01-01')) div 365.25)", "age_by_365"),
        ("constraint", "regex(., '(a+)+b')", "pattern_catastrophic"),
        ("relevant", "false()", "unreachable"),
    ],
)
def test_a_mistake_is_found_at_its_row(column: str, cell: str, code: str) -> None:
    assert (code, 2) in _codes([column], ["text", "a", "一", cell])


def test_a_right_row_is_left_alone() -> None:
    columns = ["bind::cunfang:fact", "bind::cunfang:raise", "bind::cunfang:when", "bind::cunfang:always"]
    assert _codes(columns, ["integer", "a", "一", "water.days_cut", "need:YS-01 alert:2", ". > 36", "yes"]) == set()


def test_a_missing_translation_and_a_key_used_twice_are_found() -> None:
    columns = ["label::中文 (zh)", "label::English (en)", "bind::cunfang:key"]
    found = _codes(columns, ["text", "a", "", "一", "", "k"], ["text", "b", "", "二", "two", "k"])
    assert {("translation_missing", 2), ("key_duplicate", 3)} <= found


def test_a_choice_that_sets_what_the_fact_does_not_take_is_found_on_the_choices_sheet() -> None:
    choices = [["list_name", "name", "label", "fact"], ["g", "a", "甲", "A"], ["g", "e", "戊", "E"]]
    found = _codes(["bind::cunfang:fact"], ["select_one g", "grade", "等级", "house.grade"], choices=choices)
    assert found == {("fact_value_invalid", 3)}


def test_a_repeat_over_members_needs_a_key() -> None:
    rows = [["begin repeat", "r", "人", "members"], ["text", "n", "名", "name"], ["end repeat", "", "", ""]]
    assert ("item_key_missing", 2) in _codes(["bind::cunfang:fact"], *rows)


def test_a_repeats_label_that_reads_its_own_questions_is_found() -> None:
    rows = [["begin repeat", "r", "成员 ${n}"], ["text", "n", "名"], ["end repeat", "", ""]]
    assert ("repeat_label_absolute", 2) in _codes([], *rows)


def test_a_question_that_the_window_cannot_ask_is_found() -> None:
    assert ("question_unsupported", 2) in _codes([], ["audio", "a", "录音"])
