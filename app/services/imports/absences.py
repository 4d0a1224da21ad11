"""Why persons of the register are not in a file: what their reasons write. Nobody is deleted, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.domain.facts import Holder
from app.domain.ids import RecordId, from_text, to_text
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile, Record
from app.services.context import Context
from app.services.document.editing import DocumentEditor, Edit
from app.services.households.service import STATED, write_edits
from app.services.imports.models import Absence, ImportPreview
from app.store.records import chunks
from app.store.unit_of_work import UnitOfWork

WRITTEN: Mapping[Absence, Mapping[str, Value]] = {
    Absence.DIED: {"alive": False},
    Absence.MOVED: {"residence.where": "迁出", "coliving": False, "coliving_reason": "迁出"},
}
"""The facts that a reason writes; the others write none. When somebody died is not known here and stays open."""
REASON = "名册里没有"


def explained(preview: ImportPreview, absences: Mapping[str, Absence]) -> dict[str, Absence]:
    """Give the reasons that say something, of persons whom the file really does not name, by their ids."""
    missing = {absent.member_id for absent in preview.comparison.missing if absent.member_id}
    return {person: reason for person, reason in absences.items() if person in missing and reason is not Absence.OPEN}


def write_absences(
    context: Context, unit: UnitOfWork, preview: ImportPreview, batch: RecordId, absences: Mapping[str, Absence]
) -> None:
    """Write what the reasons say as statements of the person who imports, at the day of the file.

    :param absences: reason by the person's id, as :func:`explained` gives them
    """
    homes: dict[RecordId, dict[str, Absence]] = {}
    for absent in preview.comparison.missing:
        reason = absences.get(absent.member_id)
        if reason in WRITTEN:
            homes.setdefault(from_text(absent.household_id), {})[absent.member_id] = absences[absent.member_id]
    source = f"import:{to_text(batch)}#{preview.reading.sheet}"
    day = _file_day(preview)
    for part in chunks(homes):
        for file in unit.reader.household_files(part):
            village = file.household.text("village") or context.owner.village
            for person in file.persons:
                reason = homes[file.household.id].get(to_text(person.id))
                if reason is None:
                    continue
                words = f"{REASON}：{reason.value}"
                provenance = context.provenance(source, evidence=STATED, as_of=day or None, reason=words)
                write_edits(unit, village, list(_edits(context, file, person, reason)), provenance)
        unit.settle()


def _edits(context: Context, file: HouseholdFile, person: Record, reason: Absence) -> Iterator[Edit]:
    """Give what a reason changes; what the register knows already is not written again."""
    editor = DocumentEditor(file, context.facts, context.codes, context.today())
    for path, value in WRITTEN[reason].items():
        editor.set_on(person, Holder.MEMBER, path, value)
    for edit in editor.edits():
        fields = {name: value for name, value in edit.fields.items() if person.get(name) != value}
        if fields:
            yield replace(edit, fields=fields)


def _file_day(preview: ImportPreview) -> str:
    """Give the day or month of which the file speaks, "" where it says none."""
    return next((household.as_of for household in preview.reading.households if household.as_of), "")
