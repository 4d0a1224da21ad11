"""The data types of binds, and what becomes of a value that crosses the boundary into a node.

A node never holds a text that its type does not allow: ``10.1`` put into an ``int`` is kept as ``10``, what is no
date at all becomes empty (ODK XForms specification, "Data types").
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import tzinfo
from enum import StrEnum

from app.forms.xpath.values import (
    Moment,
    Value,
    is_number,
    number_text,
    parse_clock,
    parse_moment,
    parse_offset,
    to_moment,
    to_string,
)


class DataType(StrEnum):
    """The types that the specification names."""

    STRING = "string"
    INT = "int"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "dateTime"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    BINARY = "binary"
    BARCODE = "barcode"
    INTENT = "intent"

    @staticmethod
    def named(text: str) -> DataType:
        """The type of a bind's ``type`` attribute; an unknown or older name counts as text."""
        local = text.rpartition(":")[2]
        if local in {"select", "select1", "rank", "odk:rank", ""}:
            return DataType.STRING
        if local in {"integer", "long"}:
            return DataType.INT
        try:
            return DataType(local)
        except ValueError:
            return DataType.STRING


_CLOCK = re.compile(r"(\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}(?::\d{2})?)?\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?)?\Z")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}(?::\d{2})?)?\Z")
_POINTED = frozenset({DataType.GEOPOINT, DataType.GEOTRACE, DataType.GEOSHAPE})
_POINT_NUMBERS = 4
"""Latitude, longitude, altitude in metres, accuracy in metres; the last two may be left out where one types a place."""
_INT_LIMIT = 2**31
"""``int`` is 32 bits wide (XML Schema): a longer number would be refused by whatever receives the submission."""


def stored(kind: DataType, value: Value, zone: tzinfo) -> str:
    """The text that a node of this type keeps for a value; empty if the type does not allow it."""
    if isinstance(value, list):
        value = to_string(value)
    if value == "" or (isinstance(value, float) and math.isnan(value)):
        return ""
    cast = _CASTS.get(kind)
    return cast(value, zone) if cast is not None else to_string(value)


def written(kind: DataType, text: str) -> str:
    """A kept value as other engines show it: decimals, and the numbers of a point, bear their point (``89.0``), as
    JavaRosa and the engine of ODK write them. Expressions and screens see the number as XPath writes it (``89``).
    JavaRosa gives numbers below a thousandth an exponent, which XPath cannot read; here they have none."""
    if not text:
        return ""
    if kind is DataType.DECIMAL:
        return _pointed(text)
    if kind in _POINTED:
        return ";".join(_written_point(point) for point in text.split(";"))
    return text


def sent(kind: DataType, text: str) -> str:
    """A kept value as a submission has it: as it is :func:`written`, and a point with all four numbers (specification,
    "Data types"; so does JavaRosa, whose points have four from the start)."""
    shown = written(kind, text)
    if kind not in _POINTED or not shown:
        return shown
    return ";".join(" ".join([*point.split(), "0.0", "0.0"][:_POINT_NUMBERS]) for point in shown.split(";"))


def _written_point(point: str) -> str:
    return " ".join(_pointed(number_text(float(number))) for number in point.split())


def _pointed(number: str) -> str:
    return number if "." in number else f"{number}.0"


def _int(value: Value, _zone: tzinfo) -> str:
    text = to_string(value).strip()
    if not is_number(text):
        return ""
    number = math.trunc(float(text))
    return str(number) if -_INT_LIMIT <= number < _INT_LIMIT else ""


def _decimal(value: Value, _zone: tzinfo) -> str:
    text = to_string(value).strip()
    return number_text(float(text)) if is_number(text) else ""


def _boolean(value: Value, _zone: tzinfo) -> str:
    text = to_string(value).strip()
    return {"true": "1", "1": "1", "false": "0", "0": "0"}.get(text, "")


def _date(value: Value, zone: tzinfo) -> str:
    if isinstance(value, str) and not is_number(value) and not _DAY.match(value.strip()):
        return ""
    moment = to_moment(value, zone)
    return moment.wall.date().isoformat() if moment is not None else ""


def _date_time(value: Value, zone: tzinfo) -> str:
    if isinstance(value, str) and not is_number(value):
        return value.strip() if _INSTANT.match(value.strip()) and parse_moment(value, zone) is not None else ""
    moment = to_moment(value, zone)
    if moment is None:
        return ""
    return Moment(moment.wall, zone, has_time=True).text()


def _time(value: Value, zone: tzinfo) -> str:
    text = to_string(value).strip()
    match = _CLOCK.match(text)
    if match is None:
        return value.text().partition("T")[2] if isinstance(value, Moment) and value.has_time else ""
    try:
        parse_clock(match[1])
        if match[2]:
            parse_offset(match[2])
    except ValueError:
        return ""
    return text


def _point(text: str) -> str:
    numbers = text.split()
    if not 2 <= len(numbers) <= _POINT_NUMBERS or not all(is_number(number) for number in numbers):
        return ""
    latitude, longitude = float(numbers[0]), float(numbers[1])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return ""
    return " ".join(numbers)


def _geopoint(value: Value, _zone: tzinfo) -> str:
    return _point(to_string(value))


def _trace(least: int, closed: bool) -> Callable[[Value, tzinfo], str]:
    def cast(value: Value, _zone: tzinfo) -> str:
        found = [_point(part) for part in to_string(value).split(";") if part.strip()]
        if len(found) < least or not all(found) or (closed and found[0] != found[-1]):
            return ""
        return ";".join(found)

    return cast


_CASTS: dict[DataType, Callable[[Value, tzinfo], str]] = {
    DataType.INT: _int,
    DataType.DECIMAL: _decimal,
    DataType.BOOLEAN: _boolean,
    DataType.DATE: _date,
    DataType.DATE_TIME: _date_time,
    DataType.TIME: _time,
    DataType.GEOPOINT: _geopoint,
    DataType.GEOTRACE: _trace(2, closed=False),
    DataType.GEOSHAPE: _trace(3, closed=True),
}
