"""The check sheet: every question with its number, what is known, and room to write; copies right, splits over pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest

from app.documents.pdf.check_sheet import TITLE, CheckSheet, SheetLine, SheetSection, render, render_many
from app.documents.pdf.frame import DEMONSTRATION
from app.documents.pdf.printed import Printed
from app.domain.errors import Cancelled
from app.domain.progress import Progress

LINES = (
    SheetLine("1", "存粮够吃一个月吗", "是", ("是", "否"), always=True),
    SheetLine("2", "近一年累计断水多少天", "3 天（上次答 5 天）", unit="天"),
    SheetLine("3", "最想解决的一件事"),
)
SHEET = CheckSheet(
    record_id="01a2011a-f8e6-7b5e-80da-0032b2bd98ff",
    place="青溪镇柏树湾村",
    number="5113231042010001",
    day=date(2026, 11, 20),
    form="常规走访　2026.2 版",
    household=(("户主", "李𬭼"), ("成员", "李𬭼（户主，67 岁）")),
    sections=(SheetSection("四查：生活", LINES),),
    printed=Printed("周明远", datetime(2026, 11, 20, 9, 12), 2),
)


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]


def test_every_question_stands_beside_what_is_known_and_room_to_write() -> None:
    [page] = texts(render(SHEET))
    for word in (
        TITLE,
        "5113231042010001",
        "李𬭼（户主，67岁）",
        "存粮够吃一个月吗（必问）",
        "3天（上次答5天）",
        "最想解决",
    ):
        assert word in page
    assert "第1页共1页" in page
    assert "第2次打印" in page
    assert DEMONSTRATION not in page


def test_invented_people_are_called_so_on_every_page() -> None:
    long = replace(SHEET, demonstration=True, sections=(SheetSection("全部", LINES * 40),))
    pages = texts(render(long))
    assert len(pages) > 2
    assert all(DEMONSTRATION in page and "记录、上次" in page for page in pages)
    assert sum(page.count("存粮够吃一个月吗") for page in pages) == 40


def test_a_batch_counts_the_pages_of_each_sheet_and_can_be_stopped() -> None:
    assert [page.count("第1页共1页") for page in texts(render_many([SHEET, SHEET]))] == [1, 1]
    with pytest.raises(Cancelled):
        render_many([SHEET, SHEET], Progress(cancelled=lambda: True))
