"""Regular expressions of forms: Java's flavour (``regex()`` matches the whole text) on Python's engine.

A pattern comes from a form's author and can be catastrophic (``(a+)+$``). Python's engine cannot be stopped, so a
pattern is refused for texts that are so long that it could hang: with a repetition inside a repetition soon, with
several side by side later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.forms.xpath.syntax import XPathEvaluationError

_SAFE_LENGTH = 20
"""A repetition inside a repetition may double its work with every letter: so many letters are still quick."""

_SAFE_WORK = 1e8
"""Repetitions side by side may multiply their work: length of the text to the power of their number."""

_REPEATED = re.compile(r"(?<!\\)(?:[*+]|\{\d+,\})")
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
    return _NESTED.search(pattern) is not None or _repeats_without_mark(pattern)


def _repeats_without_mark(pattern: str) -> bool:
    """Whether a repeated group repeats something inside and has no fixed character that tells where one round ends:
    ``(([a-z])+.)+`` can be cut in as many ways as it has letters, ``([a-z]+\\.)+`` in one."""
    groups = [_Group()]
    for part in _PARTS.findall(pattern):
        if part.startswith("("):
            groups.append(_Group())
        elif part.startswith(")"):
            group = groups.pop() if len(groups) > 1 else groups[0]
            repeated = _UNBOUNDED.match(part[1:]) is not None
            if repeated and group.repeats and (group.alternatives or not group.marked):
                return True
            groups[-1].repeats = groups[-1].repeats or repeated or group.repeats
            groups[-1].marked = groups[-1].marked or (group.marked and part == ")")
        elif _UNBOUNDED.match(part[-1:]) or part.endswith(",}"):
            groups[-1].repeats = True
        elif part == "|":
            groups[-1].alternatives = True
        elif _MARK.match(part):
            groups[-1].marked = True
    return False


@dataclass
class _Group:
    """A group while its pattern is read: whether something repeats in it, whether it has a fixed character, whether it
    has alternatives (of which another may lack that character)."""

    repeats: bool = False
    alternatives: bool = False
    marked: bool = False


_QUANTIFIER = r"(?:[*+?]|\{\d*,?\d*\})?"
_PARTS = re.compile(
    rf"\((?:\?[:=!])?|\){_QUANTIFIER}|\[\^?\]?(?:\\.|[^\]])*\]{_QUANTIFIER}|(?:\\.|[^()\[]){_QUANTIFIER}"
)
_UNBOUNDED = re.compile(r"[*+]|\{\d+,\d*\}")
_MARK = re.compile(r"(?:\\[^\w]|[^\\.^$|\[])\Z")


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text matches.

    :raises XPathEvaluationError: when the pattern is invalid, or could hang on a text of this length
    """
    repetitions = len(_REPEATED.findall(pattern))
    if float(len(text) + 1) ** min(repetitions, 40) > _SAFE_WORK and repetitions > 1 and len(text) > _SAFE_LENGTH:
        raise XPathEvaluationError("pattern_catastrophic", pattern)
    if len(text) > _SAFE_LENGTH and may_hang(pattern):
        raise XPathEvaluationError("pattern_catastrophic", pattern)
    return _compiled(pattern).fullmatch(text) is not None
