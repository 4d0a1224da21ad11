"""The import profiles: kinds of files that bring persons and households into the register."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.sheets.locate import CODE, IDENTITY, NAME, Table
from app.domain.errors import AppError, ErrorCode


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of file.

    :param name: what ``--profile`` and the report call it
    :param title: what people call it
    :param needs: paths that its columns must set
    :param by_household: rows belong to households by 户编号; else persons are found by their identity number
    :param implies: a person listed is taken to live in the household (名册推定)
    """

    name: str
    title: str
    needs: tuple[str, ...]
    by_household: bool
    implies: bool


PROFILES: tuple[Profile, ...] = (
    Profile("fupin-roster", "防返贫监测信息系统名册", (CODE, NAME), by_household=True, implies=True),
    Profile("person-list", "按证件号码对人的名单", (IDENTITY,), by_household=False, implies=False),
)
"""The first whose needs a file meets is taken, unless a person names one."""


def choose_profile(table: Table, name: str | None = None) -> Profile:
    """Choose the profile of a table.

    :raises AppError: PROFILE_UNKNOWN for a name that no profile bears; COLUMN_UNMAPPED where a needed column is not there
    """
    candidates = [profile for profile in PROFILES if name in {None, profile.name}]
    if not candidates:
        raise AppError(ErrorCode.PROFILE_UNKNOWN, profile=name)
    for profile in candidates:
        if all(table.place(path) is not None for path in profile.needs):
            return profile
    missing = next(path for path in candidates[0].needs if table.place(path) is None)
    raise AppError(ErrorCode.COLUMN_UNMAPPED, column=missing, sheet=table.sheet.name)
