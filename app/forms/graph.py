"""The order of computation: what is computed for which node, and what a change of a node makes due again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from app.forms.definition import Computed, Control, Group, Names, NodeDefinition, Text
from app.forms.limits import PLAN_READS
from app.forms.messages import refuse
from app.forms.references import Reference, References
from app.forms.xpath.syntax import Call, walk


class Kind(Enum):
    """What a computation gives. ``CHOICES`` and ``SHOWN`` are not evaluated: they mark a node as looking different."""

    COUNT = auto()
    RELEVANT = auto()
    CALCULATE = auto()
    READONLY = auto()
    REQUIRED = auto()
    CONSTRAINT = auto()
    CHOICES = auto()
    SHOWN = auto()


@dataclass(slots=True, eq=False)
class Computation:
    """One expression of one node; ``rank`` is its place in the order of evaluation."""

    kind: Kind
    node: NodeDefinition
    computed: Computed
    reads: frozenset[Reference] = frozenset()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A computation that is due when a node changes, below the changed node's ancestor of this many names. ``value``:
    also when only the node's value is another one; else when it comes, goes, or its relevance changes."""

    rank: int
    depth: int
    value: bool


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """All computations by rank, and by node definition (its index) what its change makes due.

    ``circles`` are the paths of calculations that depend on each other.
    """

    computations: Sequence[Computation]
    dependents: Sequence[Sequence[Edge]]
    by_node: Mapping[int, Sequence[Computation]]
    circles: Sequence[Sequence[str]] = field(default_factory=tuple)


def build_plan(
    nodes: Sequence[NodeDefinition], by_names: Mapping[Names, NodeDefinition], repeats: frozenset[Names]
) -> Plan:
    """Order the computations of a form so that each comes after what it reads."""
    references = References(by_names, repeats)
    computations = [one for node in nodes for one in _of_node(node)]
    total = 0
    for one in computations:
        context = one.node.names
        reads = references.of(one.computed.expression, context)
        if one.kind is Kind.COUNT:
            # the number of instances is tied to what the repeat lies in, to none of its instances
            reads = {Reference(read.names, min(read.depth, len(context) - 1), read.value) for read in reads}
        if one.kind is Kind.CONSTRAINT:
            # an answer that is cleared breaks no constraint, whatever the expression reads
            reads.add(Reference(context, len(context)))
        one.reads = frozenset(reads)
        total += len(reads)
        if total > PLAN_READS:
            raise refuse("too_entangled", limit=PLAN_READS)
    ordered, circles = _ordered(computations, repeats)
    dependents: list[list[Edge]] = [[] for _ in nodes]
    by_node: dict[int, list[Computation]] = defaultdict(list)
    for rank, one in enumerate(ordered):
        one.rank = rank
        by_node[one.node.index].append(one)
        edges: dict[tuple[Names, int], bool] = {}
        for read in one.reads:
            edges[read.names, read.depth] = edges.get((read.names, read.depth), False) or read.value
        for (names, depth), value in edges.items():
            dependents[by_names[names].index].append(Edge(rank, depth, value))
    return Plan(ordered, dependents, by_node, circles)


def _of_node(node: NodeDefinition) -> Iterator[Computation]:
    bind = node.bind
    repeat = node.repeat
    if repeat is not None and repeat.count is not None:
        yield Computation(Kind.COUNT, node, repeat.count)
    for kind, computed in (
        (Kind.RELEVANT, bind.relevant),
        (Kind.CALCULATE, bind.calculate),
        (Kind.READONLY, bind.readonly),
        (Kind.REQUIRED, bind.required),
        (Kind.CONSTRAINT, bind.constraint),
    ):
        if computed is not None:
            yield Computation(kind, node, computed)
    if node.control is not None and node.control.itemset is not None:
        yield Computation(Kind.CHOICES, node, node.control.itemset.nodeset)
    for computed in _shown(node):
        yield Computation(Kind.SHOWN, node, computed)


def _shown(node: NodeDefinition) -> Iterator[Computed]:
    """The expressions inside the texts of a node."""
    owner: Control | Group | None = node.control or node.group
    texts: list[Text | None] = [node.bind.constraint_message, node.bind.required_message]
    if owner is not None:
        texts.append(owner.label)
    if isinstance(owner, Control):
        texts.append(owner.hint)
        texts.extend(choice.label for choice in owner.choices)
    for text in texts:
        if text is None:
            continue
        if text.dynamic is not None:
            yield text.dynamic
        for parts in text.translations.values():
            yield from (part for part in parts if not isinstance(part, str))


_MOVING = frozenset({"random", "randomize", "now", "today", "once", "uuid"})
_PLACED = frozenset({"current", "position"})


def has_fixed_choices(plan: Plan, node: NodeDefinition) -> bool:
    """Whether the choices of a question are the same throughout a session: they read nothing of the instance."""
    one = next((one for one in plan.by_node.get(node.index, ()) if one.kind is Kind.CHOICES), None)
    return one is not None and not one.reads and not _calls(one) & (_MOVING | _PLACED)


def has_steady_choices(plan: Plan, node: NodeDefinition) -> bool:
    """Whether the choices of a question stay the same until something that they read changes."""
    one = next((one for one in plan.by_node.get(node.index, ()) if one.kind is Kind.CHOICES), None)
    return one is not None and not _calls(one) & _MOVING


def _calls(computation: Computation) -> set[str]:
    return {part.name for part in walk(computation.computed.expression) if isinstance(part, Call)}


_CIRCLES = 20
"""So many circles are named; an author mends them one by one anyway."""

_PRODUCING = frozenset({Kind.COUNT, Kind.RELEVANT, Kind.CALCULATE})


def _ordered(
    computations: Sequence[Computation], repeats: frozenset[Names]
) -> tuple[list[Computation], list[list[str]]]:
    """Depth-first order: what is read first. A circle is broken where it closes; at run time it settles by rounds."""
    producers: dict[Names, list[Computation]] = defaultdict(list)
    for one in computations:
        if one.kind in _PRODUCING:
            producers[one.node.names].append(one)
    state: dict[Computation, int] = {}
    ordered: list[Computation] = []
    circles: list[list[str]] = []
    for start in computations:
        if start not in state:
            _descend(start, producers, state, ordered, circles, repeats)
    return ordered, circles


def _descend(
    start: Computation,
    producers: Mapping[Names, Sequence[Computation]],
    state: dict[Computation, int],
    ordered: list[Computation],
    circles: list[list[str]],
    repeats: frozenset[Names],
) -> None:
    """An iterative depth-first walk: chains of calculations may be longer than Python's stack."""
    state[start] = 1
    stack = [(start, iter(_needs(start, producers)))]
    while stack:
        here, needs = stack[-1]
        following = next(needs, None)
        if following is None:
            stack.pop()
            state[here] = 2
            ordered.append(here)
        elif following not in state:
            state[following] = 1
            stack.append((following, iter(_needs(following, producers))))
        elif state[following] == 1 and len(circles) < _CIRCLES and _follows(here, {following.node.names}, repeats):
            circle = [one for one, _ in stack]
            circle = circle[circle.index(following) :]
            if _is_true_circle(circle, repeats):
                circles.append([one.node.path for one in circle])


def _needs(one: Computation, producers: Mapping[Names, Sequence[Computation]]) -> list[Computation]:
    """The computations that decide what this one reads, those of enclosing groups included."""
    found: dict[Computation, None] = {}
    for read in sorted(one.reads, key=lambda read: read.names):
        own = read.names == one.node.names
        for length in range(1, len(read.names) + 1):
            names = read.names[:length]
            for producer in producers.get(names, ()):
                # a node's own value in its own calculation or relevance is the value it had
                if producer is not one and not (own and one.kind in _PRODUCING):
                    found[producer] = None
    return list(found)


def _is_true_circle(circle: Sequence[Computation], repeats: frozenset[Names]) -> bool:
    """Whether the computations are calculations that read each other in the same instances. A calculation that reads
    the previous instance of its repeat only looks like a circle."""
    names = {one.node.names for one in circle}
    return all(_follows(one, names, repeats) for one in circle)


def _follows(one: Computation, names: Collection[Names], repeats: frozenset[Names]) -> bool:
    """Whether a computation is a calculation that reads the value of one of these nodes in its own instances."""
    if one.kind is not Kind.CALCULATE:
        return False
    values = [read for read in one.reads if read.value and read.names in names]
    return any(read.depth >= _innermost(read.names, repeats) for read in values)


def _innermost(names: Names, repeats: frozenset[Names]) -> int:
    """How many names lead to the innermost repeat around a node (or to the node, if it is one); 0 for none."""
    return next((length for length in range(len(names), 0, -1) if names[:length] in repeats), 0)
