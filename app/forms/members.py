"""The rows of the external instance ``members``: whom a checklist asks about, member by member.

The list is frozen with a draft: answers belong to a member's key, never to a place in the list. The columns are what
the checklists' conditions may read; a column without a value means unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

INSTANCE = "members"
"""The id of the instance in every checklist (survey row ``csv-external members``)."""


@dataclass(frozen=True)
class MemberRow:
    """One member of the household as a checklist sees him or her.

    ``name`` is the member's key (as the XLSForm convention calls the value of a choice), ``label`` what a person
    reads. ``age`` is the age in full years at the day of the visit. Codes are the Chinese words of the fact
    dictionary; truth values are ``true`` and ``false``; an empty text is unknown.
    """

    name: str
    label: str
    age: str = ""
    sex: str = ""
    relation: str = ""
    alive: str = ""
    coliving: str = ""
    where: str = ""
    labour: str = ""
    employed: str = ""
    student: str = ""
    disability: str = ""
    grade: str = ""
    serious_illness: str = ""
    chronic: str = ""
    insured: str = ""
    benefits: str = ""


COLUMNS = tuple(field.name for field in fields(MemberRow))
"""The columns in their order: ``student`` is the stage (``none`` when not in school), ``disability`` the category
(``none`` without), ``grade`` its grade, ``chronic`` whether a chronic illness is recorded, ``benefits`` the codes of
what the member receives, joined by blanks."""


def member_rows(members: Iterable[MemberRow]) -> tuple[dict[str, str], ...]:
    """The rows for :attr:`app.forms.environment.Environment.instances`, one for each member."""
    return tuple({column: getattr(member, column) for column in COLUMNS} for member in members)
