"""Recomputation: after a change only what depends on it, each expression once, in the order of the plan."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.forms.datatypes import DataType, stored
from app.forms.graph import Computation, Kind
from app.forms.instance import InstanceNode, below
from app.forms.limits import RECALCULATION_ROUNDS, REPEAT_INSTANCES
from app.forms.scope import SessionScope
from app.forms.xpath.context import Context
from app.forms.xpath.syntax import Call, Expression, XPathError, walk
from app.forms.xpath.values import Value, to_boolean, to_number

if TYPE_CHECKING:
    from app.forms.definition import FormDefinition


class Engine:
    """Keeps the state of an instance true to its binds.

    :param resize: makes a repeat have so many instances below a parent (``jr:count``)
    :param value_changed: told of each node whose value changed, before dependents are computed (actions run there)
    """

    def __init__(
        self,
        definition: FormDefinition,
        scope: SessionScope,
        root: InstanceNode,
        resize: Callable[[InstanceNode, Computation, int], None],
        value_changed: Callable[[InstanceNode], None],
    ) -> None:
        self._definition = definition
        self._computations = definition.plan.computations
        self._dependents = definition.plan.dependents
        self._scope = scope
        self._root = root
        self._resize = resize
        self._value_changed = value_changed
        self._due: dict[int, dict[InstanceNode, None]] = {}
        self._ranks: list[int] = []
        self.touched: dict[InstanceNode, None] = {}
        self.choices_due: dict[InstanceNode, None] = {}

    @property
    def busy(self) -> bool:
        """Whether anything is due."""
        return bool(self._ranks) or bool(self.choices_due)

    def evaluate(self, computation: Computation, node: InstanceNode) -> Value:
        """The value of an expression at a node; empty where it cannot be evaluated."""
        try:
            return computation.computed.closure(Context(self._scope, node))
        except XPathError:
            return ""

    def due_everywhere(self, top: InstanceNode) -> None:
        """Everything inside a new part of the instance is to be computed."""
        by_node = self._definition.plan.by_node
        for node in top.subtree():
            for computation in by_node.get(node.definition.index, ()):
                if computation.kind is not Kind.COUNT:
                    self._add(computation.rank, node)
            for child in node.definition.children:
                if child.repeat is not None and child.repeat.count is not None:
                    for computation in by_node.get(child.index, ()):
                        if computation.kind is Kind.COUNT:
                            self._add(computation.rank, node)

    def due_by_language(self) -> None:
        """What quotes a label is to be computed again."""
        for computation in self._computations:
            if computation.kind in _VALUED and quotes_label(computation.computed.expression):
                for node in below(self._root, computation.node.names, 1):
                    self._add(computation.rank, node)

    def changed(self, node: InstanceNode, *, shown: bool = False) -> None:
        """A node's visible value changed (``shown``: its relevance, too): what reads it is due."""
        self.touched[node] = None
        for edge in self._dependents[node.definition.index]:
            if edge.value or shown:
                self._spread(node, edge.rank, edge.depth)

    def instances_changed(self, parent: InstanceNode, child: InstanceNode) -> None:
        """A repeat instance came or went: what reads it or anything inside it is due."""
        size = len(parent.definition.names)
        for node in child.subtree():
            for edge in self._dependents[node.definition.index]:
                # what is tied to this very instance concerns no other, except how many fellows it has
                if node is child or edge.depth <= size:
                    self._spread(parent, edge.rank, min(edge.depth, size))

    def _spread(self, node: InstanceNode, rank: int, depth: int) -> None:
        anchor = node
        for _ in range(len(node.definition.names) - depth):
            if anchor.parent is None:
                return
            anchor = anchor.parent
        computation = self._computations[rank]
        names = computation.node.names
        if computation.kind is Kind.COUNT:
            names = names[:-1]
        for reader in below(anchor, names, depth):
            self._add(rank, reader)

    def _add(self, rank: int, node: InstanceNode) -> None:
        due = self._due.get(rank)
        if due is None:
            self._due[rank] = {node: None}
            heapq.heappush(self._ranks, rank)
        else:
            due[node] = None

    def settle(self) -> None:
        """Compute until nothing is due. A circle that never settles is left after a number of rounds."""
        rounds: dict[int, int] = {}
        while self._ranks:
            rank = heapq.heappop(self._ranks)
            due = self._due.pop(rank)
            rounds[rank] = rounds.get(rank, 0) + 1
            if rounds[rank] > RECALCULATION_ROUNDS:
                continue
            computation = self._computations[rank]
            apply = _APPLY[computation.kind]
            for node in due:
                if not node.removed:
                    apply(self, computation, node)

    def _relevant(self, computation: Computation, node: InstanceNode) -> None:
        own = to_boolean(self.evaluate(computation, node))
        if own is not node.own:
            node.own = own
            self.show(node)

    def show(self, node: InstanceNode) -> None:
        """Bring relevance down from a node; every node that appears or disappears has changed."""
        shown = node.own and (node.parent is None or node.parent.shown)
        if shown is node.shown:
            return
        node.shown = shown
        self.changed(node, shown=True)
        for attribute in node.attributes.values():
            if isinstance(attribute, InstanceNode):
                self.show(attribute)
        for child in node.children:
            self.show(child)

    def _calculate(self, computation: Computation, node: InstanceNode) -> None:
        value = self.evaluate(computation, node)
        kind = node.definition.bind.type
        computed = value if kind is DataType.STRING and isinstance(value, (bool, float)) else None
        self.set_text(node, stored(kind, value, self._scope.zone), computed)

    def set_text(self, node: InstanceNode, text: str, computed: bool | float | None = None) -> None:
        """Keep a value; dependents become due if it is another one.

        :param computed: what a calculation gave for the text, see :class:`~app.forms.instance.InstanceNode`
        """
        node.computed = computed
        if text != node.text:
            node.text = text
            node.unknown = False
            if node.shown:
                self.changed(node)
            self._value_changed(node)

    def _readonly(self, computation: Computation, node: InstanceNode) -> None:
        state = to_boolean(self.evaluate(computation, node))
        if state is not node.readonly:
            node.readonly = state
            self.touched[node] = None

    def _required(self, computation: Computation, node: InstanceNode) -> None:
        state = to_boolean(self.evaluate(computation, node))
        if state is not node.required:
            node.required = state
            self.touched[node] = None

    def _constraint(self, computation: Computation, node: InstanceNode) -> None:
        # an empty answer breaks no constraint (specification, "Bind attributes")
        state = not node.text or to_boolean(self.evaluate(computation, node))
        if state is not node.valid:
            node.valid = state
            self.touched[node] = None

    def _count(self, computation: Computation, parent: InstanceNode) -> None:
        # references start at the repeat itself, which may have no instance yet (JavaRosa; pyxform writes them so)
        place = InstanceNode(computation.node, parent=parent)
        number = to_number(self.evaluate(computation, place), self._scope)
        if math.isnan(number):
            return  # a count that nobody gave leaves the repeat as it is (JavaRosa as run)
        wanted = max(0, int(min(number, REPEAT_INSTANCES)))
        self._resize(parent, computation, wanted)

    def _choices(self, _computation: Computation, node: InstanceNode) -> None:
        self._scope.forget_items(node)
        self.touched[node] = None
        if node.text:
            self.choices_due[node] = None

    def _looks(self, _computation: Computation, node: InstanceNode) -> None:
        self.touched[node] = None


_VALUED = frozenset({Kind.RELEVANT, Kind.CALCULATE, Kind.READONLY, Kind.REQUIRED, Kind.CONSTRAINT})


def quotes_label(expression: Expression) -> bool:
    """Whether a value depends on the language in which labels are shown."""
    return any(isinstance(part, Call) and part.name in {"jr:choice-name"} for part in walk(expression))


_APPLY: dict[Kind, Callable[[Engine, Computation, InstanceNode], None]] = {
    Kind.COUNT: Engine._count,
    Kind.RELEVANT: Engine._relevant,
    Kind.CALCULATE: Engine._calculate,
    Kind.READONLY: Engine._readonly,
    Kind.REQUIRED: Engine._required,
    Kind.CONSTRAINT: Engine._constraint,
    Kind.CHOICES: Engine._choices,
    Kind.SHOWN: Engine._looks,
}
