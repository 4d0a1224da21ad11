from __future__ import annotations

import pytest

from app.domain.phones import is_phone, tidy_phone


@pytest.mark.parametrize(
    "text",
    ["138 0000 1234", "138-0000-1234", "+86 13800001234", "008613800001234", "１３８００００１２３４", "'13800001234"],
)
def test_a_mobile_number_is_tidied(text: str) -> None:
    assert tidy_phone(text) == "13800001234"
    assert is_phone(text)


@pytest.mark.parametrize("text", ["0817-2223344", "(0817) 2223344", "2223344"])
def test_a_landline_is_a_phone(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize("text", ["", "12345", "无", "1380000123", "138000012345"])
def test_something_else_is_no_phone(text: str) -> None:
    assert not is_phone(text)


def test_words_beside_a_number_are_kept() -> None:
    assert tidy_phone(" 13800001234 儿子 ") == "13800001234 儿子"


def test_signs_of_no_width_from_a_chat_are_no_part_of_a_number() -> None:
    assert tidy_phone("\u202d138\u200b12345678\u202c") == "13812345678"
