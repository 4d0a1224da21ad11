"""What the mapping screen shows of each column of a file: the proposed fact, how sure it is, three samples."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.sheets.columns import Column, ColumnNames, Confidence
from app.documents.sheets.locate import Table, find_table
from app.documents.sheets.parsing import parse_columns
from app.documents.sheets.roster import data_rows
from app.documents.sheets.rows import DataRows
from app.documents.sheets.values import cell_text
from app.domain.codes import CodeLists
from app.domain.facts import FactDictionary, Sensitivity
from app.domain.masking import mask_account, mask_identity, mask_phone
from app.domain.phones import is_phone
from app.domain.progress import SILENT, Progress
from app.tables.workbook import Cell, Workbook, column_letters

SAMPLES = 3
_LONG_NUMBER = re.compile(r"[0-9Xx]{15,22}(B[0-9])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column of the file on the mapping screen.

    :param letters: the column as Excel calls it
    :param header: the file's own name without blanks
    :param samples: the first three rows, "" for a blank cell, numbers and telephones masked
    :param path: path of the fact with its holder, "" for none
    :param label: what people call the fact
    :param saved: what a saved mapping keeps for the column: the path, with the word of a yes/no column behind "="
    :param unreadable: cells that do not fit the fact
    :param rival: letters of an earlier column that claims the same fact, "" for none
    """

    index: int
    letters: str
    header: str
    samples: tuple[str, ...]
    path: str
    label: str
    confidence: Confidence
    saved: str = ""
    unreadable: int = 0
    rival: str = ""


@dataclass(frozen=True, slots=True)
class SheetGuess:
    """What the mapping screen shows of a file.

    :param header_row: row number of the header as Excel shows it
    :param rows: rows of data
    :param beginning: the first rows of the file as they are shown, numbers masked
    """

    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    rows: int
    beginning: tuple[tuple[str, ...], ...]
    columns: tuple[ColumnGuess, ...]


def guess_columns(
    workbook: Workbook,
    *,
    codes: CodeLists,
    facts: FactDictionary,
    today: date,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    progress: Progress = SILENT,
) -> SheetGuess:
    """Guess what the columns of a file mean; parameters as for ``read_roster``.

    :raises AppError: TABLE_NOT_FOUND where no sheet has enough known column names
    """
    table = find_table(workbook, ColumnNames(codes, facts, mapping), sheet, header_row)
    rows = data_rows(table)
    unreadable: dict[int, int] = {}
    for doubt in parse_columns(table, rows, codes, today, progress).doubts:
        unreadable[doubt.column.index] = unreadable.get(doubt.column.index, 0) + 1
    return SheetGuess(
        sheet=table.sheet.name,
        sheets=tuple(each.name for each in workbook.sheets if not each.hidden),
        header_row=table.header.row + 1,
        rows=len(rows),
        beginning=_beginning(table),
        columns=tuple(_guess(column, rows, unreadable.get(column.index, 0)) for column in table.columns if column.name),
    )


def _guess(column: Column, rows: DataRows, unreadable: int) -> ColumnGuess:
    target = column.target
    wants_look = column.rival is not None or unreadable > 0
    account = "账号" in column.name or "卡号" in column.name
    identity = target is not None and target.fact.sensitivity is Sensitivity.IDENTITY and target.fact.path != "name"
    return ColumnGuess(
        index=column.index,
        letters=column_letters(column.index),
        header=column.name,
        samples=tuple(_sample(cell, account, identity) for cell in rows.column(column.index)[:SAMPLES]),
        path="" if target is None else target.path,
        label="" if target is None else target.word or target.fact.label,
        confidence=Confidence.LOOK if wants_look else column.confidence,
        saved="" if target is None else target.slot,
        unreadable=unreadable,
        rival="" if column.rival is None else column_letters(column.rival),
    )


def _sample(cell: Cell, account: bool = False, identity: bool = False) -> str:
    text = cell_text(cell)
    if not text:
        return ""
    if account:
        return mask_account(text)
    if identity and _LONG_NUMBER.fullmatch(text):
        return mask_identity(text)
    return _masked(text)


def _masked(text: str) -> str:
    if _LONG_NUMBER.fullmatch(text) and not text.startswith("0") and len(text) >= 17:
        return mask_identity(text)
    return mask_phone(text) if is_phone(text) and len(text) >= 11 else text


def _beginning(table: Table) -> tuple[tuple[str, ...], ...]:
    shown: Sequence[Sequence[Cell]] = table.sheet.rows[: table.header.row + 1 + SAMPLES]
    return tuple(tuple("" if cell == "" else _masked(cell_text(cell)) for cell in row) for row in shown)
