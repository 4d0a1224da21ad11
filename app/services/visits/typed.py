"""What people type for a time of day or a place, and how an answer of such a type reads."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from app.domain.dates import PartialDate, format_date

_COLON = re.compile(r"(\d{1,2})[:.](\d{1,2})(?:[:.]\d{1,2}(?:\.\d+)?)?", re.ASCII)
_DIGITS = re.compile(r"(\d{1,2}?)(\d{2})?", re.ASCII)
_CHINESE = re.compile(r"(\d{1,2})[点时](?:(\d{1,2})分?|(半)|([一三123])刻)?", re.ASCII)
_AFTERNOON = ("下午", "晚上", "傍晚", "中午", "pm")
_MORNING = ("上午", "早上", "凌晨", "清早", "am")
_NOON, _MINUTES, _HOURS = 12, 60, 24
_QUARTERS: Final = {"一": 15, "1": 15, "2": 30, "三": 45, "3": 45}
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)
_BETWEEN = re.compile(r"[\s,;、°]+")
_LATITUDE, _LONGITUDE = 90, 180
_SIDES: Final = {"北纬": "", "东经": "", "南纬": "-", "西经": "-", "N": "", "E": "", "S": "-", "W": "-"}


def parse_clock(text: str) -> str:
    """Read a time of day as people type it: ``8:30``, ``0830``, ``8点半``, ``下午3点20分``.

    :return: ``08:30:00``
    :raises ValueError: when it is none
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").lower()
    shift = next((word for word in (*_AFTERNOON, *_MORNING) if word in plain), "")
    hour, minute = _hour_and_minute(plain.replace(shift, "") if shift else plain)
    if shift in _AFTERNOON and hour < _NOON and not (shift == "中午" and hour == _NOON - 1):
        hour += _NOON
    if shift in _MORNING and hour == _NOON:
        hour = 0
    if hour >= _HOURS or minute >= _MINUTES:
        raise ValueError("no time of day")
    return f"{hour:02}:{minute:02}:00"


def _hour_and_minute(text: str) -> tuple[int, int]:
    if found := _COLON.fullmatch(text):
        return int(found[1]), int(found[2])
    if found := _CHINESE.fullmatch(text):
        quarter = _QUARTERS.get(found[4] or "", 0)
        return int(found[1]), int(found[2] or 0) + (30 if found[3] else quarter)
    if (found := _DIGITS.fullmatch(text)) and found[1]:
        return int(found[1]), int(found[2] or 0)
    raise ValueError("no time of day")


def parse_point(text: str) -> str:
    """Read a place as it is typed or pasted: ``30.123456, 106.123456``, ``N30.1 E106.1``; latitude first.

    :return: latitude, longitude, altitude and accuracy, as XForms keeps them
    :raises ValueError: when it is none, or out of range
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    for word, sign in _SIDES.items():
        plain = plain.replace(word, f" {sign}").replace(word.lower(), f" {sign}")
    numbers = [part for part in _BETWEEN.split(plain.replace("- ", "-")) if part]
    if not 2 <= len(numbers) <= 4 or not all(_NUMBER.fullmatch(number) for number in numbers):
        raise ValueError("no place")
    latitude, longitude, *others = (float(number) for number in numbers)
    if abs(latitude) > _LATITUDE or abs(longitude) > _LONGITUDE:
        raise ValueError("out of range")
    rest = [_short(number) for number in others]
    return " ".join([_short(latitude), _short(longitude), *rest, *["0"] * (2 - len(rest))])


def _short(number: float) -> str:
    return f"{number:.7f}".rstrip("0").rstrip(".") or "0"


def point_in_words(value: str) -> str:
    """Give a kept place as people write it: ``30.123456, 106.123456``."""
    return ", ".join(value.split()[:2])


def day_of(value: str, appearance: str) -> PartialDate:
    """Give a kept day as precise as the question asks (XLSForm: ``month-year``, ``year``).

    :raises ValueError: when it is no day
    """
    day = PartialDate.from_iso(value[:10])
    asked = appearance.split()
    if "year" in asked:
        return PartialDate(day.year)
    return PartialDate(day.year, day.month) if "month-year" in asked else day


def in_words(value: str, data_type: str, appearance: str = "") -> str:
    """Give an answer that is no choice as people write it; what is of no such type, or unreadable, as it is."""
    try:
        match data_type:
            case "date":
                return format_date(day_of(value, appearance))
            case "time":
                return value[:5]
            case "dateTime":
                return f"{format_date(day_of(value, appearance))} {value[11:16]}".strip()
            case "geopoint":
                return point_in_words(value)
    except ValueError:
        return value
    return value
