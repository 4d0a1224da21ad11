"""Days as offices write them, also where only the month or the year is known.

A day in a record is ISO text: ``2024-01-15``, or ``2024-01`` and ``2024`` where no more is known. Ages and months are
counted at a day and never stored.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1850, 2200
SERIAL_ORIGIN = date(1899, 12, 30)
"""Day 0 of the serial numbers of Excel for Windows, for all days after February 1900."""

_RELATIVE = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "大前天": -3, "明天": 1, "后天": 2, "大后天": 3}
_AGO = re.compile(r"(\d{1,5})天(前|后)", re.ASCII)
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$", re.ASCII)
_MARKS = re.compile(r"[年月./\-—–]", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, as precise as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Give the whole day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Read ``2024-01-15``, ``2024-01`` or ``2024``.

        :raises ValueError: when it is something else or no real day
        """
        if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text, re.ASCII):
            raise ValueError("not an ISO date")
        return _checked(*(int(part) for part in text.split("-")))

    @property
    def iso(self) -> str:
        """The text that a record keeps."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    @property
    def first(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def agrees_with(self, day: date) -> bool:
        """Say whether the day lies inside what is known."""
        return self.first <= day <= self.last


def parse_date(value: str | float | date, today: date) -> PartialDate:
    """Read a day in any way that offices write it.

    ``20261028``, ``2026-10-28``, ``2026/1/8``, ``2026.10.28``, ``2026年10月28日``, ``1028``, ``10-28``, ``10月28日`` (this
    year), ``202601``, ``2026-01``, ``2026年1月``, ``2026``, ``昨天``, ``3天前``, a serial number of a spreadsheet, a date
    with a time of day (which is dropped).

    :param value: the text, or the cell of a workbook as it was read
    :param today: the day that gives a missing year and the meaning of 昨天
    :raises ValueError: when it is no date
    """
    if isinstance(value, date):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, str):
        return _from_text(value, today)
    if not abs(value) < 1e15 or (value != int(value) and not 20_000 < value < 80_000):
        raise ValueError("not a date")
    return _from_digits(str(int(value)), today)


def _from_text(value: str, today: date) -> PartialDate:
    text = _CLOCK.sub("", unicodedata.normalize("NFKC", value).strip().strip("'’"))
    text = re.sub(r"\s+", "", text)
    if text in _RELATIVE:
        return PartialDate.of(today + timedelta(days=_RELATIVE[text]))
    if ago := _AGO.fullmatch(text):
        return PartialDate.of(_moved(today, int(ago[1]) * (-1 if ago[2] == "前" else 1)))
    if text.isascii() and text.isdigit():
        return _from_digits(text, today)
    return _from_parts(text, today)


def _moved(start: date, days: int) -> date:
    try:
        day = start + timedelta(days=days)
    except OverflowError as trouble:
        raise ValueError("not a date") from trouble
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("not a date")
    return day


def _from_digits(text: str, today: date) -> PartialDate:
    readers: dict[int, Callable[[str, date], PartialDate]] = {
        3: lambda t, d: _checked(d.year, int(t[0]), int(t[1:])),
        4: _month_and_day_or_year,
        5: lambda t, _: PartialDate.of(from_serial(int(t))),
        6: lambda t, _: _checked(int(t[:4]), int(t[4:])),
        8: lambda t, _: _checked(int(t[:4]), int(t[4:6]), int(t[6:])),
        14: lambda t, _: _checked(int(t[:4]), int(t[4:6]), int(t[6:8])),
    }
    reader = readers.get(len(text))
    if reader is None:
        raise ValueError("not a date")
    return reader(text, today)


def _month_and_day_or_year(text: str, today: date) -> PartialDate:
    if int(text) >= FIRST_YEAR:
        return _checked(int(text))
    return _checked(today.year, int(text[:2]), int(text[2:]))


def _from_parts(text: str, today: date) -> PartialDate:
    parts = _MARKS.split(text.rstrip("日号").rstrip("月年./-"))
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("not a date")
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return _checked(*numbers)
    if len(parts) == 3 and len(parts[0]) == 2:
        return _checked(_century(numbers[0], today), *numbers[1:])
    if len(parts) == 2:
        return _checked(today.year, *numbers)
    raise ValueError("not a date")


def _century(two_digits: int, today: date) -> int:
    """Give the year of two digits that is not more than ten years ahead of today."""
    year = today.year // 100 * 100 + two_digits
    return year if year <= today.year + 10 else year - 100


def _checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("no such year")
    date(year, 1 if month is None else month, 1 if day is None else day)
    return PartialDate(year, month, day)


def from_serial(serial: float) -> date:
    """Give the day of a serial number of Excel (1900 system).

    :raises ValueError: outside the years that a record can hold
    """
    return _moved(SERIAL_ORIGIN, int(serial))


def age_at(birth: date, day: date) -> int:
    """Give the completed years at a day; a birthday counts from that day on, one of 29 February from 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def months_between(start: date, end: date) -> int:
    """Give the completed months from one day to another (negative when it lies before)."""
    if end < start:
        return -months_between(end, start)
    whole = (end.year - start.year) * 12 + end.month - start.month
    ends_short = end.day < start.day and end.day < monthrange(end.year, end.month)[1]
    return whole - 1 if ends_short else whole


def months_before(day: date, months: int) -> date:
    """Give the day so many months earlier; the last of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def format_date(day: PartialDate | date, today: date | None = None) -> str:
    """Write a day as offices do: ``2026年10月28日``; without the year when it is the year of ``today``."""
    known = PartialDate.of(day) if isinstance(day, date) else day
    if known.month is None:
        return f"{known.year}年"
    start = "" if today is not None and known.day is not None and known.year == today.year else f"{known.year}年"
    return f"{start}{known.month}月" + ("" if known.day is None else f"{known.day}日")


def format_distance(day: date, today: date) -> str:
    """Say how far a day lies from today: ``35 天前``, ``今天``, ``3 天后``."""
    days = (day - today).days
    if days == 0:
        return "今天"
    return f"{-days} 天前" if days < 0 else f"{days} 天后"
