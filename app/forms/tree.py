"""The tree that XPath expressions walk: primary and secondary instances alike.

Only what expressions and submissions need: elements with their attributes and text. Comments and processing
instructions are not kept. The primary instance of a session refines :class:`Node` (see ``instance.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

Namespaces = Mapping[str, str]
"""Namespace URI to the prefix that names in expressions bear ("" for none)."""


class Node:
    """An element (or, with ``is_attribute``, an attribute) of an instance.

    ``name`` is the name as expressions write it, with its prefix if it has one. ``text`` is the element's own text.
    """

    __slots__ = ("attributes", "children", "indexes", "is_attribute", "name", "named", "parent", "text")

    def __init__(self, name: str, text: str = "", parent: Node | None = None) -> None:
        self.name = name
        self.text = text
        self.parent: Node | None = parent
        self.children: list[Node] = []
        self.named: dict[str, list[Node]] = {}
        self.attributes: dict[str, Node] = {}
        self.is_attribute = False
        self.indexes: dict[tuple[str, str], dict[str, list[Node]]] | None = None

    def append(self, child: Node) -> None:
        """Add a child as the last one."""
        child.parent = self
        self.children.append(child)
        self.named.setdefault(child.name, []).append(child)

    @property
    def relevant(self) -> bool:
        """Whether expressions see the node's value; nodes of secondary instances always are."""
        return True

    def string(self) -> str:
        """The string value (XPath 1.0, section 5): own text, or that of everything inside."""
        if not self.children:
            return self.text
        return self.text + "".join(child.string() for child in self.children)

    def ancestors(self) -> Iterator[Node]:
        """Parent, its parent and so on."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent

    def descendants(self) -> Iterator[Node]:
        """Everything inside, in document order."""
        for child in self.children:
            yield child
            yield from child.descendants()

    def keyed(self, key: str) -> Sequence[Node]:
        """The children of a name, or the attribute of a name with ``@`` before it."""
        if not key.startswith("@"):
            return self.named.get(key, ())
        attribute = self.attributes.get(key[1:])
        return () if attribute is None else (attribute,)

    def index(self, step: str, key: str) -> dict[str, list[Node]]:
        """Children called ``step`` by the text of their child (or ``@attribute``) ``key``.

        Built at first use, for this one key only. Only for instances that never change (secondary ones): that is
        what makes 12,000 choices quick.
        """
        if self.indexes is None:
            self.indexes = {}
        found = self.indexes.get((step, key))
        if found is None:
            found = {}
            for child in self.named.get(step, ()):
                for value in child.keyed(key):
                    found.setdefault(value.string(), []).append(child)
            self.indexes[step, key] = found
        return found


def document_order(nodes: Sequence[Node]) -> list[Node]:
    """The nodes without repetition, in document order."""
    unique = {id(node): node for node in nodes}
    if len(unique) < 2:
        return list(unique.values())
    return sorted(unique.values(), key=_place)


def _place(node: Node) -> tuple[tuple[int, str], ...]:
    chain: list[tuple[int, str]] = []
    here = node
    while here.parent is not None:
        place = -1 if here.is_attribute else _position(here.parent, here)
        chain.append((place, here.name))
        here = here.parent
    return tuple(reversed(chain))


def _position(parent: Node, child: Node) -> int:
    for number, candidate in enumerate(parent.children):
        if candidate is child:
            return number
    return -1


def qualified(tag: str, namespaces: Namespaces) -> str:
    """The name that expressions use for an ElementTree tag (``{uri}local``)."""
    if not tag.startswith("{"):
        return tag
    uri, _, local = tag[1:].partition("}")
    prefix = namespaces.get(uri, "")
    return f"{prefix}:{local}" if prefix else local


def local_name(tag: str) -> str:
    """An ElementTree tag or a prefixed name without its namespace."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def from_element(element: Element, namespaces: Namespaces, parent: Node | None = None) -> Node:
    """A tree of nodes out of parsed XML."""
    node = Node(qualified(element.tag, namespaces), element.text or "", parent)
    if len(element):
        node.text = node.text if node.text.strip() else ""
    for name, value in element.attrib.items():
        attribute = Node(qualified(name, namespaces), value, node)
        attribute.is_attribute = True
        node.attributes[attribute.name] = attribute
    for child in element:
        node.append(from_element(child, namespaces, node))
    return node


def from_rows(rows: Sequence[Mapping[str, str | None]]) -> Node:
    """A secondary instance ``root/item`` out of rows (a list of choices, the members of a household)."""
    instance = Node("instance")
    root = Node("root")
    instance.append(root)
    for row in rows:
        item = Node("item")
        root.append(item)
        for name, value in row.items():
            item.append(Node(name, value or ""))
    return instance
