"""Instances as XML: the submission (relevant nodes only) and the draft (everything)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from app.domain.errors import AppError, ErrorCode
from app.forms.datatypes import sent
from app.forms.definition import FormDefinition, NodeDefinition
from app.forms.instance import InstanceNode
from app.forms.schema import ASIDE, TEMPLATE, UNKNOWN
from app.forms.tree import Node, from_element
from app.forms.xml import read_xml

_DRAFT = "cunfang/draft@1"

Aside = Callable[[InstanceNode, str], Sequence[InstanceNode]]
"""Gives what was taken out of a repeat, by the node that it lies in and its name."""


def submission_bytes(root: InstanceNode, definition: FormDefinition) -> bytes:
    """The submission as UTF-8 XML; a node that is not relevant is left out with everything inside it."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>']
    _write(root, parts, definition)
    return "".join(parts).encode()


def _write(
    node: InstanceNode, parts: list[str], definition: FormDefinition, *, aside: Aside | None = None, mark: str = ""
) -> None:
    """Write a node with everything inside.

    :param aside: of a draft: everything is written, also what is not relevant and what was set aside
    :param mark: attributes of a node that was set aside
    """
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in _attributes(node, aside is None)) + mark
    if node.definition.parent is None:
        attributes += _declarations(node, definition, everything=aside is not None)
    parts.append(f"<{node.name}{attributes}>")
    for child in node.children:
        if child.shown or aside is not None:
            _write(child, parts, definition, aside=aside, mark=_mark(child) if mark else "")
    for gone in _set_aside(node, aside):
        _write(gone, parts, definition, aside=aside, mark=f' {ASIDE}="1"{_mark(gone)}')
    if not node.children:
        # a draft keeps what is kept, so that what was signed is the same when it is opened again
        parts.append(escape(sent(node.definition.bind.type, node.text) if aside is None else node.text))
    parts.append(f"</{node.name}>")


def _set_aside(node: InstanceNode, aside: Aside | None) -> Iterator[InstanceNode]:
    for child in node.definition.children if aside is not None else ():
        if aside is not None and child.repeat is not None:
            yield from aside(node, child.name)


def _mark(node: InstanceNode) -> str:
    """What is set aside has no reference by which it could be named as not known."""
    return f' {UNKNOWN}="1"' if node.unknown else ""


def _attributes(node: InstanceNode, relevant_only: bool) -> Iterator[tuple[str, str]]:
    for name, attribute in node.attributes.items():
        if isinstance(attribute, InstanceNode) and relevant_only and not attribute.shown:
            continue
        yield name, attribute.text


def _declarations(root: InstanceNode, definition: FormDefinition, *, everything: bool) -> str:
    known = definition.namespaces
    names = _names(root) if not everything else (f"{prefix}:" for prefix in known if prefix)
    used = {name.partition(":")[0] for name in names if ":" in name} - {"xml"}
    return "".join(f" xmlns:{prefix}={quoteattr(known[prefix])}" for prefix in sorted(used) if prefix in known)


def _names(node: InstanceNode) -> Iterator[str]:
    for one in node.subtree():
        yield one.name
        yield from one.attributes


def read_submission(data: bytes, definition: FormDefinition) -> Node:
    """The tree of a submission, with what it left out put back empty.

    :raises AppError: ``NOT_A_FORM`` when it is a submission of another form
    :raises FormError: when it is no XML
    """
    document = read_xml(data)
    prefixes = dict(document.prefixes) | {uri: prefix for prefix, uri in definition.namespaces.items()}
    found = from_element(document.root, prefixes)
    if found.name != definition.root.name:
        raise AppError(ErrorCode.NOT_A_FORM, found=found.name, wanted=definition.root.name)
    return _completed(found, definition.root)


def _completed(found: Node, definition: NodeDefinition) -> Node:
    """The found node with its children in the order of the schema; missing ones (not relevant then) are put back
    without their defaults, missing repeat instances stay away."""
    result = Node(found.name, found.text)
    result.attributes = dict(definition.template.attributes) | found.attributes
    result.attributes.pop(TEMPLATE, None)
    for child in definition.children:
        present = found.named.get(child.name, [])
        for one in present:
            result.append(_completed(one, child))
        if not present and child.repeat is None:
            result.append(_completed(Node(child.name), child))
    return result


def draft_bytes(root: InstanceNode, definition: FormDefinition, language: str, aside: Aside) -> bytes:
    """Every value with the marks that XML has no place for (JSON around XML); instances of repeats that were set aside
    are marked by an attribute."""
    parts: list[str] = []
    _write(root, parts, definition, aside=aside)
    unknown = [node.reference() for node in root.subtree() if node.unknown]
    draft = {
        "schema": _DRAFT,
        "form_id": definition.form_id,
        "version": definition.version,
        "language": language,
        "unknown": unknown,
        "instance": "".join(parts),
    }
    return json.dumps(draft, ensure_ascii=False).encode()


def read_draft(data: bytes, definition: FormDefinition) -> tuple[Node, list[str], str]:
    """The tree of a draft, the references marked as not known, and the language.

    :raises AppError: ``NOT_A_FORM`` when it is no draft of this form
    """
    try:
        draft = json.loads(data)
    except ValueError as error:
        raise AppError(ErrorCode.NOT_A_FORM, wanted=_DRAFT) from error
    if not isinstance(draft, dict) or draft.get("schema") != _DRAFT or draft.get("form_id") != definition.form_id:
        raise AppError(ErrorCode.NOT_A_FORM, wanted=definition.form_id)
    source = read_submission(str(draft["instance"]).encode(), definition)
    return source, [str(ref) for ref in draft["unknown"]], str(draft["language"])
