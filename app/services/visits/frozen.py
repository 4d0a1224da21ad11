"""What is frozen with a draft: the moment, the person, and the members as they were when the visit began.

A register changed meanwhile moves no answer: instances of a checklist are known by the member's key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import count
from uuid import UUID, uuid5

from app.domain.dates import PartialDate, age_at
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import RecordId, short_key, to_text
from app.forms.members import Member, member_row
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile, Record
from app.store.views.household import head_of


def frozen_environment(file: HouseholdFile, now: datetime, user: str, today: date) -> dict[str, Value]:
    """Give what a draft keeps of its start."""
    head = head_of(file)
    present = [person for person in file.persons if person.part("alive", "alive") is not False]
    ordered = sorted(present, key=lambda person: (person is not head, person.id))
    members: list[Value] = [dict[str, Value](member_row(_member(person, today))) for person in ordered]
    return {"now": now.isoformat(), "user": user, "members": members}


def further_uuids(visit: RecordId, played: int) -> Callable[[], str]:
    """Give what ``uuid()`` gives in a visit: playing its journal again gives the same ones, and none is given twice.

    :param played: how many steps of the journal are in the snapshot that the form was opened from
    """
    numbers = count(1)
    return lambda: str(uuid5(UUID(to_text(visit)), f"{played}/{next(numbers)}"))


def member_rows(environment: Mapping[str, Value]) -> list[dict[str, str | None]]:
    """Give the frozen members as rows of the external instance ``members``."""
    members = environment.get("members")
    rows = members if isinstance(members, list) else []
    return [
        {name: None if value is None else str(value) for name, value in row.items()}
        for row in rows
        if isinstance(row, dict)
    ]


def member_named(environment: Mapping[str, Value], member: str) -> str:
    """Give the key of a frozen member, named by key or by name.

    :raises AppError: NOT_FOUND; KEY_AMBIGUOUS for two of one name
    """
    rows = member_rows(environment)
    found = [str(row["name"]) for row in rows if member in (row["name"], row["label"])]
    if len(found) != 1:
        raise AppError(ErrorCode.KEY_AMBIGUOUS if found else ErrorCode.NOT_FOUND, key=member)
    return found[0]


def _member(person: Record, today: date) -> Member:
    birth = person.text("birth")
    grade = person.part("disability", "grade")
    health = person.get("health")
    return Member(
        key=short_key(person.id),
        name=person.text("name"),
        age=age_at(PartialDate.from_iso(birth).first, today) if birth else None,
        sex=person.text("sex"),
        relation=person.text("relation"),
        disability_category=str(person.part("disability", "category") or ""),
        disability_grade=grade if isinstance(grade, int) else None,
        labour=person.text("labour"),
        student=str(person.part("student", "stage") or ""),
        health=tuple(str(word) for word in health) if isinstance(health, list) else (),
    )
