"""What a function of the library is, and how it reads its arguments."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.forms.tree import Node
from app.forms.xpath.context import Context
from app.forms.xpath.syntax import XPathEvaluationError
from app.forms.xpath.values import Clock, Value, text_number, to_number, to_string

Arguments = Sequence[Value]
Body = Callable[[Context, Arguments], Value]

ANY: Final = 10_000
"""No upper limit for the number of arguments."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function with the fewest and the most arguments that it takes."""

    body: Body
    least: int
    most: int


def strings(arguments: Iterable[Value]) -> list[str]:
    """All arguments as texts; a node-set gives one text for each node."""
    found: list[str] = []
    for value in arguments:
        if isinstance(value, list):
            found.extend(node.string() for node in value)
        else:
            found.append(to_string(value))
    return found


def numbers(arguments: Iterable[Value], clock: Clock) -> list[float]:
    """All arguments as numbers; a node-set gives one number for each node."""
    found: list[float] = []
    for value in arguments:
        if isinstance(value, list):
            found.extend(text_number(node.string(), clock) for node in value)
        else:
            found.append(to_number(value, clock))
    return found


def nodes(value: Value, function: str) -> list[Node]:
    """An argument that must be a node-set.

    :raises XPathEvaluationError: when it is something else
    """
    if not isinstance(value, list):
        raise XPathEvaluationError("nodeset_wanted", function)
    return value


def whole(value: Value, clock: Clock) -> int | None:
    """An argument as a whole number, towards zero; None if it is no number."""
    number = to_number(value, clock)
    return None if math.isnan(number) or math.isinf(number) else int(number)
