"""The household and its members as entity lists, for checklists of others (ODK Entities): frozen with the draft.

A foreign form finds them as ``instance('households')``, ``instance('members')`` and ``instance('persons')``, each item with
``name`` (what its entity is called: the household's UUID, a member's key), ``label``, ``__version`` and its known facts by
their paths. Numbers that screens show in part only (identity number, telephone) are not handed out; a form may write them.

``__version`` is the number of times the record was written to on this machine: 1 when it was made, greater with every change.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from app.domain.facts import Fact, FactDictionary, Holder
from app.domain.ids import short_key, to_text
from app.forms.definition import FormDefinition
from app.forms.entities import LISTS, entity_declarations
from app.forms.environment import Rows
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile, Record
from app.services.document.export import flat_facts
from app.services.households.page import is_masked
from app.services.visits.frozen import member_rows
from app.store.records import RecordReader

VERSION: Final = "__version"
KEY: Final = "lists"
"""Its place in what a draft keeps of its start."""
Row = dict[str, str | None]


def wanted_lists(definition: FormDefinition) -> frozenset[str]:
    """Give the lists that a form needs to be given: those that it writes to, and those that it reads without having a
    file of that name beside it."""
    written = {one.dataset for one in entity_declarations(definition)}
    read = definition.external.keys() - definition.instances.keys()
    return frozenset((written | read) & LISTS.keys())


def entity_lists(
    file: HouseholdFile, records: RecordReader, title: str, facts: FactDictionary, day: date
) -> dict[str, Value]:
    """Give the lists as a draft keeps them: rows by holder, then by the item's name.

    :param title: the household in words
    """
    versions = records.versions([file.household.id, *(person.id for person in file.persons)])
    household = {
        "label": title,
        **facts_row(file.household, facts, Holder.HOUSEHOLD, day),
        VERSION: str(versions.get(file.household.id, 0)),
    }
    members = {
        short_key(person.id): {
            "label": person.text("name"),
            **facts_row(person, facts, Holder.MEMBER, day),
            VERSION: str(versions.get(person.id, 0)),
        }
        for person in file.persons
    }
    return {
        Holder.HOUSEHOLD.value: {to_text(file.household.id): dict[str, Value](household)},
        Holder.MEMBER.value: {key: dict[str, Value](row) for key, row in members.items()},
    }


def facts_row(record: Record, facts: FactDictionary, holder: Holder, day: date) -> dict[str, str]:
    """Give the known facts of a record by their paths, as a form reads them; those that are shown in part only are left
    out."""
    known = flat_facts(record, facts, holder, day)
    return {path: fact_text(value) for path, value in known.items() if is_handed_out(facts.of(holder).get(path))}


def is_handed_out(fact: Fact | None) -> bool:
    """Tell whether a form may read a fact."""
    return fact is not None and not is_masked(fact)


def fact_text(value: Value) -> str:
    """Give a fact's value as a form reads it: truth as ``true`` and ``false``, several words with blanks between."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def frozen_rows(environment: Mapping[str, Value], holder: Holder) -> dict[str, Row]:
    """Give the rows of a list as the draft froze them, by the item's name; none of a draft that froze no lists."""
    lists = environment.get(KEY)
    rows = lists.get(holder.value) if isinstance(lists, dict) else None
    if not isinstance(rows, dict):
        return {}
    return {
        name: {column: None if cell is None else str(cell) for column, cell in row.items()}
        for name, row in rows.items()
        if isinstance(row, dict)
    }


def instances(environment: Mapping[str, Value], wanted: frozenset[str]) -> dict[str, Rows]:
    """Give the external instances of a visit: the members, always, and the lists that its form wants.

    The columns of the members that every checklist knows (``age``, ``grade`` ...) stand before facts of the same name.
    """
    members = member_rows(environment)
    given: dict[str, Rows] = {"members": members}
    for name in wanted:
        rows = frozen_rows(environment, LISTS[name])
        if LISTS[name] is Holder.MEMBER:
            given[name] = [{**rows.get(str(member["name"]), {}), **member} for member in members]
        else:
            given[name] = [{"name": key, **row} for key, row in rows.items()]
    return given
