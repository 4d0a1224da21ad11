"""What a transaction changed, told to every screen that shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Changes:
    """The kinds and ids (UUID text) of records that a transaction touched, with the households they belong to."""

    kinds: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    households: frozenset[str] = frozenset()

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.kinds | other.kinds, self.records | other.records, self.households | other.households)

    def __bool__(self) -> bool:
        return bool(self.kinds)


NOTHING = Changes()
