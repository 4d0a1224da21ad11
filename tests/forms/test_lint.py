from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.facts import FactDictionary
from app.forms.compile import compile_form
from app.forms.lint import lint
from app.forms.messages import FormError
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


LISTS = [["list_name", "name", "label"], ["yn", "yes", "是"], ["yn", "no", "否"]]
ENGLISH = "label::English (en)"


def _cells(
    columns: list[str], *rows: list[str], **sheets: list[list[str]]
) -> set[tuple[str, str | None, int | None, str | None]]:
    """Code, sheet, row and column of everything that is found, in compiling or after it."""
    data = workbook({"survey": [[*HEAD, *columns], *rows], **sheets})
    try:
        found = lint(compile_form(data), FACTS, {})
    except FormError as error:
        found = error.messages
    return {(message.code, message.sheet, message.row, message.column) for message in found}


A = ["integer", "a", "甲", ""]


@pytest.mark.parametrize(
    ("columns", "rows", "found"),
    [
        (["calculation"], [A, ["calculate", "b", "", "explode(${a})"]], ("unknown_function", 3, "calculation")),
        (["constraint"], [["text", "b", "乙", "substr(.)"]], ("argument_count", 2, "constraint")),
        (["default"], [["text", "b", "乙", "explode(1)"]], ("unknown_function", 2, "default")),
        (
            ["repeat_count"],
            [["begin repeat", "r", "人", "explode(1)"], ["text", "n", "名", ""], ["end repeat", "", "", ""]],
            ("unknown_function", 2, "repeat_count"),
        ),
        (["choice_filter"], [["select_one yn", "b", "乙", "explode(1)"]], ("unknown_function", 2, "choice_filter")),
        (
            ["calculation"],
            [A, ["calculate", "b", "", "${c}"], ["calculate", "c", "", "${b} + 1"]],
            ("cycle", 3, "calculation"),
        ),
        (["relevant"], [A, ["text", "b", "乙", "${a} = 1 and false()"]], ("unreachable", 3, "relevant")),
        (["relevant"], [A, ["text", "b", "乙", "${a} > 5 and 3 >= ${a}"]], ("unreachable", 3, "relevant")),
        (["relevant"], [A, ["text", "b", "乙", "${a} = 'x' and ${a} = 'y'"]], ("unreachable", 3, "relevant")),
        (["relevant"], [A, ["text", "b", "乙", "1 > 2 or not(true())"]], ("unreachable", 3, "relevant")),
        (
            ["relevant"],
            [["select_one yn", "b", "乙", ""], ["text", "c", "丙", "${b} = 'maybe'"]],
            ("unreachable", 3, "relevant"),
        ),
        (
            ["relevant"],
            [["select_multiple yn", "b", "乙", ""], ["text", "c", "丙", "selected(${b}, 'maybe')"]],
            ("unreachable", 3, "relevant"),
        ),
        ([ENGLISH], [["text", "b", "乙", "B"], ["text", "c", "丙", ""]], ("translation_missing", 3, ENGLISH)),
        (["save_to"], [["text", "b", "乙", "colour"]], ("save_to_unknown", 2, "save_to")),
        (
            [],
            [["begin repeat", "r", "${n}"], ["text", "n", "名"], ["end repeat", "", ""]],
            ("repeat_label_absolute", 2, "label"),
        ),
        (
            ["calculation"],
            [["date", "d", "生日", ""], ["calculate", "b", "", "int((today() - ${d}) div 365.25)"]],
            ("age_by_365", 3, "calculation"),
        ),
        (["constraint"], [["date", "d", "生日", "(today() - .) div 365 >= 18"]], ("age_by_365", 2, "constraint")),
    ],
)
def test_a_mistake_is_found_at_its_cell(columns: list[str], rows: list[list[str]], found: tuple[str, int, str]) -> None:
    sheets = {"entities": [["list_name", "label"], ["trees", "'x'"]]} if "save_to" in columns else {}
    code, row, column = found
    assert (code, "survey", row, column) in _cells(columns, *rows, choices=LISTS, **sheets)


@pytest.mark.parametrize(
    "condition",
    [
        "${a} > 3 and ${a} < 5",
        "${a} >= 3 and ${a} <= 3",
        "${a} = 1 or ${a} = 2",
        "selected(${b}, 'yes') and selected(${b}, 'no')",
        "${b} = ''",
        "${b} != 'maybe'",
        "not(${b} = 'maybe')",
        "1 = 1",
        "${a} mod 365 > 3",
    ],
)
def test_a_condition_that_may_hold_is_left_alone(condition: str) -> None:
    rows = [A, ["select_multiple yn", "b", "乙", ""], ["text", "c", "丙", condition]]
    assert not _cells(["relevant"], *rows, choices=LISTS)
