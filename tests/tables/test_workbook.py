from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import AppError, ErrorCode
from app.tables.workbook import Merge, Sheet, column_letters, is_blank, read_workbook


def xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = "名册"
    page["B3"] = "李桂珍"
    page["C3"] = 9861.5
    page["D3"] = date(2026, 11, 18)
    page["E3"] = datetime(2026, 11, 18, 8, 30)
    page["F3"] = True
    page["B4"] = " "
    page.merge_cells("B3:B5")
    hidden = workbook.create_sheet("码表")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "x"
    very = workbook.create_sheet("更深")
    very.sheet_state = "veryHidden"
    very["A1"] = "y"
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def xls() -> bytes:
    workbook = xlwt.Workbook()
    page = workbook.add_sheet("名册")
    page.write_merge(2, 4, 1, 1, "李桂珍")
    page.write(2, 2, 9861.5)
    hidden = workbook.add_sheet("码表")
    hidden.visibility = 1
    hidden.write(0, 0, "x")
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def refusal(content: bytes) -> ErrorCode:
    with pytest.raises(AppError) as raised:
        read_workbook(content, "名册.xls")
    assert raised.value.parameters["file"] == "名册.xls"
    return raised.value.code


def ole(stream: str, size: int = 4096) -> bytes:
    """The beginning of a compound file with the name of a stream in its directory."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    header[30:32] = (9).to_bytes(2, "little")
    return bytes(header) + stream.encode("utf-16-le").ljust(size, b"\0")


def test_cells_keep_their_kind_and_rows_their_numbers() -> None:
    sheet = read_workbook(xlsx()).sheets[0]

    assert sheet.name == "名册"
    assert list(sheet.rows[0]) == [""] * 6
    assert list(sheet.rows[2]) == ["", "李桂珍", 9861.5, date(2026, 11, 18), datetime(2026, 11, 18, 8, 30), True]
    assert sheet.merges == (Merge(2, 1, 4, 1),)
    assert sheet.width == 6


def test_hidden_sheets_are_marked() -> None:
    assert [(sheet.name, sheet.hidden) for sheet in read_workbook(xlsx()).sheets] == [
        ("名册", False),
        ("码表", True),
        ("更深", True),
    ]
    assert [sheet.hidden for sheet in read_workbook(xls()).sheets] == [False, True]


def test_an_old_workbook_is_read_with_its_merges() -> None:
    sheet = read_workbook(xls(), "名册.csv").sheets[0]

    assert list(sheet.rows[2]) == ["", "李桂珍", 9861.5]
    assert sheet.merges == (Merge(2, 1, 4, 1),)


def test_an_identity_number_kept_as_a_number_arrives_as_a_float() -> None:
    output = BytesIO()
    with xlsxwriter.Workbook(output) as book:
        book.add_worksheet().write_number(0, 0, 511323197803211172)

    (cell,) = read_workbook(output.getvalue()).sheets[0].rows[0]
    assert isinstance(cell, float)
    assert cell > 1e15


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_text_with_columns_is_read_in_the_encodings_of_offices(encoding: str, separator: str) -> None:
    text = f"姓名{separator}户编号\r\n\r\n李㛃{separator}5113\r\n"
    (sheet,) = read_workbook(text.encode(encoding), "名册.xls").sheets

    assert [list(row) for row in sheet.rows] == [["姓名", "户编号"], [], ["李㛃", "5113"]]


def test_quoted_line_breaks_stay_in_their_cell_and_numbers_leave_their_formula() -> None:
    (sheet,) = read_workbook('姓名,"地址\n（户籍）",号码\n李,"a,b","=""511323197803211172"""\n'.encode()).sheets

    assert sheet.rows[0][1] == "地址\n（户籍）"
    assert list(sheet.rows[1]) == ["李", "a,b", "511323197803211172"]


HTML = """<html><head><meta charset="gbk"><style>td{}</style></head><body><table border=1>
<tr><th rowspan=2>户编号</th><th colspan="2">成员</th></tr>
<tr><th>姓名<th>证件&nbsp;号码</tr>
<tr><td rowspan=2>5113</td><td>李<br>桂珍</td><td>1</td></tr>
<tr><td>王&amp;李</td><td><table><tr><td>里面</td></tr></table></td></tr>
</table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_table_in_html_that_is_named_xls_is_read(encoding: str) -> None:
    (sheet,) = read_workbook(HTML.encode(encoding), "名册.xls").sheets

    assert [list(row) for row in sheet.rows] == [
        ["户编号", "成员", ""],
        ["", "姓名", "证件号码"],
        ["5113", "李\n桂珍", "1"],
        ["", "王&李", "里面"],
    ]
    assert sheet.merges == (Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(2, 0, 3, 0))


def test_an_html_table_that_is_never_closed_is_read_to_its_end() -> None:
    (sheet,) = read_workbook(b"<table><tr><td>a<td>b<tr><td rowspan=9999999 colspan=x>c").sheets

    assert [list(row) for row in sheet.rows] == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b" \r\n \r\n", b"<table><tr><td></td></tr></table>", b",,\n,,\n"]
)
def test_a_file_with_nothing_in_it_is_told(content: bytes) -> None:
    assert refusal(content) is ErrorCode.WORKBOOK_EMPTY


def test_a_workbook_with_nothing_in_it_is_told() -> None:
    output = BytesIO()
    openpyxl.Workbook().save(output)

    assert refusal(output.getvalue()) is ErrorCode.WORKBOOK_EMPTY


def test_an_encrypted_workbook_is_told() -> None:
    assert refusal(ole("EncryptedPackage")) is ErrorCode.WORKBOOK_ENCRYPTED


def test_an_old_workbook_with_a_password_is_told() -> None:
    content = xls()
    start = content.index(bytes.fromhex("0908"), 512)
    length = int.from_bytes(content[start + 2 : start + 4], "little")
    after = start + 4 + length
    filepass = bytes.fromhex("2f00") + (4).to_bytes(2, "little") + b"\1\0\0\0"

    assert refusal(content[:after] + filepass + content[after + len(filepass) :]) is ErrorCode.WORKBOOK_ENCRYPTED


def zipped(name: str) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr(name, "<x/>")
    return output.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"%PDF-1.7\n\x00\x01",
        b"PK\x03\x04",
        zipped("word/document.xml"),
        xlsx()[:700],
        xlsx()[:-300],
        xls()[:900],
        ole("WordDocument"),
        ole("x", 0),
        b"\xff\xfe\x00\xd8",
        "一段话，没有表格".encode(),
        b"<html><body>no table</body></html>",
        b'<?xml version="1.0"?><Workbook/>',
    ],
)
def test_what_is_no_workbook_is_told(content: bytes) -> None:
    assert refusal(content) is ErrorCode.NOT_A_WORKBOOK


def test_a_header_that_promises_more_than_the_file_holds_is_refused_before_memory_is_taken() -> None:
    content = bytearray(xls())
    content[44:48] = b"\xff\xff\xff\x7f"

    assert refusal(bytes(content)) is ErrorCode.NOT_A_WORKBOOK


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_known_trouble(content: bytes) -> None:
    known = {ErrorCode.NOT_A_WORKBOOK, ErrorCode.WORKBOOK_EMPTY, ErrorCode.WORKBOOK_ENCRYPTED}
    try:
        assert not all(sheet.is_empty for sheet in read_workbook(content).sheets)
    except AppError as trouble:
        assert trouble.code in known  # noqa: PT017 both outcomes are right


@given(
    st.lists(st.lists(st.text(alphabet="一二,\"'\n\t 1x", max_size=4), min_size=2, max_size=4), min_size=1, max_size=6)
)
def test_a_csv_written_by_a_program_is_read_back(rows: list[list[str]]) -> None:
    import csv
    from io import StringIO

    output = StringIO()
    csv.writer(output, quoting=csv.QUOTE_ALL).writerows([["头", "身", "尾", "末", "多"], *rows])
    (sheet,) = read_workbook(output.getvalue().encode()).sheets

    assert [list(row) for row in sheet.rows[1:]] == rows


def test_columns_are_called_as_in_excel() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_a_cell_of_blanks_is_blank_and_a_zero_is_not() -> None:
    assert [is_blank(cell) for cell in ("", " \n", 0, False, "0")] == [True, True, False, False, False]


def test_a_sheet_is_found_by_name() -> None:
    workbook = read_workbook(xlsx())

    assert workbook.sheet("码表") is workbook.sheets[1]
    assert workbook.sheet("没有") is None
    assert Sheet("空", ()).width == 0
