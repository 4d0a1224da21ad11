"""Records and operations as rows: MessagePack with registry numbers for fields and small local numbers for devices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from app.domain.ids import RecordId
from app.domain.records import KIND_BY_NAME, KIND_BY_NUMBER, Kind
from app.oplog.operation import Change, Dot, Operation, OperationType, Provenance
from app.oplog.record import Record, ShownRecord, owner_of
from app.oplog.register import Head, RecordState
from app.oplog.wire import digest, field_key, field_name
from app.store.schema import DEVICE

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode
Packed = Any
"""Decoded MessagePack, whose shape the functions below check by unpacking it."""


class DeviceNumbers:
    """Small local numbers for the 16-byte ids of devices.

    :param known: id to number as stored
    """

    def __init__(self, known: Mapping[bytes, int]) -> None:
        self._numbers = dict(known)
        self._ids = {number: device for device, number in known.items()}

    @classmethod
    def read(cls, connection: Connection) -> DeviceNumbers:
        """Read the table of devices."""
        return cls({bytes(row.id): row.no for row in connection.execute(select(DEVICE.c.id, DEVICE.c.no))})

    def id(self, number: int) -> bytes:
        """Give a device's id."""
        return self._ids[number]

    def number(self, device: bytes) -> int:
        """Give a device's number; it must be known."""
        return self._numbers[device]

    def learn(self, connection: Connection, device: bytes) -> int:
        """Give a device's number, making one when it is new."""
        if device not in self._numbers:
            number = max(self._ids, default=0) + 1
            connection.execute(insert(DEVICE).values(no=number, id=device))
            self._numbers[device], self._ids[number] = number, device
        return self._numbers[device]


class _Dots:
    """The dots of one record: most of its fields were written by few operations, so each dot is made once."""

    def __init__(self, devices: DeviceNumbers, scope: str) -> None:
        self._devices = devices
        self._scope = scope
        self._made: dict[tuple[int, int], Dot] = {}

    def of(self, head: Packed) -> Dot:
        """Give the dot of a packed head [device, n, lamport, value] or, from another scope, with the scope behind."""
        if len(head) > 4:
            return Dot(self._devices.id(head[0]), head[4], head[1])
        key = (head[0], head[1])
        dot = self._made.get(key)
        if dot is None:
            dot = self._made[key] = Dot(self._devices.id(head[0]), self._scope, head[1])
        return dot


class Codec:
    """Turns records and operations into rows and back.

    :param devices: the local numbers of devices
    """

    def __init__(self, devices: DeviceNumbers) -> None:
        self.devices = devices

    def record_row(self, record: RecordId, state: RecordState) -> dict[str, object]:
        """Give the row of a record."""
        kind = KIND_BY_NAME[state.kind]
        number = self.devices.number
        heads = {
            field_key(kind, name): [
                [number(head.dot.device), head.dot.n, head.lamport, head.value]
                if head.dot.scope == state.scope
                else [number(head.dot.device), head.dot.n, head.lamport, head.value, head.dot.scope]
                for head in heads
            ]
            for name, heads in state.heads.items()
        }
        return {
            "id": record,
            "kind": kind.number,
            "scope": state.scope,
            "owner": owner_of(state),
            "heads": _encode(heads),
            "seen": _encode({number(device): n for device, n in state.seen.items()}) if state.seen else None,
        }

    def record(self, row: Any) -> Record:
        """Read a record's row (columns id, kind, scope, owner, heads, seen)."""
        kind = KIND_BY_NUMBER[row.kind]
        packed: dict[int | str, list[Packed]] = _decode(row.heads)
        dots = _Dots(self.devices, row.scope)
        names = kind.names
        heads = {
            names.get(key) or field_name(kind, key) if key.__class__ is int else field_name(kind, key): (
                (Head(dots.of(heads[0]), heads[0][2], heads[0][3]),)
                if len(heads) == 1
                else tuple(Head(dots.of(head), head[2], head[3]) for head in heads)
            )
            for key, heads in packed.items()
        }
        device = self.devices.id
        seen = {device(number): n for number, n in _decode(row.seen).items()} if row.seen else {}
        owner = RecordId(row.owner) if row.owner is not None else None
        return Record(RecordId(row.id), owner, RecordState(kind.name, row.scope, heads, seen))

    def shown(self, row: Any) -> ShownRecord:
        """Read what a record's row shows (columns id, kind, owner, heads): a third of the work of :meth:`record`."""
        kind = KIND_BY_NUMBER[row.kind]
        packed: dict[int | str, list[Packed]] = _decode(row.heads)
        names = kind.names
        shown = {
            names.get(key) or field_name(kind, key) if key.__class__ is int else field_name(kind, key): (
                heads[0][3] if len(heads) == 1 else self._shown_head(heads)[3]
            )
            for key, heads in packed.items()
        }
        return ShownRecord(RecordId(row.id), kind.name, RecordId(row.owner) if row.owner is not None else None, shown)

    def _shown_head(self, heads: list[Packed]) -> Packed:
        """Choose as ``shown_head`` does."""
        return max(heads, key=lambda head: (head[2], self.devices.id(head[0]), head[1]))

    def operation_row(self, operation: Operation) -> dict[str, object]:
        """Give the row of an operation."""
        kind = KIND_BY_NAME[operation.kind]
        provenance = operation.provenance
        return {
            "scope": operation.dot.scope,
            "device": self.devices.number(operation.dot.device),
            "n": operation.dot.n,
            "record": operation.record,
            "kind": kind.number,
            "type": int(operation.type),
            "changes": _encode(
                {
                    field_key(kind, name): [
                        [self._pack_dot(dot, operation.dot.scope) for dot in change.predecessors],
                        change.value,
                    ]
                    for name, change in operation.changes.items()
                }
            ),
            "hash": digest(operation),
            "tx": operation.transaction,
            "lamport": operation.lamport,
            "schema": operation.schema,
            "actor": provenance.actor,
            "wall": provenance.wall,
            "as_of": provenance.as_of,
            "evidence": provenance.evidence,
            "source": provenance.source,
            "reason": provenance.reason,
        }

    def operation(self, row: Any) -> Operation:
        """Read an operation's row."""
        kind = KIND_BY_NUMBER[row.kind]
        return Operation(
            dot=Dot(self.devices.id(row.device), row.scope, row.n),
            record=RecordId(row.record),
            kind=kind.name,
            type=OperationType(row.type),
            changes=self._changes(kind, _decode(row.changes), row.scope),
            lamport=row.lamport,
            transaction=RecordId(row.tx),
            provenance=Provenance(row.actor, row.wall, row.as_of, row.evidence, row.source, row.reason),
            schema=row.schema,
        )

    def _changes(self, kind: Kind, packed: dict[int | str, Packed], scope: str) -> dict[str, Change]:
        return {
            field_name(kind, key): Change(
                tuple(Dot(self.devices.id(dot[0]), dot[2] if len(dot) > 2 else scope, dot[1]) for dot in predecessors),
                value,
            )
            for key, (predecessors, value) in packed.items()
        }

    def _pack_dot(self, dot: Dot, scope: str) -> list[int | str]:
        number = self.devices.number(dot.device)
        return [number, dot.n] if dot.scope == scope else [number, dot.n, dot.scope]
