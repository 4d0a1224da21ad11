from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from app.documents.sheets.rejects import write_rejects
from app.domain.errors import AppError, ErrorCode
from app.services.words import roster_reason
from app.tables.workbook import read_workbook
from tests.documents.sheets.files import GOOD, HEADER, HOUSE_1, HOUSE_2, LI, WANG, ZHAO, book, codes_of, read, row


def rejects(content: bytes) -> bytes:
    return write_rejects(read_workbook(content), read(content), roster_reason)


def test_refused_rows_are_written_in_the_layout_of_the_file_with_the_reason_last() -> None:
    content = book([row(HOUSE_1, "李桂珍", LI), row("", "赵大顺", "123", income=9000)])
    (sheet,) = read_workbook(rejects(content)).sheets

    assert [list(line) for line in sheet.rows[:3]] == [
        ["柏树湾村监测对象名册", *[""] * 9],
        ["填报单位：柏树湾村", *[""] * 9],
        [*HEADER, "拒收原因"],
    ]
    (line,) = sheet.rows[3:]
    assert list(line[:9]) == ["", "", "", "赵大顺", "123", "户主", "", "", 9000.0]
    reason = str(line[9])
    assert reason.startswith("户编号：没有户编号")
    assert "；证件号码：证件号码不是 18 位" in reason


def test_what_was_refused_is_refused_again_until_it_is_mended() -> None:
    content = book([*GOOD, row(HOUSE_2, "何某", 511323197803211172), row(HOUSE_2, "陈某", "1")])
    again = read(rejects(content))

    assert codes_of(again.rejected) == [(4, "证件号码", "id_lost_digits"), (5, "证件号码", "id_length")]
    assert (again.rows, again.header_row) == (2, 3)


def test_a_mended_row_is_taken() -> None:
    content = book([row(HOUSE_1, "李桂珍", LI), row(HOUSE_2, "赵大顺", "1")])
    workbook = openpyxl.load_workbook(BytesIO(rejects(content)))
    workbook.active["E4"] = ZHAO
    output = BytesIO()
    workbook.save(output)
    again = read(output.getvalue())

    assert again.rejected == ()
    assert again.households[0].members[0].name == "赵大顺"


def test_what_was_merged_is_written_into_each_row() -> None:
    rows = [row(HOUSE_1, "李桂珍", LI), row("", "王志强", "1", "之子"), row("", "何某", "2", "之女")]
    again = read(rejects(book(rows, merges=["B4:B6", "A1:I1", "A2:A2"])))

    assert {code for _, _, code in codes_of(again.rejected)} == {"id_length"}
    assert again.refused == {(HOUSE_1, "王志强"), (HOUSE_1, "何某")}


def test_days_and_yes_or_no_keep_their_kind() -> None:
    header = (*HEADER, "出生日期", "是否务工")
    content = book([[*row(HOUSE_1, "李桂珍", "1"), date(1958, 3, 12), True]], header=header)
    line = read_workbook(rejects(content)).sheets[0].rows[3]

    assert line[9] == date(1958, 3, 12)
    assert line[10] == "是"


def test_without_refusals_only_the_header_is_written() -> None:
    assert len(read_workbook(rejects(book(GOOD))).sheets[0].rows) == 3


def test_the_reading_of_another_file_is_told() -> None:
    with pytest.raises(AppError) as raised:
        write_rejects(
            read_workbook(book(GOOD, sheet="别的")), read(book([row(HOUSE_1, "王志强", WANG)])), roster_reason
        )
    assert raised.value.code is ErrorCode.TABLE_NOT_FOUND
