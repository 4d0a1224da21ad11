"""Search while typing: names, pinyin, initials, identity tail, telephone, household number, group, labels.

Every person is one row of a full-text index of prefixes. Characters outside ASCII are indexed by code point, so that rare
name characters are found like any other; numbers are indexed forwards and backwards, so that a tail is a prefix too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, text

from app.domain.ids import RecordId
from app.oplog.record import HouseholdFile, Record
from app.store.pinyin import SEPARATORS, syllables
from app.store.views.household import labels
from app.store.views.tables import SEARCH_ENTRY, SEARCH_INDEX

LIMIT = 60
"""Hits shown while typing; a person who sees sixty types one more letter."""

_INSERT = text(
    "INSERT INTO search(rowid, name, pinyin, initials, digits, words) "
    "VALUES (:id, :name, :pinyin, :initials, :digits, :words)"
)


@dataclass(frozen=True)
class Hit:
    """A person (or a household without members) that fits what was typed."""

    household: RecordId
    person: RecordId | None


class SearchIndex:
    """Writes and asks the index on one connection.

    :param connection: an open transaction
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self) -> None:
        """Make the empty full-text table."""
        self._connection.exec_driver_sql(SEARCH_INDEX)

    def remove(self, households: Iterable[RecordId]) -> None:
        """Take households out of the index."""
        ids = list(households)
        entries = [
            row.id
            for row in self._connection.execute(select(SEARCH_ENTRY.c.id).where(SEARCH_ENTRY.c.household.in_(ids)))
        ]
        if entries:
            self._connection.execute(
                text("DELETE FROM search WHERE rowid IN :ids").bindparams(bindparam("ids", entries, expanding=True))
            )
            self._connection.execute(delete(SEARCH_ENTRY).where(SEARCH_ENTRY.c.id.in_(entries)))

    def add(self, files: Iterable[HouseholdFile]) -> None:
        """Put households into the index."""
        first = self._connection.execute(text("SELECT coalesce(max(id), 0) + 1 FROM search_entry")).scalar_one()
        entries: list[dict[str, object]] = []
        rows: list[dict[str, object]] = []
        for file in files:
            words = _words(file)
            persons: tuple[Record | None, ...] = file.persons or (None,)
            for person in persons:
                number = first + len(entries)
                entries.append({"id": number, "household": file.household.id, "person": person.id if person else None})
                rows.append({"id": number, **_person_terms(file, person), "words": words})
        if entries:
            self._connection.execute(insert(SEARCH_ENTRY), entries)
            self._connection.execute(_INSERT, rows)

    def find(self, typed: str, limit: int = LIMIT) -> list[Hit]:
        """Find persons; several words must all fit. Nothing typed finds nothing."""
        query = match_expression(typed)
        if query is None:
            return []
        statement = text(
            "SELECT e.household, e.person FROM search s JOIN search_entry e ON e.id = s.rowid "
            "WHERE search MATCH :query LIMIT :limit"
        )
        rows = self._connection.execute(statement, {"query": query, "limit": limit})
        return [Hit(RecordId(row.household), RecordId(row.person) if row.person else None) for row in rows]

    def households(self, typed: str, limit: int) -> Select[tuple[bytes]] | None:
        """Give a query of the households in which persons fit, to be used inside another one; None: nothing is looked for.

        :param limit: of persons
        """
        query = match_expression(typed)
        if query is None:
            return None
        found = text("SELECT rowid AS id FROM search WHERE search MATCH :query LIMIT :limit")
        hits = found.bindparams(query=query, limit=limit).columns(SEARCH_ENTRY.c.id).subquery("hits")
        return select(SEARCH_ENTRY.c.household).join(hits, hits.c.id == SEARCH_ENTRY.c.id)

    def optimise(self) -> None:
        """Merge the index's parts after a large import."""
        from sqlite_utils import Database  # noqa: PLC0415 - 0.15 s to import, wanted after large imports only

        Database(self._connection.connection.driver_connection).execute(
            "INSERT INTO search(search) VALUES ('optimize')"
        )


def match_expression(typed: str) -> str | None:
    """Give the full-text query for what a person typed, or None if it holds nothing to look for."""
    pieces = [expression for piece in typed.split() if (expression := _piece(piece))]
    return " AND ".join(pieces) or None


def _piece(piece: str) -> str | None:
    plain = "".join(character for character in piece.lower() if character not in SEPARATORS)
    plain = plain.translate(_FULL_WIDTH)
    if re.fullmatch(r"[0-9]+x?", plain):
        return f"(digits : (f{plain}* OR r{plain[::-1]}*) OR words : {_token(plain + '组')})"
    if re.fullmatch(r"[a-z'’]+", plain):
        letters = re.sub(r"['’]", "", plain)
        return f"(pinyin : {letters}* OR initials : {letters}*)"
    if re.fullmatch(r"[\w]+", plain):
        return f"(name : {_phrase(plain)} OR words : {_token(plain)}*)"
    return None


_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}


def _person_terms(file: HouseholdFile, person: Record | None) -> dict[str, object]:
    numbers = [file.household.text("code"), file.household.text("phone")]
    if person is None:
        return {"name": "", "pinyin": "", "initials": "", "digits": _numbers(numbers)}
    numbers += [person.text("id_number"), person.text("phone"), person.text("person_code")]
    names = [person.text("name"), *person.text("former_names").split("、")]
    spelled = [_spellings(name) for name in names if name]
    return {
        "name": " ".join(_phrase(name).strip('"') for name in names if name),
        "pinyin": " ".join(term for pinyin, _ in spelled for term in pinyin),
        "initials": " ".join(term for _, initials in spelled for term in initials),
        "digits": _numbers(numbers),
    }


def _spellings(name: str) -> tuple[list[str], list[str]]:
    """Give the pinyin and the initials from each character to the end, with every reading of the first character."""
    found = syllables(name)
    firsts = [readings[0] for readings in found]
    pinyin = ["".join(firsts[start:]) for start in range(len(firsts))]
    initials = ["".join(reading[:1] for reading in firsts[start:]) for start in range(len(firsts))]
    for other in found[0][1:] if found else ():
        pinyin.append(other + "".join(firsts[1:]))
        initials.append(other[:1] + "".join(reading[:1] for reading in firsts[1:]))
    pinyin += [spelling.replace("v", "yu" if spelling[0] in "jqxy" else "u") for spelling in pinyin if "v" in spelling]
    return list(dict.fromkeys(pinyin)), list(dict.fromkeys(initials))


def _numbers(numbers: Iterable[str]) -> str:
    plain = [number.lower() for number in numbers if number]
    return " ".join(f"f{number} r{number[::-1]}" for number in plain)


def _words(file: HouseholdFile) -> str:
    living = [person for person in file.persons if person.part("alive", "alive") is not False]
    words = [file.household.text("group"), *labels(file, living), *file.household.elements("tags")]
    words += [tag for person in file.persons for tag in person.elements("tags")]
    return " ".join(_token(word) for word in dict.fromkeys(words) if word)


def _phrase(name: str) -> str:
    """Give a name as a phrase of one token for each character."""
    return '"' + " ".join(_token(character) for character in name.lower() if character not in SEPARATORS) + '"'


def _token(word: str) -> str:
    """Give a word as one ASCII token: other characters by code point, which no tokenizer takes apart."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"u{ord(character):x}u"
        for character in word.lower()
    )
