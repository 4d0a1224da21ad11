"""Syntax tree to closures: each expression is compiled once for a form and then only called.

A closure takes a :class:`~app.forms.xpath.context.Context` and gives a value. Compiling resolves function names,
checks their arguments and turns absolute paths into few steps from the context node (see ``paths.py``), so that a bad
expression is refused when a form is published and never met in the field.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from app.forms.tree import Node, document_order
from app.forms.xpath.compare import ordering
from app.forms.xpath.context import Context
from app.forms.xpath.library import FUNCTIONS
from app.forms.xpath.operators import ARITHMETIC, equality_of
from app.forms.xpath.parser import parse
from app.forms.xpath.paths import Closure, PathCompiler, Site, indexed_repeat, relative_names
from app.forms.xpath.syntax import (
    Binary,
    Call,
    Expression,
    Filter,
    Literal,
    Negate,
    Path,
    XPathEvaluationError,
    XPathSyntaxError,
)
from app.forms.xpath.values import Value, to_boolean, to_number, to_string

_BOOLEAN_CALLS = frozenset(
    {"true", "false", "not", "boolean", "selected", "is-selected", "contains", "starts-with", "ends-with", "regex"}
    | {"checklist", "weighted-checklist", "boolean-from-string", "geofence", "lang"}
)


def compile_expression(expression: Expression, site: Site, *, checked: bool = True) -> Closure:
    """The closure of an expression.

    :param site: where in the form the expression stands
    :param checked: refuse an unknown function or a wrong number of arguments now; else, as XPath itself has it, only
        where and when the call is reached
    :raises XPathSyntaxError: on an unknown function or a wrong number of arguments
    """
    return _Compiler(site, checked=checked).compile(expression)


def compile_text(text: str, site: Site, *, checked: bool = True) -> Closure:
    """Parse and compile in one go.

    :raises XPathSyntaxError: see :func:`compile_expression`
    """
    return compile_expression(parse(text), site, checked=checked)


def boolean(closure: Closure) -> Callable[[Context], bool]:
    """The closure with its value turned into a boolean."""

    def test(context: Context) -> bool:
        value = closure(context)
        return value if isinstance(value, bool) else to_boolean(value)

    return test


class _Compiler:
    def __init__(self, site: Site, *, checked: bool) -> None:
        self._site = site
        self._checked = checked
        self._paths = PathCompiler(site, self.compile, self.predicate)

    def compile(self, expression: Expression) -> Closure:
        if isinstance(expression, Literal):
            value = expression.value
            return lambda _context: value
        if isinstance(expression, Path):
            return self._paths.path(expression)
        if isinstance(expression, Call):
            return self._call(expression)
        if isinstance(expression, Binary):
            return self._binary(expression)
        if isinstance(expression, Negate):
            operand = self.compile(expression.operand)
            return lambda context: -to_number(operand(context), context.scope)
        return self._filter(expression)

    def predicate(self, expression: Expression) -> Callable[[Context], bool]:
        """A predicate: a number is a position, anything else a boolean (XPath 1.0, section 2.4)."""
        closure = self.compile(expression)
        if isinstance(expression, Call) and expression.name in _BOOLEAN_CALLS:
            return boolean(closure)
        if isinstance(expression, Binary) and expression.operator in ["or", "and", "=", "!=", "<", "<=", ">", ">="]:
            return boolean(closure)

        def test(context: Context) -> bool:
            value = closure(context)
            if isinstance(value, float):
                return value == context.position
            return to_boolean(value)

        return test

    def _filter(self, expression: Filter) -> Closure:
        primary = self.compile(expression.primary)
        tests = [self.predicate(predicate) for predicate in expression.predicates]
        return lambda context: self._paths.filtered(context, _nodes(primary(context)), tests)

    def _binary(self, expression: Binary) -> Closure:
        symbol = expression.operator
        if symbol in {"and", "or"}:
            return self._logic(expression)
        if symbol in {"+", "-"}:
            return self._sum(expression)
        left, right = self.compile(expression.left), self.compile(expression.right)
        if symbol in {"=", "!="}:
            return equality_of(left, right, expression, symbol == "=")
        if symbol == "|":
            return lambda context: document_order([*_nodes(left(context)), *_nodes(right(context))])
        if symbol in ARITHMETIC:
            compute = ARITHMETIC[symbol]
            return lambda context: compute(
                to_number(left(context), context.scope), to_number(right(context), context.scope)
            )
        compare = ordering(symbol)
        return lambda context: compare(left(context), right(context), context.scope)

    def _chain(self, expression: Binary, symbols: frozenset[str]) -> list[tuple[str, Closure]]:
        """A left-deep run of operators as a flat list, so that a thousand terms need no deep stack."""
        found: list[tuple[str, Closure]] = []
        here: Expression = expression
        while isinstance(here, Binary) and here.operator in symbols:
            found.append((here.operator, self.compile(here.right)))
            here = here.left
        found.append(("", self.compile(here)))
        found.reverse()
        return found

    def _logic(self, expression: Binary) -> Closure:
        tests = [boolean(closure) for _, closure in self._chain(expression, frozenset({expression.operator}))]
        if len(tests) == 2:
            first, second = tests
            if expression.operator == "and":
                return lambda context: first(context) and second(context)
            return lambda context: first(context) or second(context)
        if expression.operator == "and":
            return lambda context: all(test(context) for test in tests)
        return lambda context: any(test(context) for test in tests)

    def _sum(self, expression: Binary) -> Closure:
        (_, first), *rest = self._chain(expression, frozenset({"+", "-"}))
        terms = [(-1.0 if symbol == "-" else 1.0, closure) for symbol, closure in rest]

        def total(context: Context) -> Value:
            value = to_number(first(context), context.scope)
            for sign, closure in terms:
                value += sign * to_number(closure(context), context.scope)
            return value

        return total

    def _call(self, call: Call) -> Closure:
        try:
            return self._known_call(call)
        except XPathSyntaxError as error:
            if self._checked:
                raise
            return _failing(error)

    def _known_call(self, call: Call) -> Closure:
        special = _FORMS.get(call.name)
        if special is not None:
            return special(self, call)
        function = FUNCTIONS.get(call.name)
        if function is None:
            raise XPathSyntaxError("unknown_function", call.name)
        _check(call, function.least, function.most)
        arguments = [self.compile(argument) for argument in call.arguments]
        body = function.body
        if len(arguments) == 1:
            (only,) = arguments
            return lambda context: body(context, (only(context),))
        if len(arguments) == 2:
            first, second = arguments
            return lambda context: body(context, (first(context), second(context)))
        return lambda context: body(context, [argument(context) for argument in arguments])

    def _constant(self, call: Call, value: bool) -> Closure:
        _check(call, 0, 0)
        return lambda _context: value

    def _if(self, call: Call) -> Closure:
        _check(call, 3, 3)
        test = boolean(self.compile(call.arguments[0]))
        then, otherwise = self.compile(call.arguments[1]), self.compile(call.arguments[2])
        return lambda context: then(context) if test(context) else otherwise(context)

    def _coalesce(self, call: Call) -> Closure:
        _check(call, 1, 1_000)
        *firsts, last = [self.compile(argument) for argument in call.arguments]

        def choose(context: Context) -> Value:
            for closure in firsts:
                value = closure(context)
                if to_string(value):
                    return value
            return last(context)

        return choose

    def _once(self, call: Call) -> Closure:
        _check(call, 1, 1)
        compute = self.compile(call.arguments[0])

        def keep(context: Context) -> Value:
            present = context.origin.text
            return present or compute(context)

        return keep

    def _position(self, call: Call) -> Closure:
        _check(call, 0, 1)
        if not call.arguments:
            return lambda context: float(context.position)
        target = self.compile(call.arguments[0])

        def place(context: Context) -> Value:
            value = target(context)
            if not isinstance(value, list):
                raise XPathEvaluationError("nodeset_wanted", "position")
            found = value
            if not found or found[0].parent is None:
                return math.nan
            return float(found[0].parent.named[found[0].name].index(found[0]) + 1)

        return place

    def _last(self, call: Call) -> Closure:
        _check(call, 0, 0)
        return lambda context: float(context.size)

    def _current(self, call: Call) -> Closure:
        _check(call, 0, 0)
        return lambda context: [context.origin]

    def _instance(self, call: Call) -> Closure:
        _check(call, 1, 1)
        name = self.compile(call.arguments[0])

        def lookup(context: Context) -> Value:
            found = context.scope.instance(to_string(name(context)))
            return [] if found is None else [found]

        return lookup

    def _pulldata(self, call: Call) -> Closure:
        _check(call, 4, 4)
        name, column, key_column, key = (self.compile(argument) for argument in call.arguments)

        def pull(context: Context) -> Value:
            instance = context.scope.instance(to_string(name(context)))
            if instance is None or not instance.children:
                return ""
            items = instance.children[0].index("item", to_string(key_column(context)))
            found = items.get(to_string(key(context)))
            return list(found[0].keyed(to_string(column(context)))) if found else ""

        return pull

    def _indexed_repeat(self, call: Call) -> Closure:
        _check(call, 3, 15)
        paths = [self._names(argument) for argument in call.arguments[:1] + call.arguments[1::2]]
        numbers = [self.compile(argument) for argument in call.arguments[2::2]]
        if len(paths) != len(numbers) + 1:
            raise XPathSyntaxError("argument_count", call.name)
        return indexed_repeat(self._site, paths[0], list(zip(paths[1:], numbers, strict=True)))

    def _names(self, expression: Expression) -> tuple[str, ...]:
        names = relative_names(expression, self._site.context) if isinstance(expression, Path) else None
        if names is None:
            raise XPathSyntaxError("path_wanted", "indexed-repeat")
        return names

    def _choice_name(self, call: Call) -> Closure:
        _check(call, 2, 2)
        value = self.compile(call.arguments[0])
        place = call.arguments[1]
        # the second argument is a text that holds the path, usually with blanks around it
        question = self.compile(
            parse(place.value) if isinstance(place, Literal) and isinstance(place.value, str) else place
        )

        def name(context: Context) -> Value:
            found = _nodes(question(context))
            return context.scope.choice_name(found[0], to_string(value(context))) if found else ""

        return name


_FORMS: dict[str, Callable[[_Compiler, Call], Closure]] = {
    "true": lambda compiler, call: compiler._constant(call, True),
    "false": lambda compiler, call: compiler._constant(call, False),
    "if": _Compiler._if,
    "coalesce": _Compiler._coalesce,
    "once": _Compiler._once,
    "position": _Compiler._position,
    "last": _Compiler._last,
    "current": _Compiler._current,
    "instance": _Compiler._instance,
    "pulldata": _Compiler._pulldata,
    "indexed-repeat": _Compiler._indexed_repeat,
    "jr:choice-name": _Compiler._choice_name,
}
"""Calls that are more than a function of the values of their arguments."""


def _failing(error: XPathSyntaxError) -> Closure:
    """A call that cannot be: an error for whoever reaches it."""

    def fail(_context: Context) -> Value:
        raise XPathEvaluationError(error.code, error.detail)

    return fail


def _nodes(value: Value) -> list[Node]:
    return value if isinstance(value, list) else []


def _check(call: Call, least: int, most: int) -> None:
    if not least <= len(call.arguments) <= most:
        raise XPathSyntaxError("argument_count", f"{call.name}({len(call.arguments)})")
