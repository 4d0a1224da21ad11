"""Identifiers made offline: UUID version 7 (RFC 9562), increasing within a process, and the keys that people type."""

from __future__ import annotations

import secrets
from typing import NewType
from uuid import UUID

RecordId = NewType("RecordId", bytes)
"""The 16 bytes of a record's UUIDv7."""

KEY_LENGTH = 8
"""A person may type an id by a unique beginning or ending of at least this many characters (contract, section 1)."""


class IdSource:
    """Makes UUIDv7 values that increase strictly, so that rows made together lie together in the store.

    :param milliseconds: the wall clock at each call; a clock that goes backwards does not break the order
    """

    def __init__(self, milliseconds: int) -> None:
        self._last = (milliseconds << 80) | secrets.randbits(74)

    def next(self, milliseconds: int) -> RecordId:
        """Give the next id, greater than all given before by this source."""
        fresh = (milliseconds << 80) | secrets.randbits(74)
        self._last = fresh if fresh > self._last else self._last + 1 + secrets.randbits(24)
        stamp, random = self._last >> 80, self._last & ((1 << 74) - 1)
        value = (stamp << 80) | (0x7 << 76) | ((random >> 62) << 64) | (0b10 << 62) | (random & ((1 << 62) - 1))
        return RecordId(value.to_bytes(16, "big"))


def to_text(record: RecordId) -> str:
    """Write an id as lower-case UUID text with hyphens."""
    return str(UUID(bytes=bytes(record)))


def from_text(text: str) -> RecordId:
    """Read UUID text.

    :raises ValueError: when the text is no UUID
    """
    return RecordId(UUID(text).bytes)


def short_key(record: RecordId) -> str:
    """Give the last eight hexadecimal digits: a member's ``key`` in the household document (records.md)."""
    return record.hex()[-KEY_LENGTH:]
