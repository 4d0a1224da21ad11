"""The syntax tree of an XPath 1.0 expression (ODK XForms specification, "XPath")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class XPathError(Exception):
    """An expression that cannot be understood or evaluated; ``code`` is a stable word, ``detail`` the place or name."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class XPathSyntaxError(XPathError):
    """Found before a form runs: bad syntax, unknown function, wrong number of arguments."""


class XPathEvaluationError(XPathError):
    """Found while a form runs: a value of the wrong kind, such as ``date('not a date')``."""


class Axis(StrEnum):
    """The axes of XPath 1.0 (``namespace`` excepted: instances have none to walk)."""

    CHILD = "child"
    PARENT = "parent"
    SELF = "self"
    ATTRIBUTE = "attribute"
    DESCENDANT = "descendant"
    DESCENDANT_OR_SELF = "descendant-or-self"
    ANCESTOR = "ancestor"
    ANCESTOR_OR_SELF = "ancestor-or-self"
    FOLLOWING = "following"
    FOLLOWING_SIBLING = "following-sibling"
    PRECEDING = "preceding"
    PRECEDING_SIBLING = "preceding-sibling"


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a number written in the expression."""

    value: str | float


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; ``name`` keeps its prefix (``jr:choice-name``)."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two operands: ``or and = != < <= > >= + - * div mod |``."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Negate:
    """The unary minus."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path. ``test`` is a name, ``*``, ``prefix:*``, ``node()``, ``text()``, ``comment()``
    or ``processing-instruction(target)``."""

    axis: Axis
    test: str
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path: absolute, relative to the context node, or relative to what ``start`` gives."""

    absolute: bool
    steps: tuple[Step, ...]
    start: Expression | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A primary expression with predicates: ``(...)[1]``, ``randomize(...)[1]``."""

    primary: Expression
    predicates: tuple[Expression, ...]


Expression = Literal | Call | Binary | Negate | Path | Filter


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside an expression, predicates of steps included."""
    if isinstance(expression, Call):
        return expression.arguments
    if isinstance(expression, Binary):
        return (expression.left, expression.right)
    if isinstance(expression, Negate):
        return (expression.operand,)
    if isinstance(expression, Filter):
        return (expression.primary, *expression.predicates)
    if isinstance(expression, Path):
        inner = tuple(predicate for step in expression.steps for predicate in step.predicates)
        return inner if expression.start is None else (expression.start, *inner)
    return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything inside it; iterative, as a sum of a thousand terms is a deep tree."""
    waiting = [expression]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(children(here))
