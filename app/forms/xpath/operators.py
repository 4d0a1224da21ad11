"""The operators of XPath 1.0 over numbers (section 3.5) and the quick forms of equality."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

from app.forms.xpath.compare import equality
from app.forms.xpath.context import Context
from app.forms.xpath.paths import Closure
from app.forms.xpath.syntax import Binary, Literal
from app.forms.xpath.values import Value


def _divide(left: float, right: float) -> float:
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _modulo(left: float, right: float) -> float:
    try:
        return math.fmod(left, right)
    except ValueError:
        return math.nan


ARITHMETIC: dict[str, Callable[[float, float], float]] = {"*": operator.mul, "div": _divide, "mod": _modulo}
"""What the operators ``*``, ``div`` and ``mod`` compute, without an error for any two numbers."""


def equality_of(left: Closure, right: Closure, expression: Binary, equal: bool) -> Closure:
    """The closure of ``=`` (``equal``) or ``!=``."""
    literal = expression.right
    if isinstance(literal, Literal) and isinstance(literal.value, str):
        return _equals_text(left, literal.value, equal)
    return lambda context: equality(left(context), right(context), context.scope, equal=equal)


def _equals_text(closure: Closure, text: str, equal: bool) -> Closure:
    """``${question} = 'choice'``, by far the most frequent expression of a form."""

    def compare(context: Context) -> Value:
        value = closure(context)
        if isinstance(value, list) and len(value) == 1:
            return (value[0].string() == text) is equal
        return equality(value, text, context.scope, equal=equal)

    return compare
