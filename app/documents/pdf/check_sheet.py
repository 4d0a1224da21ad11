"""入户对照表: what the record says and what was answered last time beside an empty box, to be corrected at the door.

The numbers are those that the visit shows, so that the differences can be typed back (issue 3, item 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.documents.pdf.canvas import written
from app.documents.pdf.frame import DEMONSTRATION, PageFrame, draw_pages
from app.documents.pdf.printed import Printed
from app.documents.pdf.style import UNTICKED, Align, Block, Cell, Head, table
from app.domain.progress import SILENT, Progress

TITLE: Final = "入户对照表"
_CENTRE: Final = Align.CENTRE
_HINT: Final = "和左边一样的不用写，不一样的在右边打√或写上；必问的每次都打√。没问到的写“未问”。"
_UNIT_ROOM: Final = "　　　　"


@dataclass(frozen=True)
class SheetLine:
    """A question on the sheet.

    :param number: as the visit shows it
    :param before: what the record says and what was answered last time, in words; empty where nothing is known
    :param choices: words to tick; empty for a line to write on
    :param unit: behind the line
    :param always: a safety question, asked whatever else
    """

    number: str
    question: str
    before: str = ""
    choices: tuple[str, ...] = ()
    unit: str = ""
    always: bool = False


@dataclass(frozen=True)
class SheetSection:
    """A section of the checklist."""

    title: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True)
class CheckSheet:
    """The sheet of one household.

    :param record_id: id of the household, for the QR code
    :param form: title and version of the checklist
    :param household: name, place and members, as label and value
    """

    record_id: str
    place: str
    number: str
    day: date
    form: str
    household: tuple[tuple[str, str], ...]
    sections: tuple[SheetSection, ...]
    printed: Printed | None = None
    demonstration: bool = False


def render(sheet: CheckSheet) -> bytes:
    """The sheet as PDF."""
    return render_many([sheet])


def render_many(sheets: Sequence[CheckSheet], progress: Progress = SILENT) -> bytes:
    """Many sheets in one PDF, in the order given; every sheet counts its own pages.

    :raises Cancelled: when the person asked to stop
    """
    return written(TITLE, sheets, lambda pen, sheet: draw_pages(pen, _frame(sheet), _blocks(sheet)), progress)


def _frame(sheet: CheckSheet) -> PageFrame:
    warnings = (DEMONSTRATION,) if sheet.demonstration else ()
    return PageFrame(TITLE, sheet.place, sheet.number, sheet.day, sheet.record_id, sheet.printed, warnings)


def _blocks(sheet: CheckSheet) -> list[Block]:
    known = [[Cell(label, _CENTRE), Cell(value)] for label, value in (("清单", sheet.form), *sheet.household)]
    blocks: list[Block] = [table((62, 419), [*known, [Cell(_HINT, span=2)]])]
    for section in sheet.sections:
        heads = [Cell(word, _CENTRE) for word in ("题号", "问题", "记录、上次", "这次")]
        rows = [
            [Cell(line.number, _CENTRE), Cell(_asked(line)), Cell(line.before), Cell(_box(line))]
            for line in section.lines
        ]
        blocks += [Head(section.title), table((34, 172, 118, 157), [heads, *rows], heading=1)]
    return blocks


def _asked(line: SheetLine) -> str:
    return f"{line.question}（必问）" if line.always else line.question


def _box(line: SheetLine) -> str:
    if line.choices:
        return "  ".join(UNTICKED + word for word in line.choices)
    return f"{_UNIT_ROOM}{line.unit}" if line.unit else ""
