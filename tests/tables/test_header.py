from __future__ import annotations

from app.tables.header import Header, column_name, find_header, header_at
from app.tables.workbook import Merge, Sheet

KNOWN = {"户编号", "姓名", "证件号码", "民族", "残疾类别", "残疾等级", "学历"}


def knows(name: str) -> bool:
    return name in KNOWN


def sheet(*rows: list[str | float], merges: tuple[Merge, ...] = ()) -> Sheet:
    return Sheet("s", [list(row) for row in rows], merges)


TITLE: list[str | float] = ["名册", "", "", "", ""]
NAMES: list[str | float] = ["户编号", "姓名", "证件号码", "民族", "学历"]
PERSON: list[str | float] = ["5113", "李", "1", "汉", "小学"]


def found(*rows: list[str | float], merges: tuple[Merge, ...] = ()) -> Header:
    header = find_header(sheet(*rows, merges=merges), knows)
    assert header is not None
    return header


def test_the_row_with_enough_known_names_is_the_header() -> None:
    assert found(TITLE, NAMES, PERSON) == Header(1, 1, ("户编号", "姓名", "证件号码", "民族", "学历"), 5)


def test_too_few_known_names_are_no_header() -> None:
    assert find_header(sheet(TITLE, NAMES[:4], PERSON), knows) is None
    assert find_header(sheet(), knows) is None
    assert find_header(sheet(["", ""]), knows) is None


def test_the_same_name_twice_counts_once() -> None:
    assert find_header(sheet([*NAMES[:4], "姓名"]), knows) is None


def test_blank_rows_before_the_table_are_not_counted_but_titles_are() -> None:
    blank: list[list[str | float]] = [["", " "]] * 30
    titles: list[list[str | float]] = [TITLE] * 9

    assert found(*blank, *titles, NAMES).row == 39
    assert find_header(sheet(*blank, *titles, TITLE, NAMES), knows) is None


def test_a_header_repeated_below_does_not_win() -> None:
    assert found(TITLE, NAMES, PERSON, NAMES).row == 1


def test_two_levels_are_joined_where_only_both_are_known() -> None:
    upper: list[str | float] = ["户编号", "姓名", "证件号码", "残疾", ""]
    lower: list[str | float] = ["", "", "", "类别", "等级"]
    header = found(upper, lower, PERSON, merges=(Merge(0, 3, 0, 4),))

    assert (header.row, header.top) == (1, 0)
    assert header.names == ("户编号", "姓名", "证件号码", "残疾类别", "残疾等级")


def test_the_lower_name_counts_where_it_is_known_alone() -> None:
    upper: list[str | float] = ["户编号", "基本情况", "", "", ""]
    lower: list[str | float] = ["", "姓名", "证件号码", "民族", "学历"]
    header = found(upper, lower, merges=(Merge(0, 1, 0, 4),))

    assert (header.row, header.names) == (1, ("户编号", "姓名", "证件号码", "民族", "学历"))


def test_a_title_merged_over_the_header_is_no_upper_level() -> None:
    assert found(TITLE, NAMES, merges=(Merge(0, 0, 0, 4),)).top == 1


def test_a_row_pointed_at_is_taken_with_any_names() -> None:
    assert header_at(sheet(TITLE, ["甲", "乙"], PERSON), 1, knows) == Header(1, 1, ("甲", "乙"), 0)
    assert header_at(sheet(NAMES, PERSON), 0, knows).known == 5


def test_a_row_pointed_at_brings_its_upper_level_where_that_knows_more() -> None:
    upper: list[str | float] = ["户编号", "姓名", "残疾", ""]
    lower: list[str | float] = ["", "", "类别", "等级"]

    assert header_at(sheet(upper, lower, merges=(Merge(0, 2, 0, 3),)), 1, knows).top == 0


def test_names_lose_blanks_and_line_breaks_and_numbers_are_names_too() -> None:
    assert column_name(" 证件\n号 码\u3000") == "证件号码"
    assert column_name(2025.0) == "2025"
