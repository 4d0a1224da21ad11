"""The axes of XPath 1.0 over :class:`~app.forms.tree.Node` (section 2.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.forms.tree import Node
from app.forms.xpath.syntax import Axis


def _self(node: Node) -> Iterator[Node]:
    yield node


def _child(node: Node) -> Iterator[Node]:
    yield from node.children


def _parent(node: Node) -> Iterator[Node]:
    if node.parent is not None:
        yield node.parent


def _attribute(node: Node) -> Iterator[Node]:
    yield from node.attributes.values()


def _descendant(node: Node) -> Iterator[Node]:
    yield from node.descendants()


def _descendant_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from node.descendants()


def _ancestor(node: Node) -> Iterator[Node]:
    yield from node.ancestors()


def _ancestor_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from node.ancestors()


def _following_sibling(node: Node) -> Iterator[Node]:
    if node.parent is not None and not node.is_attribute:
        place = _place(node)
        yield from node.parent.children[place + 1 :]


def _preceding_sibling(node: Node) -> Iterator[Node]:
    if node.parent is not None and not node.is_attribute:
        yield from reversed(node.parent.children[: _place(node)])


def _following(node: Node) -> Iterator[Node]:
    for here in (node, *node.ancestors()):
        for sibling in _following_sibling(here):
            yield from _descendant_or_self(sibling)


def _preceding(node: Node) -> Iterator[Node]:
    for here in (node, *node.ancestors()):
        for sibling in _preceding_sibling(here):
            yield from reversed([sibling, *sibling.descendants()])


def _place(node: Node) -> int:
    siblings = node.parent.children if node.parent is not None else []
    return next((number for number, one in enumerate(siblings) if one is node), len(siblings))


AXES: dict[Axis, Callable[[Node], Iterator[Node]]] = {
    Axis.SELF: _self,
    Axis.CHILD: _child,
    Axis.PARENT: _parent,
    Axis.ATTRIBUTE: _attribute,
    Axis.DESCENDANT: _descendant,
    Axis.DESCENDANT_OR_SELF: _descendant_or_self,
    Axis.ANCESTOR: _ancestor,
    Axis.ANCESTOR_OR_SELF: _ancestor_or_self,
    Axis.FOLLOWING: _following,
    Axis.FOLLOWING_SIBLING: _following_sibling,
    Axis.PRECEDING: _preceding,
    Axis.PRECEDING_SIBLING: _preceding_sibling,
}
"""What each axis walks, nearest first."""


def matches(node: Node, test: str, axis: Axis) -> bool:
    """Whether a node passes the node test of a step; the document above the root is no element."""
    if test == "node()":
        return True
    if test.endswith("()") or not node.name:
        return False
    if axis is Axis.SELF and node.is_attribute:
        return False
    if test == "*":
        return axis is Axis.ATTRIBUTE or not node.is_attribute
    if test.endswith(":*"):
        return node.name.startswith(test[:-1])
    return node.name == test
