"""What reading a roster gives: households with their members, and every row and cell that a person must look at.

Paths are household-document words below their holder (``monitored.type``, ``disability.grade``); in ``columns`` they
carry ``household.`` or ``member.`` before them. Nothing here knows what the store already holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

FactValue: TypeAlias = str | int | float | bool | tuple[str, ...]
"""A value as the household document writes it: yuan as a number, a day as ISO text, several words as a tuple."""

Values: TypeAlias = Mapping[str, FactValue]

IMPLIED: Values = MappingProxyType({"alive": True, "coliving": True, "imprisoned": False})
"""What a roster implies of every person whom it lists; kept with the evidence below, first to be confirmed."""
IMPLIED_EVIDENCE = "名册推定"


class RosterProblem(StrEnum):
    """Codes of the import report (contract, section 4)."""

    ID_LENGTH = "id_length"
    ID_CHECK_DIGIT = "id_check_digit"
    ID_BIRTH_DATE = "id_birth_date"
    ID_LOST_DIGITS = "id_lost_digits"
    ID_DUPLICATE = "id_duplicate"
    ID_MISSING = "id_missing"
    HOUSEHOLD_CODE_MISSING = "household_code_missing"
    NAME_MISSING = "name_missing"
    DATE_UNREADABLE = "date_unreadable"
    NUMBER_UNREADABLE = "number_unreadable"
    CODE_UNKNOWN = "code_unknown"
    HEAD_MISSING = "head_missing"
    TWO_HEADS = "two_heads"
    BIRTH_DIFFERS_FROM_ID = "birth_differs_from_id"
    SEX_DIFFERS_FROM_ID = "sex_differs_from_id"
    DISABILITY_IN_ID = "disability_in_id"
    OTHER_VILLAGE = "other_village"


@dataclass(frozen=True, slots=True)
class RosterIssue:
    """A refused row or a doubtful cell; its words are looked up by the code (``resources/i18n/roster.<language>.toml``).

    :param row: row number as Excel shows it
    :param column: the file's own name of the column, "" where the trouble is in none
    :param value: what the cell shows; may be personal
    """

    row: int
    column: str
    code: RosterProblem
    value: str


@dataclass(frozen=True, slots=True)
class RosterMember:
    """One accepted row: a person with the facts that the file states."""

    row: int
    values: Values
    implied: Values

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.values.get("name", ""))

    @property
    def id_number(self) -> str:
        """The repaired identity number, "" for a newborn without one."""
        return str(self.values.get("id_number", ""))


@dataclass(frozen=True, slots=True)
class RosterHousehold:
    """The accepted rows of one 户编号.

    :param code: 户编号
    :param row: its first row in the file
    :param village: code of its village as far as the file says, else ""
    :param values: the household's own facts
    :param members: in the order of the file
    :param as_of: day or month of the file's 数据日期 as ISO text, "" where it says none
    """

    code: str
    row: int
    village: str
    values: Values
    members: tuple[RosterMember, ...]
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class RosterReading:
    """A roster as it was read.

    :param sheet: name of the sheet that was read
    :param header_row: row number of the (lower) header row as Excel shows it
    :param profile: name of the import profile
    :param columns: the file's column name -> path with its holder, in the order of the file
    :param unmapped: names of the columns that set no fact
    :param rows: rows of data, refused ones included
    :param households: what is to be imported
    :param apart: households of other villages, not to be imported unless told
    :param refused: household code and name of the refused rows, who are therefore not missing
    """

    sheet: str
    header_row: int
    profile: str
    columns: Mapping[str, str]
    unmapped: tuple[str, ...]
    rows: int
    rejected: tuple[RosterIssue, ...]
    warnings: tuple[RosterIssue, ...]
    households: tuple[RosterHousehold, ...]
    apart: tuple[RosterHousehold, ...] = ()
    refused: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @property
    def refused_rows(self) -> frozenset[int]:
        """The numbers of the refused rows."""
        return frozenset(issue.row for issue in self.rejected)

    @property
    def accepted(self) -> int:
        """Rows that are not refused, those of other villages included."""
        return self.rows - len(self.refused_rows)
