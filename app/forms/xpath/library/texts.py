"""String functions."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from app.forms.limits import ANSWER_CHARACTERS, PATTERN_CHARACTERS, PATTERN_SUBJECT_CHARACTERS
from app.forms.xpath.context import Context
from app.forms.xpath.library.function import ANY, Arguments, Function, strings, whole
from app.forms.xpath.library.numbers import round_half_up
from app.forms.xpath.library.patterns import matches
from app.forms.xpath.syntax import XPathEvaluationError
from app.forms.xpath.values import Value, to_number, to_string

_BLANKS = re.compile(r"[ \t\r\n]+")
_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


def _string(context: Context, arguments: Arguments) -> Value:
    return to_string(arguments[0]) if arguments else context.node.string()


def _string_length(context: Context, arguments: Arguments) -> Value:
    return float(len(to_string(arguments[0]) if arguments else context.node.string()))


def _normalize_space(context: Context, arguments: Arguments) -> Value:
    text = to_string(arguments[0]) if arguments else context.node.string()
    return _BLANKS.sub(" ", text).strip(" ")


def _concat(_context: Context, arguments: Arguments) -> Value:
    return _limited(strings(arguments), "")


def _join(_context: Context, arguments: Arguments) -> Value:
    return _limited(strings(arguments[1:]), to_string(arguments[0]))


def _limited(parts: list[str], glue: str) -> str:
    """Calculations that each double the one before would fill the memory."""
    length = sum(map(len, parts)) + len(glue) * max(0, len(parts) - 1)
    if length > ANSWER_CHARACTERS:
        raise XPathEvaluationError("text_too_long", str(length))
    return glue.join(parts)


def _contains(_context: Context, arguments: Arguments) -> Value:
    return to_string(arguments[1]) in to_string(arguments[0])


def _starts_with(_context: Context, arguments: Arguments) -> Value:
    return to_string(arguments[0]).startswith(to_string(arguments[1]))


def _ends_with(_context: Context, arguments: Arguments) -> Value:
    return to_string(arguments[0]).endswith(to_string(arguments[1]))


def _substring_before(_context: Context, arguments: Arguments) -> Value:
    head, found, _ = to_string(arguments[0]).partition(to_string(arguments[1]) or "\0")
    return head if found else ""


def _substring_after(_context: Context, arguments: Arguments) -> Value:
    text, mark = to_string(arguments[0]), to_string(arguments[1])
    return text.partition(mark)[2] if mark else text


def _substring(context: Context, arguments: Arguments) -> Value:
    """XPath's own ``substring``: counts from 1, rounds, and takes infinities (XPath 1.0, section 4.2)."""
    text = to_string(arguments[0])
    start = round_half_up(to_number(arguments[1], context.scope))
    end = start + round_half_up(to_number(arguments[2], context.scope)) if len(arguments) > 2 else float("inf")
    return "".join(letter for place, letter in enumerate(text, 1) if start <= place < end)


def _substr(context: Context, arguments: Arguments) -> Value:
    """ODK's ``substr``: counts from 0, negative from the end, the end not included."""
    text = to_string(arguments[0])
    start = whole(arguments[1], context.scope)
    end = whole(arguments[2], context.scope) if len(arguments) > 2 else len(text)
    return text[start:end] if start is not None and end is not None else ""


def _translate(_context: Context, arguments: Arguments) -> Value:
    text, old, new = (to_string(argument) for argument in arguments)
    table: dict[int, str] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else "")
    return text.translate(table)


def _regex(_context: Context, arguments: Arguments) -> Value:
    text, pattern = to_string(arguments[0]), to_string(arguments[1])
    if len(pattern) > PATTERN_CHARACTERS or len(text) > PATTERN_SUBJECT_CHARACTERS:
        raise XPathEvaluationError("pattern_too_long", pattern[:40])
    return matches(pattern, text)


def _digest(_context: Context, arguments: Arguments) -> Value:
    text, algorithm = to_string(arguments[0]), to_string(arguments[1]).upper()
    encoding = to_string(arguments[2]).lower() if len(arguments) > 2 else "base64"
    if algorithm not in _DIGESTS or encoding not in {"base64", "hex"}:
        raise XPathEvaluationError("digest_unknown", f"{algorithm} {encoding}")
    # the form names the algorithm; nothing here is a protection
    found = hashlib.new(_DIGESTS[algorithm], text.encode(), usedforsecurity=False)
    return found.hexdigest() if encoding == "hex" else base64.b64encode(found.digest()).decode()


def _base64_decode(_context: Context, arguments: Arguments) -> Value:
    try:
        return base64.b64decode(to_string(arguments[0]), validate=True).decode("utf-8", "replace")
    except binascii.Error:
        return ""


FUNCTIONS = {
    "string": Function(_string, 0, 1),
    "string-length": Function(_string_length, 0, 1),
    "normalize-space": Function(_normalize_space, 0, 1),
    "concat": Function(_concat, 0, ANY),
    "join": Function(_join, 1, ANY),
    "contains": Function(_contains, 2, 2),
    "starts-with": Function(_starts_with, 2, 2),
    "ends-with": Function(_ends_with, 2, 2),
    "substring-before": Function(_substring_before, 2, 2),
    "substring-after": Function(_substring_after, 2, 2),
    "substring": Function(_substring, 2, 3),
    "substr": Function(_substr, 2, 3),
    "translate": Function(_translate, 3, 3),
    "regex": Function(_regex, 2, 2),
    "digest": Function(_digest, 2, 3),
    "base64-decode": Function(_base64_decode, 1, 1),
}
