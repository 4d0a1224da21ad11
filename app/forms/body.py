"""The body of a form: groups, repeats and questions, bound to the nodes of the schema."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from app.forms.definition import Action, Choice, Computed, Control, ControlKind, EventName, Group, Itemset, Names
from app.forms.expressions import Expressions
from app.forms.messages import Severity, message
from app.forms.texts import Texts
from app.forms.tree import local_name
from app.forms.xml import JAVAROSA, attribute, find, is_named
from app.forms.xpath.compiler import compile_text
from app.forms.xpath.paths import Closure, Site, relative_names
from app.forms.xpath.syntax import Path, Step, XPathError

_CONTROLS = {kind.value: kind for kind in ControlKind}
_EVENTS = {event.value: event for event in EventName} | {"xforms-ready": EventName.FIRST_LOAD}


class Body:
    """Reads the body.

    :param root: the names of the instance's root, for references that are not absolute
    :param identified: the names that binds with an ``id`` stand for
    """

    def __init__(self, expressions: Expressions, texts: Texts, root: Names, identified: dict[str, Names]) -> None:
        self._expressions = expressions
        self._texts = texts
        self._root = root
        self._identified = identified

    def read(self, element: Element, context: Names | None = None) -> tuple[Group | Control, ...]:
        """The groups and questions inside an element, in order."""
        found: list[Group | Control] = []
        for child in element:
            name = local_name(child.tag)
            if name == "group":
                found.append(self._group(child, context or self._root))
            elif name == "repeat":
                found.append(self._repeat(child, context or self._root, None))
            elif name in _CONTROLS:
                control = self._control(child, _CONTROLS[name], context or self._root)
                if control is not None:
                    found.append(control)
        return tuple(found)

    def _reference(self, element: Element, context: Names) -> Names | None:
        bound = attribute(element, "bind")
        if bound:
            return self._identified.get(bound)
        source = attribute(element, "ref") or attribute(element, "nodeset")
        return self._expressions.resolve(source, context) if source else None

    def _group(self, element: Element, context: Names) -> Group:
        names = self._reference(element, context)
        repeats = [child for child in element if is_named(child, "repeat")]
        label = self._texts.of_element(find(element, "label"), names or context)
        appearance = attribute(element, "appearance")
        if len(repeats) == 1 and not any(_is_item(child) for child in element if child is not repeats[0]):
            # the usual shape: a group that only gives the repeat its label
            return self._repeat(repeats[0], names or context, element)
        return Group(names, label, appearance, self.read(element, names or context))

    def _repeat(self, element: Element, context: Names, around: Element | None) -> Group:
        names = self._reference(element, context) or context
        # the label stands on the group around the repeat (specification, "Repeats"); one inside is no one's
        label = self._texts.of_element(find(around, "label"), names) if around is not None else None
        appearance = attribute(element, "appearance") or (attribute(around, "appearance") if around is not None else "")
        count = attribute(element, "count", JAVAROSA)
        fixed = attribute(element, "noAddRemove", JAVAROSA) in {"true()", "true", "1"}
        return Group(
            names=names,
            label=label,
            appearance=appearance,
            children=self.read(element, names),
            repeat=True,
            count=self._expressions.computed(count, names, f"/{'/'.join(names)} jr:count"),
            fixed=fixed or bool(count),
            actions=self.actions(element, names),
        )

    def _control(self, element: Element, kind: ControlKind, context: Names) -> Control | None:
        names = self._reference(element, context)
        if names is None:
            where = attribute(element, "ref") or attribute(element, "bind") or kind.value
            self._expressions.problems.append(message(Severity.ERROR, "reference_unknown", detail=where))
            return None
        query = attribute(element, "query")
        return Control(
            kind=kind,
            names=names,
            label=self._texts.of_element(find(element, "label"), names),
            hint=self._texts.of_element(find(element, "hint"), names),
            appearance=attribute(element, "appearance"),
            choices=self._choices(element, names),
            itemset=self._itemset(element, names) or (self._query(query, names) if query else None),
            attributes={local_name(name): value for name, value in element.attrib.items()},
            actions=self.actions(element, names),
        )

    def _choices(self, element: Element, names: Names) -> tuple[Choice, ...]:
        found: list[Choice] = []
        for item in element.iter() if _chooses(element) else ():
            if is_named(item, "item"):
                value = find(item, "value")
                text = "" if value is None else "".join(value.itertext()).strip()
                found.append(Choice(text, self._texts.of_element(find(item, "label"), names)))
        return tuple(found)

    def _itemset(self, element: Element, names: Names) -> Itemset | None:
        itemset = find(element, "itemset")
        if itemset is None:
            return None
        nodeset = self._expressions.computed(attribute(itemset, "nodeset"), names, f"/{'/'.join(names)} itemset")
        if nodeset is None:
            return None
        value, label = find(itemset, "value"), find(itemset, "label")
        return Itemset(
            nodeset,
            self._item_part(attribute(value, "ref") if value is not None else "", names) or _own_text,
            self._item_part(attribute(label, "ref") if label is not None else "", names),
        )

    def _query(self, query: str, names: Names) -> Itemset | None:
        """The older ``query`` attribute of an external select: an expression for the nodes, ``name`` and ``label``."""
        nodeset = self._expressions.computed(query, names, f"/{'/'.join(names)} query")
        value, label = self._item_part("name", names), self._item_part("label", names)
        return Itemset(nodeset, value, label) if nodeset is not None and value is not None else None

    def _item_part(self, source: str, names: Names) -> Closure | None:
        if not source:
            return None
        place = self._expressions.constant(source)
        column = relative_names(place, ()) if isinstance(place, Path) and not place.absolute else None
        if column is not None and len(column) == 1:
            return _column(column[0])
        try:
            return compile_text(source, Site(names, self._expressions.repeats))
        except XPathError as error:
            where = f"/{'/'.join(names)} itemset"
            problem = message(Severity.ERROR, "expression_invalid", where=where, detail=error.detail or source)
            self._expressions.problems.append(problem)
            return None

    def actions(self, element: Element, context: Names) -> tuple[Action, ...]:
        """The ``setvalue`` actions directly inside an element."""
        found: list[Action] = []
        for child in element:
            if not is_named(child, "setvalue"):
                continue
            target, place = self._target(child, context)
            events = frozenset(_EVENTS[word] for word in attribute(child, "event").split() if word in _EVENTS)
            if target is None or not events:
                continue
            source = attribute(child, "value")
            value = self._expressions.computed(source, target, f"/{'/'.join(target)} setvalue")
            found.append(Action(events, target, value, "".join(child.itertext()), place))
        return tuple(found)

    def _target(self, element: Element, context: Names) -> tuple[Names | None, Computed | None]:
        names = self._reference(element, context)
        source = attribute(element, "ref")
        if names is not None or not source:
            return names, None
        place = self._expressions.computed(source, context, f"/{'/'.join(context)} setvalue")
        if place is None or not isinstance(place.expression, Path):
            return None, None
        plain = tuple(Step(step.axis, step.test) for step in place.expression.steps)
        return relative_names(Path(place.expression.absolute, plain), context), place


def _chooses(element: Element) -> bool:
    """Whether the items of a control are its choices; an upload of OpenStreetMap has items of its own."""
    return local_name(element.tag) in {ControlKind.SELECT1, ControlKind.SELECT, ControlKind.RANK}


def _is_item(element: Element) -> bool:
    return local_name(element.tag) in _CONTROLS or local_name(element.tag) in {"group", "repeat"}


def _column(name: str) -> Closure:
    """What nearly every item says of itself: the text of one column, read without walking there."""
    return lambda context: next(iter(context.node.texts(name)), "")


def _own_text(context: object) -> str:
    """The value of an item without a ``value`` element: none."""
    return ""
