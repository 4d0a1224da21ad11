"""The household document out: every known fact of a household file at a day (contract, section 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from app.domain.facts import Fact, FactDictionary, Holder
from app.domain.ids import short_key, to_text
from app.domain.money import yuan
from app.domain.records import EXTRA
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile, Readable, Record
from app.services.document.values import written

SCHEMA = "cunfang/household@1"
SELF_CARE = ("吃饭", "穿衣", "上下床", "如厕", "室内行走", "洗澡")
DISASTER, EMERGENCY = "disaster", "emergency"
"""The two classes of events, by their names in the household document."""
EMERGENCIES = frozenset({"火灾", "交通", "重病", "意外", "其他"})
NONE: dict[str, Value] = {"status": "none"}
DECLARED_NONE = "none"
"""Key of a compound field that says: declared empty."""
TAGS = "tags/"
"""What the names of a record's tags begin with: each is a register of its own."""

Document = dict[str, Value]


def household_document(file: HouseholdFile, facts: FactDictionary, day: date) -> Document:
    """Give the document of a household.

    :param day: the day at which the facts are told; ages, months and active benefits are reckoned at it
    """
    household = file.household
    document: Document = {"schema": SCHEMA, "as_of": day.isoformat(), "id": to_text(household.id)}
    _put_facts(document, household, facts, Holder.HOUSEHOLD, day)
    _put_benefits(document, file, household, day)
    _put_events(document, file, day)
    _put_temporary_aid(document, file, day)
    members: list[Value] = [member_document(file, person, facts, day) for person in file.persons]
    if members or household.get("members_complete") is True:
        document["members"] = members
    conflicts = list(conflict_paths(file, facts))
    if conflicts:
        document["conflicts"] = list(conflicts)
    return document


def member_document(file: HouseholdFile, person: Record, facts: FactDictionary, day: date) -> Document:
    """Give a member's part of the document; its key stays the same for life."""
    member: Document = {"key": short_key(person.id)}
    _put_facts(member, person, facts, Holder.MEMBER, day)
    failed = _self_care_failed(person)
    if failed is not None:
        member["self_care_failed"] = failed
    obligors = file.of("obligor", person.id)
    if obligors or person.get("obligors_complete") is True:
        member["obligors"] = [_obligor(record) for record in obligors]
    _put_benefits(member, file, person, day)
    return member


def flat_facts(record: Readable, facts: FactDictionary, holder: Holder, day: date) -> dict[str, Value]:
    """Give every known fact of a household or person by its path below the holder, as the document writes it."""
    found: dict[str, Value] = {}
    by_part, tagged = facts.by_part(holder), False
    for name, value in record.values():
        if value is None:
            continue
        parts = by_part.get(name)
        if parts is None:
            tagged = tagged or name.startswith(TAGS)
            continue
        for fact in parts.get(None, ()):
            found[fact.path] = written(fact, value, day)
        if isinstance(value, dict):
            for fact, stated in _stated(value, parts, day.year):
                found[fact.path] = written(fact, stated, day)
    if tagged and (tags := record.elements("tags")):
        found["tags"] = list(tags)
    if holder is Holder.MEMBER:
        failed = _self_care_failed(record)
        found.pop("self_care_failed", None)
        if failed is not None:
            found["self_care_failed"] = failed
    return found


def _stated(
    compound: Mapping[str, Value], parts: Mapping[str | None, tuple[Fact, ...]], year: int
) -> Iterator[tuple[Fact, Value]]:
    """Give what a compound states: most state one or two of the facts that could lie in them."""
    for part, stated in compound.items():
        for fact in parts.get(part, ()):
            if stated is not None and (fact.year_part is None or compound.get(fact.year_part) == year):
                yield fact, stated


def conflict_paths(file: HouseholdFile, facts: FactDictionary) -> Iterator[str]:
    """Give the paths of fields with two concurrent values."""
    for record in (file.household, *file.persons):
        member = record.kind == "person"
        holder = Holder.MEMBER if member else Holder.HOUSEHOLD
        prefix = f"members.{short_key(record.id)}." if member else ""
        for name in record.state.conflicts():
            known = facts.in_field(holder, name)
            yield prefix + (known[0].group if known else name)


def active_at(benefit: Readable, day: date) -> bool:
    """Tell whether a benefit is held at a day."""
    ended = benefit.part("ended", "on")
    since = benefit.get("since")
    if benefit.get("active") is False or (isinstance(ended, str) and ended <= day.isoformat()):
        return False
    return not (isinstance(since, str) and since > day.isoformat())


def _put_facts(target: Document, record: Record, facts: FactDictionary, holder: Holder, day: date) -> None:
    for path, value in flat_facts(record, facts, holder, day).items():
        _put(target, path, value)
    for fact in facts.of(holder).values():
        if fact.declares_none and fact.field and record.part(fact.field, DECLARED_NONE) is True:
            target[fact.group] = dict(NONE)
    for name, value in record.state.values():
        if name.startswith(EXTRA) and value is not None:
            target[name.removeprefix(EXTRA)] = value


def _put(target: Document, path: str, value: Value) -> None:
    """Put a value at a path; a path whose parent holds a plain value is left out (a fault of the dictionary)."""
    *parents, last = path.split(".")
    place = target
    for parent in parents:
        inner = place.setdefault(parent, {})
        assert isinstance(inner, dict), f"{path} lies inside a plain value"
        place = inner
    place[last] = value


def _self_care_failed(person: Readable) -> list[Value] | None:
    items = person.compound("self_care")
    if not all(isinstance(items.get(name), bool) for name in SELF_CARE):
        return None
    return [name for name in SELF_CARE if items[name] is False]


def _obligor(record: Record) -> Value:
    able = record.part("able", "yes")
    found: dict[str, Value] = {"relation": record.text("relation"), "able": able}
    return {name: value for name, value in found.items() if value not in (None, "")}


def _put_benefits(target: Document, file: HouseholdFile, holder: Record, day: date) -> None:
    benefits = file.of("benefit", holder.id)
    if benefits or holder.get("benefits_complete") is True:
        target["benefits"] = [_benefit(record, day) for record in benefits]


def _benefit(record: Record, day: date) -> Value:
    amount = record.get("amount")
    found: dict[str, Value] = {
        "code": record.text("code"),
        "form": record.get("form"),
        "class": record.get("class"),
        "amount": yuan(amount) if isinstance(amount, int) else None,
        "topup": record.get("topup"),
        "since": record.get("since"),
        "active": active_at(record, day),
    }
    return {name: value for name, value in found.items() if value is not None}


def _put_events(document: Document, file: HouseholdFile, day: date) -> None:
    complete = file.household.get("events_complete") is True
    open_events = [event for event in file.of("event") if _open_at(event, day)]
    for name, mine in ((DISASTER, False), (EMERGENCY, True)):
        found = [event for event in open_events if is_emergency(event.text("class"), event.text("kind")) is mine]
        if found:
            newest = max(found, key=lambda event: str(event.get("on") or ""))
            document[name] = _event(newest)
        elif complete:
            document[name] = dict(NONE)


def is_emergency(class_: Value, kind: Value) -> bool:
    """Say whether an event is an emergency of one household (火灾、重病 …), not a disaster.

    :param class_: which of the two it was written as; both have the kind 其他. Empty in a record of before this was kept
    """
    return class_ == EMERGENCY if class_ else kind in EMERGENCIES


def _open_at(event: Record, day: date) -> bool:
    closed = event.part("closed", "on")
    return not (isinstance(closed, str) and closed <= day.isoformat()) and str(event.get("on") or "") <= day.isoformat()


def _event(event: Record) -> Value:
    found: dict[str, Value] = {
        "kind": event.get("kind"),
        "phase": event.get("phase"),
        "date": event.get("on"),
        "still_hard": event.get("still_hard"),
        "basic_life_hard": event.get("basic_life_hard"),
        "life_at_risk": event.get("life_at_risk"),
    }
    return {name: value for name, value in found.items() if value is not None}


def _put_temporary_aid(document: Document, file: HouseholdFile, day: date) -> None:
    if "temporary_aid_this_year" in document or file.household.get("benefits_complete") is not True:
        return
    year = str(day.year)
    given = [record for record in file.of("benefit") if record.text("code") == "临时救助"]
    document["temporary_aid_this_year"] = sum(1 for record in given if str(record.get("since") or "").startswith(year))
