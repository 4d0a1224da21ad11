from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import (
    PartialDate,
    age_at,
    format_date,
    format_distance,
    from_serial,
    months_before,
    months_between,
    parse_date,
)

TODAY = date(2026, 11, 20)
days = st.dates(date(1900, 3, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("1028", "2026-10-28"),
        ("10-28", "2026-10-28"),
        ("10.28", "2026-10-28"),
        ("10月28日", "2026-10-28"),
        ("10月28号", "2026-10-28"),
        ("20261028", "2026-10-28"),
        ("2026-10-28", "2026-10-28"),
        ("2026/1/8", "2026-01-08"),
        ("2026.1.8", "2026-01-08"),
        ("2026年1月8日", "2026-01-08"),
        ("２０２６年１月８日", "2026-01-08"),
        (" 2026 年 1 月 8 日 ", "2026-01-08"),
        ("26.1.8", "2026-01-08"),
        ("58.1.8", "1958-01-08"),
        ("2024-01", "2024-01"),
        ("2024/1", "2024-01"),
        ("2024.01.", "2024-01"),
        ("202401", "2024-01"),
        ("2024年1月", "2024-01"),
        ("2024", "2024"),
        ("2024年", "2024"),
        ("45292", "2024-01-01"),
        (45292, "2024-01-01"),
        (45292.75, "2024-01-01"),
        (202401.0, "2024-01"),
        (20240101.0, "2024-01-01"),
        (2024.0, "2024"),
        ("2024-01-01 00:00:00", "2024-01-01"),
        ("2024-01-01T08:30:00", "2024-01-01"),
        ("2024/1/1 8:30", "2024-01-01"),
        ("20240101083000", "2024-01-01"),
        ("'2024-01-01", "2024-01-01"),
        (datetime(2024, 1, 1, 8, 30), "2024-01-01"),
        (date(2024, 1, 1), "2024-01-01"),
        ("今天", "2026-11-20"),
        ("昨天", "2026-11-19"),
        ("前天", "2026-11-18"),
        ("明天", "2026-11-21"),
        ("3天前", "2026-11-17"),
        ("35 天前", "2026-10-16"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_a_day_is_read_in_every_way_that_offices_write_it(value: str | float | date, iso: str) -> None:
    assert parse_date(value, TODAY).iso == iso


@pytest.mark.parametrize(
    "value",
    [
        "",
        "不详",
        "2023-02-29",
        "2024-13",
        "202413",
        "20240230",
        "1332",
        "1/2/2024",
        "99999天前",
        "3.2E+17",
        "2024-1-1-1",
        "123456789",
        "00000000",
        "9999年1月",
        1e300,
        float("nan"),
        float("inf"),
        -5.0,
        12.5,
        202413.0,
        date(1849, 12, 31),
        datetime(2201, 1, 1),
    ],
)
def test_what_is_no_day_is_refused(value: str | float | date) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 the kind alone is promised
        parse_date(value, TODAY)


@given(days)
def test_every_whole_day_is_read_back_from_every_writing(day: date) -> None:
    for text in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}/{day.month}/{day.day}", format_date(day)):
        assert parse_date(text, TODAY) == PartialDate.of(day)


@given(days)
def test_a_serial_number_is_the_days_since_the_origin(day: date) -> None:
    assert from_serial((day - date(1899, 12, 30)).days) == day


@given(st.integers(1850, 2200), st.none() | st.integers(1, 12))
def test_a_month_or_year_keeps_its_precision(year: int, month: int | None) -> None:
    known = PartialDate(year, month)

    assert PartialDate.from_iso(known.iso) == known
    assert parse_date(format_date(known), TODAY) == known
    assert known.first <= known.last
    assert known.agrees_with(known.last)
    assert not known.agrees_with(known.last + timedelta(days=1))


@pytest.mark.parametrize("text", ["2024-1", "2024-13", "20240101", "2024-02-30", "x"])
def test_a_record_holds_iso_texts_alone(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 the kind alone is promised
        PartialDate.from_iso(text)


def test_an_age_counts_from_the_birthday() -> None:
    assert age_at(date(1946, 6, 30), date(2026, 6, 29)) == 79
    assert age_at(date(1946, 6, 30), date(2026, 6, 30)) == 80
    assert age_at(date(2012, 2, 29), date(2028, 2, 28)) == 15
    assert age_at(date(2012, 2, 29), date(2027, 2, 28)) == 14
    assert age_at(date(2012, 2, 29), date(2027, 3, 1)) == 15


def test_months_are_complete_months() -> None:
    assert months_between(date(2025, 11, 20), TODAY) == 12
    assert months_between(date(2025, 11, 21), TODAY) == 11
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert months_between(TODAY, date(2025, 11, 20)) == -12


@given(days, st.integers(0, 600))
def test_so_many_months_before_lie_so_many_months_between(day: date, months: int) -> None:
    assert months_between(months_before(day, months), day) == months


def test_days_are_shown_as_offices_write_them() -> None:
    assert format_date(date(2026, 11, 20)) == "2026年11月20日"
    assert format_date(date(2026, 11, 20), TODAY) == "11月20日"
    assert format_date(date(2025, 11, 20), TODAY) == "2025年11月20日"
    assert format_date(PartialDate(2026, 1), TODAY) == "2026年1月"
    assert format_date(PartialDate(2024)) == "2024年"


def test_a_distance_is_said_in_words() -> None:
    assert format_distance(date(2026, 10, 16), TODAY) == "35 天前"
    assert format_distance(TODAY, TODAY) == "今天"
    assert format_distance(date(2026, 11, 23), TODAY) == "3 天后"
