"""One action of a person: operations, records, views and local rows in one transaction.

A service makes edits on a :class:`UnitOfWork`; nothing else writes a table that travels. Leaving the block projects the
households that were touched and commits; an exception leaves the store as it was. A long action writes itself out in parts
(:meth:`UnitOfWork.settle`), all of them in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, func, insert, select, text

from app.domain.changes import Changes
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import IdSource, RecordId, to_text
from app.domain.progress import SILENT, Progress
from app.domain.records import DELETED, KIND_BY_NAME, Nature, scope_name
from app.oplog.operation import Change, Dot, Operation, OperationType, Provenance, Value
from app.oplog.record import Record, owner_of
from app.oplog.register import RecordState, apply
from app.store.codec import Codec
from app.store.project import project
from app.store.records import RecordReader
from app.store.schema import BLOB_TABLE, OPERATION, RECORD, TRANSACTION

_TYPES = {Nature.OPEN: OperationType.PATCH, Nature.APPEND: OperationType.APPEND, Nature.SEALED: OperationType.SEAL}
BATCH = 2000
T = TypeVar("T")


@dataclass(frozen=True)
class Action:
    """What a person does.

    :param what: one word of the program's vocabulary (``import``, ``visit``, ``edit``, ``undo`` ...), shown with undo
    :param provenance: who, when and on what grounds; single edits may give their own
    """

    what: str
    provenance: Provenance


class UnitOfWork:
    """Edits of one action on one open transaction. Made by ``Store.write`` alone."""

    def __init__(
        self, connection: Connection, codec: Codec, device: bytes, ids: IdSource, action: Action, now: int
    ) -> None:
        self.connection = connection
        self.reader = RecordReader(connection, codec)
        self.action = action
        self.transaction = ids.next(now)
        self._ids = ids
        self._now = now
        self._codec = codec
        self._device = device
        self._states: dict[RecordId, RecordState] = {}
        self._owners: dict[RecordId, RecordId] = {}  # as they were before this action
        self._operations: list[Operation] = []
        self._kinds: set[str] = set()
        self._changed: set[RecordId] = set()
        self._households: set[RecordId] = set()
        self._next: dict[str, int] = {}
        self._lamport = int(
            connection.execute(text("SELECT coalesce((SELECT value FROM meta WHERE name = 'lamport'), 0)")).scalar_one()
        )
        self.undoes: RecordId | None = None
        self.subject: RecordId | None = None

    def new_id(self) -> RecordId:
        """Give an id for a record that does not exist yet."""
        return self._ids.next(self._now)

    def create(
        self,
        kind: str,
        village: str,
        fields: Mapping[str, Value],
        *,
        record: RecordId | None = None,
        restricted: bool = False,
        provenance: Provenance | None = None,
    ) -> RecordId:
        """Write a new record; kinds that are sealed or append-only are written so, and never patched afterwards.

        :param village: 12-digit code of the village in whose scope the record lies
        :param record: its id where it had to be known before
        """
        scope = scope_name(KIND_BY_NAME[kind], village, restricted=restricted)
        identifier = record if record is not None else self.new_id()
        self._states[identifier] = RecordState(kind, scope)
        self._write(identifier, self._states[identifier], dict(fields), provenance)
        return identifier

    def patch(self, record: RecordId, fields: Mapping[str, Value], provenance: Provenance | None = None) -> None:
        """Write new values for fields of a record; each replaces all values seen.

        :raises AppError: NOT_FOUND, RECORD_SEALED
        """
        state = self._load(record)
        if KIND_BY_NAME[state.kind].nature is not Nature.OPEN:
            raise AppError(ErrorCode.RECORD_SEALED, kind=state.kind)
        if fields:
            self._write(record, state, dict(fields), provenance)

    def delete(self, record: RecordId, provenance: Provenance | None = None) -> None:
        """Delete a record: its history stays, its fields come back if the deletion is undone."""
        self._write(record, self._load(record), {DELETED: True}, provenance)

    def replace(self, record: RecordId, name: str, change: Change, provenance: Provenance | None = None) -> None:
        """Write one change with predecessors of the caller's choosing (undo, resolving a conflict)."""
        self._add(record, self._load(record), {name: change}, provenance)

    def get(self, record: RecordId) -> Record:
        """Give a record as this action sees it.

        :raises AppError: NOT_FOUND
        """
        state = self._load(record)
        return Record(record, owner_of(state), state)

    def attach(self, sha256: bytes, content: bytes, mime: str) -> None:
        """Keep the bytes of an attachment under their hash."""
        self.connection.execute(
            insert(BLOB_TABLE).prefix_with("OR IGNORE"),
            {"sha256": sha256, "size": len(content), "mime": mime, "content": content},
        )

    def settle(self, progress: Progress = SILENT) -> None:
        """Write out and project what was done so far, and forget it; the action goes on in the same transaction.

        A long action (an import) calls it after each part, so that only one part is held in memory. Nothing of it is there
        before the whole action is committed.

        :raises Cancelled: when the person asked to stop
        """
        changed = self._insert_operations(progress)
        records = [self._codec.record_row(record, state) for record, state in self._states.items() if record in changed]
        for part in _parts(records):
            self.connection.execute(insert(RECORD).prefix_with("OR REPLACE"), part)
        left = {
            owner
            for record, owner in self._owners.items()
            if record in changed and owner_of(self._states[record]) != owner
        }
        self.reader.trust(self._states)
        households = set(self.reader.household_of(changed | left).values())
        project(self.connection, self.reader, sorted(households), progress)
        self.reader.trust({})
        self._kinds.update(self._states[record].kind for record in changed)
        self._changed.update(changed)
        self._households.update(households)
        self._states.clear()
        self._owners.clear()

    def finish(self, progress: Progress = SILENT) -> Changes:
        """Write everything out and project what was touched; called once by the store before it commits."""
        self.settle(progress)
        if not self._changed:
            return Changes()
        self._close()
        return Changes(
            kinds=frozenset(self._kinds),
            records=frozenset(map(to_text, self._changed)),
            households=frozenset(map(to_text, self._households)),
        )

    def _insert_operations(self, progress: Progress) -> set[RecordId]:
        """Write the operations that wait. Gives the records that they changed."""
        total = len(self._operations)
        for done, part in enumerate(_parts(self._operations)):
            progress.step("write", done * BATCH, total)
            self.connection.execute(insert(OPERATION), [self._codec.operation_row(operation) for operation in part])
        changed = {operation.record for operation in self._operations}
        self._operations.clear()
        return changed

    def _close(self) -> None:
        provenance = self.action.provenance
        subject = self.subject or (next(iter(self._households)) if len(self._households) == 1 else None)
        self.connection.execute(
            insert(TRANSACTION),
            {
                "id": self.transaction,
                "at": provenance.wall,
                "actor": provenance.actor,
                "what": self.action.what,
                "household": subject,
                "undoes": self.undoes,
            },
        )
        self.connection.execute(
            text("INSERT OR REPLACE INTO meta VALUES ('lamport', :lamport)"), {"lamport": str(self._lamport)}
        )

    def _load(self, record: RecordId) -> RecordState:
        state = self._states.get(record)
        if state is None:
            found = self.reader.get([record]).get(record)
            if found is None:
                raise AppError(ErrorCode.NOT_FOUND)
            state = self._remember(found)
        return state

    def preload(self, records: Mapping[RecordId, Record]) -> None:
        """Hand over records read before in this transaction, so that many patches need no query each."""
        for identifier, record in records.items():
            if identifier not in self._states:
                self._remember(record)

    def _remember(self, record: Record) -> RecordState:
        self._states[record.id] = record.state
        if record.owner is not None:
            self._owners[record.id] = record.owner
        return record.state

    def _write(
        self, record: RecordId, state: RecordState, fields: dict[str, Value], provenance: Provenance | None
    ) -> None:
        self._add(
            record, state, {name: Change(state.predecessors(name), value) for name, value in fields.items()}, provenance
        )

    def _add(
        self, record: RecordId, state: RecordState, changes: Mapping[str, Change], provenance: Provenance | None
    ) -> None:
        self._lamport += 1
        operation = Operation(
            dot=Dot(self._device, state.scope, self._take(state.scope)),
            record=record,
            kind=state.kind,
            type=_TYPES[KIND_BY_NAME[state.kind].nature],
            changes=changes,
            lamport=self._lamport,
            transaction=self.transaction,
            provenance=provenance or self.action.provenance,
        )
        apply(state, operation)
        self._operations.append(operation)

    def _take(self, scope: str) -> int:
        if scope not in self._next:
            statement = select(func.coalesce(func.max(OPERATION.c.n), 0)).where(
                OPERATION.c.scope == scope, OPERATION.c.device == self._codec.devices.number(self._device)
            )
            self._next[scope] = self.connection.execute(statement).scalar_one()
        self._next[scope] += 1
        return self._next[scope]


def _parts(rows: list[T]) -> Iterator[list[T]]:
    """Cut rows into lists that go to the database at once."""
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
