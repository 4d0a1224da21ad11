"""Text of an XPath expression to tokens (XPath 1.0, section 3.7, with its rule for ``*`` and operator names)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.forms.limits import EXPRESSION_CHARACTERS
from app.forms.xpath.syntax import XPathSyntaxError


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    STRING = "string"
    NAME = "name"
    SYMBOL = "symbol"
    OPERATOR = "operator"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with the place (in characters) where it starts."""

    kind: Kind
    text: str
    place: int


NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<string>"[^"]*"|'[^']*')
    |(?P<symbol>\.\.|::|//|!=|<=|>=|[()\[\].@,/|+\-=<>*$])
    |(?P<name>{NAME}(?::(?!:)(?:{NAME}|\*))?)""",
    re.VERBOSE,
)
_OPERATOR = re.compile(r"!=|<=|>=|[|+\-=<>*]|and|or|div|mod")
_BLANK = re.compile(r"\s*")
_KINDS = {kind.value: kind for kind in Kind}
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ",", "/", "//", "$"})


def tokens(text: str) -> list[Token]:
    """Split an expression into tokens, the last two being :attr:`Kind.END`.

    :raises XPathSyntaxError: at a character that starts no token, or when the expression is too long
    """
    if len(text) > EXPRESSION_CHARACTERS:
        raise XPathSyntaxError("expression_too_long", str(len(text)))
    found: list[Token] = []
    place = _skip(text, 0)
    while place < len(text):
        token = _next(text, place, operand_before=bool(found) and _ends_operand(found[-1]))
        found.append(token)
        place = _skip(text, place + len(token.text))
    end = Token(Kind.END, "", place)
    found.extend((end, end))
    return found


def _skip(text: str, place: int) -> int:
    match = _BLANK.match(text, place)
    return match.end() if match else place


def _ends_operand(token: Token) -> bool:
    return token.kind is not Kind.OPERATOR and token.text not in _BEFORE_OPERAND


def _next(text: str, place: int, operand_before: bool) -> Token:
    # after an operand only an operator can follow, so `1div1` and a node named `div` are both read rightly
    if operand_before and (operator := _OPERATOR.match(text, place)):
        return Token(Kind.OPERATOR, operator.group(), place)
    match = _TOKEN.match(text, place)
    if match is None or match.lastgroup is None:
        raise XPathSyntaxError("unexpected_character", f"{text[place]} @{place + 1}")
    kind = _KINDS[match.lastgroup]
    if kind is Kind.SYMBOL and match.group() == "-":
        kind = Kind.OPERATOR
    return Token(kind, match.group(), place)
