"""Choices on a sheet of their own (XLSForm ``external_choices``, asked by ``select_one_external``).

The sheet exists so that telephones need not keep thousands of choices in the form; pyxform leaves them to a second file
that nobody brings along. Here they become choices like others: one file, all languages, the same ``choice_filter``.
"""

from __future__ import annotations

import re
from typing import Final

from app.forms.workbook import Row, Sheet, Workbook

SHEET: Final = "external_choices"
_EXTERNAL: Final = re.compile(r"\s*select_one_external\s+(?P<list>\S.*)")


def put_inside(book: Workbook) -> None:
    """Make the external choices of a workbook choices of the form; without such a question it stays as it is."""
    questions = [(row, match) for row in book.sheet("survey").rows if (match := _EXTERNAL.match(row.get("type") or ""))]
    if not questions:
        return
    for row, match in questions:
        row["type"] = f"select_one {match['list'].strip()}"
    outside = book.sheets.pop(SHEET, Sheet())
    choices = book.sheets.setdefault("choices", Sheet())
    named = _known_lists(choices)
    choices.headers.extend(header for header in outside.headers if header not in choices.headers)
    for choice, place in zip(outside.rows, outside.places, strict=True):
        if _list_of(choice) not in named:
            choices.rows.append(choice)
            choices.places.append(place)
    book.names[:] = [name for name in book.names if name != SHEET]
    if "choices" not in book.names:
        book.names.append("choices")


def _known_lists(choices: Sheet) -> frozenset[str]:
    """The lists of the choices sheet: one of the same name goes before."""
    return frozenset(map(_list_of, choices.rows))


def _list_of(choice: Row) -> str:
    return (choice.get("list_name") or choice.get("list name") or "").strip()
