"""Rows put into a workbook one after the other, compressed as they come.

A ledger of a township has five million cells. The library that writes workbooks holds all of them in memory, or puts them
on the disk in plain text, which nothing of an encrypted store may do; so it writes the head of the sheet only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from app.tables.workbook import column_letters

SHEET = "xl/worksheets/sheet1.xml"
END_OF_ROWS = "</sheetData>"
_DIMENSION = re.compile(r"<dimension [^>]*/>")
_ROW_NUMBER = re.compile(r'<row r="(\d+)"')
_COLUMN_STYLE = re.compile(r'<col [^>]*style="(\d+)"')
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def with_rows(beginning: BytesIO, rows: Iterable[Sequence[str | float]]) -> bytes:
    """Give a workbook with rows below those that it has; cells take the style of the first columns.

    :param beginning: a workbook of one sheet
    :param rows: texts and numbers; an empty text leaves its cell empty
    """
    output = BytesIO()
    with ZipFile(beginning) as plain, ZipFile(output, "w", ZIP_DEFLATED) as whole:
        for name in plain.namelist():
            if name != SHEET:
                whole.writestr(name, plain.read(name))
                continue
            head, _, tail = plain.read(name).decode().partition(END_OF_ROWS)
            last = max((int(number) for number in _ROW_NUMBER.findall(head)), default=0)
            style = next(iter(_COLUMN_STYLE.findall(head)), "0")
            with whole.open(name, "w") as sheet:
                sheet.write(_DIMENSION.sub("", head).encode())
                for number, row in enumerate(rows, last + 1):
                    sheet.write(_row(number, row, style).encode())
                sheet.write(f"{END_OF_ROWS}{tail}".encode())
    return output.getvalue()


def _row(number: int, row: Sequence[str | float], style: str) -> str:
    """Give a row as SpreadsheetML (ECMA-376, 18.3.1.73), its texts in the cells themselves."""
    cells = "".join(
        f'<c r="{column_letters(place)}{number}" s="{style}" {_content(value)}</c>'
        for place, value in enumerate(row)
        if value != ""
    )
    return f'<row r="{number}">{cells}</row>'


def _content(value: str | float) -> str:
    if isinstance(value, str):
        text = escape(_NOT_IN_XML.sub("", value), quote=False)
        return f't="inlineStr"><is><t xml:space="preserve">{text}</t></is>'
    return f"><v>{value:.16G}</v>"
