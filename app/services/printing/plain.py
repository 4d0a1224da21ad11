"""Reading plain data that was sealed: what is there is taken, what is not is empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.oplog.operation import Value


def said(value: Value) -> str:
    """Give a value as it is read, nothing for none."""
    return "" if value is None or isinstance(value, bytes) else str(value)


def mapping(value: Value) -> Mapping[str, Value]:
    """Give a mapping, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def mappings(value: Value) -> list[dict[str, Value]]:
    """Give the mappings of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def words(value: Value) -> list[str]:
    """Give the members of a list as words."""
    return [str(word) for word in value] if isinstance(value, list) else []


def flat(document: Mapping[str, Value], prefix: str) -> Iterator[tuple[str, Value]]:
    """Give the values of a nested document by their dotted paths, without the members."""
    for key, value in document.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        elif key != "members":
            yield prefix + key, value
