"""A whole household out of its document: every record in one operation."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.facts import FactDictionary, Holder
from app.domain.ids import RecordId
from app.oplog.operation import Provenance, Value
from app.oplog.record import HouseholdFile, Record
from app.oplog.register import RecordState
from app.services.context import Context
from app.services.document.editing import IGNORED_KEYS, DocumentEditor
from app.store.unit_of_work import UnitOfWork

MEMBERS = "members"


class Creator:
    """Creates households from documents inside an open unit of work."""

    def __init__(self, context: Context, unit: UnitOfWork) -> None:
        self._context = context
        self._unit = unit
        self._known = {holder: known_keys(context.facts, holder) for holder in (Holder.HOUSEHOLD, Holder.MEMBER)}

    def create(self, document: Mapping[str, Value], provenance: Provenance) -> tuple[RecordId, tuple[RecordId, ...]]:
        """Create a household with its members, benefits, obligors and events.

        :return: the household, and its members in the order of the document
        :raises AppError: VALUE_INVALID for a value that a fact cannot have
        """
        village = str(document.get("village") or self._context.owner.village)
        household = Record(self._unit.new_id(), None, RecordState("household", village))
        members = document.get(MEMBERS)
        extra: dict[str, Value] = {"members_complete": True} if isinstance(members, list) else {}
        self._record(household, Holder.HOUSEHOLD, {"village": village, **document}, extra, provenance)
        persons: list[RecordId] = []
        for member in members if isinstance(members, list) else []:
            assert isinstance(member, dict)
            persons.append(self.add_member(household.id, village, member, provenance))
        return household.id, tuple(persons)

    def add_member(
        self, household: RecordId, village: str, member: Mapping[str, Value], provenance: Provenance
    ) -> RecordId:
        """Create one more member of a household.

        :raises AppError: VALUE_INVALID for a value that a fact cannot have
        """
        person = Record(self._unit.new_id(), household, RecordState("person", village))
        self._record(person, Holder.MEMBER, member, {"household": household}, provenance)
        return person.id

    def _record(
        self,
        record: Record,
        holder: Holder,
        document: Mapping[str, Value],
        fields: dict[str, Value],
        provenance: Provenance,
    ) -> None:
        editor = DocumentEditor(
            HouseholdFile(record, (record,) if holder is Holder.MEMBER else ()),
            self._context.facts,
            self._context.codes,
            self._context.today(),
        )
        for key, value in document.items():
            if key in IGNORED_KEYS or key == MEMBERS or value is None:
                continue
            if key in self._known[holder]:
                editor.set_on(record, holder, key, value)
            else:
                editor.set_unknown_key(record, key, value)
        village = record.state.scope
        belongings = []
        for edit in editor.edits():
            if edit.record == record.id:
                fields = {**fields, **edit.fields}
            else:
                belongings.append(edit)
        self._unit.create(record.kind, village, fields, record=record.id, provenance=provenance)
        for edit in belongings:
            holder_field = "household" if edit.kind == "event" else "holder"
            own = {name: value for name, value in edit.fields.items() if name != "holder"}
            self._unit.create(edit.kind, village, {**own, holder_field: record.id}, provenance=provenance)


def known_keys(facts: FactDictionary, holder: Holder) -> frozenset[str]:
    """Give the top-level keys of a document that the dictionary knows."""
    return frozenset(fact.group for fact in facts.of(holder).values()) | {
        fact.path for fact in facts.of(holder).values()
    }
