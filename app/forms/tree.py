"""The tree that XPath expressions walk: primary and secondary instances alike.

Only what expressions and submissions need: elements with their attributes and text; a comment or a processing
instruction of a form is not kept. Text is a node of its own only where an expression asks for it (``text()``). The
primary instance of a session refines :class:`Node` (see ``instance.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import ClassVar
from xml.etree.ElementTree import Element

Namespaces = Mapping[str, str]
"""Namespace URI to the prefix that names in expressions bear ("" for none)."""


class Node:
    """An element (or, with ``is_attribute``, an attribute) of an instance.

    ``name`` is the name as expressions write it, with its prefix if it has one. ``text`` is the element's own text.
    ``content`` are all child nodes in document order where text stands between elements (or comments are kept), else
    None: see :func:`contents`.
    """

    __slots__ = ("attributes", "children", "content", "indexes", "is_attribute", "name", "named", "parent", "text")

    node_test: ClassVar[str] = ""
    """The node test that only this kind of node passes; empty for elements and attributes."""

    def __init__(self, name: str, text: str = "", parent: Node | None = None) -> None:
        self.name = name
        self.text = text
        self.parent: Node | None = parent
        self.children: list[Node] = []
        self.content: list[Node] | None = None
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
        if self.content is not None:
            return "".join(child.string() for child in self.content if child.node_test in {"", TextNode.node_test})
        return self.text + "".join(child.string() for child in self.children)

    def typed(self) -> str | bool:
        """The value as comparisons with numbers and truth values take it: the string value, unless it is itself a
        truth value."""
        return self.string()

    def holds(self) -> bool:
        """The truth of the node alone in a node-set: that it is there (XPath 1.0, section 4.3)."""
        return True

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

    def texts(self, key: str) -> Iterable[str]:
        """The string values of :meth:`keyed`."""
        return (node.string() for node in self.keyed(key))

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
                for value in child.texts(key):
                    found.setdefault(value, []).append(child)
            self.indexes[step, key] = found
        return found


class RowNode(Node):
    """A row of a list: its columns become nodes when an expression first walks into it, which of 12,000 choices few
    ever see."""

    __slots__ = ("_row",)

    def __init__(self, name: str, row: Mapping[str, str | None], parent: Node) -> None:
        self.name = name
        self.text = ""
        self.parent = parent
        self._row = row

    def __getattr__(self, name: str) -> object:
        # only what has not been set comes here: the parts of a node that the row stands for
        if name not in Node.__slots__:
            raise AttributeError(name)
        super().__init__(self.name, "", self.parent)
        for column, value in self._row.items():
            self.append(Node(column, value or ""))
        return object.__getattribute__(self, name)

    def texts(self, key: str) -> Iterable[str]:
        """The value of a column, without making nodes of the row."""
        return (self._row[key] or "",) if key in self._row else ()


class TextNode(Node):
    """A run of text between elements."""

    __slots__ = ()
    node_test = "text()"


class LeafText(TextNode):
    """The text of an element without children, always as it stands now."""

    __slots__ = ()

    def string(self) -> str:
        """The element's text."""
        return "" if self.parent is None else self.parent.string()


class CommentNode(Node):
    """A comment; no form keeps one, a document of another maker may."""

    __slots__ = ()
    node_test = "comment()"


class InstructionNode(Node):
    """A processing instruction; ``name`` is its target."""

    __slots__ = ()
    node_test = "processing-instruction()"


def contents(node: Node) -> Sequence[Node]:
    """The child nodes that ``node()`` and ``text()`` see: elements and text."""
    if node.content is None:
        if node.children or node.node_test or node.is_attribute:
            return node.children
        node.content = [LeafText("", parent=node)]
    if len(node.content) == 1 and isinstance(node.content[0], LeafText):
        return node.children or (node.content if node.string() else ())
    return node.content


def document_order(nodes: Sequence[Node]) -> list[Node]:
    """The nodes without repetition, in document order."""
    unique = {id(node): node for node in nodes}
    if len(unique) < 2:
        return list(unique.values())
    return sorted(unique.values(), key=_place)


def _place(node: Node) -> tuple[tuple[int, int], ...]:
    chain: list[tuple[int, int]] = []
    here = node
    while here.parent is not None:
        # attributes come before what is inside
        fellows = here.parent.attributes.values() if here.is_attribute else _fellows(here.parent)
        chain.append((0 if here.is_attribute else 1, _position(fellows, here)))
        here = here.parent
    return tuple(reversed(chain))


def _fellows(parent: Node) -> Sequence[Node]:
    return parent.children if parent.content is None else contents(parent)


def _position(fellows: Iterable[Node], node: Node) -> int:
    return next((number for number, one in enumerate(fellows) if one is node), -1)


def qualified(tag: str, namespaces: Namespaces) -> str:
    """The name that expressions use for an ElementTree tag (``{uri}local``)."""
    if not tag.startswith("{"):
        return tag
    uri, _, local = tag[1:].partition("}")
    prefix = namespaces.get(uri, "")
    return f"{prefix}:{local}" if prefix else local


@lru_cache(maxsize=1024)
def local_name(tag: str) -> str:
    """An ElementTree tag or a prefixed name without its namespace."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def from_element(element: Element, namespaces: Namespaces, parent: Node | None = None) -> Node:
    """A tree of nodes out of parsed XML."""
    node = Node(qualified(element.tag, namespaces), element.text or "", parent)
    if len(element):
        node.text = node.text if node.text.strip() else ""
        mixed = bool(node.text) or any((child.tail or "").strip() for child in element)
        node.content = [TextNode("", node.text, node)] if mixed else None
    for name, value in element.attrib.items():
        attribute = Node(qualified(name, namespaces), value, node)
        attribute.is_attribute = True
        node.attributes[attribute.name] = attribute
    for child in element:
        inner = from_element(child, namespaces, node)
        node.append(inner)
        if node.content is not None:
            node.content.extend((inner, TextNode("", child.tail or "", node)))
    return node


def from_rows(rows: Sequence[Mapping[str, str | None]]) -> Node:
    """A secondary instance ``root/item`` out of rows (a list of choices, the members of a household)."""
    instance = Node("instance")
    root = Node("root")
    instance.append(root)
    root.children = [RowNode("item", row, root) for row in rows]
    root.named = {"item": list(root.children)} if root.children else {}
    return instance
