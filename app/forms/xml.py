"""Reading XML that comes from outside: no entities, no DTD, no endless nesting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError
from xml.etree.ElementTree import iterparse as iterparse_plain

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse as iterparse_guarded

from app.forms.limits import XFORM_BYTES, XML_DEPTH, XML_ELEMENTS
from app.forms.messages import refuse
from app.forms.tree import local_name

JAVAROSA: Final = "http://openrosa.org/javarosa"
OPENROSA: Final = "http://openrosa.org/xforms"
ENTITIES: Final = "http://www.opendatakit.org/xforms/entities"
CUNFANG: Final = "urn:cunfang:xforms:1"
_EVENTS: Final = ("start", "end", "start-ns")
_PLAIN_START: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_OTHER_ENCODING: Final = re.compile(rb"""[^>]*?\sencoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)
_DOCTYPE: Final = b"<!DOCTYPE"


@dataclass(frozen=True)
class Document:
    """A parsed document with the prefixes that its names bear (``""`` for a namespace that is somewhere the default)."""

    root: Element
    prefixes: dict[str, str]


def read_xml(data: bytes) -> Document:
    """Parse XML.

    :raises FormError: when it is not well-formed, too large, too deep, or declares a DTD or entities
    """
    if len(data) > XFORM_BYTES:
        raise refuse("too_large", limit=XFORM_BYTES)
    prefixes: dict[str, str] = {"http://www.w3.org/XML/1998/namespace": "xml"}
    root: Element | None = None
    depth = elements = 0
    try:
        for event, item in _events(data):
            if event == "start-ns":
                prefix, uri = item
                prefixes[uri] = prefix or ""
                continue
            depth += 1 if event == "start" else -1
            elements += event == "start"
            if elements > XML_ELEMENTS:
                raise refuse("too_many_nodes", limit=XML_ELEMENTS)
            if depth > XML_DEPTH:
                raise refuse("xml_too_deep", limit=XML_DEPTH)
            root = item if root is None else root
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise refuse("xml_invalid", detail=str(error)) from error
    if root is None:
        raise refuse("xml_invalid", detail="")
    return Document(root, prefixes)


def _events(data: bytes) -> Iterator[tuple[str, Any]]:  # what an event bears depends on its name
    """Parse, in C where that is safe: entities need a DTD, and UTF-8 without the word for one has none.

    Everything else goes through the guarded parser, which is written in Python and takes three times as long.
    """
    if _PLAIN_START.match(data) and not _OTHER_ENCODING.match(data) and _DOCTYPE not in data:
        return iterparse_plain(BytesIO(data), events=_EVENTS)
    events: Iterator[tuple[str, Any]] = iterparse_guarded(BytesIO(data), events=_EVENTS, forbid_dtd=True)
    return events


def find(element: Element, name: str) -> Element | None:
    """The first child of this local name, whatever its namespace."""
    return next((child for child in element if is_named(child, name)), None)


def is_named(element: Element, name: str) -> bool:
    """Whether an element bears this local name."""
    return local_name(element.tag) == name


def attribute(element: Element, name: str, namespace: str = "") -> str:
    """An attribute, "" where it is absent."""
    return element.get(f"{{{namespace}}}{name}" if namespace else name) or ""
