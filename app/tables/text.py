"""Text files with tables: UTF-8 or GB18030, separated by commas, tabs or semicolons."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

SEPARATORS = ",\t;|"
_SAMPLE_ROWS = 50
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_FORMULA_TEXT = re.compile(r'=(?:T\()?"(.*)"\)?', re.DOTALL)


def decode_text(content: bytes) -> str | None:
    """Decode a text file: UTF-16 and UTF-8 by their marks, then UTF-8, then GB18030; None when it is no text."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROLS.search(text) else text
    return None


def read_csv(text: str) -> list[list[str]] | None:
    """Read the rows of a CSV text; None when nothing separates columns or the quotes never end.

    ``="5113…"``, with which systems keep a spreadsheet from rounding a number, gives the number.
    """
    separator = _separator(text)
    if separator is None:
        return None
    try:
        return [[_plain(cell) for cell in row] for row in _rows(text, separator)]
    except csv.Error:
        return None


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=separator)


def _separator(text: str) -> str | None:
    """Give the sign that splits most rows of the beginning into most columns."""
    best, best_score = None, 0
    for separator in SEPARATORS:
        score = sum(len(row) - 1 for row in _sample(text, separator))
        if score > best_score:
            best, best_score = separator, score
    return best


def _sample(text: str, separator: str) -> list[list[str]]:
    try:
        return list(islice(_rows(text, separator), _SAMPLE_ROWS))
    except csv.Error:
        return []


def _plain(cell: str) -> str:
    found = _FORMULA_TEXT.fullmatch(cell)
    return found[1] if found else cell
