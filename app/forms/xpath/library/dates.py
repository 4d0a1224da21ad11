"""Date and time functions."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta

from app.forms.xpath.context import Context
from app.forms.xpath.library.function import Arguments, Function
from app.forms.xpath.syntax import XPathEvaluationError
from app.forms.xpath.values import (
    DAY_SECONDS,
    Moment,
    Value,
    is_number,
    parse_clock,
    parse_offset,
    to_moment,
    to_string,
)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CLOCK = re.compile(r"(?:.*T)?(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}(?::?\d{2})?)?\Z")
_DIRECTIVE = re.compile(r"%(.)")


def _now(context: Context, _arguments: Arguments) -> Value:
    return _wall(context, has_time=True)


def _today(context: Context, _arguments: Arguments) -> Value:
    return _wall(context, has_time=False)


def _wall(context: Context, *, has_time: bool) -> Moment:
    here = context.scope.now().astimezone(context.scope.zone).replace(tzinfo=None)
    return Moment(here if has_time else datetime.combine(here, datetime.min.time()), context.scope.zone, has_time)


def _date(context: Context, arguments: Arguments) -> Value:
    """``date``: the day alone; a number counts days of the form's own calendar (as JavaRosa has it)."""
    value = arguments[0]
    if isinstance(value, float):
        if math.isnan(value):
            return value
        value = value if math.isinf(value) else float(math.trunc(value))
    elif not isinstance(value, (bool, Moment)) and not to_string(value):
        return ""
    return _wanted(to_moment(value, context.scope.zone), value).day()


def _date_time(context: Context, arguments: Arguments) -> Value:
    """``date-time``: with the time of day; a number counts days since 1970-01-01 UTC."""
    value = arguments[0]
    if isinstance(value, float):
        return value if math.isnan(value) else _wanted(Moment.of_instant(value, context.scope.zone), value)
    if not isinstance(value, (bool, Moment)) and not to_string(value):
        return ""
    return _wanted(to_moment(value, context.scope.zone), value)


def _wanted(moment: Moment | None, value: Value) -> Moment:
    if moment is None:
        raise XPathEvaluationError("date_wanted", to_string(value))
    return moment


def _decimal_date_time(context: Context, arguments: Arguments) -> Value:
    """Days since January 1, 1970 UTC (specification, "Date and Time Functions")."""
    value = arguments[0]
    if not isinstance(value, (float, bool, Moment)) and is_number(to_string(value)):
        # a text that is a number is no date (JavaRosa: type mismatch)
        raise XPathEvaluationError("date_wanted", to_string(value))
    found = _date_time(context, arguments)
    return found.instant if isinstance(found, Moment) else math.nan


def _decimal_time(context: Context, arguments: Arguments) -> Value:
    match = _CLOCK.match(to_string(arguments[0]))
    if match is None:
        return math.nan
    try:
        clock = parse_clock(match[1])
        gap = _gap(context, match[2])
    except ValueError:
        return math.nan
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6 + gap
    return (seconds % DAY_SECONDS) / DAY_SECONDS


def _gap(context: Context, offset: str | None) -> float:
    """Seconds from a clock with an offset to the form's own clock."""
    if offset is None:
        return 0.0
    if offset != "Z" and int(offset[-2:]) > 59:
        raise ValueError(offset)
    there = parse_offset(offset).utcoffset(None) or timedelta()
    now = context.scope.now().astimezone(context.scope.zone)
    return ((now.utcoffset() or timedelta()) - there).total_seconds()


def _format_date(context: Context, arguments: Arguments) -> Value:
    value = arguments[0]
    if not isinstance(value, (float, Moment)) and not to_string(value):
        return ""
    moment = to_moment(value, context.scope.zone)
    if moment is None:
        return ""
    wall = moment.wall
    return _DIRECTIVE.sub(lambda found: _formatted(wall, found.group(1)), to_string(arguments[1]))


def _formatted(wall: datetime, directive: str) -> str:
    parts = {
        "Y": f"{wall.year:04d}",
        "y": f"{wall.year % 100:02d}",
        "m": f"{wall.month:02d}",
        "n": str(wall.month),
        "b": _MONTHS[wall.month - 1],
        "B": _MONTHS[wall.month - 1],
        "d": f"{wall.day:02d}",
        "e": str(wall.day),
        "a": _DAYS[wall.weekday()],
        "A": _DAYS[wall.weekday()],
        "W": str(wall.isocalendar().week),
        "w": str(wall.isoweekday() % 7),
        "H": f"{wall.hour:02d}",
        "h": str(wall.hour),
        "M": f"{wall.minute:02d}",
        "S": f"{wall.second:02d}",
        "3": f"{wall.microsecond // 1000:03d}",
        "%": "%",
    }
    return parts.get(directive, f"%{directive}")


FUNCTIONS = {
    "now": Function(_now, 0, 0),
    "today": Function(_today, 0, 0),
    "date": Function(_date, 1, 1),
    "date-time": Function(_date_time, 1, 1),
    "decimal-date-time": Function(_decimal_date_time, 1, 1),
    "decimal-time": Function(_decimal_time, 1, 1),
    "format-date": Function(_format_date, 2, 2),
    "format-date-time": Function(_format_date, 2, 2),
}
