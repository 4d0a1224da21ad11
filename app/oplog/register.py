"""Multi-value registers: every field keeps all values that nobody has replaced.

Applying an operation removes the heads that it names as predecessors and adds its own value, unless a later operation that
arrived earlier already replaced it. This is commutative, associative and idempotent for each dot, so the order in which
operations arrive does not matter and nobody's value is lost in silence (protocol VSP/1, section 2.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from app.oplog.operation import Dot, Operation, Value


class Head(NamedTuple):
    """A value that no known operation has replaced."""

    dot: Dot
    lamport: int
    value: Value


Heads = dict[str, tuple[Head, ...]]
"""Field name to its heads; several heads with different values are a conflict."""


@dataclass(slots=True)
class RecordState:
    """The merged state of a record.

    :param seen: for each device the highest n that the *county's* state contains; empty before the first exchange
    :param held: operations that the county stored but did not apply, with the predecessors of each of their fields
    """

    kind: str
    scope: str
    heads: Heads = field(default_factory=dict)
    seen: dict[bytes, int] = field(default_factory=dict)
    held: dict[tuple[str, Dot], tuple[Dot, ...]] = field(default_factory=dict)

    def copy(self) -> RecordState:
        """Give a state that changes apart from this one (heads are immutable and shared)."""
        return RecordState(self.kind, self.scope, dict(self.heads), dict(self.seen), dict(self.held))

    def shown(self, name: str) -> Value:
        """Give the value to show: of the head with the greatest lamport number, then device. None: unknown."""
        heads = self.heads.get(name)
        return shown_head(heads).value if heads else None

    def values(self) -> Iterator[tuple[str, Value]]:
        """Give each field with the value to show."""
        for name, heads in self.heads.items():
            yield name, shown_head(heads).value

    def conflicts(self) -> tuple[str, ...]:
        """Give the fields whose heads differ in value."""
        return tuple(name for name, heads in self.heads.items() if in_conflict(heads))

    def predecessors(self, name: str) -> tuple[Dot, ...]:
        """Give the dots that a new value for a field replaces: all heads seen."""
        return tuple(head.dot for head in self.heads.get(name, ()))


def shown_head(heads: tuple[Head, ...]) -> Head:
    """Give the head to show: the same on every device, without any clock."""
    if len(heads) == 1:
        return heads[0]
    return max(heads, key=lambda head: (head.lamport, head.dot.device, head.dot.n))


def in_conflict(heads: tuple[Head, ...]) -> bool:
    """Tell whether heads differ in value; equal values written by two people are no conflict."""
    return len(heads) > 1 and any(head.value != heads[0].value for head in heads[1:])


def expand(state: RecordState, name: str, predecessors: Iterable[Dot]) -> frozenset[Dot]:
    """Replace each predecessor that the county holds back by that operation's own predecessors, transitively.

    Without this the next edit on top of a rejected one would make a false conflict.
    """
    found: set[Dot] = set()
    waiting = list(predecessors)
    while waiting:
        dot = waiting.pop()
        behind = state.held.get((name, dot))
        if behind is None:
            found.add(dot)
        else:
            waiting.extend(behind)
    return frozenset(found)


def apply(state: RecordState, operation: Operation, superseded: set[tuple[str, Dot]] | None = None) -> None:
    """Apply an operation to a state in place.

    :param superseded: (field, dot) pairs named as predecessors so far, for a party that may receive a replacement before
        what it replaces (the county); it is added to. None for a device, which sees its own operations in order.
    """
    for name, change in operation.changes.items():
        gone = expand(state, name, change.predecessors) if state.held else frozenset(change.predecessors)
        kept = tuple(head for head in state.heads.get(name, ()) if head.dot not in gone and head.dot != operation.dot)
        if superseded is not None:
            superseded.update((name, dot) for dot in gone)
        if superseded is None or (name, operation.dot) not in superseded:
            kept = (*kept, Head(operation.dot, operation.lamport, change.value))
        state.heads[name] = kept
