"""The code lists of the country: words that a record may hold, with numbers and other spellings, as versioned data.

A record keeps the Chinese word of a list (its *label*), so that a person can read it; the number of the national
standard and the spellings of other systems lead to the same word. Lists are read once and never change.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

TomlTable: TypeAlias = Mapping[str, object]

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")


def normal_form(word: str) -> str:
    """Give the word as it is compared: without blanks and line breaks, brackets and digits half-width, small letters."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", word)).lower()


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a list.

    :param label: the word that records keep and people see
    :param number: the number of the national standard, "" where it has none
    :param aliases: other spellings that mean the same
    """

    label: str
    number: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The label and all other spellings."""
        return tuple(dict.fromkeys((self.label, *self.aliases)))


class CodeList:
    """One list of codes; looks up words and numbers in one step.

    :param name: the name by which facts and forms refer to it
    :param title: what people call it
    :param version: the edition in force
    :param source: the standard or document that it comes from
    :raises ValueError: when two codes share a word or a number
    """

    def __init__(self, name: str, title: str, version: str, source: str, codes: tuple[Code, ...]) -> None:
        self.name = name
        self.title = title
        self.version = version
        self.source = source
        self.codes = codes
        self._place = {code.label: place for place, code in enumerate(codes)}
        self._by_number = _unique(name, ((code.number, code) for code in codes if code.number))
        self._by_word = _unique(name, ((normal_form(word), code) for code in codes for word in code.words))

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, label: object) -> bool:
        return label in self._place

    @property
    def labels(self) -> tuple[str, ...]:
        """All words in the order of the list."""
        return tuple(code.label for code in self.codes)

    def find(self, word: str) -> Code | None:
        """Give the code of a label or another spelling, whatever its blanks and brackets; None if there is none."""
        return self._by_word.get(normal_form(word))

    def by_number(self, number: str) -> Code | None:
        """Give the code of a number of the standard, with or without a leading zero."""
        bare = number.strip()
        return self._by_number.get(bare) or self._by_number.get(bare.zfill(2))

    def number(self, label: str) -> str:
        """Give the number of a label.

        :raises KeyError: when the list has no such label
        """
        return self.codes[self._place[label]].number

    def in_order(self, labels: set[str] | frozenset[str]) -> list[str]:
        """Sort labels as the list has them; words of other lists come last, by their characters."""
        return sorted(labels, key=lambda label: (self._place.get(label, len(self.codes)), label))


def _unique(name: str, pairs: Iterator[tuple[str, Code]]) -> Mapping[str, Code]:
    found: dict[str, Code] = {}
    for key, code in pairs:
        if found.setdefault(key, code) is not code:
            raise ValueError(f"code list {name}: {key!r} belongs to {found[key].label!r} and {code.label!r}")
    return MappingProxyType(found)


class CodeLists(Mapping[str, CodeList]):
    """All code lists by name."""

    def __init__(self, lists: Mapping[str, CodeList]) -> None:
        self._lists = MappingProxyType(dict(lists))

    @classmethod
    def from_tables(cls, tables: Mapping[str, str]) -> CodeLists:
        """Read the lists out of TOML texts (``resources/codes``); a text without ``[[list]]`` is not for us.

        :param tables: file name -> TOML text
        :raises ValueError: when a list is incomplete, ambiguous, or there twice
        """
        lists: dict[str, CodeList] = {}
        for text in tables.values():
            for table in _tables_in(tomllib.loads(text).get("list")):
                code_list = _read_list(table)
                if code_list.name in lists:
                    raise ValueError(f"code list {code_list.name} is there twice")
                lists[code_list.name] = code_list
        return cls(lists)

    def __getitem__(self, name: str) -> CodeList:
        return self._lists[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)

    @property
    def versions(self) -> Mapping[str, str]:
        """The version of each list by its name, to be kept beside what was recorded with it."""
        return {name: code_list.version for name, code_list in self._lists.items()}


def _read_list(table: TomlTable) -> CodeList:
    name, title, version, source = (_text(table, key) for key in ("name", "title", "version", "source"))
    return CodeList(name, title, version, source, tuple(_read_code(row) for row in _tables_in(table.get("codes"))))


def _read_code(row: TomlTable) -> Code:
    aliases = row.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise ValueError(f"aliases of {row.get('label')!r} are not a list of words")
    number = row.get("number", "")
    if not isinstance(number, str):
        raise ValueError(f"the number of {row.get('label')!r} is not a text")
    return Code(_text(row, "label"), number, tuple(aliases))


def _tables_in(value: object) -> list[TomlTable]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(table: TomlTable, key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key} is missing in {dict(table)!r:.80}")
    return value
