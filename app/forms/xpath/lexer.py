"""Text of an XPath expression to tokens (XPath 1.0, section 3.7, with its rule for ``*`` and operator names)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

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


class Token(NamedTuple):
    """A token with the place (in characters) where it starts."""

    kind: Kind
    text: str
    place: int


NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""(?:(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<string>"[^"]*"|'[^']*')
    |(?P<symbol>\.\.|::|//|!=|<=|>=|[()\[\].@,/|+\-=<>*$])
    |(?P<name>{NAME}(?::(?!:)(?:{NAME}|\*))?))\s*""",
    re.VERBOSE,
)
_OPERATOR = re.compile(r"(?P<operator>!=|<=|>=|[|+\-=<>*]|and|or|div|mod)\s*")
_KINDS = {kind.value: kind for kind in Kind}
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ",", "/", "//", "$"})


def tokens(text: str) -> list[Token]:
    """Split an expression into tokens, the last two being :attr:`Kind.END`.

    :raises XPathSyntaxError: at a character that starts no token, or when the expression is too long
    """
    if len(text) > EXPRESSION_CHARACTERS:
        raise XPathSyntaxError("expression_too_long", str(len(text)))
    found: list[Token] = []
    place = len(text) - len(text.lstrip())
    operand_before = False
    while place < len(text):
        # after an operand only an operator can follow, so `1div1` and a node named `div` are both read rightly
        match = (_OPERATOR.match(text, place) if operand_before else None) or _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise XPathSyntaxError("unexpected_character", f"{text[place]} @{place + 1}")
        word = match[match.lastgroup]
        kind = Kind.OPERATOR if word == "-" else _KINDS[match.lastgroup]
        found.append(Token(kind, word, place))
        operand_before = kind is not Kind.OPERATOR and word not in _BEFORE_OPERAND
        place = match.end()
    end = Token(Kind.END, "", place)
    found.extend((end, end))
    return found
