"""Reads the bytes of a workbook into sheets of typed cells, whatever its file name says.

The content decides: an Excel workbook of any age (zip or OLE), a table in HTML that a system named .xls, or CSV.
Row ``n`` of a file, as Excel shows it, is ``sheet.rows[n - 1]``; nothing is skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO
from typing import TypeAlias

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visibility

from app.domain.errors import AppError, ErrorCode
from app.tables.extent import farthest_cell
from app.tables.html import read_html
from app.tables.text import decode_text, read_csv

Cell: TypeAlias = str | int | float | bool | date | time | timedelta
"""A cell as the file has it; an empty one is ``""``; numbers of Excel are floats."""

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
OLE_HEADER_SIZE = 512
OLE_SECTOR_SHIFTS = (9, 12)
OLE_SECTOR_COUNTS = (40, 44, 64, 72)
"""Where the header counts its sectors: directory, FAT, mini FAT, DIFAT."""

BEGINNING_OF_FILE = bytes.fromhex("09081000000605")
FILE_PASS = 0x2F
RECORDS_SEARCHED = 4
"""FILEPASS follows the beginning of the file after a record or two at most."""

ZIP_MAGIC = b"PK\x03\x04"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_LEADING_MARKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: rows and columns counted from 0, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def is_single(self) -> bool:
        """Say whether it is one cell alone, which some programs write."""
        return (self.first_row, self.first_column) == (self.last_row, self.last_column)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``rows[i]`` is row ``i + 1`` of the file, rows may differ in length."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell by its places from 0; one beyond the rows or a row's end is empty."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""

    @property
    def is_empty(self) -> bool:
        """Say whether no cell holds anything."""
        return not any(not is_blank(cell) for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file in its order, hidden ones included."""

    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """Give the sheet of that name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def is_blank(cell: Cell) -> bool:
    """Say whether a cell shows nothing: empty, or blanks alone."""
    return cell == "" or (isinstance(cell, str) and not cell.strip())


def column_letters(index: int) -> str:
    """Give the letters by which Excel calls a column: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(65 + rest) + letters
        index -= 1
    return letters


def read_workbook(content: bytes, file_name: str = "") -> Workbook:
    """Read a workbook out of its bytes.

    :param content: the whole file
    :param file_name: for error messages alone
    :raises AppError: WORKBOOK_EMPTY, WORKBOOK_ENCRYPTED, SHEET_TOO_LARGE or NOT_A_WORKBOOK
    """
    workbook = _reader_for(content)(content, file_name)
    if all(sheet.is_empty for sheet in workbook.sheets):
        raise AppError(ErrorCode.WORKBOOK_EMPTY, file=file_name)
    return workbook


def _reader_for(content: bytes) -> Callable[[bytes, str], Workbook]:
    if content.startswith((ZIP_MAGIC, OLE_MAGIC)):
        return _read_excel
    start = content[:4096].lstrip(_LEADING_MARKS)
    return _read_markup if start.startswith(b"<") else _read_text


def _read_excel(content: bytes, file_name: str) -> Workbook:
    if content.startswith(OLE_MAGIC):
        _check_ole(content, file_name)
    elif (corner := farthest_cell(content)) is not None:
        raise AppError(ErrorCode.SHEET_TOO_LARGE, file=file_name, cell=corner)
    with _damage_named(file_name), CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return Workbook(
            tuple(
                _read_sheet(book.get_sheet_by_name(meta.name), meta.visible != Visibility.Visible)
                for meta in book.sheets_metadata
                if meta.typ == SheetTypeEnum.WorkSheet
            )
        )


@contextmanager
def _damage_named(file_name: str) -> Iterator[None]:
    """Turn what the reader says about a damaged or protected file into errors that a person can act on."""
    try:
        yield
    except PasswordError as trouble:
        raise AppError(ErrorCode.WORKBOOK_ENCRYPTED, file=file_name) from trouble
    except CalamineError as trouble:
        raise AppError(ErrorCode.NOT_A_WORKBOOK, file=file_name) from trouble
    except BaseException as trouble:
        # the panic of the Rust library is no Exception and its class cannot be imported
        if type(trouble).__name__ != "PanicException":
            raise
        raise AppError(ErrorCode.NOT_A_WORKBOOK, file=file_name) from trouble


def _check_ole(content: bytes, file_name: str) -> None:
    """Refuse an encrypted container, and one whose header promises more sectors than the file can hold.

    The reader would allocate memory for those sectors and take the whole program down (MS-CFB, 2.2).
    """
    if ENCRYPTED_STREAM in content or _has_file_pass(content):
        raise AppError(ErrorCode.WORKBOOK_ENCRYPTED, file=file_name)
    header = content[:OLE_HEADER_SIZE].ljust(OLE_HEADER_SIZE, b"\0")
    shift = int.from_bytes(header[30:32], "little")
    promised = [int.from_bytes(header[at : at + 4], "little") for at in OLE_SECTOR_COUNTS]
    if shift not in OLE_SECTOR_SHIFTS or max(promised) > len(content) >> shift:
        raise AppError(ErrorCode.NOT_A_WORKBOOK, file=file_name)


def _has_file_pass(content: bytes) -> bool:
    """Say whether an old workbook is protected by a password: a FILEPASS record near its beginning (MS-XLS, 2.4.117)."""
    place = content.find(BEGINNING_OF_FILE, OLE_HEADER_SIZE)
    for _ in range(RECORDS_SEARCHED):
        if place < 0 or place + 4 > len(content):
            return False
        kind, length = (int.from_bytes(content[place + at : place + at + 2], "little") for at in (0, 2))
        if kind == FILE_PASS:
            return True
        place += 4 + length
    return False


def _read_sheet(sheet: CalamineSheet, hidden: bool) -> Sheet:
    merges = tuple(Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return Sheet(sheet.name, sheet.to_python(skip_empty_area=False), merges, hidden)


def _read_markup(content: bytes, file_name: str) -> Workbook:
    tables = read_html(_decoded(content, file_name))
    if not tables:
        raise AppError(ErrorCode.NOT_A_WORKBOOK, file=file_name)
    return Workbook(
        tuple(
            Sheet(f"表{number}", table.rows, tuple(Merge(*span) for span in table.spans))
            for number, table in enumerate(tables, 1)
        )
    )


def _read_text(content: bytes, file_name: str) -> Workbook:
    text = _decoded(content, file_name)
    if not text.strip():
        raise AppError(ErrorCode.WORKBOOK_EMPTY, file=file_name)
    rows = read_csv(text)
    if rows is None:
        raise AppError(ErrorCode.NOT_A_WORKBOOK, file=file_name)
    return Workbook((Sheet("CSV", rows),))


def _decoded(content: bytes, file_name: str) -> str:
    text = decode_text(content)
    if text is None:
        raise AppError(ErrorCode.NOT_A_WORKBOOK, file=file_name)
    return text
