"""Finds the rows of data below a header and gives them column by column.

Blank rows, notes, subtotals and repeated headers are no rows. A value that is merged downwards holds for every row of
its merge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.sheets.values import cell_text
from app.tables.header import Header, column_name
from app.tables.workbook import Cell, Sheet, is_blank

_SUM = re.compile(r".{0,10}(小计|合计|总计|共计|累计)[:：]?.{0,12}")
_NOTE = re.compile(
    r"[(（]?(备?注|附注|说明|填报|填表|制表|审核|复核|单位(负责人|盖章|\(盖章\))|负责人|经办|联系人[:：]|打印|导出|数据来源|第\d+页)"
)
FEWEST_COUNTED = 4
_SURE_NUMBER = re.compile(r"[0-9０-９Xx'\s]{15,24}")


@dataclass(frozen=True, slots=True)
class KeyColumns:
    """Places of the columns that make a row a person; None where the file lacks one."""

    code: int | None
    name: int | None
    identity: int | None

    def present(self) -> tuple[int, ...]:
        """The places that the file has."""
        return tuple(place for place in (self.code, self.name, self.identity) if place is not None)


class DataRows:
    """The rows of data of a sheet below its header.

    :param mapped: places of the columns that set a fact
    :ivar numbers: row number of each as Excel shows it
    """

    def __init__(self, sheet: Sheet, header: Header, keys: KeyColumns, mapped: Sequence[int]) -> None:
        judge = _Judge(header, keys, mapped)
        self._places = [place for place in range(header.row + 1, len(sheet.rows)) if judge.is_person(sheet.rows[place])]
        self.numbers = [place + 1 for place in self._places]
        self._rows = [sheet.rows[place] for place in self._places]
        self._narrowest = min(map(len, self._rows), default=0)
        self._fills = _downward(sheet, header.row)
        self._position = {place: position for position, place in enumerate(self._places)}

    def __len__(self) -> int:
        return len(self._places)

    def column(self, index: int) -> list[Cell]:
        """Give the cells of a column, one for each row of data, merges filled in."""
        if index < self._narrowest:
            cells = [row[index] for row in self._rows]
        else:
            cells = [row[index] if index < len(row) else "" for row in self._rows]
        for first, last, value in self._fills.get(index, ()):
            for place in range(first, last + 1):
                position = self._position.get(place)
                if position is not None:
                    cells[position] = value
        return cells


def _downward(sheet: Sheet, header_row: int) -> dict[int, list[tuple[int, int, Cell]]]:
    """Give for each column the ranges that one value fills downwards: first row, last row, value."""
    fills: dict[int, list[tuple[int, int, Cell]]] = defaultdict(list)
    for merge in sheet.merges:
        if merge.last_row <= merge.first_row or merge.first_row <= header_row or merge.first_row >= len(sheet.rows):
            continue
        value = sheet.cell(merge.first_row, merge.first_column)
        fills[merge.first_column].append((merge.first_row, min(merge.last_row, len(sheet.rows) - 1), value))
    return fills


def _counts_columns(shown: Sequence[str]) -> bool:
    """Say whether a row only numbers the columns: 1, 2, 3 and so on."""
    if len(shown) < FEWEST_COUNTED or not all(text.isascii() and text.isdigit() for text in shown):
        return False
    first = int(shown[0])
    return all(int(text) == first + place for place, text in enumerate(shown))


class _Judge:
    """Says of a row whether it is a person."""

    def __init__(self, header: Header, keys: KeyColumns, mapped: Sequence[int]) -> None:
        self._identity = keys.identity
        self._keys = keys
        self._key_places = keys.present()
        self._mapped = tuple(mapped)
        self._names = {place: header.names[place] for place in self._mapped}

    def is_person(self, row: Sequence[Cell]) -> bool:
        if self._has_sure_number(row):
            return True
        filled = [place for place in self._mapped if place < len(row) and not is_blank(row[place])]
        if not filled or self._repeats_header(row, filled):
            return False
        shown = [cell_text(cell) for cell in row if not is_blank(cell)]
        if _SUM.fullmatch(shown[0]) or any(_SUM.fullmatch(cell_text(row[place])) for place in self._present(row)):
            return False
        return not self._is_note(row, shown) and not _counts_columns(shown)

    def _has_sure_number(self, row: Sequence[Cell]) -> bool:
        if self._identity is None or self._identity >= len(row):
            return False
        cell = row[self._identity]
        return isinstance(cell, str) and _SURE_NUMBER.fullmatch(cell) is not None

    def _present(self, row: Sequence[Cell]) -> list[int]:
        return [place for place in self._key_places if place < len(row)]

    def _repeats_header(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        same = sum(column_name(row[place]) == self._names[place] for place in filled)
        return same >= 2 and same * 2 >= len(filled)

    def _is_note(self, row: Sequence[Cell], shown: Sequence[str]) -> bool:
        if _NOTE.match("".join(shown[0].split())):
            return True
        if len(shown) > 1:
            return False
        return not any(self._looks_like_key(row, place) for place in self._present(row))

    def _looks_like_key(self, row: Sequence[Cell], place: int) -> bool:
        """Say whether the only filled cell of a row can be a code, a number or a name."""
        text = cell_text(row[place])
        if not text:
            return False
        if place == self._keys.name:
            return len(text) <= 20
        return text.isascii() or place == self._identity
