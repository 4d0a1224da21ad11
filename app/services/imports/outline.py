"""A preview put together for the eye: groups of refusals, households that change, who is missing, where values come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from app.documents.sheets.comparison import HOUSEHOLD_FIELD, Change, HouseholdPlan, State
from app.domain.dates import PartialDate
from app.domain.facts import Fact, FactDictionary, FactType, Holder
from app.domain.ids import RecordId, from_text
from app.domain.masking import mask_identity, mask_phone
from app.domain.money import fen_from
from app.oplog.operation import Dot, Operation
from app.oplog.record import Record
from app.oplog.register import shown_head
from app.services.imports.models import (
    ChangeKey,
    ChangeLine,
    FieldCount,
    HouseholdItem,
    ImportOutline,
    ImportPreview,
    IssueGroup,
    MissingItem,
    Origin,
    RosterIssue,
    RosterProblem,
    ShownValue,
    ValueKind,
)
from app.store.records import chunks
from app.store.store import Reading
from app.system.clock import moment

HEAD = "户主"
MOVED = "所在户"
BENEFITS = "享受政策"
_MASKS: Mapping[str, Callable[[str], str]] = {
    "phone": mask_phone,
    "helper.phone": mask_phone,
    "id_number": mask_identity,
    "disability.certificate": mask_identity,
}


def outline(preview: ImportPreview, reading: Reading, facts: FactDictionary) -> ImportOutline:
    """Put a preview together; the register is asked where the values come from that would change."""
    comparison = preview.comparison
    origins = _origins(preview, reading, facts)
    heads = {plan.household.code: (_head(plan), _group(plan)) for plan in comparison.plans}
    return ImportOutline(
        refused=_issue_groups(preview.reading.rejected),
        warned=_issue_groups(preview.reading.warnings),
        changed=tuple(item for plan in comparison.plans if (item := _changed(plan)) is not None),
        new=tuple(item for plan in comparison.plans if (item := _new(plan)) is not None),
        missing=tuple(
            MissingItem(
                absent.household,
                absent.household_id,
                absent.member_id,
                absent.member or "",
                *heads.get(absent.household, (absent.head, absent.group)),
                gone=absent.gone,
            )
            for absent in comparison.missing
        ),
        fields=_fields(comparison.changes, facts, origins),
        origins=origins,
    )


def lines(
    preview: ImportPreview, household: str, origins: Mapping[ChangeKey, Origin], facts: FactDictionary
) -> tuple[ChangeLine, ...]:
    """Give the changes of a household.

    :param household: 户编号
    """
    plans = (plan for plan in preview.comparison.plans if plan.household.code == household)
    return tuple(_line(change, origins, facts) for plan in plans for change in _changes(plan))


def key_of(change: Change) -> ChangeKey:
    """Give the key by which a change is left out."""
    return change.household_id, change.member_id, change.field


def _issue_groups(issues: Iterable[RosterIssue]) -> tuple[IssueGroup, ...]:
    groups: dict[tuple[str, RosterProblem], list[RosterIssue]] = defaultdict(list)
    for issue in issues:
        groups[issue.column, issue.code].append(issue)
    return tuple(IssueGroup(column, code, tuple(found)) for (column, code), found in groups.items())


def _changed(plan: HouseholdPlan) -> HouseholdItem | None:
    changes = list(_changes(plan))
    if plan.known is None or not changes:
        return None
    names = dict.fromkeys(change.member for change in changes if change.member)
    return HouseholdItem(plan.household.code, _head(plan), _group(plan), _rows(plan), tuple(names), len(changes))


def _new(plan: HouseholdPlan) -> HouseholdItem | None:
    joined = tuple(member.member.name for member in plan.members if member.state is State.NEW)
    if plan.known is not None and not joined:
        return None
    key, head, group = plan.household.code, _head(plan), _group(plan)
    return HouseholdItem(key, head, group, _rows(plan), joined, 0, is_new=plan.known is None)


def _changes(plan: HouseholdPlan) -> Iterator[Change]:
    yield from plan.changes
    for member in plan.members:
        yield from member.changes


def _head(plan: HouseholdPlan) -> str:
    """Give the name of the head as the file says, else as the register says, else of the first person."""
    for member in plan.members:
        if member.member.values.get("relation") == HEAD:
            return member.member.name
    known = plan.known.members if plan.known is not None else ()
    head = next((member.name for member in known if member.values.get("relation") == HEAD), "")
    return head or (plan.members[0].member.name if plan.members else "")


def _group(plan: HouseholdPlan) -> str:
    stated = plan.household.values.get("group")
    known = plan.known.values.get("group") if plan.known is not None else None
    return str(stated or known or "")


def _rows(plan: HouseholdPlan) -> tuple[int, int]:
    rows = [plan.household.row, *(member.member.row for member in plan.members)]
    return min(rows), max(rows)


def _fields(
    changes: Sequence[Change], facts: FactDictionary, origins: Mapping[ChangeKey, Origin]
) -> tuple[FieldCount, ...]:
    keys: dict[tuple[bool, str], list[ChangeKey]] = defaultdict(list)
    for change in changes:
        keys[change.member is None, change.field].append(key_of(change))
    counts = (
        FieldCount(
            label=_label(field, Holder.HOUSEHOLD if own else Holder.MEMBER, facts),
            keys=tuple(found),
            kept=sum(1 for key in found if key in origins and origins[key].kept),
        )
        for (own, field), found in keys.items()
    )
    return tuple(sorted(counts, key=lambda count: -len(count.keys)))


def _line(change: Change, origins: Mapping[ChangeKey, Origin], facts: FactDictionary) -> ChangeLine:
    holder = Holder.HOUSEHOLD if change.member is None else Holder.MEMBER
    fact = facts.of(holder).get(change.field)
    return ChangeLine(
        key=key_of(change),
        who=change.member or "",
        label=_label(change.field, holder, facts),
        old=None if change.old is None else _shown(fact, change.old),
        new=_shown(fact, change.new),
        origin=origins.get(key_of(change)),
        implied=change.implied,
    )


def _label(field: str, holder: Holder, facts: FactDictionary) -> str:
    if field == HOUSEHOLD_FIELD:
        return MOVED
    fact = facts.of(holder).get(field)
    if fact is None and field.endswith(".status"):
        group = field.removesuffix(".status")
        fact = next((known for known in facts.of(holder).values() if known.group == group), None)
    if fact is None:
        return BENEFITS if field == "benefits" else field
    return fact.label


def _shown(fact: Fact | None, value: object) -> ShownValue:
    """Give a value of a household document as it is to be shown."""
    if isinstance(value, bool):
        return ShownValue(ValueKind.YES_NO, yes=value)
    if isinstance(value, (list, tuple)):
        return ShownValue(ValueKind.SEVERAL if value else ValueKind.NOTHING, words=tuple(map(str, value)))
    if fact is None:
        return ShownValue(ValueKind.NOTHING) if value == "none" else ShownValue(ValueKind.TEXT, str(value))
    return _typed(fact, value)


def _typed(fact: Fact, value: object) -> ShownValue:
    if fact.path in _MASKS:
        return ShownValue(ValueKind.TEXT, _MASKS[fact.path](str(value)))
    if fact.type is FactType.MONEY and isinstance(value, (int, float)):
        return ShownValue(ValueKind.MONEY, fen=fen_from(value))
    if fact.type in {FactType.DATE, FactType.MONTH}:
        return ShownValue(ValueKind.DAY, str(value)[:10])
    return ShownValue(ValueKind.TEXT, f"{value} {fact.unit}".strip())


def _origins(preview: ImportPreview, reading: Reading, facts: FactDictionary) -> dict[ChangeKey, Origin]:
    """Find where each value comes from that the file would replace."""
    wanted: dict[RecordId, list[tuple[Change, str]]] = defaultdict(list)
    days: dict[str, str] = {}
    for plan in preview.comparison.plans:
        for change in _changes(plan):
            fact = facts.of(Holder.HOUSEHOLD if change.member is None else Holder.MEMBER).get(change.field)
            if change.old is not None and fact is not None and fact.field is not None:
                wanted[from_text(change.member_id or change.household_id)].append((change, fact.field))
                days[change.household_id] = plan.household.as_of
    found: dict[ChangeKey, Origin] = {}
    for part in chunks(wanted):
        operations = {entry.operation.dot: entry.operation for entry in reading.history.of_records(part)}
        for identifier, record in reading.records.get(part).items():
            for change, field in wanted[identifier]:
                operation = _operation(record, field, operations)
                if operation is not None:
                    found[key_of(change)] = _origin(operation, days[change.household_id])
    return found


def _operation(record: Record, field: str, operations: Mapping[Dot, Operation]) -> Operation | None:
    heads = record.state.heads.get(field, ())
    return operations.get(shown_head(heads).dot) if heads else None


def _origin(operation: Operation, file_day: str) -> Origin:
    provenance = operation.provenance
    as_of = provenance.as_of or moment(provenance.wall).date().isoformat()
    return Origin(
        as_of=as_of,
        evidence=provenance.evidence,
        signed=provenance.source.startswith("visit:"),
        newer=bool(file_day) and _first(as_of) > _last(file_day),
    )


def _first(text: str) -> date:
    return PartialDate.from_iso(text[:10]).first


def _last(text: str) -> date:
    return PartialDate.from_iso(text[:10]).last
