"""The schema of the primary instance: one definition for each path, and the instance a new session starts from."""

from __future__ import annotations

from collections.abc import Iterator

from app.forms.definition import Names, NodeDefinition
from app.forms.tree import Node

TEMPLATE = "jr:template"
ASIDE = "cunfang-aside"
"""Marks in a draft an instance of a repeat that was taken away and may come back."""
UNKNOWN = "cunfang-unknown"
"""Marks in a draft a question of such an instance that was asked and is not known."""


def build_schema(root: Node, repeats: frozenset[Names]) -> list[NodeDefinition]:
    """The definitions of an instance, parents before children, in document order.

    Of the instances of a repeat the template is kept, else the first; a node that only a later instance has is taken
    from there.
    """
    found: dict[Names, NodeDefinition] = {}
    _collect(root, (root.name,), None, found, repeats)
    ordered: list[NodeDefinition] = []
    for definition in _in_order(found[(root.name,)]):
        definition.index = len(ordered)
        ordered.append(definition)
    return ordered


def _collect(
    node: Node,
    names: Names,
    parent: NodeDefinition | None,
    found: dict[Names, NodeDefinition],
    repeats: frozenset[Names],
) -> None:
    definition = found.get(names)
    if definition is None:
        definition = NodeDefinition(0, names, parent, node)
        definition.repeated = names in repeats or (parent is not None and parent.repeated)
        found[names] = definition
        if parent is not None:
            (parent.attributes if node.is_attribute else parent.children).append(definition)
    elif TEMPLATE in node.attributes and TEMPLATE not in definition.template.attributes:
        definition.template = node
    if TEMPLATE not in node.attributes:
        definition.instances.append(node)
    for attribute in node.attributes.values():
        if attribute.name != TEMPLATE:
            _collect(attribute, (*names, f"@{attribute.name}"), definition, found, repeats)
    for child in node.children:
        _collect(child, (*names, child.name), definition, found, repeats)


def _in_order(definition: NodeDefinition) -> Iterator[NodeDefinition]:
    yield definition
    yield from definition.attributes
    for child in definition.children:
        yield from _in_order(child)


def without_templates(node: Node) -> Node:
    """The instance as a session sees it first: templates are no data."""
    kept = Node(node.name, node.text)
    kept.attributes = node.attributes
    for child in node.children:
        if TEMPLATE not in child.attributes:
            kept.append(without_templates(child))
    return kept
