"""Which conditions can never hold: what an author wrote so that a question is never reached.

Told from the syntax tree alone and only where it is certain: constants, a choice that its list does not have, two
values or two bounds of one question that exclude each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, tzinfo

from app.forms.binding import choice_rows
from app.forms.definition import Computed, FormDefinition, Names, NodeDefinition
from app.forms.xpath.compare import equality, ordering
from app.forms.xpath.paths import relative_names
from app.forms.xpath.syntax import Binary, Call, Expression, Literal, Path
from app.forms.xpath.values import to_boolean

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def is_unreachable(node: NodeDefinition, definition: FormDefinition) -> bool:
    """Whether the node's own condition can never hold."""
    relevant: Computed | None = node.bind.relevant
    return relevant is not None and _never(relevant.expression, node.names, definition)


def _never(expression: Expression, context: Names, definition: FormDefinition) -> bool:
    if isinstance(expression, Binary) and expression.operator == "or":
        return all(_never(side, context, definition) for side in (expression.left, expression.right))
    if isinstance(expression, Binary) and expression.operator == "and":
        terms = list(_terms(expression))
        return any(_never(term, context, definition) for term in terms) or _exclude(terms, context)
    return _constant(expression) is False or _no_such_choice(expression, context, definition)


def _terms(expression: Expression) -> Iterator[Expression]:
    while isinstance(expression, Binary) and expression.operator == "and":
        yield expression.right
        expression = expression.left
    yield expression


def _constant(expression: Expression) -> bool | None:
    """The truth of an expression that reads nothing; None for any other."""
    if isinstance(expression, Literal):
        return to_boolean(expression.value)
    if isinstance(expression, Call) and expression.name in {"true", "false"}:
        return expression.name == "true"
    if isinstance(expression, Call) and expression.name in {"not", "boolean"} and len(expression.arguments) == 1:
        inner = _constant(expression.arguments[0])
        return inner if inner is None or expression.name == "boolean" else not inner
    if isinstance(expression, Binary) and expression.operator in _TURNED:
        left, right = expression.left, expression.right
        if isinstance(left, Literal) and isinstance(right, Literal):
            return _holds(left.value, expression.operator, right.value)
    return None


def _holds(left: str | float, sign: str, right: str | float) -> bool:
    if sign in {"=", "!="}:
        return equality(left, right, _Clock(), equal=sign == "=")
    return ordering(sign)(left, right, _Clock())


def _compared(expression: Expression, context: Names) -> tuple[Names, str, str | float] | None:
    """Question, operator and constant of a comparison such as ``${age} > 5``; ``selected()`` counts as ``=``."""
    if isinstance(expression, Call) and expression.name == "selected" and len(expression.arguments) == 2:
        expression = Binary("=", *expression.arguments)
    if not isinstance(expression, Binary) or expression.operator not in _TURNED:
        return None
    sign, left, right = expression.operator, expression.left, expression.right
    if isinstance(left, Literal):
        sign, left, right = _TURNED[sign], right, left
    names = relative_names(left, context) if isinstance(left, Path) else None
    return (names, sign, right.value) if names is not None and isinstance(right, Literal) else None


def _no_such_choice(expression: Expression, context: Names, definition: FormDefinition) -> bool:
    found = _compared(expression, context)
    if found is None or found[1] != "=" or not isinstance(found[2], str) or not found[2]:
        return False
    node = definition.by_names.get(found[0])
    values = _choices(definition, node) if node is not None else set()
    return bool(values) and found[2] not in values


def _choices(definition: FormDefinition, node: NodeDefinition) -> set[str]:
    """The values that a question of the form's own lists can have; empty where they are not known."""
    written = {choice.value for choice in node.control.choices} if node.control is not None else set()
    cells = (item.named.get("name", ()) for _, item in choice_rows(definition, node))
    return written | {cell.string().strip() for found in cells for cell in found}


def _exclude(terms: list[Expression], context: Names) -> bool:
    """Whether two values, or two bounds, of one question exclude each other."""
    equal: dict[Names, set[str | float]] = {}
    floors: dict[Names, tuple[float, bool]] = {}
    ceilings: dict[Names, tuple[float, bool]] = {}
    for term in terms:
        found = _compared(term, context)
        if found is None:
            continue
        names, sign, value = found
        if sign == "=" and isinstance(term, Binary):
            # a question with several choices can have two of them selected, but it equals one text only
            equal.setdefault(names, set()).add(value)
        elif isinstance(value, float) and sign in {">", ">="}:
            floors[names] = max(floors.get(names, (-math.inf, False)), (value, sign == ">"))
        elif isinstance(value, float) and sign in {"<", "<="}:
            ceilings[names] = min(ceilings.get(names, (math.inf, False)), (value, sign != "<"))
    if any(len(values) > 1 for values in equal.values()):
        return True
    return any(
        floor > ceilings[names][0] or (floor == ceilings[names][0] and (open_ or not ceilings[names][1]))
        for names, (floor, open_) in floors.items()
        if names in ceilings
    )


class _Clock:
    """Constants are the same everywhere."""

    zone: tzinfo = UTC
