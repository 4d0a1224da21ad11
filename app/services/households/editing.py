"""A fact as a person changes it by hand: what it takes, what holds, and what it was before."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.codes import CodeLists
from app.domain.facts import Fact, FactType, Sensitivity
from app.domain.ids import short_key
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile, Record
from app.oplog.register import shown_head
from app.services.context import Context
from app.services.document.values import written
from app.services.households.models import FactEdit, FactHistoryLine
from app.services.households.page import is_masked, part_of, shown_value
from app.store.history import Entry
from app.system.clock import moment

REASONED = frozenset({"name", "id_number", "alive", "died_on", "type", "monitored.type", "labour"})
"""Facts whose change wants a reason beside the evidence (with every income)."""


def needs_reason(fact: Fact) -> bool:
    """Tell whether a change of a fact wants a reason: name, number, death, income, classification."""
    return fact.path in REASONED or (fact.sensitivity is Sensitivity.INCOME and fact.type is FactType.MONEY)


def fact_edit(
    file: HouseholdFile, person: Record | None, fact: Fact, entries: list[Entry], context: Context
) -> FactEdit:
    """Put together what a screen needs to change one fact.

    :param person: whose fact it is; None for the household's
    :param entries: the history of the record, oldest first
    """
    record, today = person or file.household, context.today()
    value, masked = _value(record, fact), is_masked(fact)
    return FactEdit(
        path=f"members.{short_key(record.id)}.{fact.path}" if person is not None else fact.path,
        who=person.text("name") if person is not None else "",
        label=fact.label,
        type=fact.type,
        unit=fact.unit,
        choices=_choices(fact, context.codes),
        value=None if masked else written(fact, _listed(value), today),
        shown=shown_value(fact, value, today),
        masked=masked,
        needs_reason=needs_reason(fact),
        history=tuple(_history(fact, entries))[::-1],
    )


def _value(record: Record, fact: Fact) -> Value:
    heads = record.state.heads.get(fact.field or "", ())
    return part_of(fact, shown_head(heads).value) if heads else None


def _listed(value: Value) -> Value:
    """What is kept item by item, as the document's list of what a person cannot do."""
    return [name for name, able in value.items() if able is False] if isinstance(value, dict) else value


def _choices(fact: Fact, codes: CodeLists) -> tuple[str, ...]:
    code_list = codes.get(fact.codes) if fact.codes else None
    return code_list.labels if code_list is not None else ()


def _history(fact: Fact, entries: Iterable[Entry]) -> Iterable[FactHistoryLine]:
    for entry in entries:
        if entry.field != fact.field:
            continue
        operation = entry.operation
        provenance, day = operation.provenance, moment(operation.provenance.wall).date()
        old, new = part_of(fact, entry.before), part_of(fact, entry.value)
        if old is None and new is None:
            continue
        yield FactHistoryLine(
            when=moment(provenance.wall),
            as_of=provenance.as_of or day.isoformat(),
            old=shown_value(fact, old, day),
            new=shown_value(fact, new, day),
            actor=provenance.actor,
            evidence=provenance.evidence,
            source=provenance.source,
            reason=provenance.reason,
        )
