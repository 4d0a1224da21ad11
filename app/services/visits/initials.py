"""The first letters of the syllables of a choice, to jump to it in a long list."""

from __future__ import annotations

from functools import lru_cache

from app.store.pinyin import syllables


@lru_cache(maxsize=4096)
def initials(label: str) -> str:
    """Give the first letters of a label's syllables: ``zy`` for 住院."""
    return "".join(readings[0][:1] for readings in syllables(label.strip()))
