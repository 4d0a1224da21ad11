"""What the answers of a running form do to the record: the facts that they set and the things that they raise."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.forms.answered import question_label, value_label
from app.forms.binding import (
    ITEM_KEY,
    NEW_ITEM,
    QuestionBinding,
    RaisedKind,
    item_number,
    live_nodes,
    member_key,
    parse_raise,
)
from app.forms.datatypes import DataType
from app.forms.definition import ControlKind
from app.forms.instance import InstanceNode
from app.forms.session import FormSession
from app.forms.xpath.compiler import boolean
from app.forms.xpath.context import Context
from app.forms.xpath.syntax import XPathError

FactValue = str | bool | int | float | list[str]
_INTEGER = re.compile(r"-?\d{1,15}\Z")


@dataclass(frozen=True)
class FactAnswer:
    """One answer that sets a fact. ``path`` has the member's key, or a temporary one (``new1``) where ``is_new``."""

    path: str
    value: FactValue
    ref: str
    question_key: str
    member_key: str | None
    label_question: str
    label_value: str
    is_new: bool = False


@dataclass(frozen=True)
class Raised:
    """Something that an answer raises: a need, lead, alert (code ``1`` to ``3``), tag or task."""

    kind: RaisedKind
    code: str
    question_key: str
    member_key: str | None
    ref: str
    label: str


def facts_written(session: FormSession) -> tuple[FactAnswer, ...]:
    """The facts that the relevant, answered questions set, in the order of the form.

    A question marked as not known sets nothing. A text ``true`` or ``false`` of a calculation or a choice is a truth
    value, a whole number of a choice is a number; everything else follows the type of the bind.
    """
    found: list[FactAnswer] = []
    for node, binding in live_nodes(session):
        if binding.fact is None or binding.fact == ITEM_KEY or not node.text:
            continue
        value = fact_value(session, node)
        if value is None:
            continue
        key = member_key(node, binding)
        path, is_new = binding.fact, False
        if binding.collection is not None:
            is_new = not key
            path = f"{binding.collection}.{key or f'{NEW_ITEM}{item_number(node, binding)}'}.{binding.fact}"
        label, shown = question_label(session, node), value_label(session, node)
        found.append(FactAnswer(path, value, node.reference(), binding.key, key or None, label, shown, is_new))
    return tuple(found)


def fact_value(session: FormSession, node: InstanceNode) -> FactValue | None:
    """The value of an answer as a fact: of a choice what its row says in ``fact``; None: it sets nothing."""
    control = node.definition.control
    if control is None:
        return _plain(node.text) if node.definition.bind.type is DataType.STRING else _typed(node)
    if control.kind in {ControlKind.SELECT, ControlKind.RANK}:
        facts = _choice_parts(session, node, "fact")
        return [facts.get(value, value) for value in node.text.split() if facts.get(value, value) != ""]
    if control.kind is ControlKind.SELECT1:
        text = _choice_parts(session, node, "fact").get(node.text, node.text)
        return _plain(text) if text else None
    return _typed(node)


def _typed(node: InstanceNode) -> FactValue:
    kind, text = node.definition.bind.type, node.text
    if kind is DataType.INT:
        return int(text)
    if kind is DataType.DECIMAL:
        return float(text)
    if kind is DataType.BOOLEAN:
        return text == "1"
    return text


def _plain(text: str) -> FactValue:
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if _INTEGER.match(text) else text


def _choice_parts(session: FormSession, node: InstanceNode, column: str) -> dict[str, str]:
    """For each chosen value what its row of the choices sheet says in a column; "-" there means: sets nothing."""
    chosen = set(node.text.split()) | {node.text}
    found: dict[str, str] = {}
    for value, place in session.scope.items(node):
        if value in chosen:
            cells = place.node.named.get(column)
            if cells:
                text = cells[0].string().strip()
                found[value] = "" if text == "-" else text
    return found


def raised(session: FormSession) -> tuple[Raised, ...]:
    """What the relevant, answered questions raise now: by their own ``raise`` (if ``when`` holds) and by choices."""
    found: list[Raised] = []
    for node, binding in live_nodes(session):
        if not node.text:
            continue
        words = list(_own_words(session, node, binding))
        if node.definition.control is not None and node.definition.control.itemset is not None:
            for text in _choice_parts(session, node, "raise").values():
                words.extend(text.split())
        for kind, code in dict.fromkeys(parsed for word in words for parsed in parse_raise(word)):
            key = member_key(node, binding)
            found.append(Raised(kind, code, binding.key, key or None, node.reference(), question_label(session, node)))
    return tuple(found)


def _own_words(session: FormSession, node: InstanceNode, binding: QuestionBinding) -> list[str]:
    if not binding.raises:
        return []
    if binding.when is not None:
        try:
            holds = boolean(binding.when)(Context(session.scope, node))
        except XPathError:
            holds = False
        if not holds:
            return []
    return binding.raises.split()
