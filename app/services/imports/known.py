"""The register as an import compares a file with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.documents.sheets.comparison import KnownHousehold, KnownMember
from app.documents.sheets.reading import FactValue
from app.domain.facts import FactDictionary, Holder
from app.domain.ids import short_key, to_text
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile, Record
from app.services.document.export import DECLARED_NONE, active_at, flat_facts
from app.store.store import Reading


def known_households(reading: Reading, facts: FactDictionary, day: date) -> dict[str, KnownHousehold]:
    """Give every household by 户编号 with its facts in flat paths; those without a code by their id."""
    files = reading.records.household_files(reading.records.household_ids())
    return {file.household.text("code") or to_text(file.household.id): _household(file, facts, day) for file in files}


def _household(file: HouseholdFile, facts: FactDictionary, day: date) -> KnownHousehold:
    return KnownHousehold(
        id=to_text(file.household.id),
        values=dict(_values(file, file.household, facts, Holder.HOUSEHOLD, day)),
        members=tuple(
            KnownMember(
                to_text(person.id),
                short_key(person.id),
                person.text("person_code"),
                dict(_values(file, person, facts, Holder.MEMBER, day)),
            )
            for person in file.persons
        ),
    )


def _values(
    file: HouseholdFile, record: Record, facts: FactDictionary, holder: Holder, day: date
) -> Iterator[tuple[str, FactValue]]:
    for path, value in flat_facts(record, facts, holder, day).items():
        yield path, _plain(value)
    for fact in facts.of(holder).values():
        if fact.declares_none and fact.field is not None and record.part(fact.field, DECLARED_NONE) is True:
            yield f"{fact.group}.status", "none"
    held = tuple(benefit.text("code") for benefit in file.of("benefit", record.id) if active_at(benefit, day))
    if held:
        yield "benefits", held


def _plain(value: Value) -> FactValue:
    if isinstance(value, list):
        return tuple(str(word) for word in value)
    assert isinstance(value, (str, int, float, bool))
    return value
