"""Values of expressions and their conversions (XPath 1.0 section 4; ODK XForms specification, "Data types").

A date counts as the number of days since 1970-01-01 of the form's own zone, so that ``date('1970-01-02')`` is 1
wherever the laptop stands; JavaRosa does the same.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Final, Protocol

from app.forms.tree import Node

DAY_SECONDS: Final = 86_400.0
_EPOCH: Final = datetime(1970, 1, 1)
_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*\Z", re.ASCII)
_MOMENT = re.compile(
    r"(?P<date>\d{4,}-\d{1,2}-\d{1,2})"
    r"(?:[T ](?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?\Z",
    re.ASCII,
)


def _in_days(gap: timedelta) -> float:
    return gap.days + (gap.seconds + gap.microseconds / 1e6) / DAY_SECONDS


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a date with time. ``wall`` is the time on the clock of the form's zone."""

    wall: datetime
    zone: tzinfo
    has_time: bool

    @property
    def days(self) -> float:
        """Days since 1970-01-01 00:00 on the form's clock."""
        return _in_days(self.wall - _EPOCH)

    def text(self) -> str:
        """ISO 8601: the day, or the day with milliseconds and the offset of the zone."""
        if not self.has_time:
            return self.wall.date().isoformat()
        aware = self.wall.replace(tzinfo=self.zone)
        return aware.isoformat(timespec="milliseconds")

    @property
    def instant(self) -> float:
        """Days since 1970-01-01 00:00 UTC, whatever the zone."""
        offset = self.wall.replace(tzinfo=self.zone).utcoffset() or timedelta()
        return _in_days(self.wall - _EPOCH - offset)

    def day(self) -> Moment:
        """The day alone."""
        return Moment(datetime.combine(self.wall, time()), self.zone, has_time=False) if self.has_time else self

    @staticmethod
    def of_instant(days: float, zone: tzinfo) -> Moment | None:
        """The moment so many days after 1970-01-01 00:00 UTC, with its time on the form's clock; None beyond the
        calendar."""
        there = Moment.of_days(days, UTC)
        try:
            wall = None if there is None else there.wall.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        except OverflowError:
            return None
        return None if wall is None else Moment(wall, zone, has_time=True)

    @staticmethod
    def of_days(days: float, zone: tzinfo) -> Moment | None:
        """The moment so many days after the epoch; None beyond the calendar."""
        if math.isnan(days) or math.isinf(days):
            return None
        whole = days == math.floor(days)
        try:
            # to the millisecond, as a day divided by 86,400,000 cannot be kept exactly in a float
            wall = _EPOCH + timedelta(days=math.floor(days), milliseconds=round((days % 1) * DAY_SECONDS * 1000))
        except OverflowError:
            return None
        return Moment(wall, zone, not whole)


Value = str | float | bool | Moment | list[Node]


class Clock(Protocol):
    """What turns a text with a time of day into a number: the form's own zone."""

    @property
    def zone(self) -> tzinfo:
        """The zone whose clock dates follow."""
        ...


def is_number(text: str) -> bool:
    """Whether XPath reads the text as a number (no exponent, no plus sign, no thousands separator)."""
    return _NUMBER.match(text) is not None


def parse_moment(text: str, zone: tzinfo) -> Moment | None:
    """A date or dateTime out of its ISO text; None if it is none. An offset is turned into the form's own zone."""
    match = _MOMENT.match(text.strip())
    if match is None:
        return None
    try:
        year, month, day = (int(part) for part in match["date"].split("-"))
        here = date(year, month, day)
        if match["time"] is None:
            return Moment(datetime.combine(here, time()), zone, has_time=False)
        wall = datetime.combine(here, parse_clock(match["time"]))
        if match["zone"]:
            wall = wall.replace(tzinfo=parse_offset(match["zone"])).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return Moment(wall, zone, has_time=True)


def parse_clock(text: str) -> time:
    """A time of day ``H:MM``, ``H:MM:SS`` or with a fraction.

    :raises ValueError: when it is none
    """
    hours, minutes, *rest = text.split(":")
    seconds = float(rest[0]) if rest else 0.0
    whole = int(seconds)
    return time(int(hours), int(minutes), whole, min(999_999, round((seconds - whole) * 1e6)))


def parse_offset(text: str) -> tzinfo:
    """A zone out of ``Z``, ``+08``, ``+08:00`` or ``+0800``."""
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    gap = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-gap if text[0] == "-" else gap)


def number_text(value: float) -> str:
    """A number as text: no exponent, no trailing ``.0`` (XPath 1.0, section 4.2)."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == math.floor(value) and abs(value) < 1e15:
        return str(int(value))
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_string(value: Value) -> str:
    """The ``string()`` of a value; of a node-set that of its first node."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, Moment):
        return value.text()
    return value[0].string() if value else ""


def text_number(text: str, clock: Clock) -> float:
    """The ``number()`` of a text: a number, the days of an ISO date or dateTime on the form's clock, else NaN."""
    try:
        number = float(text)
    except ValueError:
        return _date_number(text, clock)
    # float() takes more than XPath does (1e5, inf, 1_000, full-width digits)
    return number if _NUMBER.match(text) else math.nan


def _date_number(text: str, clock: Clock) -> float:
    if len(text) < 8 or "-" not in text:
        return math.nan
    moment = parse_moment(text, clock.zone)
    return moment.days if moment is not None else math.nan


def to_number(value: Value, clock: Clock) -> float:
    """The ``number()`` of a value."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, Moment):
        return value.days
    if isinstance(value, list):
        only = value[0].typed() if value else ""
        return text_number(only, clock) if isinstance(only, str) else float(only)
    return text_number(value, clock)


def to_boolean(value: Value) -> bool:
    """The ``boolean()`` of a value. A single question has the truth of its value (JavaRosa as run)."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return not (value == 0 or math.isnan(value))
    if isinstance(value, Moment):
        return True
    if isinstance(value, list) and len(value) == 1:
        return value[0].holds()
    return bool(value)


def to_moment(value: Value, zone: tzinfo) -> Moment | None:
    """A value as a date or dateTime: ISO text, a number of days, or a moment already; None if it is none."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return Moment.of_days(value, zone)
    text = to_string(value)
    if is_number(text):
        return Moment.of_days(float(text), zone)
    return parse_moment(text, zone)
