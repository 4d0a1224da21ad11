"""The register as an import compares a file with it, and as a ledger lists it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import select

from app.documents.sheets.comparison import KnownHousehold, KnownMember
from app.documents.sheets.reading import FactValue
from app.domain.facts import FactDictionary, Holder
from app.domain.ids import RecordId, short_key, to_text
from app.oplog.operation import Value
from app.oplog.record import Readable, ShownRecord
from app.services.document.export import DECLARED_NONE, active_at, flat_facts
from app.store.store import Reading
from app.store.views.tables import HOUSEHOLD_VIEW

PERSON, BENEFIT = "person", "benefit"


def known_households(
    reading: Reading,
    facts: FactDictionary,
    day: date,
    ids: Iterable[RecordId] | None = None,
    paths: Collection[str] | None = None,
) -> Iterator[tuple[str, KnownHousehold]]:
    """Give households with their facts in flat paths, each with its 户编号; those without a code with their id.

    :param ids: which, in their order; None: all, oldest first
    :param paths: only these facts; None: all
    """
    wanted = reading.records.household_ids() if ids is None else ids
    reader = _Reader(facts, day, paths)
    for household, belongings in reading.records.shown_households(wanted, (PERSON, BENEFIT)):
        yield household.text("code") or to_text(household.id), reader.household(household, belongings)


def ids_by_code(reading: Reading) -> list[RecordId]:
    """Give the ids of all households in the order of their 户编号, those without a code last by age."""
    rows = reading.connection.execute(
        select(HOUSEHOLD_VIEW.c.id).order_by(HOUSEHOLD_VIEW.c.code == "", HOUSEHOLD_VIEW.c.code, HOUSEHOLD_VIEW.c.id)
    )
    return [RecordId(row.id) for row in rows]


class _Reader:
    """Turns records into known values. Equal words are one object for a whole register: most of them come up again."""

    def __init__(self, facts: FactDictionary, day: date, paths: Collection[str] | None) -> None:
        self._facts = facts if paths is None else facts.only(paths)
        self._day = day
        self._words: dict[str, str] = {}
        self._declaring = {
            holder: tuple(
                (fact.field, f"{fact.group}.status")
                for fact in facts.of(holder).values()
                if fact.declares_none and fact.field is not None
            )
            for holder in (Holder.HOUSEHOLD, Holder.MEMBER)
        }

    def household(self, household: ShownRecord, belongings: Sequence[ShownRecord]) -> KnownHousehold:
        """Give a household with its members in the order in which they were recorded."""
        held: dict[RecordId | None, list[str]] = {}
        for record in belongings:
            if record.kind == BENEFIT and active_at(record, self._day):
                held.setdefault(record.owner, []).append(self._word(record.text("code")))
        return KnownHousehold(
            id=to_text(household.id),
            values=self._values(household, Holder.HOUSEHOLD, held.get(household.id, ())),
            members=tuple(
                KnownMember(
                    to_text(person.id),
                    short_key(person.id),
                    person.text("person_code"),
                    self._values(person, Holder.MEMBER, held.get(person.id, ())),
                )
                for person in belongings
                if person.kind == PERSON
            ),
        )

    def _values(self, record: Readable, holder: Holder, held: Sequence[str]) -> dict[str, FactValue]:
        words = self._words
        found: dict[str, FactValue] = {
            path: words.setdefault(value, value) if isinstance(value, str) else self._plain(value)
            for path, value in flat_facts(record, self._facts, holder, self._day).items()
        }
        for field, path in self._declaring[holder]:
            if record.part(field, DECLARED_NONE) is True:
                found[path] = DECLARED_NONE
        if held:
            found["benefits"] = tuple(held)
        return found

    def _plain(self, value: Value) -> FactValue:
        if isinstance(value, list):
            return tuple(self._word(str(word)) for word in value)
        assert isinstance(value, (int, float, bool))
        return value

    def _word(self, word: str) -> str:
        return self._words.setdefault(word, word)
