"""Says where a value of a file means something else than the register's; what the file does not state is no difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from app.documents.sheets.reading import FactValue, Values

KnownValues: TypeAlias = Mapping[str, object]
"""What the register knows, by flat document paths; several words as any sequence."""

JOINED_FACTS = frozenset({"benefits"})
"""Facts to which a file adds words and from which it takes none."""


def differences(stated: Values, known: KnownValues) -> list[tuple[str, object, FactValue]]:
    """Give what a file states otherwise than the register: path, old value, new value."""
    found: list[tuple[str, object, FactValue]] = []
    for path, new in stated.items():
        old = known.get(path)
        if old == new:
            continue
        value = _joined(old, new) if path in JOINED_FACTS else new
        if not _means_the_same(old, value):
            found.append((path, old, value))
    return found


def _joined(old: object, new: FactValue) -> FactValue:
    if isinstance(old, tuple | list) and isinstance(new, tuple):
        return tuple(dict.fromkeys((*map(str, old), *new)))
    return new


def _means_the_same(old: object, new: FactValue) -> bool:
    """Compare a known value with a stated one: the order of words does not matter, nor does a less exact day."""
    if isinstance(old, tuple | list) and isinstance(new, tuple):
        return set(old) == set(new)
    if isinstance(old, str) and isinstance(new, str) and _is_month_or_year(new):
        return old == new or old.startswith(f"{new}-")
    if isinstance(old, int | float) and isinstance(new, int | float):
        return round(old * 100) == round(new * 100)
    return old == new


def _is_month_or_year(text: str) -> bool:
    return text.replace("-", "").isdigit() and ((len(text) == 7 and text[4] == "-") or len(text) == 4)
