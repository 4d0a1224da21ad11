"""How answers become facts of the record: the convention ``cunfang:1``, carried by attributes of binds.

A bind may name the fact that its answer sets, what the answer raises and when, and the key under which the question
is known across forms and versions. A question inside a repeat over ``members`` speaks of the member whose key the
repeat's ``@key`` calculation gives; without a key it is a new member.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.domain.errors import AppError, ErrorCode
from app.forms.datatypes import DataType
from app.forms.definition import Control, ControlKind, FormDefinition, Group, Names, NodeDefinition
from app.forms.instance import InstanceNode
from app.forms.session import FormSession
from app.forms.state import is_question
from app.forms.xpath.compiler import boolean, compile_text
from app.forms.xpath.context import Context
from app.forms.xpath.paths import Closure, Site
from app.forms.xpath.syntax import XPathError

FACT, RAISE, WHEN = "cunfang:fact", "cunfang:raise", "cunfang:when"
KEY, WAS, ALWAYS = "cunfang:key", "cunfang:was", "cunfang:always"
COLUMNS = frozenset({FACT, RAISE, WHEN, KEY, WAS, ALWAYS})
"""The attributes that the convention knows."""

ITEM_KEY = "@key"
NEW_ITEM = "new"
"""What the temporary key of a new item starts with: ``new1``, ``new2`` by the number of its repeat instance."""

FactValue = str | bool | int | float | list[str]
_INTEGER = re.compile(r"-?\d{1,15}\Z")
_RAISE = re.compile(r"(?P<kind>need|lead|alert|tag|task):(?P<code>[^\s:]+)\Z")


class RaisedKind(StrEnum):
    """What an answer can raise."""

    NEED = "need"
    LEAD = "lead"
    ALERT = "alert"
    TAG = "tag"
    TASK = "task"


@dataclass(frozen=True)
class QuestionBinding:
    """What the convention says of one node of a form. ``fact`` is the path below its holder; ``item`` the repeat
    whose item it speaks of; ``collection`` the path of that repeat, such as ``members``."""

    node: NodeDefinition
    key: str
    was: tuple[str, ...]
    fact: str | None
    item: NodeDefinition | None
    collection: str | None
    raises: str
    when: Closure | None
    always: bool

    @property
    def index_path(self) -> str | None:
        """The fact's path with ``*`` for the item: ``members.*.student.attending``."""
        if self.fact is None or self.fact == ITEM_KEY:
            return None
        return f"{self.collection}.*.{self.fact}" if self.collection else self.fact


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


@dataclass(frozen=True)
class AnswerRow:
    """One answered question for the printed record and for "last answer"."""

    question_key: str
    was: tuple[str, ...]
    member_key: str | None
    value: str
    label_question: str
    label_value: str
    section: str
    ref: str
    unknown: bool


@dataclass(frozen=True)
class AskedQuestion:
    """One relevant question with what decides whether it must be asked: its fact, and whether it is always asked."""

    ref: str
    question_key: str
    was: tuple[str, ...]
    member_key: str | None
    fact: str | None
    always: bool
    answered: bool
    required: bool


@dataclass(frozen=True)
class QuestionIdentity:
    """By what a question is known across forms and versions: ``keys`` are its key and the earlier ones, newest
    first; ``member_key`` the member it speaks of (None: the household, or a new member)."""

    key: str
    keys: tuple[str, ...]
    member_key: str | None
    fact: str | None
    always: bool


@lru_cache(maxsize=64)
def bindings(definition: FormDefinition) -> Mapping[Names, QuestionBinding]:
    """What the convention says of the nodes of a form, by their names; kept with the definition."""
    return {node.names: _binding(node, definition) for node in definition.nodes}


def _binding(node: NodeDefinition, definition: FormDefinition) -> QuestionBinding:
    extra = node.bind.extra
    item = _item(node)
    return QuestionBinding(
        node=node,
        key=extra.get(KEY) or f"{_prefix(node, definition)}.{node.name}",
        was=tuple(extra.get(WAS, "").split()),
        fact=(extra.get(FACT) or "").strip() or None if node.repeat is None else None,
        item=item,
        collection=item.bind.extra.get(FACT) if item is not None else None,
        raises=extra.get(RAISE, ""),
        when=_when(extra.get(WHEN, ""), node, definition),
        always=extra.get(ALWAYS, "").strip() == "yes",
    )


def _prefix(node: NodeDefinition, definition: FormDefinition) -> str:
    here = node.parent
    while here is not None:
        key = here.bind.extra.get(KEY)
        if key:
            return key.rstrip(".")
        here = here.parent
    return definition.form_id


def _item(node: NodeDefinition) -> NodeDefinition | None:
    """The repeat over a collection that a node lies in."""
    here = node.parent
    while here is not None:
        if here.repeat is not None and here.bind.extra.get(FACT):
            return here
        here = here.parent
    return None


def _when(source: str, node: NodeDefinition, definition: FormDefinition) -> Closure | None:
    if not source.strip():
        return None
    try:
        return compile_text(source, Site(node.names, definition.repeats))
    except XPathError:
        # lint names it; a condition that nobody can read raises nothing
        return lambda _context: False


def member_key(node: InstanceNode, binding: QuestionBinding) -> str | None:
    """The key of the item that a node speaks of: "" for a new one, None outside of a collection."""
    item = binding.item
    if item is None:
        return None
    instance: InstanceNode | None = node
    while instance is not None and instance.definition is not item:
        instance = instance.parent
    if instance is None:
        return None
    keyed = next((child for child in instance.subtree() if child.definition.bind.extra.get(FACT) == ITEM_KEY), None)
    return keyed.text if keyed is not None else ""


def _item_number(node: InstanceNode, binding: QuestionBinding) -> int:
    instance: InstanceNode | None = node
    while instance is not None and instance.definition is not binding.item:
        instance = instance.parent
    return instance.place() if instance is not None else 1


def _live(session: FormSession) -> Iterator[tuple[InstanceNode, QuestionBinding]]:
    bound = bindings(session.definition)
    for node in session.nodes():
        if node.shown:
            yield node, bound[node.definition.names]


def facts_written(session: FormSession) -> tuple[FactAnswer, ...]:
    """The facts that the relevant, answered questions set, in the order of the form.

    A question marked as not known sets nothing. A text ``true`` or ``false`` of a calculation or a choice is a truth
    value, a whole number of a choice is a number; everything else follows the type of the bind.
    """
    found: list[FactAnswer] = []
    for node, binding in _live(session):
        if binding.fact is None or binding.fact == ITEM_KEY or not node.text:
            continue
        value = _fact_value(session, node)
        if value is None:
            continue
        key = member_key(node, binding)
        path, is_new = binding.fact, False
        if binding.collection is not None:
            is_new = not key
            path = f"{binding.collection}.{key or f'{NEW_ITEM}{_item_number(node, binding)}'}.{binding.fact}"
        label, shown = _label(session, node), value_label(session, node)
        found.append(FactAnswer(path, value, node.reference(), binding.key, key or None, label, shown, is_new))
    return tuple(found)


def _fact_value(session: FormSession, node: InstanceNode) -> FactValue | None:
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
    for node, binding in _live(session):
        if not node.text:
            continue
        words = list(_own_words(session, node, binding))
        if node.definition.control is not None and node.definition.control.itemset is not None:
            for text in _choice_parts(session, node, "raise").values():
                words.extend(text.split())
        for kind, code in dict.fromkeys(parsed for word in words for parsed in parse_raise(word)):
            key = member_key(node, binding)
            found.append(Raised(kind, code, binding.key, key or None, node.reference(), _label(session, node)))
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


def parse_raise(word: str) -> list[tuple[RaisedKind, str]]:
    """One word of a ``raise`` column, such as ``need:YS-01``; empty if it is none."""
    match = _RAISE.match(word)
    return [(RaisedKind(match["kind"]), match["code"])] if match is not None else []


def answers(session: FormSession) -> tuple[AnswerRow, ...]:
    """Every relevant question that was answered or marked as not known, in the order of the form."""
    bound = bindings(session.definition)
    found: list[AnswerRow] = []
    for section, node in _asked_nodes(session):
        if node.text or node.unknown:
            binding = bound[node.definition.names]
            found.append(
                AnswerRow(
                    question_key=binding.key,
                    was=binding.was,
                    member_key=member_key(node, binding) or None,
                    value=node.text,
                    label_question=_label(session, node),
                    label_value=value_label(session, node),
                    section=section,
                    ref=node.reference(),
                    unknown=node.unknown,
                )
            )
    return tuple(found)


def asked(session: FormSession) -> tuple[AskedQuestion, ...]:
    """Every relevant question in order, for the choice of what is still worth asking."""
    bound = bindings(session.definition)
    found: list[AskedQuestion] = []
    for _section, node in _asked_nodes(session):
        binding = bound[node.definition.names]
        key = member_key(node, binding)
        fact = binding.fact
        if fact is not None and binding.collection is not None:
            fact = f"{binding.collection}.{key}.{fact}" if key else None
        found.append(
            AskedQuestion(
                ref=node.reference(),
                question_key=binding.key,
                was=binding.was,
                member_key=key or None,
                fact=fact,
                always=binding.always,
                answered=bool(node.text) or node.unknown,
                required=node.required,
            )
        )
    return tuple(found)


def question_identity(session: FormSession, ref: str) -> QuestionIdentity:
    """The identity of a question of a running form.

    :raises AppError: ``NOT_FOUND`` for no such question
    """
    node = session.node(ref)
    if node is None:
        raise AppError(ErrorCode.NOT_FOUND, ref=ref)
    binding = bindings(session.definition)[node.definition.names]
    key = member_key(node, binding) or None
    return QuestionIdentity(binding.key, (binding.key, *binding.was), key, binding.fact, binding.always)


def _asked_nodes(session: FormSession) -> Iterator[tuple[str, InstanceNode]]:
    for section in session.outline():
        for ref in section.questions:
            node = session.node(ref)
            if node is not None and is_question(node):
                yield section.label, node


def question_index(definition: FormDefinition) -> Mapping[str, tuple[str, ...]]:
    """Fact path (``water.days_cut``, ``members.*.student.attending``) to the keys of the questions that set it."""
    found: dict[str, list[str]] = defaultdict(list)
    for binding in bindings(definition).values():
        path = binding.index_path
        if path is not None and binding.key not in found[path]:
            found[path].append(binding.key)
    return {path: tuple(keys) for path, keys in found.items()}


def value_label(session: FormSession, node: InstanceNode) -> str:
    """An answer as a person reads it: the labels of choices, else the value."""
    control = node.definition.control
    if control is None or not (control.choices or control.itemset):
        return node.text
    several = control.kind in {ControlKind.SELECT, ControlKind.RANK}
    values = node.text.split() if several else [node.text]
    return "、".join(session.scope.choice_name(node, value) or value for value in values if value)


def _label(session: FormSession, node: InstanceNode) -> str:
    owner: Control | Group | None = node.definition.control or node.definition.group
    return session.scope.words(owner.label, node) if owner is not None else ""
