from __future__ import annotations

import pytest

from app.documents.sheets.columns import Confidence
from app.documents.sheets.guesses import ColumnGuess, SheetGuess, guess_columns
from app.domain.errors import AppError, ErrorCode
from app.tables.workbook import read_workbook
from tests.documents.sheets.files import CODES, FACTS, GOOD, HEADER, HOUSE_1, LI, TODAY, WANG, book, row


def guess(content: bytes, mapping: dict[str, str] | None = None) -> SheetGuess:
    return guess_columns(read_workbook(content), codes=CODES, facts=FACTS, today=TODAY, mapping=mapping)


def columns(content: bytes, mapping: dict[str, str] | None = None) -> dict[str, ColumnGuess]:
    return {column.header: column for column in guess(content, mapping).columns}


def test_each_column_shows_its_fact_and_three_samples_with_masked_numbers() -> None:
    found = columns(book([*GOOD, row(HOUSE_1, "王雨桐", "1", "之孙女")]))

    name = found["姓名"]
    assert (name.letters, name.path, name.label, name.confidence) == ("D", "member.name", "姓名", Confidence.EXACT)
    assert name.samples == ("李桂珍", "王志强", "赵 大顺")
    assert found["证件号码"].samples == tuple(f"511***********{number[-4:]}" for number in (LI, WANG, GOOD[2][4][-18:]))
    assert found["人编号"].samples == ("", "", "")
    assert found["人均纯收入"].samples == ("9861.5", "9861.5", "12,000")


def test_the_file_is_described() -> None:
    found = guess(book(GOOD))

    assert (found.sheet, found.sheets, found.header_row, found.rows) == ("家庭成员信息", ("家庭成员信息",), 3, 3)
    assert found.beginning[0][0] == "柏树湾村监测对象名册"
    assert found.beginning[3][4] == f"511***********{LI[-4:]}"
    assert len(found.beginning) == 6


def test_how_sure_a_match_is_is_said_in_a_word() -> None:
    header = (*HEADER, "务工时间（ 月 ）", "网格员意见", "户主电话", "联系电话", "民族")
    person = [*row(HOUSE_1, "李桂珍", LI), 7, "好", "13800000001", "13800000002", "火星族"]
    found = columns(book([person], header=header), mapping={"序号": "household.archive_box"})

    assert found["证件号码"].confidence is Confidence.EXACT
    assert found["务工时间（月）"].confidence is Confidence.ALIAS
    assert found["网格员意见"].confidence is Confidence.NONE
    assert found["序号"].confidence is Confidence.REMEMBERED
    assert (found["联系电话"].confidence, found["联系电话"].path) == (Confidence.LOOK, "member.phone")
    assert found["联系电话"].rival == found["户主电话"].letters
    assert found["联系电话"].samples == ("138****0002",)
    assert (found["民族"].confidence, found["民族"].unreadable) == (Confidence.LOOK, 1)


def test_a_second_column_for_one_fact_waits_for_a_look() -> None:
    found = columns(book([[*row(HOUSE_1, "李桂珍", LI), "健康"]], header=(*HEADER, "身体状况", "学历", "文化程度")))

    assert found["身体状况"].path == "member.health"
    assert (found["文化程度"].path, found["文化程度"].confidence) == ("", Confidence.LOOK)
    assert found["文化程度"].rival == found["学历"].letters


def test_bank_accounts_show_four_digits() -> None:
    found = columns(book([[*row(HOUSE_1, "李桂珍", LI), "6214590000000006217"]], header=(*HEADER, "银行账号")))

    assert found["银行账号"].samples == ("***************6217",)


def test_a_yes_or_no_column_is_labelled_by_its_word() -> None:
    found = columns(book([[*row(HOUSE_1, "李桂珍", LI), "是"]], header=(*HEADER, "是否低保")))

    assert (found["是否低保"].path, found["是否低保"].label) == ("member.benefits", "低保")
    assert found["是否低保"].saved == "member.benefits=低保"
    assert found["姓名"].saved == "member.name"


def test_a_file_without_a_table_is_told() -> None:
    with pytest.raises(AppError) as raised:
        guess(book([], header=["使用说明"]))
    assert raised.value.code is ErrorCode.TABLE_NOT_FOUND
