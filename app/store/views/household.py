"""The rows of a household and its members in the view tables."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from app.domain.ids import RecordId
from app.oplog.record import HouseholdFile, Record
from app.store.pinyin import sort_key

Row = dict[str, object]
AWAY = frozenset({"外出务工", "在校", "住院", "服役", "服刑", "失联", "迁出", "去世"})


def household_row(file: HouseholdFile) -> Row:
    """Give the row of a household."""
    household = file.household
    head = head_of(file)
    living = [person for person in file.persons if person.part("alive", "alive") is not False]
    coliving = [person for person in living if person.part("coliving", "yes") is not False]
    monitored = household.compound("monitored")
    certificate = _next_certificate(living)
    visits = file.of("visit")
    return {
        "id": household.id,
        "code": household.text("code"),
        "village": household.text("village"),
        "group_name": household.text("group"),
        "group_number": group_number(household.text("group")),
        "address": str(household.part("address", "actual") or household.part("address", "registered") or ""),
        "type": str(household.part("type", "type") or ""),
        "monitored": str(monitored.get("type") or ""),
        "risk_removed": 1 if monitored.get("risk_removed") is True else 0,
        "labels": json.dumps(labels(file, living), ensure_ascii=False),
        "head_name": head.text("name") if head else "",
        "head_sort": sort_key(head.text("name")) if head else "",
        "phone": household.text("phone") or (head.text("phone") if head else ""),
        "persons": len(living),
        "coliving": len(coliving),
        "at_home": sum(1 for person in coliving if person.part("residence", "where") not in AWAY),
        "net_income": household.get("net_income"),
        "last_visit": max((str(visit.get("ended") or "") for visit in visits), default=None),
        "visits": len(visits),
        "next_visit": household.get("next_visit"),
        "certificate_until": certificate[0] if certificate else None,
        "certificate_person": certificate[1] if certificate else None,
        "conflicts": sum(len(record.state.conflicts()) for record in (household, *file.persons)),
    }


def person_rows(file: HouseholdFile) -> list[Row]:
    """Give the rows of the members, the head first."""
    head = head_of(file)
    ordered = sorted(file.persons, key=lambda person: (person is not head, person.id))
    return [
        {
            "id": person.id,
            "household": file.household.id,
            "position": position,
            "name": person.text("name"),
            "relation": person.text("relation"),
            "id_number": person.text("id_number"),
            "person_code": person.text("person_code"),
            "birth": person.get("birth"),
        }
        for position, person in enumerate(ordered)
    ]


def assignment_rows(file: HouseholdFile) -> list[Row]:
    """Give the rows of who is assigned to a household."""
    return [
        {
            "id": record.id,
            "household": file.household.id,
            "role": record.text("role"),
            "who": record.text("who"),
            "since": record.get("since"),
            "until": record.get("until"),
        }
        for record in file.of("assignment")
    ]


def head_of(file: HouseholdFile) -> Record | None:
    """Give the head of a household: who is recorded as 户主, else its first living member."""
    living = [person for person in file.persons if person.part("alive", "alive") is not False]
    heads = [person for person in living if person.text("relation") in {"户主", "本人"}]
    return next(iter(heads or living or file.persons), None)


def labels(file: HouseholdFile, living: list[Record]) -> list[str]:
    """Give the words that say what kind of household this is, the most urgent first (chips on the screens)."""
    found: list[str] = []
    monitored = file.household.compound("monitored")
    if monitored.get("type"):
        found.append("监测户" if monitored.get("risk_removed") is not True else "监测户（风险已消除）")
    type_ = file.household.part("type", "type")
    if type_ and type_ != "一般农户":
        found.append(str(type_))
    found.extend(_benefit_labels(file))
    if any(_severe(person.compound("disability")) for person in living):
        found.append("重残")
    words = {str(word) for person in living for word in _words(person.get("living"))}
    found.extend(word for word in ("独居", "空巢", "留守") if word in words)
    return found


def group_number(group: str) -> int:
    """Give the number in a group's name (``3组`` is 3), for sorting; 0 where there is none."""
    match = re.search(r"\d{1,9}", group)  # more digits are no group's number, and none that SQLite can hold
    return int(match.group()) if match else 0


def _benefit_labels(file: HouseholdFile) -> list[str]:
    held = {
        record.text("code")
        for record in file.of("benefit")
        if record.get("ended") is None and record.get("active") is not False
    }
    return [code for code in ("低保", "特困", "低保边缘", "刚性支出困难") if code in held]


def _severe(disability: Mapping[str, object]) -> bool:
    return disability.get("grade") in {1, 2}


def _words(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _next_certificate(living: list[Record]) -> tuple[str, str] | None:
    dated = [
        (str(until), person.text("name")) for person in living if (until := person.part("disability", "valid_until"))
    ]
    return min(dated, default=None)


def person_ids(file: HouseholdFile) -> list[RecordId]:
    """Give the ids of the members."""
    return [person.id for person in file.persons]
