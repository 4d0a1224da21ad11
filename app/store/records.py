"""Reading merged records and household files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from app.domain.ids import RecordId
from app.domain.records import HOUSEHOLD, KIND_BY_NAME
from app.oplog.record import HouseholdFile, Record, ShownRecord, household_file
from app.oplog.register import RecordState
from app.store.codec import Codec
from app.store.schema import OPERATION, RECORD

CHUNK = 400
"""Ids in one statement."""

_COLUMNS = (RECORD.c.id, RECORD.c.kind, RECORD.c.scope, RECORD.c.owner, RECORD.c.heads, RECORD.c.seen)
_SHOWN = (RECORD.c.id, RECORD.c.kind, RECORD.c.owner, RECORD.c.heads)


def chunks(ids: Iterable[RecordId], size: int = CHUNK) -> Iterator[Sequence[RecordId]]:
    """Cut ids into lists that fit one statement."""
    everything = list(ids)
    for start in range(0, len(everything), size):
        yield everything[start : start + size]


class RecordReader:
    """Reads records on one connection.

    :param connection: an open transaction
    """

    def __init__(self, connection: Connection, codec: Codec) -> None:
        self._connection = connection
        self._codec = codec
        self._known: Mapping[RecordId, RecordState] = {}

    def trust(self, states: Mapping[RecordId, RecordState]) -> None:
        """Take these states for their records instead of decoding rows: a writer knows what it just wrote."""
        self._known = states

    def _record(self, row: Any) -> Record:
        state = self._known.get(RecordId(row.id))
        if state is None:
            return self._codec.record(row)
        return Record(RecordId(row.id), RecordId(row.owner) if row.owner is not None else None, state)

    def get(self, ids: Iterable[RecordId]) -> dict[RecordId, Record]:
        """Read records by id; unknown ids are absent."""
        found: dict[RecordId, Record] = {}
        for chunk in chunks(ids):
            for row in self._connection.execute(select(*_COLUMNS).where(RECORD.c.id.in_(chunk))):
                record = self._record(row)
                found[record.id] = record
        return found

    def owned_by(self, owners: Iterable[RecordId]) -> list[Record]:
        """Read the records that belong directly to any of these."""
        found: list[Record] = []
        for chunk in chunks(owners):
            rows = self._connection.execute(select(*_COLUMNS).where(RECORD.c.owner.in_(chunk)))
            found.extend(map(self._record, rows))
        return found

    def versions(self, ids: Iterable[RecordId]) -> dict[RecordId, int]:
        """Give how many times each record was written to, from 1: a number that grows with every change to it."""
        found: dict[RecordId, int] = {}
        for chunk in chunks(ids):
            writes = select(OPERATION.c.record, func.count()).where(OPERATION.c.record.in_(chunk))
            for record, number in self._connection.execute(writes.group_by(OPERATION.c.record)):
                found[RecordId(record)] = number
        return found

    def all_of(self, kind: str) -> Iterator[Record]:
        """Read all records of a kind, oldest first."""
        number = KIND_BY_NAME[kind].number
        for row in self._connection.execute(select(*_COLUMNS).where(RECORD.c.kind == number).order_by(RECORD.c.id)):
            yield self._codec.record(row)

    def household_ids(self) -> list[RecordId]:
        """Give the ids of all households, deleted ones too."""
        statement = select(RECORD.c.id).where(RECORD.c.kind == HOUSEHOLD.number).order_by(RECORD.c.id)
        return [RecordId(row.id) for row in self._connection.execute(statement)]

    def household_of(self, ids: Iterable[RecordId]) -> dict[RecordId, RecordId]:
        """Give, for each record that belongs to a household, that household (a household is its own)."""
        roots: dict[RecordId, RecordId] = {}
        waiting = {record: record for record in ids}
        while waiting:
            rows = self._owners(set(waiting.values()))
            onwards: dict[RecordId, RecordId] = {}
            for start, current in waiting.items():
                kind, owner = rows.get(current, (0, None))
                if kind == HOUSEHOLD.number:
                    roots[start] = current
                elif owner is not None:
                    onwards[start] = owner
            waiting = onwards
        return roots

    def household_files(self, households: Iterable[RecordId]) -> Iterator[HouseholdFile]:
        """Read the files of households in the order given; deleted households are left out."""
        for chunk in chunks(households):
            heads = self.get(chunk)
            belongings: dict[RecordId, list[Record]] = defaultdict(list)
            root = {record: record for record in heads}
            level: list[RecordId] = list(heads)
            while level:
                records = self.owned_by(level)
                for record in records:
                    assert record.owner is not None
                    root[record.id] = root[record.owner]
                    belongings[root[record.id]].append(record)
                level = [record.id for record in records if record.kind in _OWNERS]
            for identifier in chunk:
                household = heads.get(identifier)
                if household is not None and not household.deleted:
                    yield household_file(household, belongings[identifier])

    def shown_households(
        self, households: Iterable[RecordId], kinds: Iterable[str]
    ) -> Iterator[tuple[ShownRecord, list[ShownRecord]]]:
        """Read what households and their live belongings of some kinds show, each in the order in which it was recorded.

        For going through a whole register; deleted households are left out.

        :param kinds: names of kinds that belong to a household or to a person
        """
        numbers = [KIND_BY_NAME[kind].number for kind in kinds]
        for chunk in chunks(households):
            found = {record.id: record for record in self._shown(RECORD.c.id.in_(chunk)) if not record.deleted}
            belongings: dict[RecordId, list[ShownRecord]] = {record: [] for record in found}
            root = {record: record for record in found}
            level = list(found)
            while level:
                # kind + 0: the index on kind would go through every person of the register for each part
                owned = [
                    record
                    for part in chunks(level)
                    for record in self._shown(RECORD.c.owner.in_(part) & (RECORD.c.kind + 0).in_(numbers))
                    if not record.deleted
                ]
                for record in owned:
                    assert record.owner is not None
                    root[record.id] = root[record.owner]
                    belongings[root[record.id]].append(record)
                level = [record.id for record in owned if record.kind in _OWNERS]
            for identifier in chunk:
                if identifier in found:
                    yield found[identifier], sorted(belongings[identifier], key=lambda record: record.id)

    def _shown(self, condition: ColumnElement[bool]) -> Iterator[ShownRecord]:
        return map(self._codec.shown, self._connection.execute(select(*_SHOWN).where(condition)))

    def _owners(self, ids: Iterable[RecordId]) -> dict[RecordId, tuple[int, RecordId | None]]:
        found: dict[RecordId, tuple[int, RecordId | None]] = {}
        for chunk in chunks(ids):
            statement = select(RECORD.c.id, RECORD.c.kind, RECORD.c.owner).where(RECORD.c.id.in_(chunk))
            for row in self._connection.execute(statement):
                found[RecordId(row.id)] = (row.kind, RecordId(row.owner) if row.owner is not None else None)
        return found


_OWNERS = frozenset({"person", "visit"})
"""Kinds below a household that own further records."""
