"""From answers to the record: what a visit would change, old beside new, and the edits once it is signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.codes import CodeLists
from app.domain.errors import AppError
from app.domain.facts import MEMBERS, Fact, FactDictionary, Holder
from app.domain.ids import short_key
from app.forms.effects import FactAnswer
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile
from app.services.document.export import flat_facts
from app.services.document.values import stored, written
from app.services.households.editing import needs_reason
from app.services.households.page import shown_value
from app.services.visits.entities import NOTHING_SAID, EntityFact, EntitySayings, plain
from app.services.visits.models import Channel, KeptAside, ProposedChange

SEEN, SAID = "入户所见", "申报"


@dataclass(frozen=True)
class NewPerson:
    """A member that the visit found: facts by path below the member."""

    key: str
    facts: Mapping[str, Value]


@dataclass(frozen=True)
class Proposals:
    """Everything that the answers say of the record.

    :param of_visit: facts of the visit itself (met, channel, next_date, result)
    :param aside: what entities of the form say and no record takes
    """

    changes: tuple[ProposedChange, ...]
    new_persons: tuple[NewPerson, ...]
    of_visit: Mapping[str, Value]
    aside: tuple[KeptAside, ...] = ()


class Proposer:
    """Compares answers with a household's file.

    :param channel: decides the evidence: what was seen, or what was said by telephone
    """

    def __init__(self, file: HouseholdFile, facts: FactDictionary, codes: CodeLists, day: date, channel: str) -> None:
        self._file = file
        self._facts = facts
        self._codes = codes
        self._day = day
        self._evidence = SEEN if channel == Channel.HOME else SAID
        self._persons = {short_key(person.id): person for person in file.persons}
        self._known: dict[str, dict[str, Value]] = {
            "": flat_facts(file.household, facts, Holder.HOUSEHOLD, day),
            **{key: flat_facts(person, facts, Holder.MEMBER, day) for key, person in self._persons.items()},
        }

    def proposals(
        self, answers: Iterable[FactAnswer], keep_old: Mapping[str, str], said: EntitySayings = NOTHING_SAID
    ) -> Proposals:
        """Give what the answers would change; of two answers to one fact the later question holds, and before what
        entities say the question that is bound to the fact.

        :param said: by the entities of the form
        """
        changes: dict[str, ProposedChange] = {}
        persons: dict[str, dict[str, Value]] = {}
        of_visit: dict[str, Value] = {}
        of_newcomer: dict[str, str] = {}
        for answer in answers:
            head, _, rest = answer.path.partition(".")
            if head == "visit":
                of_visit[rest] = plain(answer.value)
            elif head == MEMBERS and answer.is_new:
                key, _, path = rest.partition(".")
                persons.setdefault(key, {})[path] = plain(answer.value)
                of_newcomer[answer.ref] = key
            else:
                change = self._change(answer, keep_old)
                if change is not None:
                    changes[change.path] = change
        aside = [*said.aside, *self._add_new(said, persons, of_newcomer), *self._add_changes(said, changes, keep_old)]
        found = tuple(NewPerson(key, facts) for key, facts in persons.items() if facts.get("name"))
        return Proposals(tuple(changes.values()), found, of_visit, tuple(aside))

    def _add_changes(
        self, said: EntitySayings, changes: dict[str, ProposedChange], keep_old: Mapping[str, str]
    ) -> Iterator[KeptAside]:
        """Add what entities say of those who are known. Gives what another answer overrules."""
        by_entity: dict[str, EntityFact] = {}
        for one in said.facts:
            change = None if one.answer.is_new else self._change(one.answer, keep_old)
            if change is None:
                continue
            before = changes.get(change.path)
            meanwhile = one.meanwhile or (before is not None and before.meanwhile)
            if before is None or change.path in by_entity:
                if before is not None and before.value != change.value:
                    yield by_entity[change.path].otherwise
                changes[change.path] = replace(change, evidence=SAID, meanwhile=meanwhile)
                by_entity[change.path] = one
            else:
                if before.value != change.value:
                    yield one.otherwise
                changes[change.path] = replace(before, meanwhile=meanwhile)

    def _add_new(
        self, said: EntitySayings, persons: dict[str, dict[str, Value]], of_newcomer: Mapping[str, str]
    ) -> Iterator[KeptAside]:
        """Add what entities say of new members; one whom a question bound to a fact announces too is the same person.
        Gives what another answer overrules."""
        new = [(one, *_split(one.answer.path)) for one in said.facts if one.answer.is_new]
        same = {key: of_newcomer[one.answer.ref] for one, key, _ in new if one.answer.ref in of_newcomer}
        for one, key, path in new:
            facts, value = persons.setdefault(same.get(key, key), {}), plain(one.answer.value)
            if facts.setdefault(path, value) != value:
                yield one.otherwise

    def _change(self, answer: FactAnswer, keep_old: Mapping[str, str]) -> ProposedChange | None:
        try:
            parsed = self._facts.parse(answer.path)
            new = stored(parsed.fact, plain(answer.value), self._codes, self._day)
        except AppError:
            return None
        if parsed.member is not None and parsed.member not in self._persons:
            return None  # the member was deleted after the draft froze its list
        person = self._persons.get(parsed.member or "")
        old = self._known[parsed.member or ""].get(parsed.fact.path)
        written_new = written(parsed.fact, new, self._day)
        return ProposedChange(
            path=answer.path,
            who=person.text("name") if person is not None else "",
            label=parsed.fact.label,
            old=self._in_words(parsed.fact, old),
            new=shown_value(parsed.fact, new, self._day),
            value=written_new,
            question=answer.question_key,
            evidence=self._evidence,
            same=_equal(old, written_new),
            needs_reason=needs_reason(parsed.fact) and not _equal(old, written_new),
            keep_reason=keep_old.get(answer.path),
        )

    def _in_words(self, fact: Fact, value: Value) -> str:
        if value is None:
            return "不清楚"
        return shown_value(fact, stored(fact, value, self._codes, self._day), self._day)


def _equal(old: Value, new: Value) -> bool:
    if isinstance(old, list) and isinstance(new, list):
        return set(map(str, old)) == set(map(str, new))
    return old == new


def _split(path: str) -> tuple[str, str]:
    """Give a member's key and the path below the member."""
    key, _, rest = path.removeprefix(f"{MEMBERS}.").partition(".")
    return key, rest
