"""Amendments: corrections beside a signed visit, each chained to the one before; the visit itself stays as it was signed."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import msgspec

from app.domain.facts import FactPath, Holder
from app.domain.ids import to_text
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile, Record
from app.services.context import Context
from app.services.document.editing import DocumentEditor
from app.services.document.export import flat_facts
from app.services.document.values import stored, written
from app.services.households.service import write_edits
from app.store.unit_of_work import UnitOfWork

EVIDENCE = "更正"


def write_amendments(
    context: Context, unit: UnitOfWork, visit: Record, file: HouseholdFile, values: Mapping[str, Value], reason: str
) -> None:
    """Write an amendment for each fact and the fact itself.

    :raises AppError: FACT_UNKNOWN, VALUE_INVALID, NOT_FOUND (no such member)
    """
    village = file.household.text("village")
    restricted = visit.state.scope.endswith("/r")
    editor = DocumentEditor(file, context.facts, context.codes, context.today())
    previous = _last_link(file, visit)
    for path, value in values.items():
        parsed = context.facts.parse(path)
        editor.set(path, value)
        fields: dict[str, Value] = {
            "visit": visit.id,
            "previous": previous,
            "question": _question(visit, path),
            "path": path,
            "old": _present(context, file, editor, parsed),
            "new": _as_written(context, parsed, value),
            "reason": reason,
        }
        unit.create("amendment", village, fields, restricted=restricted)
        previous = link(fields)
    source = f"visit:{to_text(visit.id)}"
    write_edits(unit, village, editor.edits(), context.provenance(source, evidence=EVIDENCE, reason=reason))


def link(fields: Mapping[str, Value]) -> bytes:
    """Give the hash by which the next amendment names this one."""
    return sha256(msgspec.msgpack.encode(dict(fields), order="sorted")).digest()


def _last_link(file: HouseholdFile, visit: Record) -> bytes:
    """Give the hash of the last amendment, or of the visit's seal where there is none."""
    amendments = file.of("amendment", visit.id)
    if amendments:
        return link({name: value for name, value in amendments[-1].state.values() if value is not None})
    sealed = visit.part("seal", "sha256")
    assert isinstance(sealed, bytes)
    return sealed


def _as_written(context: Context, parsed: FactPath, value: Value) -> Value:
    """Give a new value as the document will write it (a person types text)."""
    if parsed.fact.field is None or isinstance(value, dict):
        return value
    day = context.today()
    return written(parsed.fact, stored(parsed.fact, value, context.codes, day), day)


def _question(visit: Record, path: str) -> str:
    changes = visit.get("changes")
    for change in changes if isinstance(changes, list) else []:
        if isinstance(change, dict) and change.get("path") == path:
            return str(change.get("question") or "")
    return ""


def _present(context: Context, file: HouseholdFile, editor: DocumentEditor, parsed: FactPath) -> Value:
    """Give a fact's value before the amendment, as the document writes it."""
    if parsed.member is None:
        return flat_facts(file.household, context.facts, Holder.HOUSEHOLD, context.today()).get(parsed.fact.path)
    person = editor.member(parsed.member)
    return flat_facts(person, context.facts, Holder.MEMBER, context.today()).get(parsed.fact.path)
