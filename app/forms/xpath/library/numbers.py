"""Number functions."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from app.forms.tree import Node
from app.forms.xpath.context import Context
from app.forms.xpath.library.function import ANY, Arguments, Function, nodes, numbers
from app.forms.xpath.syntax import XPathEvaluationError
from app.forms.xpath.values import Value, to_boolean, to_number, to_string


def round_half_up(value: float) -> float:
    """XPath's ``round``: a half goes towards positive infinity; NaN and infinities stay."""
    if math.isnan(value) or math.isinf(value):
        return value
    return math.copysign(float(math.floor(value + 0.5)), value) if value <= 0 else float(math.floor(value + 0.5))


def _number(context: Context, arguments: Arguments) -> Value:
    return to_number(arguments[0] if arguments else [context.node], context.scope)


def _int(context: Context, arguments: Arguments) -> Value:
    value = to_number(arguments[0], context.scope)
    if math.isnan(value):
        # a very small number comes as text with an exponent
        value = _lenient(arguments[0])
    return value if math.isnan(value) or math.isinf(value) else float(math.trunc(value))


def _lenient(value: Value) -> float:
    text = to_string(value)
    if "e-" not in text:
        return math.nan
    try:
        return float(text)
    except ValueError:
        return math.nan


def _round(context: Context, arguments: Arguments) -> Value:
    value = arguments[0]
    # JavaRosa reads a decimal comma here and nowhere else
    number = to_number(value.replace(",", ".") if isinstance(value, str) else value, context.scope)
    if len(arguments) == 1:
        return round_half_up(number)
    digits = to_number(arguments[1], context.scope)
    if math.isnan(number) or math.isinf(number) or math.isnan(digits) or math.isinf(digits):
        return number if not math.isnan(number) else math.nan
    return _round_to(number, int(digits))


def _round_to(number: float, digits: int) -> float:
    step = Decimal(1).scaleb(-max(-300, min(300, digits)))
    mode = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
    exact = Decimal(repr(number))
    return float((exact / step).quantize(Decimal(1), rounding=mode) * step)


def _ceiling(context: Context, arguments: Arguments) -> Value:
    value = to_number(arguments[0], context.scope)
    return value if math.isnan(value) or math.isinf(value) else math.copysign(float(math.ceil(value)), value)


def _floor(context: Context, arguments: Arguments) -> Value:
    value = to_number(arguments[0], context.scope)
    return value if math.isnan(value) or math.isinf(value) else math.copysign(float(math.floor(value)), value)


def _real(compute: Callable[[float], float]) -> Function:
    def body(context: Context, arguments: Arguments) -> Value:
        try:
            return compute(to_number(arguments[0], context.scope))
        except (ValueError, OverflowError):
            return math.nan

    return Function(body, 1, 1)


def _logarithm(base: float) -> Function:
    def compute(value: float) -> float:
        if value == 0:
            return -math.inf
        return math.log10(value) if base == 10 else math.log(value)

    return _real(compute)


def _exponential(base: float) -> Function:
    def compute(value: float) -> float:
        try:
            return math.exp(value) if base == math.e else math.pow(base, value)
        except OverflowError:
            return math.inf

    return _real(compute)


def _pow(context: Context, arguments: Arguments) -> Value:
    try:
        return math.pow(to_number(arguments[0], context.scope), to_number(arguments[1], context.scope))
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan


def _atan2(context: Context, arguments: Arguments) -> Value:
    return math.atan2(to_number(arguments[0], context.scope), to_number(arguments[1], context.scope))


def _pi(_context: Context, _arguments: Arguments) -> Value:
    return math.pi


def _given(arguments: Arguments, context: Context) -> list[float]:
    """The numbers among the values; what is empty or no number is passed over (JavaRosa as run)."""
    return [value for value in numbers(arguments, context.scope) if not math.isnan(value)]


def _extreme(choose: Callable[[list[float]], float]) -> Function:
    def body(context: Context, arguments: Arguments) -> Value:
        found = _given(arguments, context)
        return choose(found) if found else math.nan

    return Function(body, 1, ANY)


def _sum(context: Context, arguments: Arguments) -> Value:
    return sum(_given([nodes(arguments[0], "sum")], context), 0.0)


def _count(_context: Context, arguments: Arguments) -> Value:
    return float(len(nodes(arguments[0], "count")))


def _count_non_empty(_context: Context, arguments: Arguments) -> Value:
    return float(sum(1 for node in nodes(arguments[0], "count-non-empty") if node.string()))


def _random(context: Context, _arguments: Arguments) -> Value:
    return context.scope.random()


def _boolean(_context: Context, arguments: Arguments) -> Value:
    return to_boolean(arguments[0])


def _not(_context: Context, arguments: Arguments) -> Value:
    return not to_boolean(arguments[0])


def _boolean_from_string(_context: Context, arguments: Arguments) -> Value:
    return to_string(arguments[0]) in {"true", "1"}


def _ticked(node: Node) -> bool:
    return node.holds() and bool(node.string())


def _checklist(context: Context, arguments: Arguments) -> Value:
    hits = 0
    for value in arguments[2:]:
        hits += sum(1 for node in value if _ticked(node)) if isinstance(value, list) else to_boolean(value)
    return _within(context, arguments, float(hits))


def _weighted_checklist(context: Context, arguments: Arguments) -> Value:
    flags: list[bool] = []
    weights: list[float] = []
    if len(arguments) % 2:
        raise XPathEvaluationError("weights_wanted", "weighted-checklist")
    for flag, weight in zip(arguments[2::2], arguments[3::2], strict=True):
        flags.extend([_ticked(node) for node in flag] if isinstance(flag, list) else [to_boolean(flag)])
        weights.extend(numbers([weight], context.scope))
    return _within(context, arguments, sum(weight for flag, weight in zip(flags, weights, strict=False) if flag))


def _within(context: Context, arguments: Arguments, total: float) -> bool:
    least, most = to_number(arguments[0], context.scope), to_number(arguments[1], context.scope)
    return (least < 0 or total >= least) and (most < 0 or total <= most)


FUNCTIONS = {
    "number": Function(_number, 0, 1),
    "int": Function(_int, 1, 1),
    "round": Function(_round, 1, 2),
    "ceiling": Function(_ceiling, 1, 1),
    "floor": Function(_floor, 1, 1),
    "abs": _real(abs),
    "sqrt": _real(math.sqrt),
    "sin": _real(math.sin),
    "cos": _real(math.cos),
    "tan": _real(math.tan),
    "asin": _real(math.asin),
    "acos": _real(math.acos),
    "atan": _real(math.atan),
    "atan2": Function(_atan2, 2, 2),
    "log": _logarithm(math.e),
    "log10": _logarithm(10),
    "exp": _exponential(math.e),
    "exp10": _exponential(10),
    "pow": Function(_pow, 2, 2),
    "pi": Function(_pi, 0, 0),
    "min": _extreme(min),
    "max": _extreme(max),
    "sum": Function(_sum, 1, 1),
    "count": Function(_count, 1, 1),
    "count-non-empty": Function(_count_non_empty, 1, 1),
    "random": Function(_random, 0, 0),
    "boolean": Function(_boolean, 1, 1),
    "not": Function(_not, 1, 1),
    "boolean-from-string": Function(_boolean_from_string, 1, 1),
    "checklist": Function(_checklist, 3, ANY),
    "weighted-checklist": Function(_weighted_checklist, 4, ANY),
}
