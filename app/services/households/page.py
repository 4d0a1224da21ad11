"""The household page: who they are at a glance, what holds now, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from app.domain.dates import PartialDate, age_at
from app.domain.facts import Fact, FactDictionary, FactType, Holder, Sensitivity
from app.domain.ids import RecordId, short_key, to_text
from app.domain.masking import mask_identity, mask_phone
from app.domain.money import fen_from, format_money
from app.oplog.operation import Dot, Operation, Value
from app.oplog.record import HouseholdFile, Record
from app.oplog.register import in_conflict, shown_head
from app.services.document.export import active_at
from app.services.document.values import written
from app.services.households.lists import label
from app.services.households.models import (
    BenefitRow,
    Card,
    CardKind,
    ChangeLine,
    EntryKind,
    FactLine,
    HouseholdPage,
    Label,
    MemberRow,
    TimelineEntry,
    Tone,
)
from app.store.history import Entry
from app.store.views.household import AWAY, head_of, labels
from app.system.clock import moment

_MASKS = {
    "phone": mask_phone,
    "helper.phone": mask_phone,
    "id_number": mask_identity,
    "disability.certificate": mask_identity,
}
DUE_DAYS = 7
"""An agreed visit is shown as a card from so many days before."""
CERTIFICATE_DAYS = 90
"""A certificate that ends within so many days is shown as a card (renewal takes weeks)."""
INFERRED = "名册推定"
UNKNOWN = "不清楚"
_GRADES = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}


def household_page(
    file: HouseholdFile, entries: list[Entry], drafts: tuple[str, ...], facts: FactDictionary, today: date
) -> HouseholdPage:
    """Put the page together.

    :param entries: the history of the household and all its records, oldest first
    """
    household = file.household
    operations = {entry.operation.dot: entry.operation for entry in entries}
    head = head_of(file)
    living = [person for person in file.persons if person.part("alive", "alive") is not False]
    members = [member_row(person, operations, today) for person in _ordered(file.persons, head)]
    coliving = [person for person in living if person.part("coliving", "yes") is not False]
    visits = sorted(file.of("visit"), key=lambda visit: str(visit.get("ended") or ""), reverse=True)
    gone = {to_text(person.id) for person in file.persons if person not in living}
    return HouseholdPage(
        id=to_text(household.id),
        code=household.text("code"),
        title=f"{head.text('name')}户" if head else household.text("code"),
        village=household.text("village"),
        group=household.text("group"),
        address=str(household.part("address", "actual") or household.part("address", "registered") or ""),
        labels=tuple(label(text) for text in labels(file, living)),
        phone=mask_phone(household.text("phone") or (head.text("phone") if head else "")),
        hukou_persons=len(living),
        living_persons=len(coliving),
        at_home=sum(1 for person in coliving if person.part("residence", "where") not in AWAY),
        net_income=_whole(household.get("net_income")),
        net_income_as_of=_as_of(household, "net_income", operations),
        monitored_since=str(household.part("monitored", "since") or ""),
        helper=str(household.part("helper", "name") or ""),
        last_visit=_day(visits[0].get("ended")) if visits else None,
        next_visit=_day(household.get("next_visit")),
        cards=tuple(cards(file, living, len(drafts), today)),
        members=tuple(row for row in members if row.id not in gone),
        gone_members=tuple(row for row in members if row.id in gone),
        benefits=tuple(_benefits(file, today)),
        timeline=tuple(timeline(file, entries, facts)),
        facts=tuple(fact_lines(household, Holder.HOUSEHOLD, operations, facts, today)),
        visit_ids=tuple(to_text(visit.id) for visit in visits),
        draft_ids=drafts,
    )


def member_row(person: Record, operations: Mapping[Dot, Operation], today: date) -> MemberRow:
    """Give a member's line, numbers masked."""
    birth = person.text("birth")
    return MemberRow(
        id=to_text(person.id),
        key=short_key(person.id),
        name=person.text("name"),
        relation=person.text("relation"),
        sex=person.text("sex"),
        age=_age(birth, today),
        birth=birth,
        id_number=mask_identity(person.text("id_number")),
        phone=mask_phone(person.text("phone")) if person.text("phone") else "",
        conditions=tuple(conditions(person)),
        residence=_residence(person),
        inferred=_evidence(person, "alive", operations) == INFERRED,
    )


def conditions(person: Record) -> Iterable[Label]:
    """Give the words about a member that a visitor must know."""
    category, grade = person.part("disability", "category"), person.part("disability", "grade")
    if isinstance(category, str):
        words = f"{category}{_GRADES.get(grade, '') if isinstance(grade, int) else ''}"
        yield Label(words, Tone.WATCH if grade in {1, 2} else Tone.PLAIN)
    if person.part("illness", "serious") is True:
        yield Label("重病", Tone.WATCH)
    health = person.get("health")
    if isinstance(health, list):
        yield from (Label(str(word)) for word in health if word in {"长期慢性病", "患有大病"})
    stage = person.part("student", "stage")
    if isinstance(stage, str):
        yield Label(f"{stage}在读")
    if person.part("work", "employed") is True:
        months = person.part("work", "months")
        yield Label(f"务工 {months} 个月" if isinstance(months, int) else "务工")
    living = person.get("living")
    if isinstance(living, list):
        yield from (Label(str(word), Tone.WATCH) for word in living)


def cards(file: HouseholdFile, living: list[Record], drafts: int, today: date) -> Iterable[Card]:
    """Give what holds now and wants attention, the most urgent first."""
    due = _day(file.household.get("next_visit"))
    if due is not None and due < today:
        yield Card(CardKind.VISIT_OVERDUE, Tone.DANGER, day=due, days=(due - today).days)
    elif due is not None and due - today <= timedelta(days=DUE_DAYS):
        yield Card(CardKind.VISIT_DUE, Tone.WATCH, day=due, days=(due - today).days)
    for person in living:
        until = _day(person.part("disability", "valid_until"))
        if until is not None and until <= today + timedelta(days=CERTIFICATE_DAYS):
            tone = Tone.WATCH if until >= today else Tone.DANGER
            yield Card(CardKind.CERTIFICATE, tone, who=person.text("name"), day=until, days=(until - today).days)
    conflicts = sum(len(record.state.conflicts()) for record in file.records())
    if conflicts:
        yield Card(CardKind.CONFLICT, Tone.WATCH, count=conflicts)
    if drafts:
        yield Card(CardKind.DRAFT, Tone.PLAIN, count=drafts)


def timeline(file: HouseholdFile, entries: list[Entry], facts: FactDictionary) -> list[TimelineEntry]:
    """Give what happened in the household, newest first: one entry for each action."""
    names = {person.id: person.text("name") for person in file.persons}
    by_action: dict[RecordId, list[Entry]] = {}
    for entry in entries:
        by_action.setdefault(entry.operation.transaction, []).append(entry)
    found = [_timeline_entry(action, names, facts) for action in by_action.values()]
    return sorted(found, key=lambda entry: entry.when, reverse=True)


def fact_lines(
    record: Record, holder: Holder, operations: Mapping[Dot, Operation], facts: FactDictionary, today: date
) -> Iterable[FactLine]:
    """Give every known fact of a household or person with its day, evidence and author."""
    for fact in facts.of(holder).values():
        if fact.field is None or fact.path in {"code", "village", "name", "id_number"}:
            continue
        heads = record.state.heads.get(fact.field, ())
        if not heads:
            continue
        head = shown_head(heads)
        value = head.value.get(fact.part) if fact.part and isinstance(head.value, dict) else head.value
        if value is None or (fact.part and not isinstance(head.value, dict)):
            continue
        operation = operations.get(head.dot)
        as_of = _operation_day(operation)
        yield FactLine(
            path=fact.path,
            label=fact.label,
            value=shown_value(fact, value, today),
            as_of=as_of,
            evidence=operation.provenance.evidence if operation else "",
            actor=operation.provenance.actor if operation else "",
            inferred=bool(operation and operation.provenance.evidence == INFERRED),
            conflict=in_conflict(heads),
            stale=is_stale(fact, as_of, today),
        )


def is_stale(fact: Fact, as_of: str, today: date) -> bool:
    """Tell whether a fact is older than its shelf life."""
    if fact.life_months is None or not as_of:
        return False
    day = PartialDate.from_iso(as_of).last
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day) >= fact.life_months


def shown_value(fact: Fact, stored: Value, today: date) -> str:
    """Give a stored value in words, masked where the fact is an identity number or telephone."""
    value = written(fact, stored, today)
    if value is None or isinstance(value, bytes):
        return UNKNOWN
    if is_masked(fact):
        return _MASKS[fact.path](str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):  # what a person can and cannot do by himself is kept item by item
        value = [name for name, able in value.items() if able is False]
    if fact.type is FactType.MONEY and isinstance(value, (int, float)):
        return f"{format_money(fen_from(value))} 元"
    if isinstance(value, list):
        return "、".join(map(str, value)) or "无"
    return f"{value} {fact.unit}".strip() if fact.unit else str(value)


def is_masked(fact: Fact) -> bool:
    """Tell whether a fact is a number that is shown in part only."""
    return fact.sensitivity in {Sensitivity.CONTACT, Sensitivity.IDENTITY} and fact.path in _MASKS


def _timeline_entry(action: list[Entry], names: Mapping[RecordId, str], facts: FactDictionary) -> TimelineEntry:
    first = action[0].operation
    visit = next((entry for entry in action if entry.operation.kind == "visit" and entry.field == "form"), None)
    subject = visit.value.get("title") if visit is not None and isinstance(visit.value, dict) else ""
    ended = next((entry.value for entry in action if entry.operation.kind == "visit" and entry.field == "ended"), None)
    return TimelineEntry(
        kind=_kind(action, visit is not None),
        when=datetime.fromisoformat(ended) if isinstance(ended, str) else moment(first.provenance.wall),
        subject=str(subject),
        changes=tuple(line for entry in action for line in change_lines(entry, names, facts)),
        actor=first.provenance.actor,
        source=first.provenance.source,
        record=to_text(visit.operation.record if visit is not None else first.record),
        transaction=to_text(first.transaction),
    )


def _kind(action: list[Entry], has_visit: bool) -> EntryKind:
    if has_visit:
        return EntryKind.VISIT
    if any(entry.operation.kind == "amendment" for entry in action):
        return EntryKind.AMENDMENT
    created = any(
        entry.operation.kind == "household" and entry.field == "code" and entry.before is None for entry in action
    )
    if action[0].operation.provenance.source.startswith("import:"):
        return EntryKind.IMPORT_NEW if created else EntryKind.IMPORT_CHANGE
    return EntryKind.NEW if created else EntryKind.CHANGE


def change_lines(entry: Entry, names: Mapping[RecordId, str], facts: FactDictionary) -> Iterable[ChangeLine]:
    """Say what one written field changed: each fact in it whose value differs from the one before."""
    if entry.operation.kind not in {"household", "person"}:
        return
    holder = Holder.MEMBER if entry.operation.kind == "person" else Holder.HOUSEHOLD
    day = moment(entry.operation.provenance.wall).date()
    for fact in facts.in_field(holder, entry.field):
        old, new = part_of(fact, entry.before), part_of(fact, entry.value)
        if old != new:
            who = names.get(entry.operation.record, "")
            yield ChangeLine(who, fact.label, shown_value(fact, old, day), shown_value(fact, new, day))


def part_of(fact: Fact, value: Value) -> Value:
    """Give a fact's value out of its field's."""
    if fact.part is None:
        return value
    return value.get(fact.part) if isinstance(value, dict) else None


def _benefits(file: HouseholdFile, today: date) -> Iterable[BenefitRow]:
    names = {person.id: person.text("name") for person in file.persons}
    for record in file.of("benefit"):
        amount = record.get("amount")
        yield BenefitRow(
            code=record.text("code"),
            holder=names.get(record.owner, "全户") if record.owner is not None else "全户",
            form=record.text("form"),
            amount=amount if isinstance(amount, int) else None,
            since=record.text("since"),
            active=active_at(record, today),
        )


def _ordered(persons: tuple[Record, ...], head: Record | None) -> list[Record]:
    return sorted(persons, key=lambda person: (person is not head, person.id))


def _residence(person: Record) -> str:
    if person.part("alive", "alive") is False:
        return "去世"
    where = person.part("residence", "where")
    if isinstance(where, str):
        return where
    return "不共同生活" if person.part("coliving", "yes") is False else ""


def _evidence(person: Record, name: str, operations: Mapping[Dot, Operation]) -> str:
    heads = person.state.heads.get(name, ())
    operation = operations.get(shown_head(heads).dot) if heads else None
    return operation.provenance.evidence if operation else ""


def _as_of(record: Record, name: str, operations: Mapping[Dot, Operation]) -> str:
    heads = record.state.heads.get(name, ())
    return _operation_day(operations.get(shown_head(heads).dot)) if heads else ""


def _operation_day(operation: Operation | None) -> str:
    if operation is None:
        return ""
    return operation.provenance.as_of or moment(operation.provenance.wall).date().isoformat()


def _age(birth: str, today: date) -> int | None:
    return age_at(PartialDate.from_iso(birth).first, today) if birth else None


def _day(value: Value) -> date | None:
    return PartialDate.from_iso(value[:10]).first if isinstance(value, str) and value else None


def _whole(value: Value) -> int | None:
    return value if isinstance(value, int) else None
