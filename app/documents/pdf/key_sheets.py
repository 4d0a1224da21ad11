"""The two sheets about the keys of a workspace: the recovery code to be sealed in an envelope, and what to do when the
machine is lost, printed beforehand. One page each, black only, in the style of office paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reportlab.lib.units import mm

from app.documents.pdf.canvas import written
from app.documents.pdf.fonts import Face
from app.documents.pdf.style import (
    INNER,
    INNER_LINE,
    LEFT,
    OUTER_LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SMALL_SIZE,
    Align,
    Block,
    Cell,
    Head,
    Pen,
    paginate,
    spaced_title,
    table,
)
from app.domain.dates import format_date
from app.domain.progress import SILENT

RECOVERY_TITLE: Final = "恢复码"
LOST_TITLE: Final = "机器丢了怎么办"
DEMONSTRATION: Final = "演示数据，人和事都是编的，不作凭证"
_TOP: Final = PAGE_HEIGHT - 34 * mm
_BOTTOM: Final = 20 * mm
_FOOT_LINE: Final = 14 * mm
_GROUPS_IN_A_ROW: Final = 4
_CODE_SIZE: Final = 22.0
_CENTRE: Final = Align.CENTRE

_USES: Final = (
    "忘了口令、系统钥匙串打不开，或者换了电脑要恢复备份，用它打开村访的数据。",
    "谁同时拿到它和电脑（或备份），谁就能看到全村的资料。",
)
_CARE: Final = (
    "装进信封封好，骑缝签名，放村委会保险柜，不和电脑、备份 U 盘放在一处。",
    "不拍照，不复印，不发到网上，不存进电脑。",
    "换了新的一份，这一份当面销毁。",
)
_OPENING: Final = (
    "打开村访，在“口令”一栏输恢复码。大小写、空格、横线都不要紧。",
    "打开以后，在 设置 › 钥匙与恢复码 换一份新的，重新封存。",
)
_CALLS: Final = (
    ("报本机签名钥匙尾号 {key}，请他停用这台电脑。", "乡镇技术员"),
    ("问清哪一天以后送到的不算，记在这张纸背面。", "县级管理员"),
    ("报案，留下回执。", "派出所"),
    ("报告丢失的时间、地点、经过。", "村党组织书记"),
)
_SECRECY: Final = (
    "电脑里的资料是加密的，没有口令或恢复码打不开。丢的时候锁没锁屏、关没关机，如实报告。",
    "恢复码、写着口令的纸和电脑一起丢的，当作已经泄露，当天上报。",
)
_GOING_ON: Final = (
    "换一台电脑装上村访，请技术员从最近一份备份恢复，用口令或恢复码打开。",
    "打开以后马上换口令、换恢复码。",
    "备份以后记的、还没送出的，照纸面记录补记。",
)


@dataclass(frozen=True)
class Sheet:
    """What both sheets say of the workspace.

    :param place: name of the village
    :param user: to whom the workspace belongs
    :param made: when it is printed
    :param demonstration: everybody in the workspace is invented, and the sheet says so
    """

    place: str
    user: str
    made: datetime
    demonstration: bool


@dataclass(frozen=True)
class RecoverySheet(Sheet):
    """The recovery code on paper: groups joined by hyphens."""

    code: str


@dataclass(frozen=True)
class LostMachineSheet(Sheet):
    """What to do when the machine is lost.

    :param key_end: last four characters of the machine's signing key, by which the township finds it
    """

    key_end: str


def render_recovery(sheet: RecoverySheet) -> bytes:
    """The recovery code as PDF of one page; it is for the printer's eyes only, so callers never write it to a file."""
    sealed = [
        [Cell(word, _CENTRE) for word in ("封存日期", "封存人", "见证人", "存放处")],
        [Cell("\n")] * 4,
        [Cell(word, _CENTRE) for word in ("开封日期", "开封人", "见证人", "为什么")],
        [Cell("\n")] * 4,
    ]
    blocks: list[Block] = [
        _facts((("村", sheet.place), ("保管人", sheet.user), ("生成时间", _moment(sheet.made)))),
        _Code(tuple(sheet.code.split("-"))),
        *_points("一、派什么用", _USES),
        *_points("二、怎么保管", _CARE),
        *_points("三、怎么用", _OPENING),
        Head("四、封存记录"),
        table((1, 1, 1, 1), sealed),
    ]
    return _render(RECOVERY_TITLE, sheet, blocks)


def render_lost_machine(sheet: LostMachineSheet) -> bytes:
    """The sheet to be printed beforehand: whom to call, which key end, how to go on."""
    rows = [[Cell(word, _CENTRE) for word in ("做什么", "找谁", "姓名和电话")]]
    rows += [
        [Cell(f"{number}. {what.format(key=sheet.key_end)}"), Cell(who, _CENTRE), Cell("\n")]
        for number, (what, who) in enumerate(_CALLS, start=1)
    ]
    places = [[Cell("备份放在", _CENTRE), Cell("\n"), Cell("恢复码封在", _CENTRE), Cell("\n")]]
    blocks: list[Block] = [
        _facts((("村", sheet.place), ("使用人", sheet.user), ("签名钥匙尾号", sheet.key_end))),
        Head("一、当天打这几个电话"),
        table((270, 80, 131), rows, heading=1),
        *_points("二、资料会不会泄露", _SECRECY),
        *_points("三、怎么接着干", _GOING_ON),
        Head("四、要找的两样东西"),
        table((80, 160, 80, 161), places),
    ]
    return _render(LOST_TITLE, sheet, blocks)


def _render(title: str, sheet: Sheet, blocks: Sequence[Block]) -> bytes:
    return written(title, [sheet], lambda pen, one: _draw(pen, title, one, blocks), SILENT)


def _draw(pen: Pen, title: str, sheet: Sheet, blocks: Sequence[Block]) -> None:
    pages = paginate(blocks, _TOP - _BOTTOM, _TOP - _BOTTOM)
    for number, page in enumerate(pages, start=1):
        spaced_title(pen, PAGE_HEIGHT - 24 * mm, title)
        if sheet.demonstration:
            top = PAGE_HEIGHT - 10 * mm
            pen.text(PAGE_WIDTH / 2, top, DEMONSTRATION, face=Face.HEAD, size=SMALL_SIZE, align=_CENTRE)
        y = _TOP
        for block in page:
            block.draw(pen, y)
            y -= block.height
        _foot(pen, sheet, number, len(pages))
        pen.canvas.showPage()


def _foot(pen: Pen, sheet: Sheet, number: int, total: int) -> None:
    pen.line(LEFT, _FOOT_LINE, RIGHT, _FOOT_LINE)
    y = _FOOT_LINE - 11
    pen.text(LEFT, y, "内部资料　妥善保管", size=SMALL_SIZE)
    pen.text((LEFT + RIGHT) / 2, y, f"第 {number} 页　共 {total} 页", size=SMALL_SIZE, align=_CENTRE)
    pen.text(RIGHT, y, f"{sheet.user}　{_moment(sheet.made)} 打印", size=SMALL_SIZE, align=Align.RIGHT)


def _moment(moment: datetime) -> str:
    return f"{format_date(moment.date())} {moment:%H:%M}"


def _facts(facts: Sequence[tuple[str, str]]) -> Block:
    return table((84, 397), [[Cell(word, _CENTRE), Cell(value)] for word, value in facts])


def _points(title: str, points: Sequence[str]) -> list[Block]:
    text = "\n".join(f"{number}. {point}" for number, point in enumerate(points, start=1))
    return [Head(title), table((1,), [[Cell(text)]])]


@dataclass(frozen=True)
class _Code:
    """The groups of the code in large letters, each under its number, between thick lines."""

    groups: tuple[str, ...]
    keeps_with_next: bool = False

    _ROW = 58.0
    _ABOVE = 12.0

    @property
    def height(self) -> float:
        return self._ROW * -(-len(self.groups) // _GROUPS_IN_A_ROW) + self._ABOVE

    def split(self, room: float) -> None:
        return

    def draw(self, pen: Pen, top: float) -> None:
        wide = INNER / _GROUPS_IN_A_ROW
        top -= self._ABOVE
        for place, group in enumerate(self.groups):
            x, y = LEFT + place % _GROUPS_IN_A_ROW * wide, top - (place // _GROUPS_IN_A_ROW + 1) * self._ROW
            pen.canvas.setLineWidth(INNER_LINE)
            pen.canvas.rect(x, y, wide, self._ROW)
            pen.text(x + 5, y + self._ROW - 13, f"第 {place + 1} 组", size=SMALL_SIZE)
            pen.text(x + wide / 2, y + 15, group, face=Face.HEAD, size=_CODE_SIZE, align=_CENTRE)
        low = top - self.height + self._ABOVE
        pen.canvas.setLineWidth(OUTER_LINE)
        pen.canvas.rect(LEFT, low, INNER, top - low)
