"""The primary instance while a form is filled: nodes with their state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.forms.datatypes import DataType
from app.forms.definition import Names, NodeDefinition
from app.forms.schema import TEMPLATE
from app.forms.tree import Node


class InstanceNode(Node):
    """A node of the primary instance.

    ``text`` is the value that is kept; :meth:`string` is what expressions see, empty while the node is not relevant.
    ``own`` is the node's own relevance, ``shown`` that of the node with everything around it. ``computed`` is the truth
    value or number that a calculation gave for a text: ``false`` as a text would be true.
    """

    __slots__ = (
        "_reference",
        "computed",
        "definition",
        "own",
        "readonly",
        "removed",
        "required",
        "shown",
        "unknown",
        "valid",
    )

    parent: InstanceNode | None
    children: list[InstanceNode]  # type: ignore[assignment]  # a primary instance holds only its own kind of nodes
    named: dict[str, list[InstanceNode]]  # type: ignore[assignment]  # likewise

    def __init__(self, definition: NodeDefinition, text: str = "", parent: InstanceNode | None = None) -> None:
        super().__init__(definition.name, text, parent)
        self.definition = definition
        self.computed: bool | float | None = None
        self.own = True
        self.shown: bool = parent.shown if parent is not None else True
        self.required = False
        self.readonly = False
        self.valid = True
        self.unknown = False
        self.removed = False
        self._reference = "" if definition.repeated else definition.path

    @property
    def relevant(self) -> bool:
        """Whether the node and everything around it is relevant."""
        return self.shown

    def string(self) -> str:
        """What expressions see."""
        if not self.shown:
            return ""
        return self.text if not self.children else super().string()

    def typed(self) -> str | bool:
        """What comparisons see: a truth value where a calculation gave one."""
        return self.computed if isinstance(self.computed, bool) and self.shown else self.string()

    def holds(self) -> bool:
        """The truth of a question is that of its value: an empty one, zero and a false calculation do not hold
        (JavaRosa: ``XPathPathExpr.unpackValue``)."""
        if self.children:
            return self.shown
        text = self.string()
        if not text or self.computed is not None:
            return bool(text) and bool(self.computed)
        kind = self.definition.bind.type
        if kind in {DataType.INT, DataType.DECIMAL}:
            return float(text) != 0
        return kind is not DataType.BOOLEAN or text == "1"

    def add(self, child: InstanceNode) -> None:
        """Put a child after its fellows of the same name, else at the end."""
        child.parent = self
        fellows = self.named.get(child.name)
        if fellows:
            self.children.insert(_place(self.children, fellows[-1]) + 1, child)
            fellows.append(child)
        else:
            self.children.append(child)
            self.named[child.name] = [child]

    def add_first(self, child: InstanceNode) -> None:
        """Put the first instance of a repeat where the schema has it among its siblings."""
        child.parent = self
        order = {one.name: place for place, one in enumerate(self.definition.children)}
        mine = order[child.name]
        place = next((at for at, one in enumerate(self.children) if order[one.name] > mine), len(self.children))
        self.children.insert(place, child)
        self.named[child.name] = [child]

    def put_back(self, child: InstanceNode, place: int) -> None:
        """Put an instance of a repeat that was taken out among its fellows again.

        :param place: its number among them, from 1; behind the last one where there are fewer
        """
        fellows = self.named.get(child.name)
        if not fellows:
            self.add_first(child)
        elif place > len(fellows):
            self.add(child)
        else:
            later = fellows[place - 1 :]
            self.children.insert(_place(self.children, later[0]), child)
            fellows.insert(place - 1, child)
            for fellow in later:
                fellow.forget_reference()
        child.forget_reference()
        for node in child.subtree():
            node.removed = False

    def remove(self, child: InstanceNode) -> None:
        """Take a child out."""
        del self.children[_place(self.children, child)]
        fellows = self.named[child.name]
        for later in fellows[child.place() :]:
            later.forget_reference()
        fellows.remove(child)
        for node in child.subtree():
            node.removed = True

    def subtree(self) -> Iterator[InstanceNode]:
        """The node, its attributes that binds know, and everything inside, in document order."""
        yield self
        for attribute in self.attributes.values():
            if isinstance(attribute, InstanceNode):
                yield attribute
        for child in self.children:
            yield from child.subtree()

    def referenced(self, reference: str) -> Iterator[tuple[str, InstanceNode]]:
        """The node and everything inside with their references, in document order; attributes are left out.

        :param reference: the node's own reference
        """
        yield reference, self
        number = 0
        for child in self.children:
            if child.definition.repeat is None:
                yield from child.referenced(f"{reference}/{child.name}")
                continue
            number = number + 1 if child is not self.named[child.name][0] else 1
            yield from child.referenced(f"{reference}/{child.name}[{number}]")

    def place(self) -> int:
        """The number of a repeat instance among its fellows, from 1."""
        return 1 if self.parent is None else _place(self.parent.named[self.name], self) + 1

    def reference(self) -> str:
        """The path with instances of repeats numbered: ``/data/member[2]/age``."""
        if not self._reference:
            self._reference = self._composed()
        return self._reference

    def forget_reference(self) -> None:
        """The instance has another number among its fellows than before."""
        for node in self.subtree():
            node._reference = ""

    def _composed(self) -> str:
        if self.is_attribute and self.parent is not None:
            return f"{self.parent.reference()}/{self.definition.name}"
        head = self.parent.reference() if self.parent is not None and self.parent.name else ""
        number = f"[{self.place()}]" if self.definition.repeat is not None else ""
        return f"{head}/{self.name}{number}"


def _place(nodes: list[InstanceNode], node: InstanceNode) -> int:
    return next(number for number, one in enumerate(nodes) if one is node)


def build_instance(source: Node, by_names: Mapping[Names, NodeDefinition], names: Names) -> InstanceNode:
    """A tree with state out of a plain one: the initial instance, a template, or the content of a submission."""
    definition = by_names[names]
    node = InstanceNode(definition, source.text)
    for name, attribute in source.attributes.items():
        bound = by_names.get((*names, f"@{name}"))
        node.attributes[name] = attribute if bound is None else _attribute(bound, attribute.text, node)
    for child in source.children:
        child_names = (*names, child.name)
        if child_names in by_names and TEMPLATE not in child.attributes:
            node.add(build_instance(child, by_names, child_names))
    return node


def _attribute(definition: NodeDefinition, text: str, parent: InstanceNode) -> InstanceNode:
    node = InstanceNode(definition, text, parent)
    node.name = definition.name.removeprefix("@")
    node.is_attribute = True
    return node


def below(node: InstanceNode, names: Names, depth: int) -> list[InstanceNode]:
    """All nodes of the path ``names`` under a node whose own path are the first ``depth`` of them."""
    found = [node]
    for name in names[depth:]:
        if name.startswith("@"):
            attributes = [one.attributes.get(name[1:]) for one in found]
            return [one for one in attributes if isinstance(one, InstanceNode)]
        if len(found) == 1:
            found = found[0].named.get(name, [])
        else:
            found = [child for one in found for child in one.named.get(name, ())]
        if not found:
            break
    return found
