"""What a signed visit holds: everything that was answered, decided and signed, as one flat record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from app.domain.ids import RecordId
from app.forms.answered import AnswerRow
from app.forms.answered import answers as answer_rows
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile
from app.services.context import Context
from app.services.document.export import household_document
from app.services.forms import RESTRICTED
from app.services.visits.attachments import Enclosed, enclosed
from app.services.visits.models import ProposedChange, Signing
from app.services.visits.proposals import Proposals
from app.services.visits.session import VisitSession
from app.services.visits.signers import sealed_signers, seats_of
from app.store.local import Draft
from app.system.clock import moment


@dataclass(frozen=True)
class Filled:
    """A visit that is filled and about to be sealed."""

    session: VisitSession
    draft: Draft
    file: HouseholdFile
    proposals: Proposals
    signing: Signing

    @property
    def restricted(self) -> bool:
        """Whether the visit belongs to the village's restricted scope."""
        return self.session.form.definition.scope == RESTRICTED


@dataclass(frozen=True)
class WouldBe:
    """A visit record before its seal.

    :param fields: what the seal would cover
    """

    household: RecordId
    village: str
    fields: Mapping[str, Value]
    restricted: bool


def sealed_fields(context: Context, filled: Filled, number: str, now: datetime) -> dict[str, Value]:
    """Give the fields of the visit record that the seal covers.

    :param number: 走访编号
    :param now: when it is signed
    """
    session, draft, signing = filled.session, filled.draft, filled.signing
    definition = session.form.definition
    document = household_document(filled.file, context.facts, context.today())
    files: list[Value] = [_file(one) for one in enclosed(session)]
    signers = sealed_signers(signing, seats_of(definition.signers))
    return {
        "number": number,
        "form": {
            "id": definition.form_id,
            "version": definition.version,
            "title": definition.title,
            "hash": draft.form_hash,
        },
        "begun": moment(draft.begun).isoformat(),
        "ended": now.isoformat(),
        "channel": draft.channel,
        "visitors": list(signing.visitors),
        "interviewee": signing.interviewee,
        "refusal": _refusal(signing),
        "submission": session.form.submission(),
        "snapshot": document,
        "changes": [_change(change, signing) for change in filled.proposals.changes if not change.same],
        "signatures": [
            {
                "role": signature.role.value,
                "name": signature.name,
                "sha256": sha256(signature.image).digest() if signature.image else None,
                "strokes": [[[round(x, 4), round(y, 4)] for x, y in stroke] for stroke in signature.strokes],
            }
            for signature in signing.signatures
        ],
        "answers": [_answer(row, session) for row in answer_rows(session.form)],
        "raised": [
            {
                "kind": item.kind,
                "code": item.code,
                "member": item.member or None,
                "question": item.question,
                "label": item.label,
                "words": item.words,
            }
            for item in session.consequences()
        ],
        "marks": dict[str, Value](session.notes),
        "members": draft.environment.get("members"),
        "language": session.form.language,
        **({"attachments": files} if files else {}),
        **({"signers": signers} if signers else {}),
    }


def _refusal(signing: Signing) -> Value:
    if signing.interviewee is not None:
        return None
    kind, why = ("refused", signing.refused) if signing.refused else ("not_met", signing.not_met)
    return {"kind": kind, "reason": why} if why is not None else None


def _change(change: ProposedChange, signing: Signing) -> Value:
    kept = signing.keep_old.get(change.path)
    return {
        "path": change.path,
        "who": change.who,
        "label": change.label,
        "old": change.old,
        "new": change.new,
        "value": change.value,
        "question": change.question,
        "evidence": change.evidence,
        "accepted": kept is None,
        "reason": kept if kept is not None else signing.reasons.get(change.path, ""),
        **({"meanwhile": True} if change.meanwhile else {}),
    }


def _file(one: Enclosed) -> Value:
    """Give a file as the seal covers it: by its hash."""
    return {
        "sha256": one.file.sha256,
        "size": one.file.size,
        "mime": one.file.mime,
        "class": one.kind.value,
        "title": one.file.title,
        "question": one.question,
        "member": one.member or None,
        "ref": one.ref,
    }


def _answer(row: AnswerRow, session: VisitSession) -> Value:
    label = session.question(row.ref).value_label if row.value in session.files else row.label_value
    return {
        "question": row.question_key,
        "was": list(row.was),
        "member": row.member_key,
        "value": row.value,
        "label": label,
        "text": row.label_question,
        "section": row.section,
        "unknown": row.unknown,
        "private": row.private,
        "ref": row.ref,
    }
