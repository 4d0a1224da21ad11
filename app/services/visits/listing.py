"""Lists of visits, and a visit as plain data."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Function, func, select

from app.domain.errors import AppError, ErrorCode
from app.domain.ids import KEY_LENGTH, RecordId, to_text
from app.domain.records import is_restricted
from app.oplog.operation import Value
from app.oplog.record import Record
from app.services.forms import RESTRICTED, Forms
from app.services.visits import seal
from app.services.visits.models import VisitRow, VisitState
from app.services.visits.session import VisitSession
from app.store.local import Draft
from app.store.schema import LOCAL_DRAFT
from app.store.store import Reading
from app.store.views.tables import HOUSEHOLD_VIEW, VISIT_VIEW
from app.system.clock import moment

SIGNED_PARTS = (
    "form",
    "begun",
    "ended",
    "channel",
    "visitors",
    "interviewee",
    "refusal",
    "signers",
    "changes",
    "answers",
    "raised",
    "marks",
    "snapshot",
)


def signed(reading: Reading, household: RecordId | None) -> list[VisitRow]:
    """Give the signed visits, newest first."""
    statement = (
        select(VISIT_VIEW, HOUSEHOLD_VIEW.c.head_name, HOUSEHOLD_VIEW.c.group_name)
        .join(HOUSEHOLD_VIEW, HOUSEHOLD_VIEW.c.id == VISIT_VIEW.c.household)
        .order_by(VISIT_VIEW.c.ended.desc(), VISIT_VIEW.c.number.desc())
    )
    if household is not None:
        statement = statement.where(VISIT_VIEW.c.household == household)
    return [
        VisitRow(
            id=to_text(RecordId(row.id)),
            key=row.number,
            state=VisitState.SIGNED,
            household=to_text(RecordId(row.household)),
            household_title=f"{row.head_name}户",
            group=row.group_name,
            form_id=row.form_id,
            form_version=row.form_version,
            form_title=row.form_title,
            begun=datetime.fromisoformat(row.begun),
            changed=datetime.fromisoformat(row.ended),
            channel=row.channel,
            visitors=tuple(json.loads(row.visitors)),
            interviewee=row.interviewee,
            answered=0,
            total=0,
            wrong=0,
            restricted=bool(row.restricted),
        )
        for row in reading.connection.execute(statement)
    ]


def drafts(reading: Reading, household: RecordId | None, forms: Forms) -> list[VisitRow]:
    """Give the drafts, the latest changed first."""
    found = reading.local.drafts(household)
    titles = _titles(reading, [draft.household for draft in found])
    return [_draft_row(draft, titles.get(draft.household, ("", "")), forms) for draft in found]


def resolve_visit(reading: Reading, key: str) -> tuple[str, VisitState]:
    """Find a visit by its number, id, or a beginning or ending of it.

    :raises AppError: NOT_FOUND, KEY_AMBIGUOUS
    """
    typed = key.strip()
    rows = reading.connection.execute(select(VISIT_VIEW.c.id).where(VISIT_VIEW.c.number == typed)).all()
    if rows:
        return to_text(RecordId(rows[0].id)), VisitState.SIGNED
    plain = typed.replace("-", "").lower()
    if len(plain) < KEY_LENGTH or not all(character in "0123456789abcdef" for character in plain):
        raise AppError(ErrorCode.NOT_FOUND, key=key)
    found = [
        (to_text(RecordId(row.id)), state)
        for table, state in ((VISIT_VIEW, VisitState.SIGNED), (LOCAL_DRAFT, VisitState.DRAFT))
        for row in reading.connection.execute(
            select(table.c.id).where(_hex(table.c.id).like(f"{plain}%") | _hex(table.c.id).like(f"%{plain}")).limit(2)
        )
    ]
    if len(found) != 1:
        raise AppError(ErrorCode.KEY_AMBIGUOUS if found else ErrorCode.NOT_FOUND, key=key)
    return found[0]


def signed_document(reading: Reading, visit: RecordId) -> dict[str, Value]:
    """Give a signed visit as plain data, with its amendments and whether the seal holds.

    :raises AppError: NOT_FOUND
    """
    record = reading.records.get([visit]).get(visit)
    if record is None:
        raise AppError(ErrorCode.NOT_FOUND, key=to_text(visit))
    fields = dict(record.state.values())
    owned = reading.records.owned_by([visit])
    submission = record.get("submission")
    return {
        "id": to_text(visit),
        "key": record.text("number"),
        "state": VisitState.SIGNED.value,
        "household": to_text(record.owner) if record.owner is not None else None,
        "restricted": is_restricted(record.state.scope),
        "seal_intact": seal.intact(fields),
        **{name: record.get(name) for name in SIGNED_PARTS},
        "signatures": _signatures(record),
        "attachments": _attachments(record),
        "submission": submission.decode() if isinstance(submission, bytes) else None,
        "amendments": [_amendment(item) for item in owned if item.kind == "amendment"],
    }


def draft_document(session: VisitSession) -> dict[str, Value]:
    """Give a draft as plain data."""
    counts = session.counts()
    return {
        "id": session.visit,
        "key": session.visit,
        "state": VisitState.DRAFT.value,
        "household": session.household,
        "form": {
            "id": session.form.definition.form_id,
            "version": session.form_version,
            "title": session.form_title,
        },
        "answered": counts.answered,
        "total": counts.total,
        "wrong": counts.wrong,
        "place": session.place,
        "marks": dict[str, Value](session.notes),
        "photos": {ref: list(names) for ref, names in session.photos.items()},
        "questions": [_question(session, ref) for ref in session.form.questions()],
    }


def _question(session: VisitSession, ref: str) -> Value:
    view = session.question(ref)
    return {
        "ref": view.ref,
        "question": view.key,
        "member": view.member or None,
        "label": view.label,
        "value": view.value or None,
        "text": view.value_label or None,
        "unknown": view.unknown,
        "violation": view.violation or None,
        "last": {"value": view.last.value, "text": view.last.label, "on": view.last.on.isoformat()}
        if view.last
        else None,
    }


def _signatures(record: Record) -> list[Value]:
    signatures = record.get("signatures")
    return [
        {"role": item.get("role"), "name": item.get("name"), "drawn": item.get("sha256") is not None}
        for item in (signatures if isinstance(signatures, list) else [])
        if isinstance(item, dict)
    ]


def _attachments(record: Record) -> list[Value]:
    found = record.get("attachments")
    return [
        {**item, "sha256": hash_.hex() if isinstance(hash_ := item.get("sha256"), bytes) else None}
        for item in (found if isinstance(found, list) else [])
        if isinstance(item, dict)
    ]


def _amendment(record: Record) -> Value:
    return {name: record.get(name) for name in ("path", "old", "new", "reason", "question")}


def _hex(column: Column[Any]) -> Function[str]:
    return func.lower(func.hex(column))


def _titles(reading: Reading, households: list[RecordId]) -> dict[RecordId, tuple[str, str]]:
    statement = select(HOUSEHOLD_VIEW.c.id, HOUSEHOLD_VIEW.c.head_name, HOUSEHOLD_VIEW.c.group_name).where(
        HOUSEHOLD_VIEW.c.id.in_(households)
    )
    return {RecordId(row.id): (f"{row.head_name}户", row.group_name) for row in reading.connection.execute(statement)}


def _draft_row(draft: Draft, title: tuple[str, str], forms: Forms) -> VisitRow:
    definition = forms.definition(draft.form_hash)
    answered, total, wrong = draft.counts
    return VisitRow(
        id=to_text(draft.id),
        key=to_text(draft.id),
        state=VisitState.DRAFT,
        household=to_text(draft.household),
        household_title=title[0],
        group=title[1],
        form_id=definition.form_id,
        form_version=definition.version,
        form_title=definition.title,
        begun=moment(draft.begun),
        changed=moment(draft.changed),
        channel=draft.channel,
        visitors=(),
        interviewee="",
        answered=answered,
        total=total,
        wrong=wrong,
        restricted=definition.scope == RESTRICTED,
    )
