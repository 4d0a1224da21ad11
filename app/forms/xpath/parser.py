"""Tokens to a syntax tree: a precedence parser for XPath 1.0 (sections 2 and 3)."""

from __future__ import annotations

import re
from typing import Final

from app.forms.limits import EXPRESSION_DEPTH
from app.forms.xpath.lexer import NAME, Kind, Token, tokens
from app.forms.xpath.syntax import (
    Axis,
    Binary,
    Call,
    Expression,
    Filter,
    Literal,
    Negate,
    Path,
    Step,
    XPathSyntaxError,
)

_PRECEDENCE: Final = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
    "|": 8,
}
_UNARY: Final = 7
_NODE_TESTS: Final = frozenset({"node", "text", "comment", "processing-instruction"})
_STEP_SYMBOLS: Final = frozenset({".", "..", "@", "*"})
_SLASHES: Final = frozenset({"/", "//"})
_PLAIN: Final = re.compile(rf"\s*(/?)((?:{NAME}(?::{NAME})?)(?:/{NAME}(?::{NAME})?)*)\s*\Z")
_ANYWHERE: Final = Step(Axis.DESCENDANT_OR_SELF, "node()")
_PARENT: Final = Step(Axis.PARENT, "node()")
_SELF: Final = Step(Axis.SELF, "node()")


def parse(text: str) -> Expression:
    """Parse an expression.

    :raises XPathSyntaxError: with a code (``unexpected_token`` …) and the place, counted from 1
    """
    plain = _PLAIN.match(text)
    if plain is not None:
        return _plain_path(plain[1], plain[2])
    parser = _Parser(tokens(text))
    expression = parser.expression(0)
    parser.expect_end()
    return expression


def _plain_path(root: str, names: str) -> Path:
    """A path of names only, more than half of all expressions of a form."""
    return Path(absolute=bool(root), steps=tuple(Step(Axis.CHILD, name) for name in names.split("/")))


class _Parser:
    def __init__(self, stream: list[Token]) -> None:
        self._stream = stream
        self._at = 0
        self._depth = 0

    def _peek(self, ahead: int = 0) -> Token:
        # two tokens mark the end, so looking one ahead never leaves the list
        return self._stream[self._at + ahead]

    def _take(self) -> Token:
        token = self._stream[self._at]
        if token.kind is not Kind.END:
            self._at += 1
        return token

    def _is(self, *texts: str, ahead: int = 0) -> bool:
        # texts in quotation marks keep them, so no string or name is ever taken for a symbol
        return self._stream[self._at + ahead].text in texts

    def _accept(self, text: str) -> bool:
        if self._is(text):
            self._take()
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._unexpected(text)

    def _unexpected(self, wanted: str = "") -> XPathSyntaxError:
        token = self._peek()
        return XPathSyntaxError("unexpected_token", f"{token.text or '∎'} @{token.place + 1} {wanted}".rstrip())

    def expect_end(self) -> None:
        """Refuse anything that is left over."""
        if self._peek().kind is not Kind.END:
            raise self._unexpected()

    def expression(self, floor: int) -> Expression:
        """An expression whose operators all bind tighter than ``floor``."""
        self._depth += 1
        if self._depth > EXPRESSION_DEPTH:
            raise XPathSyntaxError("expression_too_deep", str(EXPRESSION_DEPTH))
        left = self._unary()
        while (token := self._peek()).kind is Kind.OPERATOR and (level := _PRECEDENCE.get(token.text, 0)) > floor:
            self._take()
            left = Binary(token.text, left, self.expression(level))
        self._depth -= 1
        return left

    def _unary(self) -> Expression:
        if self._accept("-"):
            return Negate(self.expression(_UNARY - 1))
        return self._path()

    def _path(self) -> Expression:
        token = self._stream[self._at]  # asked at every operand: without a call for each symbol that it could be
        if token.kind is Kind.NAME:
            if self._stream[self._at + 1].text == "(" and token.text not in _NODE_TESTS:
                return self._filter_path()
            return Path(absolute=False, steps=tuple(self._steps()))
        if token.text == "/":
            self._at += 1
            return Path(absolute=True, steps=tuple(self._steps()) if self._starts_step() else ())
        if token.text == "//":
            self._at += 1
            return Path(absolute=True, steps=(_ANYWHERE, *self._steps()))
        if token.text in _STEP_SYMBOLS:
            return Path(absolute=False, steps=tuple(self._steps()))
        return self._filter_path()

    def _filter_path(self) -> Expression:
        primary = self._primary()
        predicates = self._predicates()
        if predicates:
            primary = Filter(primary, predicates)
        text = self._stream[self._at].text
        if text not in _SLASHES:
            return primary
        self._at += 1
        anywhere = (_ANYWHERE,) if text == "//" else ()
        return Path(absolute=False, steps=(*anywhere, *self._steps()), start=primary)

    def _starts_step(self) -> bool:
        token = self._peek()
        return token.kind is Kind.NAME or token.text in _STEP_SYMBOLS

    def _steps(self) -> list[Step]:
        steps = [self._step()]
        while (text := self._stream[self._at].text) in _SLASHES:
            self._at += 1
            if text == "//":
                steps.append(_ANYWHERE)
            steps.append(self._step())
        return steps

    def _step(self) -> Step:
        text = self._stream[self._at].text
        if text == "..":
            self._at += 1
            return Step(Axis.PARENT, "node()", self._predicates()) if self._is("[") else _PARENT
        if text == ".":
            self._at += 1
            return Step(Axis.SELF, "node()", self._predicates()) if self._is("[") else _SELF
        axis = Axis.CHILD
        if text == "@":
            self._at += 1
            axis = Axis.ATTRIBUTE
        elif self._stream[self._at + 1].text == "::":
            axis = self._axis()
        return Step(axis, self._node_test(), self._predicates())

    def _axis(self) -> Axis:
        name = self._take().text
        self._take()
        try:
            return Axis(name)
        except ValueError:
            raise XPathSyntaxError("unknown_axis", name) from None

    def _node_test(self) -> str:
        token = self._stream[self._at]
        if token.kind is not Kind.NAME:
            if self._accept("*"):
                return "*"
            raise self._unexpected()
        self._at += 1
        name = token.text
        if name in _NODE_TESTS and self._accept("("):
            target = self._take().text[1:-1] if self._peek().kind is Kind.STRING else ""
            self._expect(")")
            return f"{name}({target})"
        return name

    def _predicates(self) -> tuple[Expression, ...]:
        if self._stream[self._at].text != "[":
            return ()
        found: list[Expression] = []
        while self._accept("["):
            found.append(self.expression(0))
            self._expect("]")
        return tuple(found)

    def _primary(self) -> Expression:
        token = self._peek()
        if token.kind is Kind.NUMBER:
            return Literal(float(self._take().text))
        if token.kind is Kind.STRING:
            return Literal(self._take().text[1:-1])
        if token.kind is Kind.NAME:
            return self._call()
        if self._accept("("):
            inner = self.expression(0)
            self._expect(")")
            return inner
        raise self._unexpected()

    def _call(self) -> Expression:
        name = self._take().text
        self._expect("(")
        arguments: list[Expression] = []
        if not self._is(")"):
            arguments.append(self.expression(0))
            while self._accept(","):
                arguments.append(self.expression(0))
        self._expect(")")
        return Call(name, tuple(arguments))
