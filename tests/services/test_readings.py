"""Jumping by pinyin: initials, whole syllables, surnames read as surnames."""

from __future__ import annotations

import pytest

from app.services.readings import begins


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("王大贵", "w"),
        ("王大贵", "wdg"),
        ("王大贵", "wangda"),
        ("王大贵", "WANG"),
        ("王大贵", "王大"),
        ("单秀英", "shan"),
        ("单秀英", "sxy"),
        ("曾桂芳", "zeng"),
        ("重庆", "chong"),
        ("Excel", "ex"),
        ("2组14号", "2"),
    ],
)
def test_a_text_begins_with_what_was_typed(text: str, typed: str) -> None:
    assert begins(text, typed)


@pytest.mark.parametrize(
    ("text", "typed"), [("王大贵", "d"), ("王大贵", "wg"), ("王大贵", ""), ("", "w"), ("王", "李")]
)
def test_what_does_not_begin_so(text: str, typed: str) -> None:
    assert not begins(text, typed)
