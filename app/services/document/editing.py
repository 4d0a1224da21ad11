"""The household document in: facts by their paths become edits of records.

A compound field is read, changed and written whole; keys that this version does not know are kept. Nothing is written here: the
caller hands the edits to a unit of work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.codes import CodeLists
from app.domain.dates import PartialDate
from app.domain.errors import AppError, ErrorCode
from app.domain.facts import Fact, FactDictionary, Holder
from app.domain.ids import RecordId, short_key, to_text
from app.domain.money import fen_from
from app.domain.records import EXTRA, PERSON
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile, Record
from app.services.document.export import DECLARED_NONE, DISASTER, EMERGENCY, NONE, SELF_CARE, is_emergency
from app.services.document.values import stored

_IGNORED = frozenset({"schema", "as_of", "id", "key", "conflicts"})


@dataclass
class Edit:
    """New values for one record; ``record`` is None for one to be created."""

    kind: str
    record: RecordId | None
    fields: dict[str, Value] = field(default_factory=dict)


@dataclass
class NewMember:
    """A person to be created, with the facts given so far."""

    key: str
    fields: dict[str, Value] = field(default_factory=dict)


class DocumentEditor:
    """Collects edits of one household.

    :param file: the household as it stands
    :param day: the day at which the new facts hold
    """

    def __init__(self, file: HouseholdFile, facts: FactDictionary, codes: CodeLists, day: date) -> None:
        self._file = file
        self._facts = facts
        self._codes = codes
        self._day = day
        self._records: dict[RecordId, Record] = {record.id: record for record in file.records()}
        self._fields: dict[RecordId, dict[str, Value]] = {}
        self._created: list[tuple[str, RecordId, dict[str, Value]]] = []

    def set(self, path: str, value: Value) -> None:
        """Write one fact by its full path, e.g. ``net_income`` or ``members.3f2a91c4.disability.grade``.

        :raises AppError: FACT_UNKNOWN, VALUE_INVALID, NOT_FOUND (no such member), KEY_AMBIGUOUS
        """
        head, _, rest = path.partition(".")
        if head == "members" and rest:
            key, _, inner = rest.partition(".")
            self.set_on(self.member(key), Holder.MEMBER, inner, value)
        else:
            self.set_on(self._file.household, Holder.HOUSEHOLD, path, value)

    def set_on(self, record: Record, holder: Holder, path: str, value: Value) -> None:
        """Write one fact of a household or person by its path below the holder."""
        if path in _LISTS:
            _LISTS[path](self, record, value)
        elif path.partition(".")[0] in {DISASTER, EMERGENCY}:
            self._set_event(path, value)
        elif path == "self_care_failed":
            self._set_self_care(record, value)
        elif path == "tags":
            self._set_tags(record, value)
        elif isinstance(value, dict):
            self._set_object(record, holder, path, value)
        else:
            self._set_fact(record, self._fact(holder, path), value)

    def set_unknown_key(self, record: Record, key: str, value: Value) -> None:
        """Keep a key of a document that this version does not know."""
        self._write(record, EXTRA + key, value)

    def member(self, key: str) -> Record:
        """Find a member by key, id, person code or 1-based position (``p1``).

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS
        """
        found = [
            person
            for place, person in enumerate(self._file.persons, start=1)
            if key in {to_text(person.id), person.text("person_code"), f"p{place}"} or _fits(person.id, key)
        ]
        exact = [person for person in found if key == short_key(person.id)]
        found = exact or found
        if len(found) != 1:
            code = ErrorCode.KEY_AMBIGUOUS if found else ErrorCode.NOT_FOUND
            raise AppError(code, key=key)
        return found[0]

    def edits(self) -> list[Edit]:
        """Give everything collected: changed records first, then new ones; values equal to the shown ones are kept,
        since they refresh date and evidence."""
        changed = [
            Edit(self._records[record].kind, record, fields) for record, fields in self._fields.items() if fields
        ]
        return changed + [Edit(kind, None, {**fields, "holder": holder}) for kind, holder, fields in self._created]

    def _fact(self, holder: Holder, path: str) -> Fact:
        fact = self._facts.of(holder).get(path)
        if fact is None:
            raise AppError(ErrorCode.FACT_UNKNOWN, path=path or holder.value)
        return fact

    def _set_object(self, record: Record, holder: Holder, path: str, value: dict[str, Value]) -> None:
        """Write a compound given whole, or declare it empty."""
        if value == NONE:
            fact = next((f for f in self._facts.of(holder).values() if f.group == path and f.declares_none), None)
            if fact is None or fact.field is None:
                raise AppError(ErrorCode.VALUE_INVALID, path=path, value="none", wanted="")
            self._write(record, fact.field, {DECLARED_NONE: True})
            return
        for part, inner in value.items():
            self.set_on(record, holder, f"{path}.{part}", inner)

    def _set_fact(self, record: Record, fact: Fact, value: Value) -> None:
        if fact.field is None:
            raise AppError(ErrorCode.VALUE_INVALID, path=fact.path, value=str(value)[:40], wanted="")
        new = stored(fact, value, self._codes, self._day)
        if fact.part is None:
            self._write(record, fact.field, new)
            return
        compound = dict(self._compound(record, fact.field))
        compound.pop(DECLARED_NONE, None)
        compound[fact.part] = new
        if fact.year_part is not None:
            compound[fact.year_part] = self._day.year
        if fact.path == "student.attending" and new is False:
            compound = {DECLARED_NONE: True, "attending": False}
        self._write(record, fact.field, {name: part for name, part in compound.items() if part is not None} or None)

    def _set_tags(self, record: Record, value: Value) -> None:
        wanted = (
            set(map(str, value)) if isinstance(value, list) else {word for word in str(value or "").split(",") if word}
        )
        for gone in set(record.elements("tags")) - wanted:
            self._write(record, f"tags/{gone}", None)
        for tag in wanted - set(record.elements("tags")):
            self._write(record, f"tags/{tag}", True)

    def _set_self_care(self, record: Record, value: Value) -> None:
        fact = self._fact(Holder.MEMBER, "self_care_failed")
        failed = stored(fact, value, self._codes, self._day)
        if failed is None and value != []:
            self._write(record, "self_care", None)
            return
        items = failed if isinstance(failed, list) else []
        self._write(record, "self_care", {name: name not in items for name in SELF_CARE})

    def _set_benefits(self, record: Record, value: Value) -> None:
        present = {held.text("code"): held for held in self._file.of("benefit", record.id)}
        wanted = _objects("benefits", value)
        for item in wanted:
            self._set_benefit(record, present.get(str(item.get("code"))), item)
        codes = {str(item.get("code")) for item in wanted}
        for code, held in present.items():
            if code not in codes:
                self._write(held, "ended", {"on": self._day.isoformat(), "why": ""})
        self._write(record, "benefits_complete", True)

    def _set_benefit(self, holder: Record, held: Record | None, item: Mapping[str, Value]) -> None:
        code_list = self._codes.get("benefit")
        code = code_list.find(str(item.get("code", ""))) if code_list is not None else None
        if code is None:
            wanted = " ".join(code_list.labels) if code_list is not None else ""
            raise AppError(ErrorCode.VALUE_INVALID, path="benefits.code", value=str(item.get("code")), wanted=wanted)
        amount = item.get("amount")
        fields: dict[str, Value] = {
            "code": code.label,
            "amount": fen_from(amount) if isinstance(amount, (int, float)) and not isinstance(amount, bool) else None,
            **{name: _worded("benefits", name, item.get(name)) for name in ("form", "class", "since")},
            **{name: _truth("benefits", name, item.get(name)) for name in ("topup", "active")},
        }
        known: dict[str, Value] = {name: part for name, part in fields.items() if part is not None}
        if held is None:
            self._created.append(("benefit", holder.id, known))
        else:
            for name, part in known.items():
                self._write(held, name, part)

    def _set_obligors(self, record: Record, value: Value) -> None:
        present = {held.text("relation"): held for held in self._file.of("obligor", record.id)}
        for item in _objects("obligors", value):
            relation, able = item.get("relation"), _truth("obligors", "able", item.get("able"))
            if not isinstance(relation, str) or not relation.strip():
                raise AppError(
                    ErrorCode.VALUE_INVALID, path="obligors.relation", value=_short(relation), wanted="子 女 …"
                )
            fields: dict[str, Value] = {"relation": relation}
            if able is not None:
                fields["able"] = {"yes": able}
            if relation in present:
                for name, part in fields.items():
                    self._write(present[relation], name, part)
            else:
                self._created.append(("obligor", record.id, fields))
        self._write(record, "obligors_complete", True)

    def _set_event(self, path: str, value: Value) -> None:
        name, _, part = path.partition(".")
        if value == NONE:
            for event in self._open_events(name):
                self._write(event, "closed", {"on": self._day.isoformat(), "why": ""})
            self._write(self._file.household, "events_complete", True)
            return
        parts = {part: value} if part else value
        if not isinstance(parts, dict):
            raise AppError(ErrorCode.VALUE_INVALID, path=path, value=str(value)[:40], wanted="")
        fields: dict[str, Value] = {}
        for key, inner in parts.items():
            fact = self._fact(Holder.HOUSEHOLD, f"{name}.{key}")
            fields[str(fact.part)] = stored(fact, inner, self._codes, self._day)
        self._write_event(name, fields)

    def _write_event(self, name: str, fields: dict[str, Value]) -> None:
        """Patch the open event of that date (or the only open one), else make a new one."""
        on, fields = fields.get("on"), {**fields, "class": name}
        fitting = [event for event in self._open_events(name) if on is None or event.get("on") == on]
        if fitting:
            for key, value in fields.items():
                if key != "class" or fitting[-1].get(key) != value:
                    self._write(fitting[-1], key, value)
            return
        pending = next((f for kind, _, f in self._created if kind == "event" and _is(name, f)), None)
        if pending is not None:
            pending.update(fields)
        else:
            self._created.append(("event", self._file.household.id, {"on": self._day.isoformat(), **fields}))

    def _open_events(self, name: str) -> list[Record]:
        return [
            event
            for event in self._file.of("event")
            if event.get("closed") is None
            and is_emergency(event.text("class"), event.text("kind")) is (name == EMERGENCY)
        ]

    def _compound(self, record: Record, name: str) -> Mapping[str, Value]:
        pending = self._fields.get(record.id, {})
        if name in pending:
            value = pending[name]
            return value if isinstance(value, dict) else {}
        return record.compound(name)

    def _write(self, record: Record, name: str, value: Value) -> None:
        self._records.setdefault(record.id, record)
        self._fields.setdefault(record.id, {})[name] = value


def _fits(identifier: RecordId, key: str) -> bool:
    plain = key.replace("-", "").lower()
    return len(plain) >= 8 and (identifier.hex().endswith(plain) or identifier.hex().startswith(plain))


def _is(name: str, fields: Mapping[str, Value]) -> bool:
    return is_emergency(fields.get("class"), fields.get("kind")) is (name == EMERGENCY)


def _objects(path: str, value: Value) -> list[dict[str, Value]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise AppError(ErrorCode.VALUE_INVALID, path=path, value=str(value)[:40], wanted="[]")
    return [item for item in value if isinstance(item, dict)]


def _truth(path: str, name: str, value: Value) -> Value:
    """A part of a list's item that is true, false, or not known."""
    if value is not None and not isinstance(value, bool):
        raise AppError(ErrorCode.VALUE_INVALID, path=f"{path}.{name}", value=_short(value), wanted="true false")
    return value


def _worded(path: str, name: str, value: Value) -> Value:
    """A part of a list's item that is a word, or a day or month where it says since when."""
    if value is None:
        return None
    try:
        if isinstance(value, str):
            return PartialDate.from_iso(value).iso if name == "since" else value
    except ValueError:
        pass
    wanted = "2026-11 2026-11-20" if name == "since" else "文字"
    raise AppError(ErrorCode.VALUE_INVALID, path=f"{path}.{name}", value=_short(value), wanted=wanted)


def _short(value: Value) -> str:
    return str(value)[:40]


_LISTS = {"benefits": DocumentEditor._set_benefits, "obligors": DocumentEditor._set_obligors}
MEMBER_FIELDS = frozenset(PERSON.fields)
IGNORED_KEYS = _IGNORED
