"""The canonical bytes of an operation and its hash.

The bytes are MessagePack of a fixed list with sorted fields, the same on every device, so that the hash chain and the
signature of a batch can be checked by the county and from a USB stick alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import msgspec

from app.domain.ids import RecordId
from app.domain.records import KIND_BY_NAME, KIND_BY_NUMBER, Kind
from app.oplog.operation import Change, Dot, Operation, OperationType, Provenance, Value

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder()

FieldKey = int | str
"""A registry number; text for elements of a set (``12/独居``) and for keys that this version does not know."""


def field_key(kind: Kind, name: str) -> FieldKey:
    """Give the short form of a field name."""
    number = kind.fields.get(name)
    if number is not None:
        return number
    base, slash, element = name.partition("/")
    return f"{kind.fields[base]}/{element}" if slash and base in kind.fields else name


def field_name(kind: Kind, key: FieldKey) -> str:
    """Give the field name of a short form; an unknown number keeps its number as ``#<n>``."""
    if isinstance(key, int):
        return kind.names.get(key, f"#{key}")
    base, slash, element = key.partition("/")
    if slash and base.isdecimal():
        return f"{kind.names[int(base)]}/{element}"
    return key


def canonical(operation: Operation) -> bytes:
    """Give the canonical bytes of an operation."""
    kind = KIND_BY_NAME[operation.kind]
    changes = sorted(
        (str(key), key, sorted(_short(dot, operation.dot.scope) for dot in change.predecessors), change.value)
        for key, change in ((field_key(kind, name), change) for name, change in operation.changes.items())
    )
    provenance = operation.provenance
    return _encoder.encode(
        [
            *operation.dot,
            operation.type,
            kind.number,
            operation.record,
            [change[1:] for change in changes],
            operation.lamport,
            operation.schema,
            operation.transaction,
            [
                provenance.actor,
                provenance.wall,
                provenance.as_of,
                provenance.evidence,
                provenance.source,
                provenance.reason,
            ],
        ]
    )


def digest(operation: Operation) -> bytes:
    """Give the 32-byte hash of an operation."""
    return sha256(canonical(operation)).digest()


def decode(content: bytes) -> Operation:
    """Read canonical bytes.

    :raises msgspec.DecodeError, ValueError: when the bytes are no operation
    """
    device, scope, n, type_, kind_number, record, changes, lamport, schema, transaction, provenance = _decoder.decode(
        content
    )
    kind = KIND_BY_NUMBER[kind_number]
    return Operation(
        dot=Dot(device, scope, n),
        record=RecordId(record),
        kind=kind.name,
        type=OperationType(type_),
        changes=_changes(kind, changes, scope),
        lamport=lamport,
        schema=schema,
        transaction=RecordId(transaction),
        provenance=Provenance(*provenance),
    )


def _changes(
    kind: Kind, changes: list[tuple[FieldKey, list[list[bytes | int | str]], Value]], scope: str
) -> Mapping[str, Change]:
    return {
        field_name(kind, key): Change(tuple(_long(dot, scope) for dot in predecessors), value)
        for key, predecessors, value in changes
    }


def _short(dot: Dot, scope: str) -> list[bytes | int | str]:
    """Leave the scope out where it is the operation's own."""
    return [dot.device, dot.n] if dot.scope == scope else [dot.device, dot.n, dot.scope]


def _long(dot: list[bytes | int | str], scope: str) -> Dot:
    device, n = dot[0], dot[1]
    assert isinstance(device, bytes)
    assert isinstance(n, int)
    return Dot(device, str(dot[2]) if len(dot) > 2 else scope, n)
