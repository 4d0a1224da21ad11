"""Which nodes of the form an expression reads, told from its syntax tree alone.

The path of an expression is walked over the schema. Each node that it ends in is given with the depth down to which
it lies in the same instances as the context node: ``../age`` of a member's question is tied to that member (depth of
``member``), ``sum(/data/member/age)`` seen from outside is tied to the root alone. From a changed node the session
climbs to that depth and recomputes only what lies below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.forms.definition import Names, NodeDefinition
from app.forms.xpath.parser import parse
from app.forms.xpath.paths import relative_names
from app.forms.xpath.syntax import Axis, Binary, Call, Expression, Filter, Literal, Negate, Path, Step


@dataclass(frozen=True, slots=True)
class Reference:
    """A node that is read; ``depth`` counts the leading names that belong to the same instances as the reader's.
    ``value``: its value, else only that it is there (``count()``, ``position()``)."""

    names: Names
    depth: int
    value: bool = True


Places = list[Reference]

_STRUCTURAL = frozenset({"count", "position", "name", "local-name"})
"""Functions that look at which nodes there are, not at what they hold."""


class References:
    """Reads the references out of expressions of one form."""

    def __init__(self, by_names: Mapping[Names, NodeDefinition], repeats: frozenset[Names]) -> None:
        self._by_names = by_names
        self._repeats = repeats
        self._anywhere: dict[tuple[Step, ...], Places] = {}

    def of(self, expression: Expression, names: Names) -> set[Reference]:
        """Everything that an expression standing at ``names`` reads."""
        origin = Reference(names, len(names))
        found: set[Reference] = set()
        self._read(expression, [origin], origin, found)
        return found

    def _read(self, expression: Expression, here: Places, origin: Reference, found: set[Reference]) -> None:
        """An expression whose value is used: the text of a group is that of everything inside it."""
        for place in self._visit(expression, here, origin, found) or []:
            definition = self._by_names.get(place.names)
            if definition is not None:
                found.add(place)
                inside = self._below(place) if definition.children else []
                found.update(inner for inner in inside if inner.names != origin.names)

    def _look(self, expression: Expression, here: Places, origin: Reference, found: set[Reference]) -> None:
        """An expression of which only counts which nodes it finds."""
        for place in self._visit(expression, here, origin, found) or []:
            if place.names in self._by_names:
                found.add(Reference(place.names, place.depth, value=False))

    def _visit(self, expression: Expression, here: Places, origin: Reference, found: set[Reference]) -> Places | None:
        """Adds what is read on the way; gives the nodes that the expression itself stands for, None if they are not nodes of
        the primary instance."""
        if isinstance(expression, Path):
            return self._path(expression, here, origin, found)
        if isinstance(expression, Call):
            return self._call(expression, here, origin, found)
        if isinstance(expression, Binary):
            self._chain(expression, here, origin, found)
        elif isinstance(expression, Negate):
            self._read(expression.operand, here, origin, found)
        elif isinstance(expression, Filter):
            places = self._visit(expression.primary, here, origin, found)
            for predicate in expression.predicates:
                self._read(predicate, places or [], origin, found)
            return places
        return None

    def _chain(self, expression: Binary, here: Places, origin: Reference, found: set[Reference]) -> None:
        left: Expression = expression
        while isinstance(left, Binary):
            self._read(left.right, here, origin, found)
            left = left.left
        self._read(left, here, origin, found)

    def _call(self, call: Call, here: Places, origin: Reference, found: set[Reference]) -> Places | None:
        if call.name == "current":
            return [origin]
        if call.name == "instance":
            return None
        if call.name == "indexed-repeat":
            self._indexed(call, here, origin, found)
            return None
        take = self._look if call.name in _STRUCTURAL else self._read
        for argument in call.arguments:
            take(argument, here, origin, found)
        if call.name == "jr:choice-name" and len(call.arguments) == 2:
            self._named_path(call.arguments[1], here, origin, found)
        return None

    def _named_path(self, argument: Expression, here: Places, origin: Reference, found: set[Reference]) -> None:
        """The text that holds a path, ``jr:choice-name(…, ' /data/c ')``."""
        if isinstance(argument, Literal) and isinstance(argument.value, str):
            # a text that is no path has been refused when the expression was compiled
            self._read(parse(argument.value), here, origin, found)

    def _indexed(self, call: Call, here: Places, origin: Reference, found: set[Reference]) -> None:
        for place, argument in enumerate(call.arguments):
            names = relative_names(argument, origin.names) if isinstance(argument, Path) else None
            if names is not None and (place == 0 or place % 2):
                found.add(Reference(names, 1))
            else:
                self._read(argument, here, origin, found)

    def _path(self, path: Path, here: Places, origin: Reference, found: set[Reference]) -> Places | None:
        steps = path.steps
        if path.start is not None:
            start = self._visit(path.start, here, origin, found)
            places = start if start is not None else []
            if start is None:
                self._foreign(steps, origin, found)
                return None
        elif path.absolute:
            shared = self._shared(steps, origin.names)
            if shared == 0 and not any(step.predicates for step in steps):
                return self._from_root(steps)
            places = [Reference(origin.names[:shared], shared)]
            steps = steps[shared:]
        else:
            places = here
        for step in steps:
            places = self._step(step, places, origin, found)
        return places

    def _from_root(self, steps: tuple[Step, ...]) -> Places:
        """A walk that has nothing to do with the place of the expression, ``//*`` for one: made once for the form."""
        if steps not in self._anywhere:
            places = [Reference((), 0)]
            for step in steps:
                places = [moved for place in places for moved in self._moved(step, place)]
            self._anywhere[steps] = places
        return self._anywhere[steps]

    def _foreign(self, steps: Iterable[Step], origin: Reference, found: set[Reference]) -> None:
        """Steps through a secondary instance: only their predicates can read the form."""
        for step in steps:
            for predicate in step.predicates:
                self._read(predicate, [], origin, found)

    def _shared(self, steps: tuple[Step, ...], names: Names) -> int:
        shared = 0
        for step, name in zip(steps, names, strict=False):
            if step.axis is not Axis.CHILD or step.test != name or step.predicates:
                break
            shared += 1
        if shared == len(steps) and names[:shared] in self._repeats:
            shared -= 1
        return shared

    def _step(self, step: Step, places: Places, origin: Reference, found: set[Reference]) -> Places:
        moved: Places = []
        for place in places:
            moved.extend(self._moved(step, place))
        for predicate in step.predicates:
            self._read(predicate, moved, origin, found)
        return moved

    def _moved(self, step: Step, place: Reference) -> Places:
        if step.axis is Axis.SELF:
            return [place]
        if step.axis is Axis.PARENT:
            return [Reference(place.names[:-1], min(place.depth, len(place.names) - 1))] if place.names else []
        if step.axis in {Axis.CHILD, Axis.ATTRIBUTE}:
            name = f"@{step.test}" if step.axis is Axis.ATTRIBUTE else step.test
            return self._children(place, name)
        below = self._below(place)
        if step.axis in {Axis.DESCENDANT, Axis.DESCENDANT_OR_SELF}:
            kept = [one for one in below if step.test in {"node()", "*", one.names[-1]}]
            return [place, *kept] if step.axis is Axis.DESCENDANT_OR_SELF else kept
        # a walk along siblings or ancestors: whatever it may reach
        return [Reference(names, 1) for names in self._by_names if step.test in {"node()", "*", names[-1]}]

    def _children(self, place: Reference, name: str) -> Places:
        if name not in {"*", "node()"}:
            return [Reference((*place.names, name), place.depth)]
        if not place.names:
            return [Reference(names, 0) for names in self._by_names if len(names) == 1]
        definition = self._by_names.get(place.names)
        children = definition.children if definition is not None else []
        return [Reference(child.names, place.depth) for child in children]

    def _below(self, place: Reference) -> Places:
        size = len(place.names)
        return [
            Reference(names, place.depth)
            for names in self._by_names
            if len(names) > size and names[:size] == place.names and not names[-1].startswith("@")
        ]
