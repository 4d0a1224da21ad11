"""Location paths to closures.

Two things make paths quick and right here. An absolute path is read from the context node: the part that it shares
with the context's own path is climbed, so inside a repeat ``/data/member/age`` is the age of the same member (what
JavaRosa calls contextualising) and never a search from the root. And a predicate ``[column = value]`` over a
secondary instance is answered by an index.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.forms.tree import Node, document_order
from app.forms.xpath.axes import matches, walker
from app.forms.xpath.context import Context
from app.forms.xpath.syntax import Axis, Binary, Call, Expression, Path, Step, walk
from app.forms.xpath.values import Value, to_number

Closure = Callable[[Context], Value]
Test = Callable[[Context], bool]
Walk = Callable[[Context, list[Node]], list[Node]]

_INDEX_FROM = 12
"""Fewer children than this are looked through faster than an index is built."""


@dataclass(frozen=True)
class Site:
    """Where an expression stands: the names of the context node's own path (empty: no form around it) and the paths
    of the form's repeats."""

    context: tuple[str, ...] = ()
    repeats: frozenset[tuple[str, ...]] = frozenset()


def relative_names(path: Path, context: tuple[str, ...]) -> tuple[str, ...] | None:
    """The absolute names that a plain path (names and ``..`` only) leads to; None for any other path."""
    if path.start is not None and path.start != Call("current", ()):
        return None
    names = [] if path.absolute else list(context)
    for step in path.steps:
        if step.predicates:
            return None
        if step.axis is Axis.CHILD and "*" not in step.test and "(" not in step.test:
            names.append(step.test)
        elif step.axis is Axis.PARENT and names:
            names.pop()
        elif step.axis is not Axis.SELF:
            return None
    return tuple(names)


class PathCompiler:
    """Compiles paths; expressions inside them go back to ``compile_inner``."""

    def __init__(
        self, site: Site, compile_inner: Callable[[Expression], Closure], predicate: Callable[[Expression], Test]
    ) -> None:
        self._site = site
        self._compile = compile_inner
        self._predicate = predicate

    def path(self, path: Path) -> Closure:
        """The closure of a path; it gives a node-set."""
        if path.start is not None:
            return self._from(self._compile(path.start), path.steps)
        if path.absolute:
            return self._absolute(path.steps)
        if len(path.steps) == 1 and path.steps[0] == Step(Axis.SELF, "node()"):
            return lambda context: [context.node]
        walks = self._walks(path.steps)
        return lambda context: _visible(_run(context, [context.node], walks))

    def _from(self, start: Closure, steps: Sequence[Step]) -> Closure:
        walks = self._walks(steps)

        def run(context: Context) -> Value:
            value = start(context)
            return _visible(_run(context, value, walks)) if isinstance(value, list) else []

        return run

    def _absolute(self, steps: Sequence[Step]) -> Closure:
        shared = self._shared(steps)
        if not shared:
            walks = self._walks(steps)
            return lambda context: _visible(_run(context, [context.scope.document], walks))
        climb = len(self._site.context) - shared
        walks = self._walks(steps[shared:])

        def run(context: Context) -> Value:
            node: Node | None = context.origin
            for _ in range(climb):
                node = node.parent if node is not None else None
            return _visible(_run(context, [node], walks)) if node is not None else []

        return run

    def _shared(self, steps: Sequence[Step]) -> int:
        """How many steps the path has in common with the context's own; a repeat itself is never one of them."""
        shared = 0
        for step, name in zip(steps, self._site.context, strict=False):
            if step.axis is not Axis.CHILD or step.test != name or step.predicates:
                break
            shared += 1
        if shared == len(steps) and self._site.context[:shared] in self._site.repeats:
            shared -= 1
        return shared

    def _walks(self, steps: Sequence[Step]) -> list[Walk]:
        moving = [step for step in steps if step != Step(Axis.SELF, "node()")]
        # "//" on the way to something else: nothing is inside a text
        return [self._walk(step, last=place == len(moving)) for place, step in enumerate(moving, 1)]

    def _walk(self, step: Step, *, last: bool) -> Walk:
        if step.axis is Axis.CHILD and step.test[-1] not in "*)":
            return self._child(step.test, step.predicates)
        if step.axis is Axis.PARENT and step.test == "node()" and not step.predicates:
            return _parents
        test = step.test
        named = not test.endswith(")") or (step == Step(Axis.DESCENDANT_OR_SELF, "node()") and not last)
        axis = walker(step.axis, elements_only=named)
        tests = [self._predicate(predicate) for predicate in step.predicates]

        def run(context: Context, nodes: list[Node]) -> list[Node]:
            found: list[Node] = []
            for node in nodes:
                candidates = [one for one in axis(node) if matches(one, test, step.axis)]
                found.extend(self.filtered(context, candidates, tests))
            return document_order(found)

        return run

    def _child(self, name: str, predicates: Sequence[Expression]) -> Walk:
        if not predicates:
            return _named(name)
        tests = [self._predicate(predicate) for predicate in predicates]
        lookup = self._lookup(predicates[0])

        def run(context: Context, nodes: list[Node]) -> list[Node]:
            found: list[Node] = []
            for node in nodes:
                candidates = node.named.get(name, [])
                if lookup is not None and type(node) is Node and len(candidates) >= _INDEX_FROM:
                    candidates = lookup(context, node, name, candidates)
                found.extend(self.filtered(context, candidates, tests))
            return found

        return run

    def _lookup(self, predicate: Expression) -> Callable[[Context, Node, str, list[Node]], list[Node]] | None:
        """An index lookup for a predicate ``column = value``, alone or first of several joined by ``and``.

        It only narrows the candidates: the whole predicate is tested on what is left.
        """
        while isinstance(predicate, Binary) and predicate.operator == "and":
            predicate = predicate.left
        pair = _indexable(predicate)
        if pair is None:
            return None
        key, value = pair[0], self._compile(pair[1])

        def narrow(context: Context, node: Node, name: str, candidates: list[Node]) -> list[Node]:
            wanted = value(context)
            if isinstance(wanted, str):
                return node.index(name, key).get(wanted, [])
            if isinstance(wanted, list) and len(wanted) == 1:
                return node.index(name, key).get(wanted[0].string(), [])
            return candidates

        return narrow

    def filtered(self, context: Context, nodes: list[Node], tests: Sequence[Test]) -> list[Node]:
        """The nodes for which all predicates hold, each seeing the places that the one before left."""
        for test in tests:
            size = len(nodes)
            nodes = [node for place, node in enumerate(nodes, 1) if test(context.at(node, place, size))]
        return nodes


def _indexable(predicate: Expression) -> tuple[str, Expression] | None:
    if not isinstance(predicate, Binary) or predicate.operator != "=":
        return None
    for key, value in ((predicate.left, predicate.right), (predicate.right, predicate.left)):
        if isinstance(key, Path) and (name := _child_name(key)) and _independent(value):
            return name, value
    return None


def _child_name(path: Path) -> str | None:
    if path.absolute or path.start is not None or len(path.steps) != 1:
        return None
    step = path.steps[0]
    plain = step.axis is Axis.CHILD and not step.predicates and "*" not in step.test and "(" not in step.test
    return step.test if plain else None


def _independent(expression: Expression) -> bool:
    """Whether the value is the same for every candidate: no relative path, no ``position()`` or ``last()``."""
    for part in walk(expression):
        if isinstance(part, Path) and not part.absolute and part.start is None:
            return False
        if isinstance(part, Call) and part.name in {"position", "last", "random", "uuid"}:
            return False
        if isinstance(part, Path) and any(step.predicates for step in part.steps):
            return False
    return True


def _run(context: Context, nodes: list[Node], walks: Sequence[Walk]) -> list[Node]:
    for walk_step in walks:
        nodes = walk_step(context, nodes)
        if not nodes:
            break
    return nodes


def _visible(nodes: list[Node]) -> list[Node]:
    """Without the nodes that are not relevant. One single question stays and reads as empty, so that
    ``${question} != 'x'`` holds while it is not asked (JavaRosa: ``XPathPathExpr.eval``)."""
    if len(nodes) == 1 and not nodes[0].children:
        return nodes
    if all(node.relevant for node in nodes):
        return nodes
    return [node for node in nodes if node.relevant]


def _named(name: str) -> Walk:
    def run(_context: Context, nodes: list[Node]) -> list[Node]:
        if len(nodes) == 1:
            return nodes[0].named.get(name, [])
        return [child for node in nodes for child in node.named.get(name, ())]

    return run


def _parents(_context: Context, nodes: list[Node]) -> list[Node]:
    if len(nodes) == 1:
        parent = nodes[0].parent
        return [] if parent is None else [parent]
    return document_order([node.parent for node in nodes if node.parent is not None])


def indexed_repeat(site: Site, target: tuple[str, ...], indexes: Sequence[tuple[tuple[str, ...], Closure]]) -> Closure:
    """``indexed-repeat(target, repeat, index, …)``: the target in the repeat instances of these numbers."""
    numbers = dict(indexes)

    def run(context: Context) -> Value:
        here = [context.scope.document]
        chain = [context.origin, *context.origin.ancestors()]
        mine = {node.parent: node for node in chain if node.parent is not None}
        for length in range(1, len(target) + 1):
            names = target[:length]
            found = [child for node in here for child in node.named.get(names[-1], ())]
            if names in numbers:
                place = to_number(numbers[names](context), context.scope)
                found = [found[int(place) - 1]] if 1 <= place <= len(found) else []
            elif len(here) == 1 and len(found) > 1 and mine.get(here[0]) in found:
                found = [mine[here[0]]]
            here = found
        return here

    return run
