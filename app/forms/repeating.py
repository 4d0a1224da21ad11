"""Instances of repeats: those that a person adds and removes, and those that the form counts.

What is taken away is set aside: a count that was mistyped (0 for 1) and mended brings the answers back, as they stay with
JavaRosa, which takes nothing away; what a person removed comes back to its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.forms.actions import Actions
from app.forms.datatypes import stored
from app.forms.definition import EventName, FormDefinition, Group, NodeDefinition
from app.forms.engine import Engine
from app.forms.graph import Computation
from app.forms.instance import InstanceNode, build_instance
from app.forms.limits import REPEAT_INSTANCES_TOTAL
from app.forms.schema import ASIDE, TEMPLATE, UNKNOWN
from app.forms.scope import SessionScope
from app.forms.tree import Node


class Repeats:
    """Makes and takes away the instances of the repeats of one session."""

    def __init__(self, definition: FormDefinition, scope: SessionScope, engine: Engine, actions: Actions) -> None:
        self._definition = definition
        self._scope = scope
        self._engine = engine
        self._actions = actions
        self._instances = 0
        self._aside: dict[InstanceNode, dict[str, list[InstanceNode]]] = {}

    def complete(self, top: InstanceNode) -> None:
        """A repeat of fixed size (``jr:noAddRemove``) that the form leaves empty has one instance."""
        for node in list(top.subtree()):
            for child in node.definition.children:
                if child.repeat is not None and _fixed(child.repeat) and child.name not in node.named:
                    node.add_first(build_instance(child.template, self._definition.by_names, child.names))
                    self.complete(node.named[child.name][0])

    def add(self, parent: InstanceNode, definition: NodeDefinition, source: Node | None = None) -> None:
        """Add an instance after its fellows.

        :param source: what it is made of; default the template of the repeat
        """
        self._instances += 1
        node = build_instance(source or definition.template, self._definition.by_names, definition.names)
        node.attributes.pop(TEMPLATE, None)
        if parent.named.get(definition.name):
            parent.add(node)
        else:
            parent.add_first(node)
        self.complete(node)
        for inner in node.subtree():
            inner.shown = parent.shown
            inner.text = stored(inner.definition.bind.type, inner.text, self._scope.zone) if inner.text else ""
        self._engine.touched[node] = None
        self._engine.instances_changed(parent, node)
        self._engine.due_everywhere(node)
        self._engine.settle()
        self._actions.fire(EventName.NEW_REPEAT, node)

    def remove(self, parent: InstanceNode, node: InstanceNode) -> None:
        """Take an instance away and set it aside; of those that a person removes the last one alone is kept."""
        self._instances -= 1
        aside = self._aside.setdefault(parent, {}).setdefault(node.name, [])
        if node.definition.repeat is not None and not node.definition.repeat.fixed:
            aside.clear()
        aside.append(node)
        parent.remove(node)
        self._engine.touched[parent] = None
        self._engine.instances_changed(parent, node)

    def restore(self, parent: InstanceNode, name: str, place: int) -> bool:
        """Put the instance that was taken away last back with its answers; False when there is none.

        :param place: its number among its fellows, from 1; behind the last one where there are fewer
        """
        aside = self.aside(parent, name)
        if not aside:
            return False
        self._instances += 1
        node = self._aside[parent][name].pop()
        parent.put_back(node, place)
        for inner in node.subtree():
            inner.own, inner.shown = True, parent.shown
            inner.text = stored(inner.definition.bind.type, inner.text, self._scope.zone) if inner.text else ""
        self._engine.touched[node] = None
        self._engine.instances_changed(parent, node)
        self._engine.due_everywhere(node)
        self._engine.settle()
        return True

    def aside(self, parent: InstanceNode, name: str) -> Sequence[InstanceNode]:
        """What was taken out of a repeat, the last one at the end."""
        return self._aside.get(parent, {}).get(name, ())

    def take_aside(self, top: InstanceNode) -> None:
        """Set aside what a draft has so marked."""
        for node in list(top.subtree()):
            node.unknown = node.attributes.pop(UNKNOWN, None) is not None or node.unknown
            if node.attributes.pop(ASIDE, None) is not None and node.parent is not None:
                self._aside.setdefault(node.parent, {}).setdefault(node.name, []).append(node)
                node.parent.remove(node)

    def resize(self, parent: InstanceNode, computation: Computation, wanted: int) -> None:
        """Give a counted repeat (``jr:count``) so many instances, within the limit of a session."""
        definition = computation.node
        while len(parent.named.get(definition.name, ())) > wanted:
            self.remove(parent, parent.named[definition.name][-1])
        for place in range(len(parent.named.get(definition.name, ())), wanted):
            if self._instances >= REPEAT_INSTANCES_TOTAL:
                return
            if self.restore(parent, definition.name, place + 1):
                continue
            # the instances that the form itself defines keep their own defaults
            source = definition.instances[place] if place < len(definition.instances) else definition.template
            self.add(parent, definition, source)


def _fixed(repeat: Group) -> bool:
    return repeat.fixed and repeat.count is None
