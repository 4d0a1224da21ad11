"""Finds the sheet and the header of a roster in a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.sheets.columns import Column, ColumnNames
from app.domain.errors import AppError, ErrorCode
from app.tables.header import Header, find_header, header_at
from app.tables.workbook import Sheet, Workbook

CODE, VILLAGE, NAME, IDENTITY = "household.code", "household.village", "member.name", "member.id_number"
KEY_PATHS = (CODE, NAME, IDENTITY)
SHEETS_NAMED = 3
"""So many sheets are named where no table was found."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its header and what its columns mean."""

    sheet: Sheet
    header: Header
    columns: tuple[Column, ...]

    def place(self, path: str) -> int | None:
        """Give the place of the column that sets a fact."""
        found = self.column(path)
        return None if found is None else found.index

    def column(self, path: str) -> Column | None:
        """Give the column that sets a fact."""
        return next((column for column in self.columns if column.target and column.target.path == path), None)


def find_table(workbook: Workbook, names: ColumnNames, sheet: str | None, header_row: int | None) -> Table:
    """Find the table to be read: the first visible sheet that fits best, else the first hidden one.

    :param sheet: the name of the sheet that a person chose
    :param header_row: the row number, as Excel shows it, that a person pointed at
    :raises AppError: TABLE_NOT_FOUND where no sheet has enough known column names
    """
    candidates = list(_tables(workbook, names, sheet, header_row))
    if not candidates:
        known = "、".join(one.name for one in workbook.sheets[:SHEETS_NAMED])
        raise AppError(ErrorCode.TABLE_NOT_FOUND, file=sheet or known)
    visible = [table for table in candidates if not table.sheet.hidden]
    return max(visible or candidates, key=_keys_present)


def _keys_present(table: Table) -> int:
    return sum(table.place(path) is not None for path in KEY_PATHS)


def _tables(workbook: Workbook, names: ColumnNames, chosen: str | None, header_row: int | None) -> Iterator[Table]:
    for sheet in workbook.sheets:
        if chosen is not None and sheet.name != chosen:
            continue
        header = _header(sheet, names, header_row)
        if header is not None:
            yield Table(sheet, header, names.match(header.names))


def _header(sheet: Sheet, names: ColumnNames, header_row: int | None) -> Header | None:
    if header_row is None:
        return find_header(sheet, names.knows)
    if not 1 <= header_row <= len(sheet.rows):
        return None
    return header_at(sheet, header_row - 1, names.knows)
