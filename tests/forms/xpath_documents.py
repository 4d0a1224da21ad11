"""Documents and scopes for testing expressions without a form."""

from __future__ import annotations

import random
import uuid
import xml.dom.minidom
from datetime import datetime, tzinfo
from io import BytesIO
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from app.forms.tree import CommentNode, InstructionNode, Node, TextNode
from app.forms.xpath.compiler import compile_text
from app.forms.xpath.context import Context
from app.forms.xpath.paths import Site
from app.forms.xpath.values import Value

PHOENIX = ZoneInfo("America/Phoenix")


class PlainScope:
    """A scope with a document and a clock that stands still."""

    def __init__(self, document: Node, zone: tzinfo = PHOENIX) -> None:
        self.document = document
        self.zone = zone

    def now(self) -> datetime:
        return datetime(2026, 11, 21, 13, 40, 16, tzinfo=self.zone)

    def instance(self, name: str) -> Node | None:
        return None

    def text(self, identifier: str, node: Node) -> str:
        return identifier

    def choice_name(self, question: Node, value: str) -> str:
        return value

    def new_uuid(self) -> str:
        return str(uuid.uuid4())

    def random(self) -> float:
        return random.random()


CLOCK = PlainScope(Node(""))
"""A clock in Phoenix, for values without a document."""

_RESOLVED = {"http://www.w3.org/1999/xhtml": "xhtml"}
"""How the recorded tests resolve a default namespace: their expressions say ``xhtml:p``."""

_KINDS: dict[int, type[Node]] = {
    xml.dom.minidom.Node.TEXT_NODE: TextNode,
    xml.dom.minidom.Node.CDATA_SECTION_NODE: TextNode,
    xml.dom.minidom.Node.COMMENT_NODE: CommentNode,
    xml.dom.minidom.Node.PROCESSING_INSTRUCTION_NODE: InstructionNode,
}


def document(source: str) -> Node:
    """The node above the root of an XML text, comments and processing instructions included."""
    above = Node("")
    if source:
        prefixes = {"http://www.w3.org/XML/1998/namespace": "xml"}
        for _event, (prefix, uri) in ElementTree.iterparse(BytesIO(source.encode()), events=("start-ns",)):
            prefixes[uri] = prefix or _RESOLVED.get(uri, "")
        _fill(above, xml.dom.minidom.parseString(source.encode()), prefixes)
    return above


def _fill(node: Node, source: xml.dom.minidom.Node, prefixes: dict[str, str]) -> None:
    node.content = []
    for child in source.childNodes:
        if child.nodeType == xml.dom.minidom.Node.ELEMENT_NODE:
            element = Node(_name(child, prefixes))
            node.append(element)
            node.content.append(element)
            for attribute in child.attributes.values():
                if not attribute.name.startswith("xmlns"):
                    kept = Node(_name(attribute, prefixes), attribute.value, element)
                    kept.is_attribute = True
                    element.attributes[kept.name] = kept
            _fill(element, child, prefixes)
        elif child.nodeType in _KINDS:
            node.content.append(_KINDS[child.nodeType](getattr(child, "target", ""), str(child.nodeValue), node))
    if not node.children:
        node.text = "".join(one.text for one in node.content if isinstance(one, TextNode))


def _name(source: xml.dom.minidom.Node, prefixes: dict[str, str]) -> str:
    prefix = prefixes.get(source.namespaceURI or "", "")
    return f"{prefix}:{source.localName}" if prefix else str(source.localName)


def node_at(above: Node, source: str, path: str) -> Node | None:
    """The node that a path of ``node()[n]`` steps, with an attribute at its end, leads to; None for the document
    type, which XPath does not count among the nodes."""
    here = above
    for step in path.strip("/").split("/") if path.strip("/") else []:
        if step.startswith("@"):
            return here.attributes.get(step[1:])
        fellows: list[Node | None] = list(here.content or ())
        if here is above and "<!DOCTYPE" in source:
            # the recording counted it: a node of the DOM
            fellows.insert(0, None)
        found = fellows[int(step.removeprefix("node()[")[:-1]) - 1]
        if found is None:
            return None
        here = found
    return here


def evaluate(expression: str, source: str = "", zone: tzinfo = PHOENIX, context: Node | None = None) -> Value:
    """The value of an expression over a document."""
    above = document(source)
    return compile_text(expression, Site())(Context(PlainScope(above, zone), context or above))
