"""Writes the refused rows of a roster in the layout of their file, with the reasons, ready to be imported again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.documents.sheets.reading import RosterProblem, RosterReading
from app.documents.sheets.values import cell_text, lost_digits
from app.domain.errors import AppError, ErrorCode
from app.tables.workbook import Cell, Sheet, Workbook, is_blank

REASON_COLUMN = "拒收原因"
LONGEST_EXACT = 10**11
"""Numbers of more digits are written as text, so that no spreadsheet rounds them."""


Wording: TypeAlias = Callable[[RosterProblem], str]
"""Says in words why a row was refused."""


def write_rejects(workbook: Workbook, reading: RosterReading, wording: Wording) -> bytes:
    """Give a workbook with the titles and the header of the file, its refused rows, and the reasons in the last column.

    :param workbook: the file that was read
    :param wording: gives the words of a reason
    :raises AppError: TABLE_NOT_FOUND when the reading is of another file
    """
    sheet = workbook.sheet(reading.sheet)
    if sheet is None:
        raise AppError(ErrorCode.TABLE_NOT_FOUND, sheet=reading.sheet)
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        writer = _Writer(sheet, reading, wording, book.add_worksheet(), book.add_format({"num_format": "@"}))
        writer.write(book.add_format({"num_format": "yyyy-mm-dd"}))
    return output.getvalue()


class _Writer:
    def __init__(self, sheet: Sheet, reading: RosterReading, wording: Wording, target: Worksheet, text: Format) -> None:
        self._sheet = sheet
        self._reading = reading
        self._wording = wording
        self._target = target
        self._text = text
        self._last = sheet.width

    def write(self, day: Format) -> None:
        header_row = self._reading.header_row
        self._target.set_column(0, self._last, 14, self._text)
        for place in range(header_row):
            self._write_row(place, self._sheet.rows[place], day)
        self._keep_header_merges(header_row, day)
        self._target.write_string(header_row - 1, self._last, REASON_COLUMN, self._text)
        for offset, (row, reasons) in enumerate(sorted(self._reasons().items())):
            self._write_row(header_row + offset, self._with_merges(row - 1), day)
            self._target.write_string(header_row + offset, self._last, "；".join(reasons), self._text)

    def _reasons(self) -> dict[int, list[str]]:
        reasons: dict[int, list[str]] = defaultdict(list)
        for issue in self._reading.rejected:
            why = self._wording(issue.code)
            reasons[issue.row].append(f"{issue.column}：{why}" if issue.column else why)
        return reasons

    def _with_merges(self, place: int) -> Sequence[Cell]:
        """Give the cells of a row with what is merged into it from above."""
        row = list(self._sheet.rows[place])
        for merge in self._sheet.merges:
            if merge.first_row < place <= merge.last_row:
                row += [""] * (merge.first_column + 1 - len(row))
                row[merge.first_column] = self._sheet.cell(merge.first_row, merge.first_column)
        return row

    def _write_row(self, place: int, row: Sequence[Cell], day: Format) -> None:
        for column, cell in enumerate(row):
            if not is_blank(cell):
                self._write_cell(place, column, cell, day)

    def _write_cell(self, place: int, column: int, cell: Cell, day: Format) -> None:
        if isinstance(cell, datetime | date):
            self._target.write_datetime(place, column, cell, day)
        elif isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < LONGEST_EXACT:
            self._target.write_number(place, column, cell)
        else:
            self._target.write_string(
                place, column, cell if isinstance(cell, str) and not lost_digits(cell) else cell_text(cell), self._text
            )

    def _keep_header_merges(self, header_row: int, day: Format) -> None:
        for merge in self._sheet.merges:
            if merge.last_row < header_row and not merge.is_single:
                value = self._sheet.cell(merge.first_row, merge.first_column)
                self._target.merge_range(
                    merge.first_row, merge.first_column, merge.last_row, merge.last_column, cell_text(value), self._text
                )
