"""Tables in HTML, which some systems export under the name .xls."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

Span: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, from 0."""

LONGEST_SPAN = 2_000
"""A span beyond this is a mistake of the exporting system and is cut."""


@dataclass(slots=True)
class HtmlTable:
    """The rows of one table with its merged ranges; a merged range holds its text in its first cell."""

    rows: list[list[str]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def read_html(text: str) -> list[HtmlTable]:
    """Give the tables of an HTML text that are not inside a cell of another table."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.finish()
    return reader.tables


class _Reader(HTMLParser):
    """Collects cells; ``taken`` remembers for each column how many rows below a merged cell still covers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[HtmlTable] = []
        self._depth = 0
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._size = (1, 1)
        self._taken: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open_table()
        elif self._depth == 1 and tag == "tr":
            self._close_row()
            self._row = []
        elif self._depth == 1 and tag in {"td", "th"}:
            self._open_cell(dict(attrs))
        elif tag in {"br", "p", "div"} and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._depth == 1 and tag in {"td", "th"}:
            self._close_cell()
        elif self._depth == 1 and tag == "tr":
            self._close_row()
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._close_row()
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def finish(self) -> None:
        """Close what the text left open."""
        self._close_row()

    def _open_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self.tables.append(HtmlTable())
            self._taken = {}

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        self._close_cell()
        if self._row is None:
            self._row = []
        self._cell = []
        self._size = (_span(attributes.get("rowspan")), _span(attributes.get("colspan")))

    def _close_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        self._skip_taken(self._row)
        text = "".join(self._cell).strip().replace("\xa0", "")
        height, width = self._size
        top, left = len(self.tables[-1].rows), len(self._row)
        self._row.extend([text, *[""] * (width - 1)])
        if height > 1:
            self._taken.update(dict.fromkeys(range(left, left + width), height))
        if height > 1 or width > 1:
            self.tables[-1].spans.append((top, left, top + height - 1, left + width - 1))
        self._cell = None

    def _skip_taken(self, row: list[str]) -> None:
        while self._taken.get(len(row), 0) > 0:
            row.append("")

    def _close_row(self) -> None:
        self._close_cell()
        if self._row is None or not self.tables:
            return
        self._skip_taken(self._row)
        self.tables[-1].rows.append(self._row)
        self._taken = {column: left - 1 for column, left in self._taken.items() if left > 1}
        self._row = None


def _span(value: str | None) -> int:
    digits = (value or "").strip()
    return max(1, min(int(digits), LONGEST_SPAN)) if digits.isascii() and digits.isdigit() else 1
