"""The style of office paper (design 8): measures, wrapped text, tables with thick outer and thin inner lines.

A form is a list of :class:`Block`; :func:`paginate` fills pages with them, splitting tables between rows and rows that
are longer than a page between lines; a :class:`Pen` draws them. Measures are points from the lower left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, Protocol

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf.fonts import Face, glyph, runs, width

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT: Final = 22 * mm
RIGHT: Final = PAGE_WIDTH - 18 * mm
INNER: Final = RIGHT - LEFT
TITLE_SIZE: Final = 20.0
TITLE_SPACING: Final = 5.0
HEAD_SIZE: Final = 11.0
BODY_SIZE: Final = 10.5
SMALL_SIZE: Final = 9.0
LEADING: Final = 15.5
OUTER_LINE: Final = 1.0
INNER_LINE: Final = 0.5
CELL_ABOVE: Final = 2.75
CELL_SIDE: Final = 4.0
TICKED, UNTICKED = "☑", "☐"
_DRAWN_BOXES: Final = frozenset(TICKED + UNTICKED)
_WORD_TO_TICK: Final = 10
"""So many characters behind a box stay together; a longer text wraps as all others do."""
_NOT_FIRST: Final = frozenset("，。、；：？！）】》〉”’」』〕…—％%,.;:?!)]}·")
_NOT_LAST: Final = frozenset("（【《〈“‘「『〔([{")


class Align(Enum):
    """Where text stands in its cell."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Cell:
    """A cell: words (☑ and ☐ are drawn), where they stand, over how many columns."""

    text: str = ""
    align: Align = Align.LEFT
    span: int = 1


def wrap(text: str, face: Face, size: float, room: float) -> list[str]:
    """Break a text into lines: between Chinese characters, never inside a number or a Latin word that fits a line,
    no closing mark at the start and no opening mark at the end of a line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(paragraph, face, size, room)
    return lines


def _wrap_paragraph(text: str, face: Face, size: float, room: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for piece in _pieces(text):
        wide = _width(piece, face, size)
        if used + wide <= room or not line:
            line, used = line + piece, used + wide
        else:
            lines.append(line.rstrip(" "))
            line, used = piece.lstrip(" "), wide
        while used > room and len(line) > 1:  # one piece longer than a line
            fits = _fitting(line, face, size, room)
            lines.append(line[:fits])
            line = line[fits:]
            used = _width(line, face, size)
    return [*lines, line]


def _pieces(text: str) -> list[str]:
    """The parts that stay together."""
    pieces: list[str] = []
    for character in text:
        before = pieces[-1][-1] if pieces else ""
        together = (
            (before in _NOT_LAST or character in _NOT_FIRST)
            or (before.isascii() and character.isascii() and before != " " and character != " ")
            or before in _DRAWN_BOXES
            or (_ticked_word(pieces) and character != " ")
            or "\u00a0" in (before, character)
        )
        if before and together:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _ticked_word(pieces: list[str]) -> bool:
    """Whether the last piece is a box with the beginning of its word: a word to tick stays on one line."""
    return bool(pieces) and pieces[-1][0] in _DRAWN_BOXES and " " not in pieces[-1] and len(pieces[-1]) < _WORD_TO_TICK


def _fitting(line: str, face: Face, size: float, room: float) -> int:
    used = 0.0
    for place, character in enumerate(line):
        used += _width(character, face, size)
        if used > room:
            return max(1, place)
    return len(line)


def _width(text: str, face: Face, size: float) -> float:
    return sum(1.1 if character in _DRAWN_BOXES else glyph(character, face)[1] for character in text) * size


class Pen:
    """Draws on one canvas; black only."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        face: Face = Face.BODY,
        size: float = BODY_SIZE,
        align: Align = Align.LEFT,
    ) -> None:
        """A line of text with its baseline at ``y``; ``x`` is its left end, middle or right end."""
        if align is not Align.LEFT:
            x -= _width(text, face, size) / (2 if align is Align.CENTRE else 1)
        for part in _split_boxes(text):
            if part in _DRAWN_BOXES:
                self.box(x, y, size, ticked=part == TICKED)
                x += 1.1 * size
            else:
                x = self._words(x, y, part, face, size)

    def box(self, x: float, y: float, size: float, *, ticked: bool) -> None:
        """A box to tick, drawn as lines: the body font has no such glyphs."""
        side = size * 0.82
        canvas = self.canvas
        canvas.setLineWidth(0.7)
        canvas.rect(x + 0.8, y - size * 0.1, side, side)
        if ticked:
            canvas.setLineWidth(1.1)
            left, base = x + 0.8, y - size * 0.1
            canvas.lines(
                [
                    (left + side * 0.18, base + side * 0.52, left + side * 0.42, base + side * 0.22),
                    (left + side * 0.42, base + side * 0.22, left + side * 0.84, base + side * 0.84),
                ]
            )

    def line(self, x1: float, y1: float, x2: float, y2: float, thick: float = INNER_LINE) -> None:
        """A straight line."""
        self.canvas.setLineWidth(thick)
        self.canvas.line(x1, y1, x2, y2)

    def _words(self, x: float, y: float, text: str, face: Face, size: float) -> float:
        for used, part in runs(text, face):
            self.canvas.setFont(used.value, size)
            self.canvas.drawString(x, y, part)
            x += width(part, used, size)
        return x


def _split_boxes(text: str) -> list[str]:
    if not _DRAWN_BOXES.intersection(text):
        return [text] if text else []
    parts = [""]
    for character in text:
        if character in _DRAWN_BOXES:
            parts += [character, ""]
        else:
            parts[-1] += character
    return [part for part in parts if part]


class Block(Protocol):
    """A part of a form that is as wide as the page."""

    @property
    def height(self) -> float:
        """Points from top to bottom."""

    @property
    def keeps_with_next(self) -> bool:
        """A head is not left alone at the foot of a page."""

    def split(self, room: float) -> tuple[Block, Block] | None:
        """The part that fits into ``room`` and the rest; None when nothing useful fits."""

    def draw(self, pen: Pen, top: float) -> None:
        """Draw with the upper edge at ``top``."""


@dataclass(frozen=True)
class Head:
    """The head of a section: 黑体 11."""

    text: str

    @property
    def height(self) -> float:
        """A line with a little air."""
        return 20.0

    @property
    def keeps_with_next(self) -> bool:
        """Always."""
        return True

    def split(self, room: float) -> None:
        """A head is one line."""
        return

    def draw(self, pen: Pen, top: float) -> None:
        """Bold words."""
        pen.text(LEFT, top - 14.5, self.text, face=Face.HEAD, size=HEAD_SIZE)


@dataclass(frozen=True)
class Row:
    """A table row, wrapped: lines, alignment and column span of each cell."""

    cells: tuple[tuple[tuple[str, ...], Align, int], ...]
    least_lines: int = 1

    @classmethod
    def of(cls, cells: Sequence[Cell], widths: Sequence[float], least_lines: int = 1) -> Row:
        """Wrap the cells into their columns."""
        made, column = [], 0
        for cell in cells:
            room = sum(widths[column : column + cell.span]) - 2 * CELL_SIDE
            made.append((tuple(wrap(cell.text, Face.BODY, BODY_SIZE, room)), cell.align, cell.span))
            column += cell.span
        return cls(tuple(made), least_lines)

    @property
    def lines(self) -> int:
        """Lines of the longest cell."""
        return max(self.least_lines, *(len(lines) for lines, _, _ in self.cells))

    @property
    def height(self) -> float:
        """Points with the air above and below."""
        return self.lines * LEADING + 2 * CELL_ABOVE

    def cut(self, lines: int) -> tuple[Row, Row]:
        """The first lines of every cell, and the rest."""
        first = tuple((text[:lines], align, span) for text, align, span in self.cells)
        rest = tuple((text[lines:], align, span) for text, align, span in self.cells)
        return replace(self, cells=first, least_lines=1), replace(self, cells=rest, least_lines=1)


@dataclass(frozen=True)
class Table:
    """Rows between lines: outer 1 pt, inner 0.5 pt. ``heading`` rows come again on the next page."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    heading: int = 0

    @property
    def height(self) -> float:
        """All rows."""
        return sum(row.height for row in self.rows)

    @property
    def keeps_with_next(self) -> bool:
        """No."""
        return False

    def split(self, room: float) -> tuple[Table, Table] | None:
        """Between rows; inside the first row only where it is longer than what a page can hold."""
        used, place = 0.0, 0
        while place < len(self.rows) and used + self.rows[place].height <= room:
            used += self.rows[place].height
            place += 1
        if place > self.heading:
            return self._cut(self.rows[:place], self.rows[place:])
        lines = int((room - used - 2 * CELL_ABOVE) // LEADING)
        if place == self.heading and self.rows[place].lines > _LONG_ROW and lines > 2:
            first, rest = self.rows[place].cut(lines)
            return self._cut((*self.rows[:place], first), (rest, *self.rows[place + 1 :]))
        return None

    def _cut(self, first: tuple[Row, ...], rest: tuple[Row, ...]) -> tuple[Table, Table]:
        return replace(self, rows=first), replace(self, rows=(*self.rows[: self.heading], *rest))

    def draw(self, pen: Pen, top: float) -> None:
        """Words, then lines."""
        inner: list[tuple[float, float, float, float]] = []
        y = top
        for number, row in enumerate(self.rows):
            inner += self._draw_row(pen, row, y)
            if number:
                inner.append((LEFT, y, LEFT + sum(self.widths), y))
            y -= row.height
        pen.canvas.setLineWidth(INNER_LINE)
        pen.canvas.lines(inner)
        pen.canvas.setLineWidth(OUTER_LINE)
        pen.canvas.rect(LEFT, y, sum(self.widths), top - y)

    def _draw_row(self, pen: Pen, row: Row, top: float) -> list[tuple[float, float, float, float]]:
        edges, column, x = [], 0, LEFT
        for lines, align, span in row.cells:
            wide = sum(self.widths[column : column + span])
            if column:
                edges.append((x, top, x, top - row.height))
            self._draw_lines(pen, lines, align, (x, top - (row.height - len(lines) * LEADING) / 2, wide))
            column += span
            x += wide
        return edges

    def _draw_lines(self, pen: Pen, lines: Sequence[str], align: Align, place: tuple[float, float, float]) -> None:
        x, top, wide = place
        start = {Align.LEFT: x + CELL_SIDE, Align.CENTRE: x + wide / 2, Align.RIGHT: x + wide - CELL_SIDE}[align]
        for number, text in enumerate(lines):
            if text:
                pen.text(start, top - number * LEADING - 11.5, text, align=align)


_LONG_ROW: Final = 12
"""A row of more lines may be cut between lines; a shorter one goes whole to the next page."""


def spaced_title(pen: Pen, y: float, title: str) -> None:
    """The title in the middle of the sheet: 黑体 20 with air between the characters."""
    wide = len(title) * TITLE_SIZE + (len(title) - 1) * TITLE_SPACING
    pen.canvas.setFont(Face.HEAD.value, TITLE_SIZE)
    pen.canvas.drawString((LEFT + RIGHT - wide) / 2, y, title, charSpace=TITLE_SPACING)


def table(widths: Sequence[float], rows: Sequence[Sequence[Cell]], *, heading: int = 0, least_lines: int = 1) -> Table:
    """A table as wide as the page: column widths are shares that are stretched to it."""
    stretch = INNER / sum(widths)
    real = tuple(share * stretch for share in widths)
    return Table(real, tuple(Row.of(row, real, least_lines) for row in rows), heading)


def paginate(blocks: Sequence[Block], first_room: float, room: float) -> list[list[Block]]:
    """Fill pages from top to bottom; ``first_room`` points on the first page, ``room`` on the others."""
    pages: list[list[Block]] = [[]]
    left = first_room
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        needed = block.height + (_least_of(waiting[0]) if block.keeps_with_next and waiting else 0)
        alone = block.keeps_with_next and not pages[-1]
        if needed <= left or alone:
            pages[-1].append(block)
            left -= block.height
            continue
        parts = block.split(left)
        if parts is not None:
            pages[-1].append(parts[0])
            waiting.insert(0, parts[1])
        elif pages[-1]:
            waiting.insert(0, block)
        else:  # higher than a page and not to be split: better over the edge than never
            pages[-1].append(block)
        pages.append([])
        left = room
    return pages if pages[-1] else pages[:-1]


def _least_of(block: Block) -> float:
    """What of a block must follow its head on the same page."""
    if not isinstance(block, Table):
        return block.height
    first = block.rows[min(block.heading, len(block.rows) - 1)]
    shown = first.height if first.lines <= _LONG_ROW else 4 * LEADING
    return sum(row.height for row in block.rows[: block.heading]) + shown
