from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.masking import mask_account, mask_identity, mask_phone


def test_numbers_are_shown_as_offices_mask_them() -> None:
    assert mask_identity("511399195903124228") == "511***********4228"
    assert mask_phone("13900003306") == "139****3306"
    assert mask_account("6214590000000006217") == "***************6217"


def test_a_short_number_shows_nothing() -> None:
    assert mask_identity("1234567") == "*******"
    assert mask_phone("") == ""
    assert mask_account("6217") == "****"


@given(st.from_regex(r"[0-9]{0,30}", fullmatch=True))
def test_never_more_than_the_ends_are_shown_and_the_length_stays(number: str) -> None:
    masked = mask_identity(number)

    assert len(masked) == len(number)
    assert sum(sign != "*" for sign in masked) <= 7
