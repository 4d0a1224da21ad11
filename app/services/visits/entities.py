"""What the entities of a checklist of others say of the household and its members, in the words of the fact dictionary.

An update of a household or a member gives facts of it, a new member is a newcomer as in the program's own checklists. What no
record can take is never dropped in silence: it is named at the review and stays in the submission that the seal covers.

A property that was left empty says nothing (as every unanswered question), although the ODK specification lets it clear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.domain.errors import AppError
from app.domain.facts import MEMBERS, Fact, Holder
from app.domain.ids import short_key, to_text
from app.forms.binding import NEW_ITEM, bindings
from app.forms.effects import FactAnswer, FactValue, fact_value
from app.forms.entities import (
    CREATES,
    LISTS,
    EntityAction,
    EntityFault,
    EntityKind,
    EntityOutcome,
    EntityProblem,
    entity_declarations,
    entity_outcome,
)
from app.forms.session import FormSession
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile, Record
from app.services.context import Context
from app.services.document.values import stored
from app.services.visits.entity_lists import VERSION, Row, facts_row, frozen_rows, is_handed_out
from app.services.visits.models import KeptAside, NotPlaced
from app.store.records import RecordReader

NAME: Final = "name"
"""The fact that a member's label is."""
LABEL: Final = "label"
_LISTS_OF_RECORDS: Final = frozenset({"benefit", "obligor"})
"""Facts that are lists of records: one property cannot say them."""
_FAULTS: Final = {
    EntityFault.ID_INVALID: NotPlaced.ID_INVALID,
    EntityFault.LABEL_MISSING: NotPlaced.LABEL_MISSING,
}


@dataclass(frozen=True)
class EntityFact:
    """A fact that an entity gives.

    :param meanwhile: the record was changed after the form had read it
    :param otherwise: how it is named where another answer to the same fact holds
    """

    answer: FactAnswer
    meanwhile: bool
    otherwise: KeptAside


@dataclass(frozen=True)
class EntitySayings:
    """Everything that the entities of a form say.

    :param facts: what records can take, in the order of the form
    :param aside: what none can
    """

    facts: tuple[EntityFact, ...] = ()
    aside: tuple[KeptAside, ...] = ()


NOTHING_SAID: Final = EntitySayings()


def entity_sayings(
    context: Context, form: FormSession, file: HouseholdFile, environment: Mapping[str, Value], records: RecordReader
) -> EntitySayings:
    """Give what the entities of a form say as it is filled now.

    :param environment: what the draft keeps of its start
    """
    if not entity_declarations(form.definition):
        return NOTHING_SAID
    return _Hearing(context, form, file, environment, records).heard(entity_outcome(form))


@dataclass(frozen=True)
class _Subject:
    """Whom an entity speaks of.

    :param key: of the member; a temporary one for a new member, empty for the household
    :param record: None for a new member
    :param frozen: its row when the visit began
    """

    holder: Holder
    key: str = ""
    record: Record | None = None
    frozen: Row = field(default_factory=dict)

    def path(self, fact: str) -> str:
        """Give the full path of a fact of it."""
        return f"{MEMBERS}.{self.key}.{fact}" if self.holder is Holder.MEMBER else fact


class _Hearing:
    """Goes through the entities of a form once."""

    def __init__(
        self,
        context: Context,
        form: FormSession,
        file: HouseholdFile,
        environment: Mapping[str, Value],
        records: RecordReader,
    ) -> None:
        self._context = context
        self._form = form
        self._file = file
        self._frozen = {holder: frozen_rows(environment, holder) for holder in (Holder.HOUSEHOLD, Holder.MEMBER)}
        self._versions = records.versions([file.household.id, *(person.id for person in file.persons)])
        self._persons = {short_key(person.id): person for person in file.persons}
        self._keys = {name: key for key, one in self._persons.items() for name in (key, to_text(one.id))}
        self._new: dict[str, str] = {}
        self._facts: list[EntityFact] = []
        self._aside: list[KeptAside] = []

    def heard(self, outcome: EntityOutcome) -> EntitySayings:
        """Give what an outcome says."""
        for problem in outcome.problems:
            self._aside.append(self._faulty(problem))
        for action in outcome.actions:
            found = self._subject(action)
            if isinstance(found, _Subject):
                self._hear(action, found)
            else:
                self._put_aside(action, found)
        return EntitySayings(tuple(self._facts), tuple(self._aside))

    def _subject(self, action: EntityAction) -> _Subject | NotPlaced:
        holder = LISTS.get(action.dataset)
        if holder is None:
            return NotPlaced.LIST_UNKNOWN
        if action.kind is EntityKind.CREATE:
            return self._created(action, holder)
        household = self._file.household
        if holder is Holder.HOUSEHOLD:
            own = to_text(household.id)
            row = self._frozen[holder].get(own, {})
            ours = action.id in {own, short_key(household.id)}
            return _Subject(holder, "", household, row) if ours else NotPlaced.ITEM_UNKNOWN
        if action.id in self._new:
            return _Subject(holder, self._new[action.id])
        key = self._keys.get(action.id)
        if key is None:
            return NotPlaced.ITEM_UNKNOWN
        return _Subject(holder, key, self._persons[key], self._frozen[holder].get(key, {}))

    def _created(self, action: EntityAction, holder: Holder) -> _Subject | NotPlaced:
        if holder not in CREATES:
            return NotPlaced.HOUSEHOLD_NEW
        if action.id in self._keys or action.id in self._new:
            return NotPlaced.ITEM_EXISTS
        if self._stored(self._fact(holder, NAME), action.label) is None:
            return NotPlaced.VALUE_INVALID
        self._new[action.id] = f"{NEW_ITEM}-entity{len(self._new) + 1}"
        return _Subject(holder, self._new[action.id])

    def _hear(self, action: EntityAction, subject: _Subject) -> None:
        """Take the label and the properties of an entity whose record is known, or is to be made."""
        label, now = action.label, "" if subject.record is None else subject.record.text(NAME)
        if subject.holder is Holder.MEMBER and label is not None and label not in {now, subject.frozen.get(LABEL)}:
            self._take(action, subject, NAME, f"{action.ref}/{LABEL}", label)
        elif subject.holder is Holder.HOUSEHOLD and label is not None and label != subject.frozen.get(LABEL):
            aside = _kept(action, NotPlaced.PROPERTY_UNKNOWN, f"{action.ref}/{LABEL}", label, LABEL)
            self._aside.append(aside)
        for name, ref in action.sources.items():
            node = self._form.node(ref)
            value = fact_value(self._form, node) if node is not None and node.text else None
            if value is not None:
                self._take(action, subject, name, ref, value)

    def _take(self, action: EntityAction, subject: _Subject, name: str, ref: str, value: FactValue) -> None:
        fact = self._fact(subject.holder, name)
        told = action.values.get(name, action.label or "")
        if fact is None or fact.record in _LISTS_OF_RECORDS:
            self._aside.append(_kept(action, NotPlaced.PROPERTY_UNKNOWN, ref, told, name))
        elif self._stored(fact, plain(value)) is None:
            self._aside.append(_kept(action, NotPlaced.VALUE_INVALID, ref, told, name, fact.label))
        else:
            new = subject.record is None
            answer = FactAnswer(
                path=subject.path(name),
                value=value,
                ref=ref,
                question_key=self._question(ref),
                member_key=None if new else subject.key or None,
                label_question=fact.label,
                label_value=told,
                is_new=new,
            )
            otherwise = _kept(action, NotPlaced.SAID_OTHERWISE, ref, told, name, fact.label)
            self._facts.append(EntityFact(answer, self._meanwhile(action, subject, fact), otherwise))

    def _meanwhile(self, action: EntityAction, subject: _Subject, fact: Fact) -> bool:
        """Tell whether the fact may have been changed since the form read it (the optimistic lock of ODK Entities).

        Where the form started from the list of this visit, only a fact that differs from that list counts: a new telephone
        number is no conflict with a new house. A form that names another version, or a fact that the list does not hand
        out, goes by the version alone; a form that names none started from the list.
        """
        if subject.record is None:
            return False
        frozen = int(subject.frozen.get(VERSION) or 0)
        base = action.base_version or frozen
        if not base or self._versions.get(subject.record.id, 0) <= base:
            return False
        if base != frozen or not is_handed_out(fact):
            return True
        context = self._context
        now = facts_row(subject.record, context.facts, subject.holder, context.today())
        return now.get(fact.path) != subject.frozen.get(fact.path)

    def _fact(self, holder: Holder, path: str) -> Fact | None:
        return self._context.facts.of(holder).get(path)

    def _stored(self, fact: Fact | None, value: Value) -> Value:
        """Give a value as the store would keep it; None where it cannot be one of the fact."""
        try:
            return stored(fact, value, self._context.codes, self._context.today()) if fact is not None else None
        except AppError:
            return None

    def _question(self, ref: str) -> str:
        node = self._form.node(ref)
        return bindings(self._form.definition)[node.definition.names].key if node is not None else ""

    def _faulty(self, problem: EntityProblem) -> KeptAside:
        return KeptAside(problem.ref, _FAULTS[problem.fault], problem.dataset, "", "", "", problem.value)

    def _put_aside(self, action: EntityAction, why: NotPlaced) -> None:
        self._aside.append(_kept(action, why, action.ref, "，".join(_told(action))))


def plain(value: FactValue) -> Value:
    """Give a fact's value as records hold values."""
    return list[Value](value) if isinstance(value, list) else value


def _told(action: EntityAction) -> Iterator[str]:
    yield from (f"{name}：{text}" for name, text in action.values.items() if text)


def _kept(action: EntityAction, why: NotPlaced, ref: str, told: str, name: str = "", label: str = "") -> KeptAside:
    return KeptAside(ref, why, action.dataset, action.label or action.id, name, label or name, told)
