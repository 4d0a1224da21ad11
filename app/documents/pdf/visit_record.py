"""The printed 入户走访记录表 (domain 7, item 1): one record, or a batch in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.documents.pdf.canvas import written
from app.documents.pdf.fonts import missing
from app.documents.pdf.frame import DEMONSTRATION, DRAFT, PageFrame, draw_pages
from app.documents.pdf.marks import draw_signature
from app.documents.pdf.style import (
    INNER_LINE,
    LEFT,
    RIGHT,
    SMALL_SIZE,
    TICKED,
    UNTICKED,
    Align,
    Block,
    Cell,
    Head,
    Pen,
    table,
)
from app.documents.pdf.visit_record_data import Figure, Judgement, Signature, Tick, VisitRecord
from app.domain.dates import format_date
from app.domain.progress import SILENT, Progress

TITLE: Final = "入户走访记录表"
_EMPTY_ROWS: Final = 2
"""Empty lines to write on where a part has nothing."""
_GAP: Final = 1.0
_CENTRE: Final = Align.CENTRE
_INCOME_HEADS: Final = ("工资性", "经营净", "财产性", "转移性", "合计", "人均")
_SPENDING_HEADS: Final = ("医疗自付", "教育", "生产", "人情等", "外债", "比去年")
_SIGNERS: Final = ("受访人", "走访人", "走访人", "村干部", "复核（第一书记）")


def render(record: VisitRecord) -> bytes:
    """The record as PDF."""
    return render_many([record], SILENT)


def render_many(records: Sequence[VisitRecord], progress: Progress = SILENT) -> bytes:
    """Many records in one PDF, in the order given; every record counts its own pages.

    :raises Cancelled: when the person asked to stop
    """
    return written(TITLE, records, lambda pen, record: draw_pages(pen, _frame(record), _blocks(record)), progress)


def characters_without_glyph(record: VisitRecord) -> frozenset[str]:
    """Characters of names and places that no font can draw: to warn before printing."""
    names = [signature.name for signature in record.signatures]
    return missing([record.head, record.address, record.place, record.interviewee, record.visitors, *names])


def _frame(record: VisitRecord) -> PageFrame:
    warnings = tuple(text for text, on in ((DRAFT, record.draft), (DEMONSTRATION, record.demonstration)) if on)
    return PageFrame(
        TITLE,
        record.place,
        record.number,
        record.day,
        record.record_id,
        record.printed,
        warnings,
        record.visited,
        record.makers,
    )


def _blocks(record: VisitRecord) -> list[Block]:
    parts = (
        _summary,
        _changes,
        _checks,
        _income,
        _supports,
        _needs,
        _promises,
        _told,
        _satisfaction,
        _answers,
        _signatures,
    )
    return [block for part in parts for block in part(record)]


def _summary(record: VisitRecord) -> list[Block]:
    registered, living, home = ("　\u00a0" if count is None else str(count) for count in record.members)
    members = f"户籍 {registered} 人，常住 {living} 人，今日在家 {home} 人"
    rows = [
        [_label("地址"), Cell(record.address), _label("户主"), Cell(record.head)],
        [_label("户类型"), Cell(_ticks(record.household_types)), _label("电话"), Cell(record.phone)],
        [_label("监测类别"), Cell(_ticks(record.monitored), span=3)],
        [_label("低收入类别"), Cell(_ticks(record.low_income), span=3)],
        [_label("家庭人口"), Cell(members), _label(record.visited or "受访人"), Cell(record.interviewee)],
        [_label("走访时间"), Cell(record.time), _label(record.makers), Cell(record.visitors)],
        [_label("走访方式"), Cell(_ticks(record.manner)), _label("事由"), Cell(record.occasion)],
    ]
    return [table((62, 202, 58, 159), rows)]


def _changes(record: VisitRecord) -> list[Block]:
    before = f"上次（{record.previous}）" if record.previous else "上次"
    rows = [[_label(word) for word in ("谁", "什么", before, "这次")]]
    rows += [[_label(it.who), Cell(it.what), Cell(it.before), Cell(it.now)] for it in record.changes]
    return [Head("一、家庭基本情况变化"), table((62, 96, 120, 203), _or_empty(rows, 4), heading=1), _Air()]


def _checks(record: VisitRecord) -> list[Block]:
    columns = (Judgement.SAFE, Judgement.PROBLEM, Judgement.UNKNOWN)
    rows = [[_label(word) for word in ("项目", "现场核实", "安全", "有问题", "不清楚")]]
    for it in record.checks:
        marks = [Cell("√" if it.judgement is column else "", _CENTRE) for column in columns]
        rows.append([_label(it.item), Cell(it.found), *marks])
    head = Head("二、两不愁三保障与饮水安全")
    return [head, table((62, 273, 43, 51, 51), _or_empty(rows, 5), heading=1), _Air()]


def _income(record: VisitRecord) -> list[Block]:
    title = "三、收入支出简表"
    title += f"（{record.income_period}，单位：元）" if record.income_period else "（单位：元）"
    rows: list[list[Cell]] = []
    for given, heads in ((record.income, _INCOME_HEADS), (record.spending, _SPENDING_HEADS)):
        figures = given or tuple(Figure(head) for head in heads)
        rows += [[_label(it.head) for it in figures], [Cell(it.value, Align.RIGHT) for it in figures]]
    columns = max(len(row) for row in rows)
    rows = [row + [Cell()] * (columns - len(row)) for row in rows]
    return [Head(title), table((1,) * columns, rows), _Air()]


def _supports(record: VisitRecord) -> list[Block]:
    rows = [[_label(word) for word in ("项目", "享受人", "标准", "今年到账", "本人认可")]]
    for it in record.supports:
        money = [Cell(it.standard, Align.RIGHT), Cell(it.received, Align.RIGHT)]
        rows.append([Cell(it.item), _label(it.who), *money, _label(it.agreed)])
    return [Head("四、享受政策"), table((149, 72, 96, 96, 67), _or_empty(rows, 5), heading=1), _Air()]


def _needs(record: VisitRecord) -> list[Block]:
    return [*_numbered("五、困难和诉求", record.needs), *_numbered("六、现场解决", record.done_on_site)]


def _promises(record: VisitRecord) -> list[Block]:
    rows = [[_label(word) for word in ("事项", "责任人", "时限")]]
    rows += [[Cell(it.what), _label(it.who), _label(it.until)] for it in record.promises]
    return [Head("七、转介与承诺"), table((281, 100, 100), _or_empty(rows, 3), heading=1), _Air()]


def _told(record: VisitRecord) -> list[Block]:
    return _numbered("八、政策宣传内容", record.told)


def _satisfaction(record: VisitRecord) -> list[Block]:
    words = (
        _ticks(record.satisfaction) if record.satisfaction else _ticks((Tick("满意"), Tick("基本满意"), Tick("不满意")))
    )
    rows = [[_label("评价"), Cell(words)], [_label("说的话"), Cell(record.remark)]]
    return [Head("九、群众满意"), table((62, 419), rows), _Air()]


def _answers(record: VisitRecord) -> list[Block]:
    blocks: list[Block] = [Head("附：逐题答复")] if record.answers else []
    for section in record.answers:
        rows = [[Cell(section.title, span=3)]] if section.title else []
        rows += [[_label(it.number), Cell(it.question), Cell(it.answer)] for it in section.answers]
        blocks += [table((40, 241, 200), rows, heading=int(bool(section.title))), _Air()]
    return blocks


def _signatures(record: VisitRecord) -> list[Block]:
    signatures = record.signatures or tuple(Signature(role) for role in _SIGNERS)
    return [Head("签字"), _Signatures(signatures), _Air()]


def _numbered(title: str, items: Sequence[str]) -> list[Block]:
    text = "\n".join(f"{place}. {item}" for place, item in enumerate(items, start=1))
    box = table((1,), [[Cell(text)]], least_lines=1 if items else _EMPTY_ROWS)
    return [Head(title), box, _Air()]


def _label(text: str) -> Cell:
    return Cell(text, _CENTRE)


def _ticks(ticks: Sequence[Tick]) -> str:
    return "  ".join((TICKED if tick.on else UNTICKED) + tick.label for tick in ticks)


def _or_empty(rows: list[list[Cell]], columns: int) -> list[list[Cell]]:
    """A table of a head alone gets a line to write on."""
    return rows if len(rows) > 1 else [*rows, [Cell()] * columns]


@dataclass(frozen=True)
class _Air:
    """A little room between parts."""

    height: float = _GAP
    keeps_with_next: bool = False

    def split(self, room: float) -> None:
        return

    def draw(self, pen: Pen, top: float) -> None:
        return


@dataclass(frozen=True)
class _Signatures:
    """The signatures, two beside each other; each with role, name, what was written and a line for the day."""

    signatures: tuple[Signature, ...]
    keeps_with_next: bool = False

    _HEIGHT = 50.0

    @property
    def height(self) -> float:
        return self._HEIGHT * ((len(self.signatures) + 1) // 2)

    def split(self, room: float) -> None:
        return

    def draw(self, pen: Pen, top: float) -> None:
        half = (RIGHT - LEFT) / 2
        for place, signature in enumerate(self.signatures):
            x, y = LEFT + (place % 2) * half, top - (place // 2 + 1) * self._HEIGHT
            self._draw_one(pen, signature, x, y, half)

    def _draw_one(self, pen: Pen, signature: Signature, x: float, y: float, wide: float) -> None:
        pen.canvas.setLineWidth(INNER_LINE)
        pen.canvas.rect(x, y, wide, self._HEIGHT)
        pen.text(x + 4, y + self._HEIGHT - 13, signature.role)
        pen.text(x + 4, y + self._HEIGHT - 28, signature.name)
        day = format_date(signature.day) if signature.day else "　　年　　月　　日"
        pen.text(x + wide - 4, y + 5, day, size=SMALL_SIZE, align=Align.RIGHT)
        if signature.note:
            pen.text(x + 86, y + self._HEIGHT - 20, signature.note, size=SMALL_SIZE)
        else:
            draw_signature(pen.canvas, signature, (x + 84, y + 13, wide - 90, self._HEIGHT - 16))
