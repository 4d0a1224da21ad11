"""The rows of the external instance ``members``: whom a checklist asks about, member by member.

The list is frozen with a draft: answers belong to a member's key, never to a place in the list. The columns are what
the conditions of checklists may read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

INSTANCE: Final = "members"
"""The id of the instance in every checklist (survey row ``csv-external`` ``members``)."""

COLUMNS: Final = (
    "name", "label", "age", "sex", "relation", "labour", "student", "disability", "grade", "health",
)  # fmt: skip
"""``name`` is the member's key (the XLSForm word for the value of a choice), ``label`` the name that a person reads,
``age`` full years at the day of the visit, ``student`` the stage of schooling, ``disability`` the category, ``grade``
its grade (1 to 4), ``health`` the words of the health list joined by blanks. An empty cell is unknown, or none."""


@dataclass(frozen=True)
class Member:
    """One member of the household as a checklist sees him or her; codes are the Chinese words of the code lists.

    :param age: full years at the day of the visit; None if the birth date is unknown
    """

    key: str
    name: str
    age: int | None = None
    sex: str = ""
    relation: str = ""
    disability_category: str = ""
    disability_grade: int | None = None
    labour: str = ""
    student: str = ""
    health: tuple[str, ...] = ()


def member_row(member: Member) -> dict[str, str | None]:
    """The row of a member, by the names of :data:`COLUMNS`."""
    return {
        "name": member.key,
        "label": member.name,
        "age": None if member.age is None else str(member.age),
        "sex": member.sex or None,
        "relation": member.relation or None,
        "labour": member.labour or None,
        "student": member.student or None,
        "disability": member.disability_category or None,
        "grade": None if member.disability_grade is None else str(member.disability_grade),
        "health": " ".join(member.health) or None,
    }
