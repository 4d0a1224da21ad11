"""What stands around every page of a record on paper: head with number and QR, signature line, foot (design 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportlab.lib.units import mm

from app.documents.pdf.fonts import Face
from app.documents.pdf.marks import draw_qr
from app.documents.pdf.printed import Printed
from app.documents.pdf.style import (
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SMALL_SIZE,
    Align,
    Block,
    Pen,
    paginate,
    spaced_title,
)
from app.domain.dates import format_date

DEMONSTRATION: Final = "演示数据，人和事都是编的，不作凭证"
DRAFT: Final = "草稿，还没有签字，不作凭证"
_QR_SIDE: Final = 20 * mm
_TOP_FIRST: Final = PAGE_HEIGHT - 36 * mm
_TOP: Final = PAGE_HEIGHT - 24 * mm
_BOTTOM: Final = 27 * mm
_SIGN_LINE: Final = 20 * mm
_FOOT_LINE: Final = 14 * mm
_CENTRE: Final = Align.CENTRE


@dataclass(frozen=True)
class PageFrame:
    """The words around the pages of one record.

    :param place: 青溪镇柏树湾村
    :param number: the record's number on paper, empty where it has none
    :param code: what the QR code holds: an id, nothing personal
    :param warnings: why the paper is no evidence, on every page
    :param visited: who of the household signs each page, as he or she is called; empty: nobody
    :param makers: who else does
    """

    title: str
    place: str
    number: str
    day: date
    code: str
    printed: Printed | None = None
    warnings: tuple[str, ...] = ()
    visited: str = "受访人"
    makers: str = "走访人"


def draw_pages(pen: Pen, frame: PageFrame, blocks: Sequence[Block]) -> None:
    """Fill pages with blocks; the pages are counted by themselves."""
    pages = paginate(blocks, _TOP_FIRST - _BOTTOM, _TOP - _BOTTOM)
    for number, shown in enumerate(pages, start=1):
        if number == 1:
            _first_head(pen, frame)
        else:
            _next_head(pen, frame)
        y = _TOP_FIRST if number == 1 else _TOP
        for block in shown:
            block.draw(pen, y)
            y -= block.height
        _foot(pen, frame, number, len(pages))
        pen.canvas.showPage()


def _first_head(pen: Pen, frame: PageFrame) -> None:
    top = PAGE_HEIGHT - 18 * mm
    pen.text(LEFT, PAGE_HEIGHT - 15 * mm, frame.place, size=SMALL_SIZE)
    spaced_title(pen, PAGE_HEIGHT - 24 * mm, frame.title)
    pen.text(LEFT, PAGE_HEIGHT - 33.5 * mm, f"编号：{frame.number}")
    pen.text(PAGE_WIDTH / 2, PAGE_HEIGHT - 33.5 * mm, format_date(frame.day))
    draw_qr(pen.canvas, frame.code, RIGHT - _QR_SIDE, top + 6 * mm - _QR_SIDE, _QR_SIDE)
    _warning_line(pen, frame)


def _next_head(pen: Pen, frame: PageFrame) -> None:
    y = PAGE_HEIGHT - 18 * mm
    pen.text(LEFT, y, frame.place, size=SMALL_SIZE)
    pen.text((LEFT + RIGHT) / 2, y, f"{frame.title}（续）", size=SMALL_SIZE, align=_CENTRE)
    pen.text(RIGHT, y, f"编号：{frame.number}", size=SMALL_SIZE, align=Align.RIGHT)
    _warning_line(pen, frame)


def _warning_line(pen: Pen, frame: PageFrame) -> None:
    words = "　".join(frame.warnings)
    pen.text((LEFT + RIGHT) / 2, PAGE_HEIGHT - 10 * mm, words, face=Face.HEAD, size=SMALL_SIZE, align=_CENTRE)


def _foot(pen: Pen, frame: PageFrame, number: int, total: int) -> None:
    """Every page: its own signature line, what paper it is, page x of y, who printed it when."""
    signs = f"　{frame.visited}（签字或按手印）" if frame.visited else ""
    pen.text(LEFT, _SIGN_LINE, f"本页属实{signs}")
    pen.text(LEFT + 93 * mm, _SIGN_LINE, frame.makers)
    for start, end in (*([(60, 89)] if signs else []), (106, 135), (139, 168)):
        pen.line(LEFT + start * mm, _SIGN_LINE - 2, LEFT + end * mm, _SIGN_LINE - 2)
    pen.line(LEFT, _FOOT_LINE, RIGHT, _FOOT_LINE)
    y = _FOOT_LINE - 11
    pen.text(LEFT, y, "内部资料　妥善保管", size=SMALL_SIZE)
    pen.text((LEFT + RIGHT) / 2, y, f"第 {number} 页　共 {total} 页", size=SMALL_SIZE, align=_CENTRE)
    if (printed := frame.printed) is not None:
        when = f"{format_date(printed.at.date())} {printed.at:%H:%M}"
        words = f"{printed.by}　{when}　第 {printed.times} 次打印"
        pen.text(RIGHT, y, words, size=SMALL_SIZE, align=Align.RIGHT)
