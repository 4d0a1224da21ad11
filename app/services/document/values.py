"""One fact's value between the document (and what a person types) and the store.

The store keeps money in fen, months as the date since when, and otherwise the document's own words.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import date

from app.domain.codes import CodeLists
from app.domain.dates import months_before, months_between, parse_date
from app.domain.errors import AppError, ErrorCode
from app.domain.facts import Fact, FactType, Shape
from app.domain.identity import parse_identity
from app.domain.money import fen_from, parse_money, yuan
from app.domain.names import tidy_name
from app.domain.phones import tidy_phone
from app.oplog.operation import Value

FEW_WORDS = 20
"""So many words of a code list are named in a message."""
_YES = frozenset({"true", "yes", "是", "有", "1", "√", "对"})
_NO = frozenset({"false", "no", "否", "无", "0", "×", "没有"})


def stored(fact: Fact, value: Value, codes: CodeLists, day: date) -> Value:
    """Turn a document's or a person's value of a fact into what the store keeps; None stays None (unknown again).

    :param day: the day at which the fact holds (months are counted back from it)
    :raises AppError: VALUE_INVALID with the path and what was expected
    """
    if value is None or value == "":
        if fact.needed:
            raise AppError(ErrorCode.VALUE_INVALID, path=fact.path, value="", wanted=expected(fact, codes))
        return None
    try:
        if fact.since:
            return months_before(day, int(_ranged(fact, _number(value)))).isoformat()
        return _READERS[fact.type](fact, value, codes, day)
    except (ValueError, TypeError, ArithmeticError):
        raise AppError(
            ErrorCode.VALUE_INVALID, path=fact.path, value=str(value)[:40], wanted=expected(fact, codes)
        ) from None


def written(fact: Fact, value: Value, day: date) -> Value:
    """Turn a stored value into the document's."""
    if value is None:
        return None
    if fact.since and isinstance(value, str):
        return months_between(parse_date(value, day).first, day)
    if fact.type is FactType.MONEY and isinstance(value, int):
        return yuan(value)
    return value


def expected(fact: Fact, codes: CodeLists) -> str:
    """Say what a fact's value looks like, for an error message: its words, or its type."""
    code_list = codes.get(fact.codes) if fact.codes else None
    if code_list is not None and len(code_list) <= FEW_WORDS:
        return " ".join(code_list.labels)
    words = [_SHAPES[fact.shape] if fact.shape is not None else _EXPECTED[fact.type]]
    if fact.least is not None and fact.most is not None:
        words.append(f"{fact.least:,.0f} 到 {fact.most:,.0f}")
    if fact.past:
        words.append("不晚于今天")
    if fact.needed:
        words.append("不能空着")
    return "，".join(words)


_SHAPES = {
    Shape.IDENTITY: "18 位身份证号，校验位要对得上",
    Shape.NAME: "姓名",
    Shape.PHONE: "电话号码",
}
_EXPECTED = {
    FactType.TEXT: "文字",
    FactType.INTEGER: "整数",
    FactType.DECIMAL: "数",
    FactType.MONEY: "金额，单位元，如 9400 或 1,630.00",
    FactType.BOOLEAN: "是、否",
    FactType.DATE: "日期，如 2026-11-20",
    FactType.MONTH: "年月，如 2026-11",
    FactType.CODE: "国家代码表里的词",
    FactType.CODES: "国家代码表里的词，用顿号隔开",
}


def _text(fact: Fact, value: Value, _codes: CodeLists, day: date) -> Value:
    if isinstance(value, (list, dict, bytes)):
        raise TypeError
    text = unicodedata.normalize("NFC", str(value)).strip()
    return _SHAPED[fact.shape](text, day) if fact.shape is not None else text


def _identity(text: str, day: date) -> str:
    return parse_identity(text, day).number


def _name(text: str, _day: date) -> str:
    name = tidy_name(text)
    if not name:
        raise ValueError
    return name


def _phone(text: str, _day: date) -> str:
    phone = tidy_phone(text)
    if not any(character.isdigit() for character in phone):
        raise ValueError
    return phone


_SHAPED: dict[Shape, Callable[[str, date], str]] = {
    Shape.IDENTITY: _identity,
    Shape.NAME: _name,
    Shape.PHONE: _phone,
}


def _ranged(fact: Fact, number: float) -> float:
    if not fact.in_range(number):
        raise ValueError
    return number


def _integer(fact: Fact, value: Value, _codes: CodeLists, _day: date) -> Value:
    number = _ranged(fact, _number(value))
    if number != int(number):
        raise ValueError
    return int(number)


def _decimal(fact: Fact, value: Value, _codes: CodeLists, _day: date) -> Value:
    number = _ranged(fact, _number(value))
    return int(number) if number == int(number) else number


def _money(fact: Fact, value: Value, _codes: CodeLists, _day: date) -> Value:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise TypeError
    fen = parse_money(value) if isinstance(value, str) else fen_from(value)
    _ranged(fact, yuan(fen))
    return fen


def _boolean(_fact: Fact, value: Value, _codes: CodeLists, _day: date) -> Value:
    word = unicodedata.normalize("NFKC", str(value)).strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError


def _date(fact: Fact, value: Value, _codes: CodeLists, day: date) -> Value:
    if not isinstance(value, (str, int, float)):
        raise TypeError
    known = parse_date(value, day)
    if fact.past and known.first > day:
        raise ValueError
    return known.iso


def _code(fact: Fact, value: Value, codes: CodeLists, _day: date) -> Value:
    if not isinstance(value, (str, int)):
        raise TypeError
    return _label(fact, str(value), codes)


def _codes(fact: Fact, value: Value, codes: CodeLists, _day: date) -> Value:
    given: object = value
    if isinstance(value, str):
        given = json.loads(value) if value.startswith("[") else value.replace("、", ",").replace("，", ",").split(",")
    if not isinstance(given, list):
        raise TypeError
    words = [_label(fact, str(word).strip(), codes) for word in given if str(word).strip()]
    return list[Value](dict.fromkeys(words))


def _label(fact: Fact, word: str, codes: CodeLists) -> str:
    code_list = codes.get(fact.codes) if fact.codes else None
    if code_list is None:
        return word
    code = code_list.find(word) or code_list.by_number(word)
    if code is None:
        raise ValueError
    return code.label


def _number(value: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise TypeError
    if isinstance(value, str):
        return float(unicodedata.normalize("NFKC", value).replace(",", "").strip())
    return float(value)


_READERS: dict[FactType, Callable[[Fact, Value, CodeLists, date], Value]] = {
    FactType.TEXT: _text,
    FactType.INTEGER: _integer,
    FactType.DECIMAL: _decimal,
    FactType.MONEY: _money,
    FactType.BOOLEAN: _boolean,
    FactType.DATE: _date,
    FactType.MONTH: _date,
    FactType.CODE: _code,
    FactType.CODES: _codes,
}
