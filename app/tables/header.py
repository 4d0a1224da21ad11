"""Finds the header of a table among titles, notes and merged cells, by the names that its columns are known to have.

A header has one or two levels. With two, the names of the lower row count and ``row`` is the lower one; an upper name
("残疾") goes before a lower one ("等级") where only both together are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.tables.workbook import Cell, Sheet, is_blank

FEWEST_KNOWN = 5
"""So many known names make a row a header."""
ROWS_SEARCHED = 10
"""The header stands within so many rows, leading blank ones not counted."""

Knows = Callable[[str], bool]
"""Says whether a column name, without blanks, is known."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header of a sheet lies and what its columns are called.

    :param row: index of its (lower) row, from 0
    :param top: index of its upper row, the same as ``row`` for one level
    :param names: the file's own names without blanks and line breaks, "" where a column has none
    :param known: how many different known names it has
    """

    row: int
    top: int
    names: tuple[str, ...]
    known: int


def column_name(cell: Cell) -> str:
    """Give a cell of a header as a name: without blanks and line breaks."""
    text = cell if isinstance(cell, str) else _number_name(cell)
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "")


def _number_name(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def find_header(sheet: Sheet, knows: Knows, fewest: int = FEWEST_KNOWN) -> Header | None:
    """Find the header of a sheet: the row, or the pair of rows, with the most known names.

    :param knows: says of a name without blanks whether it is known
    :param fewest: so many known names it needs at least
    :returns: None when no row among the first has enough known names
    """
    best: Header | None = None
    for candidate in _candidates(sheet, knows):
        if candidate.known >= fewest and (best is None or candidate.known > best.known):
            best = candidate
    return best


def header_at(sheet: Sheet, row: int, knows: Knows) -> Header:
    """Take the row that a person pointed at (index from 0) as the header, with an upper level where that knows more."""
    single = _one_level(sheet, row, knows)
    double = _two_levels(sheet, row, knows) if row > 0 else single
    return double if double.known > single.known else single


def _candidates(sheet: Sheet, knows: Knows) -> Iterator[Header]:
    start = next((index for index, row in enumerate(sheet.rows) if not _is_empty(row)), 0)
    for row in range(start, min(start + ROWS_SEARCHED, len(sheet.rows))):
        yield _one_level(sheet, row, knows)
        if row > start:
            yield _two_levels(sheet, row, knows)


def _is_empty(row: Sequence[Cell]) -> bool:
    return all(is_blank(cell) for cell in row)


def _one_level(sheet: Sheet, row: int, knows: Knows) -> Header:
    """Read one row; names that are merged downwards make the last row of the merge the lower row of the header."""
    names = tuple(column_name(cell) for cell in sheet.rows[row])
    known = sum(knows(name) for name in set(names))
    last = max((merge.last_row for merge in sheet.merges if merge.first_row == row), default=row)
    return Header(last, row, names, known)


def _two_levels(sheet: Sheet, row: int, knows: Knows) -> Header:
    upper = _upper_names(sheet, row - 1)
    lower = [column_name(cell) for cell in sheet.rows[row]]
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    names = tuple(_joined(above, below, knows) for above, below in zip(upper, lower, strict=True))
    return Header(row, row - 1, names, sum(knows(name) for name in set(names)))


def _upper_names(sheet: Sheet, row: int) -> list[str]:
    """Give the names of the upper row, a name that is merged to the right for each of its columns."""
    names = [column_name(cell) for cell in sheet.rows[row]]
    width = max(len(names), len(sheet.rows[row + 1]))
    for merge in sheet.merges:
        if merge.first_row <= row <= merge.last_row and merge.first_column < len(names):
            name = column_name(sheet.cell(merge.first_row, merge.first_column))
            end = min(merge.last_column, width - 1)
            names += [""] * (end + 1 - len(names))
            names[merge.first_column : end + 1] = [name] * (end + 1 - merge.first_column)
    return names


def _joined(above: str, below: str, knows: Knows) -> str:
    if not below:
        return above
    if above and knows(above + below):
        return above + below
    return below
