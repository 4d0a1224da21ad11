"""Writing an import: every plan becomes operations of one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.documents.sheets.comparison import HOUSEHOLD_FIELD, Change, HouseholdPlan, MemberPlan, State
from app.documents.sheets.reading import IMPLIED_EVIDENCE, FactValue
from app.domain.facts import Holder
from app.domain.ids import RecordId, from_text, to_text
from app.domain.progress import Progress
from app.oplog.operation import Provenance, Value
from app.oplog.record import HouseholdFile, Record
from app.oplog.register import RecordState
from app.services.context import Context
from app.services.document.editing import DocumentEditor
from app.services.households.service import write_edits
from app.services.imports.models import ImportPreview
from app.store.unit_of_work import UnitOfWork

ROSTER_EVIDENCE = "名册"
STEP_HOUSEHOLDS = 50
"""Progress is told after so many households."""
PART = 400
"""So many households are written out and forgotten at once; an import of a township would else fill the memory."""


class ImportWriter:
    """Writes the plans of one import into an open unit of work.

    :param excluded: changes that the person keeps as they are (不改), by (household id, member id, field)
    """

    def __init__(
        self, context: Context, unit: UnitOfWork, preview: ImportPreview, excluded: frozenset[tuple[str, str, str]]
    ) -> None:
        self._context = context
        self._unit = unit
        self._preview = preview
        self._excluded = excluded
        self._sheet = preview.reading.sheet
        self.batch = unit.new_id()

    def write(self, progress: Progress) -> int:
        """Write all plans. Gives how many changes were left out.

        :raises Cancelled: when the person asked to stop; nothing of it is there then
        """
        plans = [plan for plan in self._preview.comparison.plans if _has_work(plan)]
        for start in range(0, len(plans), PART):
            part = plans[start : start + PART]
            files = self._files(part)
            for place, plan in enumerate(part):
                if place % STEP_HOUSEHOLDS == 0:
                    progress.step("write-households", start + place, len(plans))
                if plan.known is None:
                    self._create(plan)
                else:
                    self._change(plan, files[plan.known.id])
            self._unit.settle()
        return sum(1 for change in self._preview.comparison.changes if self._is_excluded(change))

    def _files(self, plans: list[HouseholdPlan]) -> dict[str, HouseholdFile]:
        known = [from_text(plan.known.id) for plan in plans if plan.known is not None]
        files = {to_text(file.household.id): file for file in self._unit.reader.household_files(known)}
        for file in files.values():
            self._unit.preload({record.id: record for record in file.records()})
        return files

    def _create(self, plan: HouseholdPlan) -> None:
        village = plan.household.village or self._context.owner.village
        household = self._unit.new_id()
        values = {"code": plan.household.code, "village": village, **plan.household.values}
        record = Record(household, None, RecordState("household", village))
        self._write_record(village, record, Holder.HOUSEHOLD, values, self._provenance(plan.household.row, plan))
        for member in plan.members:
            self._write_member(village, household, member, plan)

    def _change(self, plan: HouseholdPlan, file: HouseholdFile) -> None:
        village = file.household.text("village") or self._context.owner.village
        provenance = self._provenance(plan.household.row, plan)
        values = self._wanted(plan.changes)
        if values:
            editor = self._editor(file)
            self._set(editor, file.household, Holder.HOUSEHOLD, values)
            write_edits(self._unit, village, editor.edits(), provenance)
            self._add_benefits(village, file, file.household, values, provenance)
        for member in plan.members:
            if member.known is None or member.moved_from:
                self._write_member(village, file.household.id, member, plan)
            elif member.changes:
                self._change_member(village, file, member, plan)

    def _change_member(self, village: str, file: HouseholdFile, member: MemberPlan, plan: HouseholdPlan) -> None:
        assert member.known is not None
        record = next(person for person in file.persons if to_text(person.id) == member.known.id)
        stated = self._wanted(change for change in member.changes if not change.implied)
        implied = self._wanted(change for change in member.changes if change.implied)
        provenance = self._provenance(member.member.row, plan)
        for values, evidence in ((stated, ROSTER_EVIDENCE), (implied, IMPLIED_EVIDENCE)):
            if not values:
                continue
            given = self._provenance(member.member.row, plan, evidence)
            editor = self._editor(file)
            self._set(editor, record, Holder.MEMBER, values)
            write_edits(self._unit, village, editor.edits(), given)
        self._add_benefits(village, file, record, stated, provenance)

    def _write_member(self, village: str, household: RecordId, member: MemberPlan, plan: HouseholdPlan) -> None:
        """Write a new person, or one who comes from another household."""
        provenance = self._provenance(member.member.row, plan)
        if member.known is not None:
            identifier = from_text(member.known.id)
            self._unit.patch(identifier, {"household": household}, provenance)
            record = self._unit.get(identifier)
            file = HouseholdFile(self._unit.get(household), (record,), {})
            editor = self._editor(file)
            moved = (change for change in member.changes if change.field != HOUSEHOLD_FIELD)
            self._set(editor, record, Holder.MEMBER, self._wanted(moved))
            write_edits(self._unit, village, editor.edits(), provenance)
            return
        identifier = self._unit.new_id()
        record = Record(identifier, household, RecordState("person", village))
        self._write_record(village, record, Holder.MEMBER, member.member.values, provenance)
        if member.implied:
            written = self._unit.get(identifier)  # with what the row states: both may lie in one compound field
            editor = self._editor(HouseholdFile(written, (written,), {}))
            self._set(editor, written, Holder.MEMBER, member.implied)
            given = self._provenance(member.member.row, plan, IMPLIED_EVIDENCE)
            write_edits(self._unit, village, editor.edits(), given)

    def _write_record(
        self, village: str, record: Record, holder: Holder, values: Mapping[str, FactValue], provenance: Provenance
    ) -> None:
        """Create a record with all its facts in one operation."""
        file = HouseholdFile(record, (record,), {})
        editor = self._editor(file)
        self._set(editor, record, holder, values)
        fields: dict[str, Value] = {"household": record.owner} if record.owner is not None else {}
        for edit in editor.edits():
            fields.update(edit.fields)
        self._unit.create(record.kind, village, fields, record=record.id, provenance=provenance)
        self._add_benefits(village, file, record, values, provenance)

    def _set(self, editor: DocumentEditor, record: Record, holder: Holder, values: Mapping[str, FactValue]) -> None:
        for path, value in values.items():
            group, _, part = path.rpartition(".")
            if part == "status" and value == "none":
                editor.set_on(record, holder, group, {"status": "none"})
            elif path != "benefits":
                editor.set_on(record, holder, path, list(value) if isinstance(value, tuple) else value)

    def _add_benefits(
        self, village: str, file: HouseholdFile, holder: Record, values: Mapping[str, FactValue], provenance: Provenance
    ) -> None:
        """Add benefits that a file names; a file that does not name one takes none away."""
        named = values.get("benefits")
        held = {record.text("code") for record in file.of("benefit", holder.id) if record.get("ended") is None}
        for code in named if isinstance(named, tuple) else ():
            if code not in held:
                self._unit.create(
                    "benefit", village, {"holder": holder.id, "code": code, "active": True}, provenance=provenance
                )

    def _wanted(self, changes: Iterable[Change]) -> dict[str, FactValue]:
        found: dict[str, FactValue] = {}
        for change in changes:
            if not self._is_excluded(change):
                found[change.field] = change.new
        return found

    def _is_excluded(self, change: Change) -> bool:
        return (change.household_id, change.member_id, change.field) in self._excluded

    def _provenance(self, row: int, plan: HouseholdPlan, evidence: str = ROSTER_EVIDENCE) -> Provenance:
        source = f"import:{to_text(self.batch)}#{self._sheet}!{row}"
        return self._context.provenance(source, evidence=evidence, as_of=plan.household.as_of or None)

    def _editor(self, file: HouseholdFile) -> DocumentEditor:
        return DocumentEditor(file, self._context.facts, self._context.codes, self._context.today())


def _has_work(plan: HouseholdPlan) -> bool:
    """Tell whether a plan writes anything; a household counts as unchanged when only its members' own facts change."""
    return plan.state is not State.UNCHANGED or any(member.state is not State.UNCHANGED for member in plan.members)
