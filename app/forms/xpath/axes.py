"""The axes of XPath 1.0 over :class:`~app.forms.tree.Node` (section 2.2).

A walk goes over elements alone where the step names elements, over text too where it asks for nodes of any kind: forms
name elements, and there are many of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.forms.tree import Node, contents
from app.forms.xpath.syntax import Axis

Inner = Callable[[Node], Sequence[Node]]
"""Gives the children of a node that a walk sees."""

Walker = Callable[[Node], Iterator[Node]]


def _elements(node: Node) -> Sequence[Node]:
    return node.children


def _self(node: Node, _inner: Inner) -> Iterator[Node]:
    yield node


def _child(node: Node, inner: Inner) -> Iterator[Node]:
    yield from inner(node)


def _parent(node: Node, _inner: Inner) -> Iterator[Node]:
    if node.parent is not None:
        yield node.parent


def _attribute(node: Node, _inner: Inner) -> Iterator[Node]:
    yield from node.attributes.values()


def _descendant(node: Node, inner: Inner) -> Iterator[Node]:
    for child in inner(node):
        yield child
        yield from _descendant(child, inner)


def _descendant_or_self(node: Node, inner: Inner) -> Iterator[Node]:
    yield node
    yield from _descendant(node, inner)


def _ancestor(node: Node, _inner: Inner) -> Iterator[Node]:
    yield from node.ancestors()


def _ancestor_or_self(node: Node, _inner: Inner) -> Iterator[Node]:
    yield node
    yield from node.ancestors()


def _following_sibling(node: Node, inner: Inner) -> Iterator[Node]:
    if node.parent is not None and not node.is_attribute:
        fellows = inner(node.parent)
        yield from fellows[_place(node, fellows) + 1 :]


def _preceding_sibling(node: Node, inner: Inner) -> Iterator[Node]:
    if node.parent is not None and not node.is_attribute:
        fellows = inner(node.parent)
        yield from reversed(fellows[: _place(node, fellows)])


def _following(node: Node, inner: Inner) -> Iterator[Node]:
    if node.is_attribute and node.parent is not None:
        # what stands inside an element comes after its attributes
        yield from _descendant(node.parent, inner)
    for here in (node, *node.ancestors()):
        for sibling in _following_sibling(here, inner):
            yield from _descendant_or_self(sibling, inner)


def _preceding(node: Node, inner: Inner) -> Iterator[Node]:
    for here in (node, *node.ancestors()):
        for sibling in _preceding_sibling(here, inner):
            yield from reversed([sibling, *_descendant(sibling, inner)])


def _place(node: Node, fellows: Sequence[Node]) -> int:
    return next((number for number, one in enumerate(fellows) if one is node), len(fellows))


_AXES: dict[Axis, Callable[[Node, Inner], Iterator[Node]]] = {
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


def walker(axis: Axis, *, elements_only: bool) -> Walker:
    """The walk of an axis, nearest first.

    :param elements_only: pass over text, as a step that names an element does
    """
    walk, inner = _AXES[axis], _elements if elements_only else contents
    return lambda node: walk(node, inner)


def matches(node: Node, test: str, axis: Axis) -> bool:
    """Whether a node passes the node test of a step; the document above the root is no element."""
    if test == "node()":
        return True
    if test.endswith(")"):
        return _is_kind(node, test)
    if node.node_test or not node.name or (axis is Axis.SELF and node.is_attribute):
        return False
    if test == "*":
        return axis is Axis.ATTRIBUTE or not node.is_attribute
    if test.endswith(":*"):
        return node.name.startswith(test[:-1])
    return node.name == test


def _is_kind(node: Node, test: str) -> bool:
    """``text()``, ``comment()``, ``processing-instruction()``, the last one perhaps with a target."""
    kind, _, target = test[:-1].partition("(")
    return node.node_test == f"{kind}()" and target in {"", node.name}
