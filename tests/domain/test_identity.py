from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity import (
    IdentityError,
    IdentityProblem,
    Sex,
    make_identity,
    parse_identity,
    repair_identity,
    split_certificate,
)

VALID = [
    ("511322195001010015", date(1950, 1, 1), Sex.MALE),
    ("51132219870615002X", date(1987, 6, 15), Sex.FEMALE),
    ("511302201202290036", date(2012, 2, 29), Sex.MALE),
    ("511324194408089990", date(1944, 8, 8), Sex.MALE),
    ("511381200909151241", date(2009, 9, 15), Sex.FEMALE),
    ("511323197803211172", date(1978, 3, 21), Sex.MALE),
    ("51132219600303009X", date(1960, 3, 3), Sex.MALE),
]
births = st.dates(date(1900, 1, 1), date(2026, 1, 1))
numbers = st.builds(make_identity, st.integers(110000, 659999).map(str), births, st.integers(1, 999))


def problem_of(text: str, today: date | None = None) -> IdentityProblem:
    with pytest.raises(IdentityError) as raised:
        parse_identity(text, today)
    return raised.value.problem


@pytest.mark.parametrize(("number", "birth", "sex"), VALID)
def test_a_valid_number_says_birth_and_sex(number: str, birth: date, sex: Sex) -> None:
    found = parse_identity(number)

    assert (found.number, found.birth, found.sex) == (number, birth, sex)


@pytest.mark.parametrize("number", [number for number, _, _ in VALID])
def test_every_other_last_digit_is_refused(number: str) -> None:
    for last in set("0123456789X") - {number[-1]}:
        assert problem_of(number[:-1] + last) is IdentityProblem.CHECK_DIGIT


@pytest.mark.parametrize("sign", ["\u200b", "\u200e", "\u202a", "\u202c", "\u202d", "\u2066", "\ufeff", "\u00ad"])
def test_signs_of_no_width_from_a_web_page_are_no_part_of_a_number(sign: str) -> None:
    number = VALID[0][0]
    assert parse_identity(f"{sign}{number[:6]}{sign}{number[6:]}{sign}").number == number


@pytest.mark.parametrize("number", ["511302201102290036", "51132219501301001X", "511322195002310017"])
def test_a_birth_date_that_never_was_is_named_before_the_check_digit(number: str) -> None:
    assert problem_of(number) is IdentityProblem.BIRTH_DATE


@pytest.mark.parametrize("text", ["", "511322500101001", "5113221950010100155", "无", "51132219500101001"])
def test_a_wrong_length_is_refused_also_the_old_number_of_15_digits(text: str) -> None:
    assert problem_of(text) is IdentityProblem.LENGTH


def test_a_letter_inside_the_number_is_refused() -> None:
    assert problem_of("5113221950O1010015") is IdentityProblem.CHECK_DIGIT


def test_a_birth_in_the_future_is_refused_when_today_is_known() -> None:
    number = make_identity("511322", date(2026, 7, 1), 1)

    assert problem_of(number, date(2026, 6, 30)) is IdentityProblem.BIRTH_DATE
    assert parse_identity(number, date(2026, 7, 1)).birth == date(2026, 7, 1)


@pytest.mark.parametrize(
    "text",
    [
        " 511322 19870615 002x ",
        "'51132219870615002X",
        "’51132219870615002x",
        "５１１３２２１９８７０６１５００２Ｘ",
        "511322\n19870615002X",
        "511322-19870615-002X",
        "\u200b51132219870615002x\u3000",
    ],
)
def test_what_spreadsheets_and_people_add_is_repaired(text: str) -> None:
    assert parse_identity(text).number == "51132219870615002X"


@given(numbers)
def test_a_made_number_is_read_back(number: str) -> None:
    found = parse_identity(number)

    assert found.number == number
    assert number[6:14] == f"{found.birth:%Y%m%d}"
    assert (found.sex is Sex.MALE) == (int(number[16]) % 2 == 1)


@given(numbers, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)

    assert problem_of(number[:place] + wrong + number[place + 1 :]) in {
        IdentityProblem.CHECK_DIGIT,
        IdentityProblem.BIRTH_DATE,
    }


@given(st.text(max_size=24))
def test_any_text_is_read_or_refused_with_a_known_problem(text: str) -> None:
    try:
        assert len(parse_identity(text).number) == 18
    except IdentityError as refusal:
        assert refusal.problem in IdentityProblem  # noqa: PT017 both outcomes are right


@given(st.text(alphabet="0123456789xX０１９ｘＸ '’-\u3000\u200b\n"))
def test_repair_is_stable(text: str) -> None:
    assert repair_identity(repair_identity(text)) == repair_identity(text)


def test_a_certificate_number_is_split() -> None:
    found = split_certificate("51132219600303009x 42")

    assert found is not None
    assert (found.identity.number, found.category, found.grade) == ("51132219600303009X", 4, 2)
    assert found.number == "51132219600303009X42"


def test_a_reissued_certificate_is_split() -> None:
    found = split_certificate("51132219600303009X62B1")

    assert found is not None
    assert (found.category, found.grade, found.number) == (6, 2, "51132219600303009X62B1")


@pytest.mark.parametrize("text", ["51132219600303009X", "51132219600303009X82", "51132219600303009X45", ""])
def test_what_is_no_certificate_number_is_left_alone(text: str) -> None:
    assert split_certificate(text) is None


def test_a_certificate_with_a_wrong_identity_number_is_refused() -> None:
    with pytest.raises(IdentityError) as raised:
        split_certificate("51132219600303009042")
    assert raised.value.problem is IdentityProblem.CHECK_DIGIT
