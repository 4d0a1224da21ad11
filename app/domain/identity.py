"""Identity numbers (GB 11643) and the numbers of disability certificates that contain one.

A number is repaired first (blanks, full-width digits, apostrophes of a spreadsheet, a small x) and then checked:
18 characters, a real birth date that is not in the future, the check digit. Nothing is ever guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import mul

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"

_DROPPED = re.compile(r"[\s'’‘`´\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff-]+")
"""Also the signs of no width that a number copied from a web page or a chat brings along."""
_WHOLE = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)
_CERTIFICATE = re.compile(r"([0-9]{17}[0-9X])([1-7])([1-4])(B[0-9])?", re.ASCII)


class IdentityProblem(StrEnum):
    """Why a text is no identity number. The value is the code that an import prints (contract, section 4)."""

    LENGTH = "id_length"
    CHECK_DIGIT = "id_check_digit"
    BIRTH_DATE = "id_birth_date"


class Sex(StrEnum):
    """The two sexes that an identity number can say, as the record writes them (GB/T 2261.1)."""

    MALE = "男"
    FEMALE = "女"


class IdentityError(ValueError):
    """The text is not an identity number; ``problem`` says why."""

    def __init__(self, problem: IdentityProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A checked identity number with what it says about the person."""

    number: str
    birth: date
    sex: Sex


@dataclass(frozen=True, slots=True)
class DisabilityCertificate:
    """The number of a disability certificate: an identity number, category digit, grade digit (GB/T 26341)."""

    number: str
    identity: IdentityNumber
    category: int
    grade: int


def repair_identity(text: str) -> str:
    """Give the text without blanks, hyphens and apostrophes, in half-width characters, with a capital X."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_digit(first_17: str) -> str:
    """Give the check digit that belongs to the first 17 digits."""
    return CHECK_DIGITS[sum(map(mul, WEIGHTS, map(int, first_17))) % 11]


def parse_identity(text: str, today: date | None = None) -> IdentityNumber:
    """Read an identity number.

    :param text: the number as somebody typed or exported it
    :param today: if given, a birth date after this day is refused
    :raises IdentityError: with the first of: wrong length, impossible birth date, wrong check digit
    """
    return _checked(repair_identity(text), today)


def _checked(number: str, today: date | None) -> IdentityNumber:
    if len(number) != 18:
        raise IdentityError(IdentityProblem.LENGTH)
    if not _WHOLE.fullmatch(number):
        raise IdentityError(IdentityProblem.CHECK_DIGIT)
    birth = _birth(number)
    if birth is None or (today is not None and birth > today):
        raise IdentityError(IdentityProblem.BIRTH_DATE)
    if check_digit(number[:17]) != number[17]:
        raise IdentityError(IdentityProblem.CHECK_DIGIT)
    return IdentityNumber(number, birth, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def split_certificate(text: str, today: date | None = None) -> DisabilityCertificate | None:
    """Split the number of a disability certificate (20 characters, with B and a digit after a reissue).

    :returns: None where the text has not the shape of a certificate number
    :raises IdentityError: where it has the shape and its identity number is wrong
    """
    number = repair_identity(text)
    found = _CERTIFICATE.fullmatch(number)
    if found is None:
        return None
    return DisabilityCertificate(number, _checked(found[1], today), int(found[2]), int(found[3]))


def make_identity(region: str, birth: date, sequence: int) -> str:
    """Make the number that belongs to a region (6 digits), a birth date and a sequence of 1 to 999 (odd: male).

    Only for invented people; real numbers are read and never made.
    """
    first_17 = f"{region}{birth:%Y%m%d}{sequence:03d}"
    return first_17 + check_digit(first_17)
