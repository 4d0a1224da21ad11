"""How far the cells of an Excel workbook reach, read before a library takes memory for all the cells between.

One stray blank in XFD1 and another in A1000000 make a table of sixteen thousand million cells: the reader asks for half a
terabyte, does not get it and takes the whole program down.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

MOST_CELLS = 50_000_000
"""Cells of a sheet, empty ones included; a township's ledger has five million. Each takes 32 bytes while it is read."""

_SHEETS = "xl/worksheets/"
_WIDE = re.compile(rb"""r=["'][A-Z]{3}\d""")
"""A cell beyond column ZZ."""
_LOW = re.compile(rb"""r=["'][A-Z]{1,3}(\d{5,7})["']""")
"""The row of a cell below row 9999."""
_COLUMNS_TO_ZZ = 702
_CELL = re.compile(rb"""r=["']([A-Z]{1,3})(\d{1,7})["']""")
_BLOCK = 1 << 20
_LONGEST_REFERENCE = 14


def farthest_cell(content: bytes) -> str | None:
    """Name the corner of the first sheet that spans too many cells, None where every sheet can be read.

    :param content: an .xlsx; what is no zip file has no sheets here
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.startswith(_SHEETS) and name.endswith(".xml"):
                    row, letters = _corner(archive, name)
                    if row * _number(letters) > MOST_CELLS:
                        return f"{letters.decode()}{row}"
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        return None  # the reader says what is wrong with the file
    return None


def _corner(archive: zipfile.ZipFile, name: str) -> tuple[int, bytes]:
    """Give the last row and the letters of the last column; nothing of a sheet that is near enough by what is quick to see."""
    if _is_near(archive, name):
        return 0, b""
    last, widest = 0, b""
    for block in _blocks(archive, name):
        for letters, row in _CELL.findall(block):
            last = max(last, int(row))
            if (len(letters), letters) > (len(widest), widest):
                widest = letters
    return last, widest


def _is_near(archive: zipfile.ZipFile, name: str) -> bool:
    """Tell whether a sheet cannot be too large, as all honest ones: five times as quick as to look at each cell."""
    last = 9_999
    for block in _blocks(archive, name):
        if _WIDE.search(block):
            return False
        last = max(last, *map(int, set(_LOW.findall(block))), 0)
    return last * _COLUMNS_TO_ZZ <= MOST_CELLS


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Give a sheet in pieces, each with the end of the one before, so that no reference is cut."""
    with archive.open(name) as part:
        pieces = iter(lambda: part.read(_BLOCK), b"")
        for before, piece in pairwise(_after_nothing(pieces)):
            yield before[-_LONGEST_REFERENCE:] + piece


def _after_nothing(pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield b""
    yield from pieces


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
