"""What argparse says of a wrong line, as the program speaks."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = (
    (
        r"argument (?P<name>.+?): invalid choice: (?P<given>.+?) \(choose from (?P<known>.*)\)",
        "{name} 没有 {given}，有 {known}",
    ),
    (r"the following arguments are required: (?P<names>.*)", "还缺 {names}"),
    (r"one of the arguments (?P<names>.*) is required", "要有其中一项：{names}"),
    (r"unrecognized arguments: (?P<names>.*)", "认不得 {names}"),
    (r"argument (?P<name>.+?): not allowed with argument (?P<other>.*)", "{name} 和 {other} 只能有一项"),
    (r"argument (?P<name>.+?): expected .* arguments?", "{name} 后面要有值"),
    (r"argument (?P<name>.+?): invalid (?P<type>\w+) value: (?P<given>.*)", "{name} 不能是 {given}"),
    (r"argument (?P<name>.+?): (?P<words>.*)", "{name} {words}"),
    (r"ambiguous option: (?P<given>.+?) could match (?P<known>.*)", "{given} 说不准是哪一项：{known}"),
)
"""Patterns of argparse's messages (Lib/argparse.py) and what is said instead."""


def usage_words(message: str) -> str:
    """Give a usage error in Chinese; one that is not known stays as it is."""
    for pattern, words in _WORDS:
        found = re.fullmatch(pattern, message)
        if found is not None:
            return words.format(**found.groupdict())
    return message
