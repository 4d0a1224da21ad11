from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import divide, fen_from, format_money, parse_money, yuan

amounts = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,630", 163000),
        ("1，630.50", 163050),
        ("1.2万", 1200000),
        ("3.26 万元", 3260000),
        ("￥３０００", 300000),
        ("9400元", 940000),
        ("9400.00元整", 940000),
        ("-15.005", -1501),
        ("15.005", 1501),
        ("(200)", -20000),
        ("（200）", -20000),
        ("0", 0),
        (".5", 50),
        ("2千", 200000),
        ("1.5亿", 15000000000),
    ],
)
def test_amounts_are_read_as_offices_write_them(text: str, fen: int) -> None:
    assert parse_money(text) == fen


@pytest.mark.parametrize("text", ["", "无", "一千", "12.3.4", "1e5", "12元5", "(12", "万", "nan", "--5"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_money(text)


def test_a_half_is_rounded_away_from_zero() -> None:
    assert fen_from(Decimal("0.005")) == 1
    assert fen_from(Decimal("-0.005")) == -1
    assert fen_from(1.005) == 101
    assert fen_from(0.0049) == 0


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="amount"):
        fen_from(value)


def test_the_income_of_a_household_is_shared_to_the_fen() -> None:
    assert divide(4564000, 4) == 1141000
    assert divide(100, 3) == 33
    assert divide(5, 2) == 3
    assert divide(-5, 2) == -3


def test_amounts_are_shown_with_groups() -> None:
    assert format_money(163000) == "1,630.00"
    assert format_money(-5) == "-0.05"
    assert format_money(123456789012) == "1,234,567,890.12"


def test_yuan_for_a_document() -> None:
    assert yuan(940000) == 9400
    assert isinstance(yuan(940000), int)
    assert yuan(42050) == 420.5


@given(amounts)
def test_what_is_shown_is_read_back(fen: int) -> None:
    assert parse_money(format_money(fen)) == fen


@given(amounts)
def test_a_number_of_the_document_is_read_back(fen: int) -> None:
    assert fen_from(yuan(fen)) == fen


@given(amounts, st.integers(1, 30))
def test_a_share_is_off_by_at_most_half_a_fen(fen: int, parts: int) -> None:
    assert abs(2 * (divide(fen, parts) * parts - fen)) <= parts
