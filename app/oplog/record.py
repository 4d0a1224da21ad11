"""A record with its identity, and the file of a household: all records that belong to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.ids import RecordId
from app.domain.records import DELETED, KIND_BY_NAME
from app.oplog.operation import Value
from app.oplog.register import RecordState


class Readable(ABC):
    """What can be asked of a record, however much of it was read."""

    __slots__ = ()

    @abstractmethod
    def get(self, name: str) -> Value:
        """Give the shown value of a field; None: unknown."""

    @abstractmethod
    def values(self) -> Iterable[tuple[str, Value]]:
        """Give each field with the value to show."""

    @property
    def deleted(self) -> bool:
        """Whether it was deleted (its history stays)."""
        return self.get(DELETED) is True

    def text(self, name: str) -> str:
        """Give a field's shown value as text; empty when it is unknown or no text."""
        value = self.get(name)
        return value if isinstance(value, str) else ""

    def compound(self, name: str) -> Mapping[str, Value]:
        """Give a compound field's parts; empty when unknown."""
        value = self.get(name)
        return value if isinstance(value, dict) else {}

    def part(self, name: str, part: str) -> Value:
        """Give one part of a compound field."""
        return self.compound(name).get(part)

    def elements(self, name: str) -> tuple[str, ...]:
        """Give the elements of a set field, each of which is a register of its own."""
        prefix = f"{name}/"
        return tuple(
            sorted(key[len(prefix) :] for key, value in self.values() if key.startswith(prefix) and value is True)
        )


@dataclass(frozen=True, slots=True)
class Record(Readable):
    """A record: id, the record it belongs to, and its merged state."""

    id: RecordId
    owner: RecordId | None
    state: RecordState

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.state.kind

    def get(self, name: str) -> Value:
        """Give the shown value of a field; None: unknown."""
        return self.state.shown(name)

    def values(self) -> Iterable[tuple[str, Value]]:
        """Give each field with the value to show."""
        return self.state.values()


@dataclass(frozen=True, slots=True)
class ShownRecord(Readable):
    """What a record shows, without where its values come from: light, for reading a whole register. Never written from."""

    id: RecordId
    kind: str
    owner: RecordId | None
    shown: Mapping[str, Value]

    def get(self, name: str) -> Value:
        """Give the shown value of a field; None: unknown."""
        return self.shown.get(name)

    def values(self) -> Iterable[tuple[str, Value]]:
        """Give each field with the value to show."""
        return self.shown.items()


def owner_of(state: RecordState) -> RecordId | None:
    """Give the record that a record moves, is handed over and is deleted with."""
    for name in KIND_BY_NAME[state.kind].owner_fields:
        value = state.shown(name)
        if isinstance(value, bytes):
            return RecordId(value)
    return None


@dataclass(frozen=True, slots=True)
class HouseholdFile:
    """A household with every live record that belongs to it.

    :param persons: members in the order in which they were recorded
    :param others: the remaining records by kind name
    """

    household: Record
    persons: tuple[Record, ...]
    others: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)

    def of(self, kind: str, holder: RecordId | None = None) -> tuple[Record, ...]:
        """Give the records of a kind, of one holder if it is named."""
        records = self.others.get(kind, ())
        return records if holder is None else tuple(record for record in records if record.owner == holder)

    def records(self) -> Iterable[Record]:
        """Give all records of the file, the household first."""
        yield self.household
        yield from self.persons
        for records in self.others.values():
            yield from records


def household_file(household: Record, belongings: Iterable[Record]) -> HouseholdFile:
    """Put a household's live records together; deleted ones are left out."""
    persons: list[Record] = []
    others: dict[str, list[Record]] = {}
    for record in sorted(belongings, key=lambda record: record.id):
        if record.deleted:
            continue
        if record.kind == "person":
            persons.append(record)
        else:
            others.setdefault(record.kind, []).append(record)
    return HouseholdFile(household, tuple(persons), {kind: tuple(records) for kind, records in others.items()})
