"""Operations: the only way in which a record changes.

An operation touches one record and carries, once for all the fields it writes, who wrote it, when, as of which day, by what
evidence, from which source and for what reason (protocol VSP/1, amendments 1 and 3). Its identity is its *dot*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from app.domain.ids import RecordId

SCHEMA = 1
"""Version of the registry that an operation was written with; the county accepts every released one for ever."""

Value = str | int | float | bool | bytes | None | list["Value"] | dict[str, "Value"]
"""What a register holds: plain data, written as MessagePack."""


class Dot(NamedTuple):
    """Identity of an operation: its device (16 bytes), its scope, and n, gapless for device and scope."""

    device: bytes
    scope: str
    n: int


class OperationType(IntEnum):
    """What an operation does to its record."""

    PATCH = 1
    SEAL = 2  # writes a signed record whole; nothing patches it afterwards
    APPEND = 3  # writes a record whole that is corrected only by another record


class Change(NamedTuple):
    """A new value for one field, naming the dots of the heads that it replaces."""

    predecessors: tuple[Dot, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the values of an operation come from.

    :param actor: the person who acted
    :param wall: the device's clock in milliseconds since 1970; evidence only, it decides nothing
    :param as_of: the day at which the values hold (ISO date); None: the day of ``wall``
    :param evidence: 申报, 入户所见, 证件, 系统比对, 部门反馈, 名册推定 ...
    :param source: ``visit:<id>#<question>``, ``import:<batch>#<sheet>!<row>``, ``window``, ``command`` ...
    :param reason: the person's words, or empty
    """

    actor: str
    wall: int
    as_of: str | None = None
    evidence: str = ""
    source: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation on one record.

    :param transaction: id of the user's action that this operation is part of
    :param lamport: greater than every lamport number that the device had seen
    """

    dot: Dot
    record: RecordId
    kind: str
    type: OperationType
    changes: Mapping[str, Change]
    lamport: int
    transaction: RecordId
    provenance: Provenance
    schema: int = SCHEMA
