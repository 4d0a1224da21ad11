"""Times of day and places as people type them."""

from __future__ import annotations

import pytest

from app.services.visits.typed import in_words, parse_clock, parse_point


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("8:30", "08:30"), ("0830", "08:30"), ("830", "08:30"), ("8", "08:00"), ("８：３０", "08:30"), ("8点", "08:00"),
        ("8点半", "08:30"), ("8点一刻", "08:15"), ("8点3刻", "08:45"), ("下午3点20分", "15:20"), ("下午12点", "12:00"),
        ("中午12点半", "12:30"), ("中午11点半", "11:30"), ("中午1点", "13:00"), ("凌晨12点", "00:00"), ("晚上8点", "20:00"),
        ("23:59", "23:59"), ("00:00", "00:00"), ("15:20:30", "15:20"), ("3pm", "15:00"),
    ],
)  # fmt: skip
def test_a_time_of_day(typed: str, clock: str) -> None:
    assert parse_clock(typed) == f"{clock}:00"
    assert in_words(parse_clock(typed), "time") == clock


@pytest.mark.parametrize("typed", ["", "24:00", "8:60", "三点", "12345", "8:30x", "下午"])
def test_what_is_no_time_of_day(typed: str) -> None:
    with pytest.raises(ValueError, match="no time"):
        parse_clock(typed)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("30.123456, 106.123456", "30.123456 106.123456 0 0"), ("30.5，106.25", "30.5 106.25 0 0"),
        ("北纬30.5 东经106.25", "30.5 106.25 0 0"), ("30.5N 106.25E", "30.5 106.25 0 0"),
        ("30.5 106.25 420 5", "30.5 106.25 420 5"), ("-12.5;-45", "-12.5 -45 0 0"),
        ("S12.5 W45", "-12.5 -45 0 0"), ("30.12345678901, 106", "30.1234568 106 0 0"),
    ],
)  # fmt: skip
def test_a_place(typed: str, place: str) -> None:
    assert parse_point(typed) == place


@pytest.mark.parametrize("typed", ["", "30.5", "106.25, 30.5", "30.5, 181", "here, there", "1 2 3 4 5"])
def test_what_is_no_place(typed: str) -> None:
    with pytest.raises(ValueError, match=r"place|range"):
        parse_point(typed)
