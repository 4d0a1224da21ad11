"""Lists of households: filtered, sorted and paged in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from app.domain.dates import PartialDate
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import KEY_LENGTH, RecordId, from_text, to_text
from app.domain.masking import mask_phone
from app.services.households.models import HouseholdFilter, HouseholdList, HouseholdRow, Label, Order, Tone
from app.store.records import chunks
from app.store.schema import LOCAL_DRAFT
from app.store.store import Reading
from app.store.views.tables import HOUSEHOLD_VIEW as VIEW
from app.store.views.tables import PERSON_VIEW

_ORDERS: Mapping[Order, tuple[ColumnElement[Any], ...]] = {
    Order.PLACE: (VIEW.c.village, VIEW.c.group_number, VIEW.c.code),
    Order.NAME: (VIEW.c.head_sort, VIEW.c.code),
    Order.LAST_VISIT: (VIEW.c.last_visit.is_not(None), VIEW.c.last_visit, VIEW.c.code),
    Order.NEXT_VISIT: (VIEW.c.next_visit.is_(None), VIEW.c.next_visit, VIEW.c.code),
}
_DANGER = frozenset({"失联"})
_WATCH = frozenset({"监测户", "独居", "空巢", "留守", "特困"})


SEARCH_LIMIT = 2000
"""Persons that a search in the list finds; more is no search."""


def household_ids(reading: Reading, wanted: HouseholdFilter) -> list[str]:
    """Give the ids of the households that a list shows, in its order."""
    statement = _filtered(select(VIEW.c.id), wanted).order_by(*_ORDERS[wanted.order])
    if wanted.text.strip():
        found = reading.search.households(wanted.text, SEARCH_LIMIT)
        if found is None:
            return []
        statement = statement.where(VIEW.c.id.in_(found))
    return [to_text(RecordId(row.id)) for row in reading.connection.execute(statement)]


def household_list(reading: Reading, wanted: HouseholdFilter, first: int) -> HouseholdList:
    """Give a list with its first lines in one step, for a screen that is drawn at each key."""
    ids = household_ids(reading, wanted)
    found = found_names(reading, wanted.text) if wanted.text.strip() else None
    return HouseholdList(tuple(ids), tuple(household_rows(reading, ids[:first], found)))


def household_rows(
    reading: Reading, ids: Iterable[str], found: Mapping[str, tuple[str, ...]] | None = None
) -> list[HouseholdRow]:
    """Give the lines of households in the order of the ids; those that are gone are left out."""
    wanted = [from_text(identifier) for identifier in ids]
    drafts = _draft_counts(reading)
    rows: dict[str, HouseholdRow] = {}
    for chunk in chunks(wanted):
        for row in reading.connection.execute(select(VIEW).where(VIEW.c.id.in_(chunk))):
            line = household_row(row, drafts.get(RecordId(row.id), 0), (found or {}).get(to_text(RecordId(row.id)), ()))
            rows[line.id] = line
    return [rows[to_text(record)] for record in wanted if to_text(record) in rows]


def groups(reading: Reading) -> tuple[tuple[str, int], ...]:
    """Give each group with its number of households."""
    statement = (
        select(VIEW.c.group_name, func.count())
        .group_by(VIEW.c.group_name)
        .order_by(func.min(VIEW.c.group_number), VIEW.c.group_name)
    )
    return tuple((row[0], row[1]) for row in reading.connection.execute(statement))


def resolve(reading: Reading, key: str) -> RecordId:
    """Find a household by what a person types: id, a beginning or ending of it, or the 户编号.

    :raises AppError: NOT_FOUND, KEY_AMBIGUOUS
    """
    typed = key.strip()
    by_code = [RecordId(row.id) for row in reading.connection.execute(select(VIEW.c.id).where(VIEW.c.code == typed))]
    found = by_code or _by_id(reading, typed)
    if len(found) != 1:
        raise AppError(ErrorCode.KEY_AMBIGUOUS if found else ErrorCode.NOT_FOUND, key=key)
    return found[0]


def need_free_code(reading: Reading, household: RecordId, code: str) -> None:
    """See that no other household of the register has a 户编号: both would lose the name by which people call them.

    :raises AppError: VALUE_INVALID
    """
    taken = reading.connection.execute(select(VIEW.c.id).where(VIEW.c.code == code, VIEW.c.id != household)).first()
    if code and taken is not None:
        raise AppError(ErrorCode.VALUE_INVALID, path="code", value=code, wanted="别的户没有用着的户编号")


def found_names(reading: Reading, text: str) -> dict[str, tuple[str, ...]]:
    """Give, for each household that a search finds, the names of the members found."""
    hits = reading.search.find(text)
    persons = [hit.person for hit in hits if hit.person is not None]
    names: dict[RecordId, str] = {}
    for chunk in chunks(persons):
        statement = select(PERSON_VIEW.c.id, PERSON_VIEW.c.name).where(PERSON_VIEW.c.id.in_(chunk))
        names.update({RecordId(row.id): row.name for row in reading.connection.execute(statement)})
    found: dict[str, tuple[str, ...]] = {}
    for hit in hits:
        household = to_text(hit.household)
        name = names.get(hit.person, "") if hit.person is not None else ""
        found[household] = (*found.get(household, ()), *((name,) if name else ()))
    return found


def label(text: str) -> Label:
    """Give a label's tone: a colour only for what needs watching."""
    if text in _DANGER:
        return Label(text, Tone.DANGER)
    return Label(text, Tone.WATCH if text in _WATCH else Tone.PLAIN)


def household_row(row: Row[tuple[object, ...]], drafts: int, found: tuple[str, ...]) -> HouseholdRow:
    """Turn a row of the view into what the list shows."""
    return HouseholdRow(
        id=to_text(RecordId(row.id)),
        code=row.code,
        head=row.head_name,
        village=row.village,
        group=row.group_name,
        address=row.address,
        type=row.type,
        labels=tuple(label(text) for text in json.loads(row.labels)),
        phone=mask_phone(row.phone) if row.phone else "",
        persons=row.persons,
        at_home=row.at_home,
        net_income=row.net_income,
        last_visit=_day(row.last_visit),
        next_visit=_day(row.next_visit),
        visits=row.visits,
        drafts=drafts,
        conflicts=row.conflicts,
        found=found,
    )


def _day(text: str | None) -> date | None:
    return PartialDate.from_iso(text[:10]).first if text else None


def _filtered(statement: Select[tuple[bytes]], wanted: HouseholdFilter) -> Select[tuple[bytes]]:
    if wanted.village:
        statement = statement.where(VIEW.c.village == wanted.village)
    if wanted.group:
        statement = statement.where(VIEW.c.group_name == wanted.group)
    if wanted.label:
        statement = statement.where(
            VIEW.c.labels.contains(json.dumps(wanted.label, ensure_ascii=False), autoescape=True)
        )
    return statement


def _draft_counts(reading: Reading) -> dict[RecordId, int]:
    statement = select(LOCAL_DRAFT.c.household, func.count()).group_by(LOCAL_DRAFT.c.household)
    return {RecordId(row[0]): row[1] for row in reading.connection.execute(statement)}


def _by_id(reading: Reading, typed: str) -> list[RecordId]:
    plain = typed.replace("-", "").lower()
    if len(plain) < KEY_LENGTH or any(character not in "0123456789abcdef" for character in plain):
        return []
    text = func.lower(func.hex(VIEW.c.id))
    statement = select(VIEW.c.id).where(text.like(f"{plain}%") | text.like(f"%{plain}")).limit(2)
    return [RecordId(row.id) for row in reading.connection.execute(statement)]
