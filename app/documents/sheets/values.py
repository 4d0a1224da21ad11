"""Reads the cells of a roster's column into values of a fact: one reader per type of fact, some per fact.

A reader gives what the cell says in household-document words, None for a cell that says nothing, and raises
:class:`Unreadable` where it says something that cannot be understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import TypeAlias

from app.documents.sheets.reading import FactValue, RosterProblem, Values
from app.domain.codes import CodeList, CodeLists
from app.domain.dates import PartialDate, parse_date
from app.domain.facts import Fact, FactType, Shape
from app.domain.money import fen_from, parse_money, yuan
from app.domain.names import tidy_name
from app.domain.phones import tidy_phone
from app.tables.workbook import Cell

MOST_EXACT = 10**15
"""Beyond 15 digits a spreadsheet rounds a number that is not kept as text."""

BLANK_MARKS = frozenset({"", "/", "\\", "-", "--", "—", "——", "－", "N/A", "n/a", "无填写", "空"})
YES_NO = "roster_yes_no"
"""The list of words that mean 是 and 否."""
NOTHING = "roster_nothing"
"""The list of words that declare that there is nothing of the kind."""
IS = "是"
NOTHING_WORDS = frozenset({"无", "没有"})

_SEPARATORS = re.compile(r"[,，、;；|+\s]+")
_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)(?:个月|月|年|亩|平方米|平米|㎡|m2|平方|升|分钟|天|次|人|头|元)?", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.ASCII | re.IGNORECASE)
_STAGES = (
    (re.compile(r"高职"), "高职"),
    (re.compile(r"技工|中职|职高|职业高中|中专|技校|技师"), "中职"),
    (re.compile(r"大专|专科"), "大专"),
    (re.compile(r"硕士|博士|研究生"), "研究生"),
    (re.compile(r"本科|大学"), "本科"),
    (re.compile(r"高中|高[一二三]"), "高中"),
    (re.compile(r"小学|初中|[一二三四五六七八九]年级|[1-9]年级|义务教育"), "义务教育"),
)
_PRESCHOOL = re.compile(r"学前|幼儿园")

Reader: TypeAlias = Callable[[Cell], FactValue | None]
"""Reads a cell into the value of the column's own fact."""
SpreadReader: TypeAlias = Callable[[Cell], Values | None]
"""Reads a cell that speaks of several facts at once."""


class Unreadable(ValueError):
    """A cell that says something else than its column should."""

    def __init__(self, problem: RosterProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def cell_text(cell: Cell) -> str:
    """Give what a cell shows: whole numbers without a fraction, days as ISO text, a number beyond 15 digits as 5.1E+17."""
    if isinstance(cell, str):
        return cell.strip().lstrip("'").strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _number_text(number: float) -> str:
    if lost_digits(number):
        return f"{number:.14E}"
    return str(int(number)) if number == int(number) else repr(number)


def lost_digits(cell: Cell) -> bool:
    """Say whether a cell holds a number so long that a spreadsheet has rounded it, also when shown as 5.11323E+17."""
    if isinstance(cell, str):
        return bool(_SCIENTIFIC.fullmatch(cell.strip().lstrip("'")))
    return isinstance(cell, int | float) and not abs(cell) < MOST_EXACT


def read_name(cell: Cell) -> str | None:
    """Give a person's name without inner blanks, with the one dot that the record uses."""
    return tidy_name(cell_text(cell)) or None


def read_text(cell: Cell) -> str | None:
    """Give a text; a mark for "nothing" gives nothing."""
    text = cell_text(cell)
    return None if text in BLANK_MARKS else text


def read_number_text(cell: Cell) -> str | None:
    """Give a number that is kept as text (人编号, 残疾证号), half-width and without blanks."""
    if lost_digits(cell):
        raise Unreadable(RosterProblem.NUMBER_UNREADABLE)
    text = read_text(cell)
    return None if text is None else "".join(unicodedata.normalize("NFKC", text).split()).upper()


def read_phone(cell: Cell) -> str | None:
    """Give a telephone number without separators."""
    text = read_text(cell)
    return None if text is None else tidy_phone(text)


def read_yes_no(words: CodeList, cell: Cell) -> bool | None:
    """Give 是 or 否; a blank is unknown."""
    if isinstance(cell, bool):
        return cell
    text = read_text(cell)
    if text is None:
        return None
    found = words.find(text)
    if found is None:
        raise Unreadable(RosterProblem.CODE_UNKNOWN)
    return found.label == IS


def read_word_if_yes(words: CodeList, word: str, several: bool, cell: Cell) -> FactValue | None:
    """Give the word of a yes/no column ("是否低保") where it says yes; 否 and a blank say nothing."""
    if not read_yes_no(words, cell):
        return None
    return (word,) if several else word


def read_number(whole: bool, cell: Cell) -> int | float | None:
    """Give a number, whole ones as integers; units behind it are dropped."""
    if isinstance(cell, date | time | timedelta | bool):
        raise Unreadable(RosterProblem.NUMBER_UNREADABLE)
    number = float(cell) if isinstance(cell, int | float) else _number_in(cell)
    if number is None:
        return None
    if not abs(number) < MOST_EXACT or (whole and number != int(number)):
        raise Unreadable(RosterProblem.NUMBER_UNREADABLE)
    return int(number) if number == int(number) else number


def _number_in(text: str) -> float | None:
    shown = read_text(text)
    if shown is None:
        return None
    found = _NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", shown).replace(",", "").split()))
    if found is None:
        raise Unreadable(RosterProblem.NUMBER_UNREADABLE)
    return float(found[1])


def read_money(cell: Cell) -> int | float | None:
    """Give an amount as a number of yuan with at most two decimals."""
    if isinstance(cell, date | time | timedelta | bool):
        raise Unreadable(RosterProblem.NUMBER_UNREADABLE)
    text = read_text(cell)
    if text is None:
        return None
    try:
        return yuan(parse_money(text) if isinstance(cell, str) else fen_from(Decimal(repr(cell))))
    except ValueError as trouble:
        raise Unreadable(RosterProblem.NUMBER_UNREADABLE) from trouble


def read_day(today: date, cell: Cell) -> str | None:
    """Give a day as ISO text, only as precise as the file is."""
    if isinstance(cell, str) and read_text(cell) is None:
        return None
    if isinstance(cell, bool | time | timedelta):
        raise Unreadable(RosterProblem.DATE_UNREADABLE)
    try:
        return parse_date(cell, today).iso
    except ValueError as trouble:
        raise Unreadable(RosterProblem.DATE_UNREADABLE) from trouble


def read_year(today: date, cell: Cell) -> int | None:
    """Give the year of a day, a month or a year."""
    day = read_day(today, cell)
    return None if day is None else int(day[:4])


def read_code(codes: CodeList, cell: Cell) -> str | None:
    """Give the word of a code list; numbers of the national standard are understood."""
    text = read_text(cell)
    if text is None:
        return None
    found = codes.find(text) or (codes.by_number(text) if text.isascii() and text.isdigit() else None)
    if found is None:
        raise Unreadable(RosterProblem.CODE_UNKNOWN)
    return found.label


def read_codes(codes: CodeList, cell: Cell) -> tuple[str, ...] | None:
    """Give several words of a code list in its order."""
    text = read_text(cell)
    if text is None:
        return None
    if codes.find(text) is not None:
        return (str(read_code(codes, text)),)
    if text in NOTHING_WORDS:
        return None
    parts = [part for part in _SEPARATORS.split(text) if part]
    return tuple(codes.in_order({str(read_code(codes, part)) for part in parts}))


def read_free_words(cell: Cell) -> tuple[str, ...] | None:
    """Give words that no list prescribes, sorted."""
    text = read_text(cell)
    return None if text is None else tuple(sorted({part for part in _SEPARATORS.split(text) if part}))


def read_grade(codes: CodeList, cell: Cell) -> int | None:
    """Give the grade of a disability as a number from 1 to 4."""
    label = read_code(codes, cell)
    return None if label is None else int(codes.number(label))


def read_schooling(codes: CodeList, nothing: CodeList, cell: Cell) -> Values | None:
    """Give stage and grade of 在校生状况, e.g. 小学二年级; 非在校生 declares that there is no school."""
    text = read_text(cell)
    if text is None:
        return None
    word = "".join(text.split())
    if nothing.find(word) is not None:
        return {"student.status": "none"}
    if _PRESCHOOL.search(word):
        return {"student.grade": word}
    if word in codes:
        return {"student.stage": word}
    for pattern, stage in _STAGES:
        if pattern.search(word):
            return {"student.stage": stage, "student.grade": word}
    raise Unreadable(RosterProblem.CODE_UNKNOWN)


def read_or_none(path: str, codes: CodeList, nothing: CodeList, cell: Cell) -> Values | None:
    """Give the word of a list, or the declaration that there is nothing of the kind (``{"monitored.status": "none"}``)."""
    text = read_text(cell)
    if text is None:
        return None
    if nothing.find(text) is not None:
        return {path.rsplit(".", 1)[0] + ".status": "none"}
    return {path: str(read_code(codes, text))}


def spread_reader(fact: Fact, codes: CodeLists) -> SpreadReader | None:
    """Give the reader of a column that speaks of several facts; None for all others."""
    if fact.path == "student.stage":
        return partial(read_schooling, codes["student_stage"], codes[NOTHING])
    if fact.declares_none and fact.type is FactType.CODE and fact.codes is not None:
        return partial(read_or_none, fact.path, codes[fact.codes], codes[NOTHING])
    return None


def reader_of(fact: Fact, codes: CodeLists, today: date, word: str = "") -> Reader:
    """Give the reader of a column for a fact.

    :param word: for a yes/no column, the word that a yes gives to the fact
    """
    if word:
        return partial(read_word_if_yes, codes[YES_NO], word, fact.type is FactType.CODES)
    special: Mapping[str, Reader] = {
        "name": read_name,
        "person_code": read_number_text,
        "disability.certificate": read_number_text,
        "disability.grade": partial(read_grade, codes["disability_grade"]),
        "phone": read_phone,
        "helper.phone": read_phone,
        "out_year": partial(read_year, today),
        "house.built": partial(read_year, today),
    }
    return partial(_possible, fact, today, special.get(fact.path) or _by_type(fact, codes, today))


def _possible(fact: Fact, today: date, read: Reader, cell: Cell) -> FactValue | None:
    """Read a cell and see that the fact can have its value: the register refuses others, an import doubts them."""
    value = read(cell)
    if isinstance(value, int | float) and not isinstance(value, bool) and not fact.in_range(value):
        raise Unreadable(RosterProblem.NUMBER_UNREADABLE)
    if fact.past and isinstance(value, str) and PartialDate.from_iso(value).first > today:
        raise Unreadable(RosterProblem.DATE_UNREADABLE)
    if fact.shape is Shape.PHONE and isinstance(value, str) and not any(map(str.isdigit, value)):
        raise Unreadable(RosterProblem.NUMBER_UNREADABLE)
    return value


def _by_type(fact: Fact, codes: CodeLists, today: date) -> Reader:
    if fact.type is FactType.CODE and fact.codes is not None:
        return partial(read_code, codes[fact.codes])
    if fact.type is FactType.CODES:
        return partial(read_codes, codes[fact.codes]) if fact.codes is not None else read_free_words
    simple: Mapping[FactType, Reader] = {
        FactType.BOOLEAN: partial(read_yes_no, codes[YES_NO]),
        FactType.MONEY: read_money,
        FactType.INTEGER: partial(read_number, True),
        FactType.DECIMAL: partial(read_number, False),
        FactType.DATE: partial(read_day, today),
        FactType.MONTH: partial(read_day, today),
    }
    return simple.get(fact.type, read_text)
