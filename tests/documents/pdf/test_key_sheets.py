"""The sheets about the keys: one page, black only, every group and every word on paper."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from app.documents.pdf.key_sheets import LostMachineSheet, RecoverySheet
from app.documents.pdf.preview import page_image
from app.documents.pdf.registry import LOST_MACHINE_SHEET, RECOVERY_SHEET

CODE = "A7K2-9QXM-3HTR-5PLD-0B6C-MMWW-22KZ-Q8QN"
MADE = datetime(2026, 11, 20, 9, 41)
PLACE = "柏树湾村"


def recovery(*, demonstration: bool = False) -> bytes:
    return RECOVERY_SHEET.render(RecoverySheet(PLACE, "李𬭼", MADE, demonstration, CODE))


def lost() -> bytes:
    return LOST_MACHINE_SHEET.render(LostMachineSheet(PLACE, "周明远", MADE, False, "7F2C"))


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        return re.sub(r"\s", "", document[0].get_textpage().get_text_range())


def test_every_group_stands_under_its_number() -> None:
    paper = text(recovery())
    for number, group in enumerate(CODE.split("-"), start=1):
        assert f"第{number}组{group}" in paper


def test_the_recovery_sheet_says_whose_it_is_and_how_to_keep_it() -> None:
    paper = text(recovery())
    for words in (RECOVERY_SHEET.title, PLACE, "李𬭼", "2026年11月20日09:41", "放村委会保险柜", "第1页共1页"):
        assert words in paper


def test_the_lost_machine_sheet_names_the_key_end_and_leaves_room_for_telephones() -> None:
    paper = text(lost())
    for words in (LOST_MACHINE_SHEET.title, "尾号7F2C", "乡镇技术员", "姓名和电话", "备份放在", "恢复码封在"):
        assert words in paper
    assert CODE not in paper


def test_a_demonstration_says_so() -> None:
    assert "演示数据" in text(recovery(demonstration=True))
    assert "演示数据" not in text(recovery())


@pytest.mark.parametrize("sheet", [recovery, lost])
def test_nothing_reaches_the_margins(sheet) -> None:
    picture = Image.open(BytesIO(page_image(sheet(), 0, 1.0))).convert("L")
    left, _, right, _ = picture.point(lambda shade: 255 * (shade < 200)).getbbox()
    assert left >= 60, "22 mm for the binding"
    assert right <= 547, "18 mm at the right"
