"""Comparison of values (XPath 1.0, section 3.4), node-sets included."""

from __future__ import annotations

import operator
from collections.abc import Callable

from app.forms.xpath.values import Clock, Value, to_boolean, to_number, to_string

Comparison = Callable[[Value, Value, Clock], bool]

_NEAR = 1e-12
"""Numbers closer than this are equal, as in JavaRosa: ``6.1 - 7.8 = -1.7`` holds, whatever a float makes of it."""

_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def equality(left: Value, right: Value, clock: Clock, *, equal: bool) -> bool:
    """``=`` (``equal``) and ``!=``: for node-sets true if any pair of nodes makes it true."""
    if isinstance(left, list) and isinstance(right, list):
        texts = [node.string() for node in right]
        return any((node.string() == text) is equal for node in left for text in texts)
    if isinstance(right, list):
        left, right = right, left
    if isinstance(left, list):
        if isinstance(right, bool):
            return (to_boolean(left) == right) is equal
        if isinstance(right, str):
            return any((node.string() == right) is equal for node in left)
        return any(_same(node.typed(), right, clock) is equal for node in left)
    return _same(left, right, clock) is equal


def _same(left: Value, right: Value, clock: Clock) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        one, other = to_number(left, clock), to_number(right, clock)
        return one == other or abs(one - other) < _NEAR
    return to_string(left) == to_string(right)


def ordering(symbol: str) -> Comparison:
    """The comparison for ``<``, ``<=``, ``>`` or ``>=``; both sides become numbers, dates their days."""
    holds = _ORDER[symbol]

    def compare(left: Value, right: Value, clock: Clock) -> bool:
        if _several(left) or _several(right):
            return any(holds(one, other) for one in _numbers(left, clock) for other in _numbers(right, clock))
        return holds(to_number(left, clock), to_number(right, clock))

    return compare


def _several(value: Value) -> bool:
    """Whether there is more than one node to compare, or none at all."""
    return isinstance(value, list) and len(value) != 1


def _numbers(value: Value, clock: Clock) -> list[float]:
    if isinstance(value, list):
        return [to_number([node], clock) for node in value]
    return [to_number(value, clock)]
