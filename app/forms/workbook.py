"""XLSForm workbooks as plain sheets: read by content (never by suffix), composed from blocks, written again."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from app.forms.limits import OLD_WORKBOOK_BYTES, WORKBOOK_BYTES, WORKBOOK_CELLS, WORKBOOK_ROWS, WORKBOOK_UNPACKED_BYTES
from app.forms.messages import Cell, refuse

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGES: Final = "xl/worksheets/"
SHEETS: Final = ("survey", "choices", "settings", "external_choices", "entities", "osm")

Row = dict[str, str]


@dataclass
class Sheet:
    """A sheet: its headers in order, its rows, and for each row the cell that an author would look at."""

    headers: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    places: list[Cell] = field(default_factory=list)


@dataclass
class Workbook:
    """The sheets of an XLSForm by name; ``names`` are all sheet names as they stand in the file."""

    sheets: dict[str, Sheet]
    names: list[str]

    def sheet(self, name: str) -> Sheet:
        """A sheet, an empty one where it is absent."""
        return self.sheets.setdefault(name, Sheet())


def read_workbook(data: bytes, workbook: str | None = None) -> Workbook:
    """Read an ``.xlsx`` or an ``.xls`` workbook, told by its first bytes.

    :param workbook: the name of the block that this is, for messages
    :raises FormError: when it is neither, too large, or broken
    """
    most = OLD_WORKBOOK_BYTES if data.startswith(_OLE) else WORKBOOK_BYTES
    if len(data) > most:
        raise refuse("too_large", Cell(workbook=workbook), limit=most)
    if data.startswith(_ZIP):
        _check_unpacked(data, workbook)
        sheets = _read(data, "xlsx_to_dict", workbook)
    elif data.startswith(_OLE):
        sheets = _read(data, "xls_to_dict", workbook)
    else:
        raise refuse("not_a_workbook", Cell(workbook=workbook))
    return _workbook(sheets, workbook)


def _check_unpacked(data: bytes, workbook: str | None) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > WORKBOOK_UNPACKED_BYTES:
                raise refuse("too_large", Cell(workbook=workbook), limit=WORKBOOK_UNPACKED_BYTES)
            cells = sum(_cells(archive, entry) for entry in archive.infolist() if entry.filename.startswith(_PAGES))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise refuse("workbook_broken", Cell(workbook=workbook), detail=str(error)) from error
    if cells > WORKBOOK_CELLS:
        raise refuse("too_many_cells", Cell(workbook=workbook), limit=WORKBOOK_CELLS)


def _cells(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """About how many cells and rows a page has, told from its bytes: reading them one by one takes long."""
    with archive.open(entry) as page:
        return sum(part.count(b"<c ") + part.count(b"<row ") for part in iter(lambda: page.read(1 << 20), b""))


def _read(data: bytes, reader: str, workbook: str | None) -> Mapping[str, Any]:
    # half a second to import: only who compiles a workbook pays it
    from pyxform import xls2json_backends  # noqa: PLC0415 - pyxform takes half a second to import
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - pyxform takes half a second to import

    try:
        found: Mapping[str, Any] = getattr(xls2json_backends, reader)(data)
    except PyXFormError as error:
        raise refuse("workbook_broken", Cell(workbook=workbook), detail=str(error)) from error
    except Exception as error:
        raise refuse("workbook_broken", Cell(workbook=workbook), detail=str(error)) from error
    return found


def _workbook(found: Mapping[str, Any], workbook: str | None) -> Workbook:
    sheets: dict[str, Sheet] = {}
    for name in SHEETS:
        rows = found.get(name)
        if rows is None:
            continue
        if len(rows) > WORKBOOK_ROWS:
            raise refuse("too_large", Cell(name, WORKBOOK_ROWS, None, workbook), limit=WORKBOOK_ROWS)
        headers = [header for one in found.get(f"{name}_header") or () for header in one]
        places = [Cell(name, number, None, workbook) for number in range(2, len(rows) + 2)]
        sheets[name] = Sheet(headers, [dict(row) for row in rows], places)
    return Workbook(sheets, list(found.get("sheet_names") or sheets))


def write_workbook(workbook: Workbook) -> bytes:
    """The workbook as ``.xlsx``: bold headers, a frozen first row, columns wide enough to read."""
    import xlsxwriter  # noqa: PLC0415 (only who writes a workbook pays its import)

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, sheet in workbook.sheets.items():
            page = book.add_worksheet(name)
            page.freeze_panes(1, 0)
            for column, header in enumerate(sheet.headers):
                page.write_string(0, column, header, bold)
                page.set_column(column, column, _width(header, sheet.rows))
            for number, row in enumerate(sheet.rows, 1):
                for column, header in enumerate(sheet.headers):
                    if row.get(header):
                        page.write_string(number, column, row[header])
    return target.getvalue()


def _width(header: str, rows: Sequence[Row]) -> int:
    longest = max([len(header), *(len(row.get(header) or "") for row in rows)])
    return min(48, max(8, longest + 2))
