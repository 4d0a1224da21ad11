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

from app.forms.definition import FormDefinition, Names, NodeDefinition
from app.forms.instance import InstanceNode
from app.forms.session import FormSession
from app.forms.tree import Node
from app.forms.xpath.compiler import compile_text
from app.forms.xpath.paths import Closure, Site
from app.forms.xpath.syntax import Call, Literal, XPathError, walk

FACT, RAISE, WHEN = "cunfang:fact", "cunfang:raise", "cunfang:when"
KEY, WAS, ALWAYS, PRIVATE = "cunfang:key", "cunfang:was", "cunfang:always", "cunfang:private"
ANEW = "cunfang:anew"
"""``yes``: the answer is of its visit alone (what was solved on the spot, when to come again); no last answer is shown."""
COLUMNS = frozenset({FACT, RAISE, WHEN, KEY, WAS, ALWAYS, PRIVATE, ANEW})
"""The attributes that the convention knows."""

ITEM_KEY = "@key"
NEW_ITEM = "new"
"""What the temporary key of a new item starts with: ``new1``, ``new2`` by the number of its repeat instance."""

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
    private: bool
    anew: bool

    @property
    def index_path(self) -> str | None:
        """The fact's path with ``*`` for the item: ``members.*.student.attending``."""
        if self.fact is None or self.fact == ITEM_KEY:
            return None
        return f"{self.collection}.*.{self.fact}" if self.collection else self.fact


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
        private=extra.get(PRIVATE, "").strip() == "yes",
        anew=extra.get(ANEW, "").strip() == "yes",
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


def item_number(node: InstanceNode, binding: QuestionBinding) -> int:
    """The number of the repeat instance that a node speaks of, from 1."""
    instance: InstanceNode | None = node
    while instance is not None and instance.definition is not binding.item:
        instance = instance.parent
    return instance.place() if instance is not None else 1


def live_nodes(session: FormSession) -> Iterator[tuple[InstanceNode, QuestionBinding]]:
    """The relevant nodes of a running form with what the convention says of them."""
    bound = bindings(session.definition)
    for node in session.nodes():
        if node.shown:
            yield node, bound[node.definition.names]


def parse_raise(word: str) -> list[tuple[RaisedKind, str]]:
    """One word of a ``raise`` column, such as ``need:YS-01``; empty if it is none."""
    match = _RAISE.match(word)
    return [(RaisedKind(match["kind"]), match["code"])] if match is not None else []


def question_index(definition: FormDefinition) -> Mapping[str, tuple[str, ...]]:
    """Fact path (``water.days_cut``, ``members.*.student.attending``) to the keys of the questions that set it."""
    found: dict[str, list[str]] = defaultdict(list)
    for binding in bindings(definition).values():
        path = binding.index_path
        if path is not None and binding.key not in found[path]:
            found[path].append(binding.key)
    return {path: tuple(keys) for path, keys in found.items()}


def choice_rows(definition: FormDefinition, node: NodeDefinition) -> Iterator[tuple[str, Node]]:
    """The rows of the choices sheet behind a select; lists from files have none."""
    control = node.control
    if control is None or control.itemset is None:
        return
    for part in walk(control.itemset.nodeset.expression):
        if isinstance(part, Call) and part.name == "instance" and isinstance(part.arguments[0], Literal):
            name = str(part.arguments[0].value)
            builder = definition.instances.get(name)
            if builder is not None and name not in definition.external:
                root = builder().children
                yield from ((name, item) for item in (root[0].children if root else ()))
            return
