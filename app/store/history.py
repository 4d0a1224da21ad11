"""The history of each field, and undo, both read from the operation log.

Every own operation stays in the log, so history is a reading of it and not a second copy; what the county sends joins it with
the exchange.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from app.domain.errors import AppError, ErrorCode
from app.domain.ids import RecordId, to_text
from app.domain.records import KIND_BY_NUMBER, Kind, Nature
from app.oplog.operation import Change, Dot, Operation, Value
from app.store.codec import Codec
from app.store.records import chunks
from app.store.schema import OPERATION, TRANSACTION
from app.store.unit_of_work import UnitOfWork

LOGGED = ("reveal", "print", "export")
"""Actions that change no fact: the log of what was shown, printed or taken out."""
NOT_UNDONE = ("start", *LOGGED)
"""Actions that *undo* passes over: what a workspace began with, and what is only logged."""

PART = 1_000
"""So many records are taken back at once."""


@dataclass(frozen=True)
class Entry:
    """A value that a field was given, with the value before it as its writer saw it."""

    operation: Operation
    field: str
    value: Value
    before: Value


@dataclass(frozen=True)
class Transaction:
    """An action of a person, newest first in lists."""

    id: RecordId
    at: int
    actor: str
    what: str
    household: RecordId | None
    undoes: RecordId | None
    undone_by: RecordId | None


@dataclass(frozen=True)
class Mark:
    """How far the register has come: the number of actions that may have changed a fact, and the last of them."""

    actions: int
    last: RecordId | None


@dataclass(frozen=True)
class Left:
    """A field that an undo left alone because it was changed since."""

    record: RecordId
    kind: str
    field: str


@dataclass(frozen=True)
class Undone:
    """What an undo did (or would do)."""

    fields: int
    records: int
    left: tuple[Left, ...]


class History:
    """Reads the operation log on one connection."""

    def __init__(self, connection: Connection, codec: Codec) -> None:
        self._connection = connection
        self._codec = codec

    def of_records(self, records: Iterable[RecordId]) -> list[Entry]:
        """Give every value that the fields of these records were given, oldest first."""
        operations: list[Operation] = []
        for chunk in chunks(records):
            rows = self._connection.execute(select(OPERATION).where(OPERATION.c.record.in_(chunk)))
            operations.extend(self._codec.operation(row) for row in rows)
        operations.sort(key=lambda operation: (operation.lamport, operation.dot))
        return list(_entries(operations))

    def touched_by(self, transaction: RecordId) -> dict[RecordId, Kind]:
        """Give the records that an action wrote to with their kinds, in the order in which it first did."""
        statement = (
            select(OPERATION.c.record, OPERATION.c.kind)
            .where(OPERATION.c.tx == transaction)
            .group_by(OPERATION.c.record)
            .order_by(func.min(OPERATION.c.lamport))
        )
        return {RecordId(row.record): KIND_BY_NUMBER[row.kind] for row in self._connection.execute(statement)}

    def transactions(self, limit: int = 50, household: RecordId | None = None) -> list[Transaction]:
        """Give the latest actions, newest first."""
        statement = select(TRANSACTION).order_by(TRANSACTION.c.id.desc()).limit(limit)
        if household is not None:
            statement = statement.where(TRANSACTION.c.household == household)
        return [_transaction(row) for row in self._connection.execute(statement)]

    def transaction(self, identifier: RecordId) -> Transaction | None:
        """Give one action."""
        row = self._connection.execute(select(TRANSACTION).where(TRANSACTION.c.id == identifier)).first()
        return _transaction(row) if row else None

    def mark(self) -> Mark:
        """Give a mark of what the records are now: as long as it stays the same, no action changed a fact."""
        statement = select(func.count(), func.max(TRANSACTION.c.id)).where(TRANSACTION.c.what.not_in(LOGGED))
        number, last = self._connection.execute(statement).one()
        return Mark(number, RecordId(last) if last is not None else None)

    def last_undoable(self) -> Transaction | None:
        """Give the latest action that neither is an undo nor was undone."""
        statement = (
            select(TRANSACTION)
            .where(
                TRANSACTION.c.undone_by.is_(None), TRANSACTION.c.undoes.is_(None), TRANSACTION.c.what.not_in(NOT_UNDONE)
            )
            .order_by(TRANSACTION.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(statement).first()
        return _transaction(row) if row else None


def undo(unit: UnitOfWork, history: History, transaction: RecordId) -> Undone:
    """Take an action back: each field gets the value it had before; fields changed since are left and listed.

    An import of a township is taken back in parts, so that one part is held in memory; all of them are one transaction.

    :raises AppError: NOT_FOUND; UNDO_IMPOSSIBLE for a signed visit, an amendment or another record that is never patched, and
        for an action that was undone already
    """
    known = history.transaction(transaction)
    touched = history.touched_by(transaction)
    if known is None or not touched:
        raise AppError(ErrorCode.NOT_FOUND, key=to_text(transaction))
    if known.undone_by is not None or any(_never_undone(kind) for kind in touched.values()):
        raise AppError(ErrorCode.UNDO_IMPOSSIBLE, what=known.what)
    unit.undoes, unit.subject = transaction, known.household
    taken = _TakingBack(unit, transaction)
    for part in chunks(touched, PART):
        unit.preload(unit.reader.get(part))
        taken.part(part, history.of_records(part))
        unit.settle()
    _mark(unit, known)
    return Undone(taken.fields, taken.records, tuple(taken.left))


class _TakingBack:
    """The running count of an undo."""

    def __init__(self, unit: UnitOfWork, transaction: RecordId) -> None:
        self._unit = unit
        self._transaction = transaction
        self.fields = self.records = 0
        self.left: list[Left] = []

    def part(self, records: Iterable[RecordId], entries: Iterable[Entry]) -> None:
        """Take back what the action wrote to some records.

        :param entries: everything that was ever written to them, oldest first
        """
        first: dict[RecordId, RecordId] = {}
        written: dict[RecordId, dict[str, Value]] = defaultdict(dict)
        dots: set[Dot] = set()
        for entry in entries:
            operation = entry.operation
            first.setdefault(operation.record, operation.transaction)
            if operation.transaction == self._transaction:
                dots.add(operation.dot)
                written[operation.record].setdefault(entry.field, entry.before)
        for record in records:
            self._record(record, written[record], dots, made=first.get(record) == self._transaction)

    def _record(self, record: RecordId, before: Mapping[str, Value], dots: set[Dot], *, made: bool) -> None:
        """Take back what the action wrote to one record: its fields with the values of the time before."""
        state = self._unit.get(record).state
        current = {name: {head.dot for head in state.heads.get(name, ())} for name in before}
        changed_since = [name for name, heads in current.items() if not heads & dots]
        self.left.extend(Left(record, state.kind, name) for name in changed_since)
        if made:
            self._take_back_creation(record, len(before), changed_since)
            return
        for name, heads in current.items():
            if name not in changed_since:
                self._unit.replace(record, name, Change(tuple(heads & dots), before[name]))
                self.fields += 1
        self.records += len(changed_since) < len(before)

    def _take_back_creation(self, record: RecordId, fields: int, changed_since: list[str]) -> None:
        """Delete a record that the action made; one that somebody wrote to since stays whole."""
        if changed_since:
            return
        self._unit.delete(record)
        self.fields += fields
        self.records += 1


def _mark(unit: UnitOfWork, undone: Transaction) -> None:
    """Note on both actions which undid which; undoing an undo makes the first action count again."""
    connection = unit.connection
    connection.execute(update(TRANSACTION).where(TRANSACTION.c.id == undone.id).values(undone_by=unit.transaction))
    if undone.undoes is not None:
        connection.execute(update(TRANSACTION).where(TRANSACTION.c.id == undone.undoes).values(undone_by=None))


def _entries(operations: list[Operation]) -> Iterator[Entry]:
    written: dict[tuple[RecordId, str, Dot], tuple[int, Value]] = {}
    for operation in operations:
        for name, change in operation.changes.items():
            replaced = [
                written[(operation.record, name, dot)]
                for dot in change.predecessors
                if (operation.record, name, dot) in written
            ]
            before = max(replaced, key=lambda pair: pair[0])[1] if replaced else None
            written[(operation.record, name, operation.dot)] = (operation.lamport, change.value)
            yield Entry(operation, name, change.value, before)


def _never_undone(kind: Kind) -> bool:
    return kind.nature is Nature.SEALED or (kind.nature is Nature.APPEND and kind.name != "import_batch")


def _transaction(row: Row[Any]) -> Transaction:
    household, undoes, undone_by = (
        RecordId(value) if value else None for value in (row.household, row.undoes, row.undone_by)
    )
    return Transaction(RecordId(row.id), row.at, row.actor, row.what, household, undoes, undone_by)
