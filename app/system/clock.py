"""The clock: the only place of the laptop's program that asks the system what time it is."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from datetime import time as dt_time

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps one zone without summer time (GB/T 7408); a laptop with a wrong zone still shows the right hour."""


@dataclass(frozen=True)
class Clock:
    """Tells the day and the time; ``today`` may be fixed for tests, demonstrations and old cases.

    :param fixed_today: the day that counts as today (``--today``), else None
    :param fixed_time: the time of that day (invented visits), else the present one
    """

    fixed_today: date | None = None
    fixed_time: dt_time | None = None

    def now(self) -> datetime:
        """Give the present moment in China's zone; with a fixed day, that day at the present or the fixed time of day."""
        now = datetime.now(CHINA).replace(microsecond=0)
        if self.fixed_today is not None and self.fixed_time is not None:
            return datetime.combine(self.fixed_today, self.fixed_time, CHINA)
        if self.fixed_today is None:
            return now
        return now.replace(year=self.fixed_today.year, month=self.fixed_today.month, day=self.fixed_today.day)

    def today(self) -> date:
        """Give the day that counts as today."""
        return self.now().date()

    def milliseconds(self) -> int:
        """Give milliseconds since 1970 of the real clock, for identifiers."""
        return time.time_ns() // 1_000_000


def wall(moment: datetime) -> int:
    """Give a moment as milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def moment(wall_milliseconds: int) -> datetime:
    """Give milliseconds since 1970 as a moment in China's zone."""
    return datetime.fromtimestamp(wall_milliseconds / 1000, CHINA)
