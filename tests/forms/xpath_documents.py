"""Documents and scopes for testing expressions without a form."""

from __future__ import annotations

import random
import re
import uuid
import xml.dom.minidom
from datetime import datetime, tzinfo
from io import BytesIO
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from app.forms.tree import Node, from_element
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


def document(source: str) -> Node:
    """The node above the root of an XML text."""
    above = Node("")
    if source:
        prefixes = {"http://www.w3.org/XML/1998/namespace": "xml"}
        for _event, (prefix, uri) in ElementTree.iterparse(BytesIO(source.encode()), events=("start-ns",)):
            prefixes[uri] = prefix or ""
        above.append(from_element(ElementTree.fromstring(source), prefixes))
    return above


def node_at(above: Node, source: str, path: str) -> Node | None:
    """The element that a path of ``node()[n]`` steps leads to; None for anything but an element."""
    here = above
    there: xml.dom.minidom.Node = xml.dom.minidom.parseString(source.encode())
    for number in re.findall(r"node\(\)\[(\d+)\]", path):
        fellows: list[xml.dom.minidom.Node | None] = list(there.childNodes)
        # the recording counted the document type, which minidom drops
        while len(fellows) < int(number):
            fellows.insert(0, None)
        step = fellows[int(number) - 1]
        if step is None or step.nodeType != xml.dom.minidom.Node.ELEMENT_NODE:
            return None
        elements = [one for one in fellows if one is not None and one.nodeType == xml.dom.minidom.Node.ELEMENT_NODE]
        here, there = here.children[elements.index(step)], step
    return here


def evaluate(expression: str, source: str = "", zone: tzinfo = PHOENIX, context: Node | None = None) -> Value:
    """The value of an expression over a document."""
    above = document(source)
    return compile_text(expression, Site())(Context(PlainScope(above, zone), context or above))
