"""Old workbooks are read in a process apart: a damaged one is refused, whatever it does to its reader."""

import random
from io import BytesIO

import pytest
import xlwt

from app.domain.errors import AppError, ErrorCode
from app.services.imports.apart import OLE, read_apart


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    for row in range(60):
        for column in range(8):
            sheet.write(row, column, f"第{row}行{column}")
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_sound_one_is_read():
    workbook = read_apart(old_workbook(), "r.xls")
    assert workbook.sheets[0].rows[0][0] == "第0行0"


def test_an_encrypted_or_cut_one_is_refused():
    content = old_workbook()
    for broken in (OLE, content[:600], content[: len(content) // 2], OLE + b"\xff" * 2_000):
        with pytest.raises(AppError) as refused:
            read_apart(broken, "r.xls")
        assert refused.value.code in {ErrorCode.NOT_A_WORKBOOK, ErrorCode.WORKBOOK_EMPTY, ErrorCode.WORKBOOK_ENCRYPTED}


def test_damaged_ones_never_take_the_program_with_them():
    chance = random.Random(7)
    content = old_workbook()
    for _ in range(6):
        broken = bytearray(content)
        for _ in range(40):
            broken[chance.randrange(8, len(broken))] = chance.randrange(256)
        assert outcome(bytes(broken)) in {
            None,
            ErrorCode.NOT_A_WORKBOOK,
            ErrorCode.WORKBOOK_EMPTY,
            ErrorCode.WORKBOOK_ENCRYPTED,
        }


def outcome(content: bytes) -> ErrorCode | None:
    """Give why a workbook is refused; None when it is read all the same."""
    try:
        read_apart(content, "r.xls")
    except AppError as refused:
        return refused.code
    return None
