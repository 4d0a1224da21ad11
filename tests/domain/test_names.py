from __future__ import annotations

import pytest

from app.domain.names import tidy_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽﹒买买提", "阿依古丽·买买提"),
        ("李 桂\u3000珍", "李桂珍"),
        ("\u202a李桂珍\u200b\u202c\ufeff", "李桂珍"),
        ("𠅤𬭼", "𠅤𬭼"),
        ("葛\U000e0100", "葛\U000e0100"),
    ],
)
def test_a_name_has_one_dot_and_nothing_that_cannot_be_seen(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept
