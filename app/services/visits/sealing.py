"""Writing the signed visit: the record, its signatures, and the facts that the person accepted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from app.domain.errors import AppError, ErrorCode
from app.domain.ids import short_key, to_text
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile, household_file
from app.services.context import Context
from app.services.document.editing import DocumentEditor
from app.services.households.service import write_edits
from app.services.visits import seal
from app.services.visits.attachments import enclosed
from app.services.visits.models import ProposedChange, SealedVisit, Signing
from app.services.visits.numbers import next_number
from app.services.visits.proposals import NewPerson, Proposals
from app.services.visits.sealed import Filled, sealed_fields
from app.services.visits.session import VisitSession
from app.services.visits.signers import lacking, seats_of
from app.services.workspace import SIGNING_SETTING
from app.store.local import Draft, Local
from app.store.unit_of_work import UnitOfWork
from app.system.clock import moment

EVENTS = frozenset({"disaster", "emergency"})
"""Facts below these are parts of one record: what happened, when, and what it did."""

NEXT_VISIT = "next_visit"

DEFAULT_REASON = "入户核实"
"""The reason of an accepted change that wants one, where the person gave none (contract, section 1)."""


class Sealer:
    """Writes one visit inside an open unit of work."""

    def __init__(self, context: Context, unit: UnitOfWork, local: Local) -> None:
        self._context = context
        self._unit = unit
        self._local = local

    def write(self, filled: Filled) -> SealedVisit:
        """Write the visit with its signatures and accepted changes.

        :raises AppError: REASON_MISSING when a kept old value has no reason
        """
        _check_reasons(filled.signing)
        context, draft = self._context, filled.draft
        now = context.clock.now()
        village = filled.file.household.text("village") or context.owner.village
        number = next_number(self._local, "访", village, now.year, context.store.device)
        fields = sealed_fields(context, filled, number, now)
        fields["seal"] = seal.seal(fields, bytes.fromhex(self._local.setting(SIGNING_SETTING)))
        fields["household"] = draft.household
        self._unit.create("visit", village, fields, record=draft.id, restricted=filled.restricted)
        self._attach_signatures(filled, village, now)
        self._attach_files(filled, village)
        changed = self._write_changes(filled, village)
        raised = fields["raised"]
        return SealedVisit(
            visit=to_text(draft.id),
            number=number,
            household=to_text(draft.household),
            changes=changed,
            kept=len(filled.signing.keep_old),
            raised=len(raised) if isinstance(raised, list) else 0,
            open_in_household=len(self._local.drafts(draft.household)) - 1,
        )

    def _attach_signatures(self, filled: Filled, village: str, now: datetime) -> None:
        for place, signature in enumerate(filled.signing.signatures, start=1):
            if not signature.image:
                continue
            hash_ = sha256(signature.image).digest()
            self._unit.attach(hash_, signature.image, "image/png")
            fields: dict[str, Value] = {
                "owner": filled.draft.id,
                "sha256": hash_,
                "size": len(signature.image),
                "mime": "image/png",
                "class": "signature",
                "slot": f"{signature.role.value}-{place}",
                "taken": now.isoformat(),
            }
            self._unit.create("attachment", village, fields, restricted=filled.restricted)

    def _attach_files(self, filled: Filled, village: str) -> None:
        """Photos and what answers questions: the same picture beside two questions is kept once and recorded twice."""
        draft = filled.draft.id
        for one in enclosed(filled.session):
            content = self._local.files.content(draft, one.file.name)
            assert content is not None  # the session read it from here in this very action
            self._unit.attach(one.file.sha256, content, one.file.mime)
            fields: dict[str, Value] = {
                "owner": draft,
                "sha256": one.file.sha256,
                "size": one.file.size,
                "mime": one.file.mime,
                "class": one.kind.value,
                "slot": f"{one.kind.value} {one.ref}",
                "taken": moment(one.file.taken).isoformat(),
            }
            self._unit.create("attachment", village, fields, restricted=filled.restricted)

    def _write_changes(self, filled: Filled, village: str) -> int:
        """Write accepted answers as facts, each with its question as source; equal values refresh date and evidence.
        Gives how many facts and members are new."""
        proposals, draft = filled.proposals, filled.draft
        accepted = [change for change in proposals.changes if change.path not in filled.signing.keep_old]
        file = filled.file
        for together in _edited_together(accepted):
            change, editor = together[0], self._editor(file)
            if len(together) == 1:
                editor.set(change.path, change.value)
            else:
                event, _, _ = change.path.partition(".")
                editor.set(event, {one.path.partition(".")[2]: one.value for one in together})
            reason = filled.signing.reasons.get(change.path) or (DEFAULT_REASON if change.needs_reason else "")
            source = f"visit:{to_text(draft.id)}#{change.question}"
            provenance = self._context.provenance(source, evidence=change.evidence, reason=reason)
            write_edits(self._unit, village, editor.edits(), provenance)
            file = self._refreshed(file)
        for person in proposals.new_persons:
            self._write_person(village, draft, person)
        next_date = proposals.of_visit.get("next_date")
        if next_date is not None or all(change.path != NEXT_VISIT for change in accepted):
            self._unit.patch(draft.household, {NEXT_VISIT: next_date if isinstance(next_date, str) else None})
        return sum(1 for change in accepted if not change.same) + len(proposals.new_persons)

    def _write_person(self, village: str, draft: Draft, person: NewPerson) -> None:
        provenance = self._context.provenance(f"visit:{to_text(draft.id)}", evidence="申报")
        record = self._unit.create("person", village, {"household": draft.household}, provenance=provenance)
        file = HouseholdFile(self._unit.get(draft.household), (self._unit.get(record),), {})
        editor = self._editor(file)
        for path, value in person.facts.items():
            editor.set(f"members.{short_key(record)}.{path}", value)
        write_edits(self._unit, village, editor.edits(), provenance)

    def _refreshed(self, file: HouseholdFile) -> HouseholdFile:
        """Give the file as this transaction left it, so that two answers to one compound field build on each other."""
        others = (self._unit.get(record.id) for record in file.records() if record is not file.household)
        return household_file(self._unit.get(file.household.id), others)

    def _editor(self, file: HouseholdFile) -> DocumentEditor:
        return DocumentEditor(file, self._context.facts, self._context.codes, self._context.today())


def _edited_together(accepted: Iterable[ProposedChange]) -> list[list[ProposedChange]]:
    """Give the changes in order; what a visit says of one event stands together, or each fact would make its own event."""
    found: list[list[ProposedChange]] = []
    events: dict[str, list[ProposedChange]] = {}
    for change in accepted:
        head = change.path.partition(".")[0]
        if head in events:
            events[head].append(change)
            continue
        found.append([change])
        if head in EVENTS:
            events[head] = found[-1]
    return found


def check_signing(session: VisitSession, signing: Signing) -> None:
    """See that a visit may be signed.

    :raises AppError: VISIT_HAS_ERRORS, SIGNATURES_VOID, SIGNATURES_MISSING
    """
    wrong = session.violations()
    if wrong:
        raise AppError(ErrorCode.VISIT_HAS_ERRORS, count=len(wrong))
    if signing.fingerprint and signing.fingerprint != session.fingerprint():
        raise AppError(ErrorCode.SIGNATURES_VOID)
    missing = lacking(signing, seats_of(session.form.definition.signers))
    if missing:
        raise AppError(ErrorCode.SIGNATURES_MISSING, missing=missing)


def check_decisions(proposals: Proposals, signing: Signing) -> None:
    """See that every decision is about a change of this visit: a mistyped path would otherwise let the change happen.

    :raises AppError: CHANGE_NOT_PROPOSED with the paths that would change
    """
    paths = {change.path for change in proposals.changes}
    for path in (*signing.keep_old, *signing.reasons):
        if path not in paths:
            known = " ".join(change.path for change in proposals.changes if not change.same)
            raise AppError(ErrorCode.CHANGE_NOT_PROPOSED, path=path, known=known)


def _check_reasons(signing: Signing) -> None:
    for path, reason in signing.keep_old.items():
        if not reason.strip():
            raise AppError(ErrorCode.REASON_MISSING, path=path)
