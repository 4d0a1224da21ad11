"""Regular expressions of forms: Java's flavour (``regex()`` matches the whole text) on Python's engine.

A pattern comes from a form's author and can be catastrophic (``(a+)+$``). Python's engine cannot be stopped, so a
pattern with a repetition inside a repetition is refused for longer texts, where alone it could hang.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.forms.xpath.syntax import XPathEvaluationError

_SAFE_LENGTH = 24
_NESTED = re.compile(r"[*+}]\??\)(?:[*+]|\{\d+,)|\([^()]*\|[^()]*\)(?:[*+]|\{\d+,)")
_CLASSES = {
    r"\p{L}": r"[^\W\d_]",
    r"\p{Lu}": r"[A-Z]",
    r"\p{Ll}": r"[a-z]",
    r"\p{N}": r"\d",
    r"\p{Nd}": r"\d",
    r"\p{IsHan}": r"[㐀-鿿]",
    r"\p{Han}": r"[㐀-鿿]",
    r"\p{script=Han}": r"[㐀-鿿]",
}


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    translated = pattern
    for java, python in _CLASSES.items():
        translated = translated.replace(java, python)
    try:
        return re.compile(translated)
    except (re.error, OverflowError, RecursionError) as error:
        raise XPathEvaluationError("pattern_invalid", pattern) from error


def may_hang(pattern: str) -> bool:
    """Whether a pattern repeats a repetition, so that some text makes it run for ever."""
    return _NESTED.search(pattern) is not None


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text matches.

    :raises XPathEvaluationError: when the pattern is invalid, or could hang on a text of this length
    """
    if len(text) > _SAFE_LENGTH and may_hang(pattern):
        raise XPathEvaluationError("pattern_catastrophic", pattern)
    return _compiled(pattern).fullmatch(text) is not None
