"""The scope of a session's expressions: its instances, clock, language and texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo

from app.forms.definition import Computed, Control, FormDefinition, Text
from app.forms.environment import Environment
from app.forms.graph import has_fixed_choices, has_steady_choices
from app.forms.instance import InstanceNode
from app.forms.tree import Node, from_rows
from app.forms.xpath.context import Context
from app.forms.xpath.paths import Closure
from app.forms.xpath.syntax import XPathError
from app.forms.xpath.values import to_string

Pair = tuple[str, str]
"""A choice's value and label."""

Parts = tuple[str | Computed, ...]
"""The pieces of a text in one language."""


class SessionScope:
    """What expressions of one session see (see :class:`app.forms.xpath.context.Scope`).

    :param document: the node above the root of the primary instance
    """

    def __init__(self, definition: FormDefinition, environment: Environment, document: InstanceNode) -> None:
        self._definition = definition
        self._environment = environment
        self._document = document
        self._zone: tzinfo = environment.now.tzinfo or UTC
        self._instances: dict[str, Node | None] = {}
        self._fixed_choices: dict[tuple[int, str], list[Pair]] = {}
        self._items: dict[InstanceNode, list[tuple[str, Context]]] = {}
        self.language = definition.default_language

    @property
    def document(self) -> Node:
        """The node above the root of the primary instance."""
        return self._document

    @property
    def zone(self) -> tzinfo:
        """The zone of the environment's clock."""
        return self._zone

    def now(self) -> datetime:
        """The present moment."""
        return self._environment.moment()

    def new_uuid(self) -> str:
        """A new UUID."""
        around = self._environment
        return (around.further_uuid or around.new_uuid)()

    def random(self) -> float:
        """A random number."""
        return self._environment.random()

    def instance(self, name: str) -> Node | None:
        """A secondary instance: rows of the environment go before the form's own."""
        if name not in self._instances:
            self._instances[name] = self._built(name)
        return self._instances[name]

    def _built(self, name: str) -> Node | None:
        rows = self._environment.instances.get(name)
        if rows is not None:
            return from_rows(rows)
        builder = self._definition.instances.get(name)
        if builder is not None:
            return builder()
        if name == self._definition.root.name:
            return self._document
        return from_rows(()) if name in self._definition.external else None

    def text(self, identifier: str, node: Node) -> str:
        """The text of an itext id, its outputs read from a node of the primary instance."""
        names = node.definition.names if isinstance(node, InstanceNode) else self._definition.root.names
        return self.words(self._definition.texts(identifier, names), node)

    def words(self, text: Text | None, node: Node) -> str:
        """A text in the present language, else in the form's default language, else in any that has it."""
        if text is None:
            return ""
        if text.dynamic is not None:
            return _string(text.dynamic.closure, Context(self, node))
        parts = _chosen(text.translations, (self.language, self._definition.default_language, ""))
        if len(parts) == 1 and isinstance(parts[0], str):
            return parts[0]
        context = Context(self, node)
        return "".join(part if isinstance(part, str) else _string(part.closure, context) for part in parts)

    def guidance(self, text: Text | None, node: Node) -> str:
        """The guidance form of a hint."""
        if text is None or not text.guidance:
            return ""
        return self.words(Text(text.guidance), node)

    def choices(self, node: InstanceNode) -> list[Pair]:
        """The choices of a question as they stand now, value and label."""
        control = node.definition.control
        if control is None:
            return []
        if control.itemset is None:
            return [(choice.value, self.words(choice.label, node)) for choice in control.choices]
        place = (node.definition.index, self.language)
        found = self._fixed_choices.get(place)
        if found is None:
            found = [(value, self._item_label(control, item)) for value, item in self.items(node)]
            if has_fixed_choices(self._definition.plan, node.definition):
                self._fixed_choices[place] = found
        return found

    def items(self, node: InstanceNode) -> list[tuple[str, Context]]:
        """The items of a question's itemset with their values; labels are not read. They are looked up once, until
        something that the itemset reads changes."""
        found = self._items.get(node)
        if found is None:
            found = self._evaluated_items(node)
            if has_steady_choices(self._definition.plan, node.definition):
                self._items[node] = found
        return found

    def forget_items(self, node: InstanceNode) -> None:
        """Something that the itemset of a question reads has changed."""
        self._items.pop(node, None)

    def _evaluated_items(self, node: InstanceNode) -> list[tuple[str, Context]]:
        control = node.definition.control
        if control is None or control.itemset is None:
            return []
        context = Context(self, node)
        try:
            found = control.itemset.nodeset.closure(context)
        except XPathError:
            return []
        items = found if isinstance(found, list) else []
        places = [context.at(item, place, len(items)) for place, item in enumerate(items, 1)]
        return [(_string(control.itemset.value, place), place) for place in places]

    def _item_label(self, control: Control, place: Context) -> str:
        return "" if control.itemset is None or control.itemset.label is None else _string(control.itemset.label, place)

    def values(self, node: InstanceNode) -> list[str] | None:
        """The values that a select allows now, in their order; None for a question without choices."""
        control = node.definition.control
        if control is None or not (control.choices or control.itemset):
            return None
        if control.itemset is None:
            return [choice.value for choice in control.choices]
        if has_fixed_choices(self._definition.plan, node.definition):
            return [value for value, _ in self.choices(node)]
        return [value for value, _ in self.items(node)]

    def choice_name(self, question: Node, value: str) -> str:
        """The label of one choice of a question; of a list of values the labels joined by commas."""
        control = question.definition.control if isinstance(question, InstanceNode) else None
        if control is None or not isinstance(question, InstanceNode):
            return value
        if control.itemset is None:
            return next((self.words(one.label, question) for one in control.choices if one.value == value), "")
        # asked for in the middle of a recomputation, when the items that are kept may be those of before
        for found, place in self._evaluated_items(question):
            if found == value:
                return self._item_label(control, place)
        return ""


def _chosen(translations: Mapping[str, Parts], languages: Sequence[str]) -> Parts:
    for language in languages:
        if language in translations:
            return translations[language]
    return next(iter(translations.values()), ())


def _string(closure: Closure, context: Context) -> str:
    try:
        return to_string(closure(context))
    except XPathError:
        return ""
