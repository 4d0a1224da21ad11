"""Finding words by the letters of their pinyin, for lists in which one jumps by typing."""

from __future__ import annotations

from itertools import product
from typing import Final

from app.store.pinyin import syllables

_MOST: Final = 6
"""Characters whose readings are tried; nobody types more to jump."""
_MOST_WAYS: Final = 64


def learn() -> None:
    """Read the dictionary of readings now (half a second), so that the first letter typed need not wait for it."""
    syllables("一")


def begins(text: str, typed: str) -> bool:
    """Tell whether a text begins with what was typed: as written, by initials (wdg), or by whole pinyin (wangdag).

    A surname is read as a surname; each other reading counts too.
    """
    wanted = typed.strip().lower()
    if not wanted:
        return False
    if text.lower().startswith(wanted):
        return True
    if not wanted.isascii():
        return False
    heads = [tuple(dict.fromkeys(each)) for each in syllables(text[:_MOST])]
    for number, way in enumerate(product(*heads)):
        if number >= _MOST_WAYS:
            return False
        if "".join(way).startswith(wanted) or "".join(each[:1] for each in way).startswith(wanted):
            return True
    return False
