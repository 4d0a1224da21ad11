"""Visits: start, answer, review, sign, amend, show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.domain.errors import AppError, ErrorCode
from app.domain.ids import from_text, to_text
from app.forms.play import Json
from app.forms.play import Step as PlayStep
from app.oplog.operation import Value
from app.services.context import Context
from app.services.forms import Forms
from app.services.households.lists import resolve
from app.services.households.service import read_file
from app.services.visits import listing
from app.services.visits.amending import write_amendments
from app.services.visits.attachments import Attachments, Chosen
from app.services.visits.drafts import Discarded, Drafts
from app.services.visits.journal import Unsaved
from app.services.visits.kept_signing import NOTHING_SIGNED, kept_signing
from app.services.visits.models import Channel, Review, SealedVisit, Signing, VisitRow, VisitState
from app.services.visits.moving import Moving
from app.services.visits.reviewing import proposed, reviewed
from app.services.visits.sealed import Filled, WouldBe, sealed_fields
from app.services.visits.sealing import Sealer, check_decisions, check_signing
from app.services.visits.session import VisitSession
from app.services.visits.versions import Moved, Versions
from app.store.local import Local
from app.store.local_files import StoredFile


class Visits:
    """Use cases of a visit.

    :param context: the open workspace
    :param forms: its checklists
    """

    def __init__(self, context: Context, forms: Forms) -> None:
        self._context = context
        self._forms = forms
        self._drafts = Drafts(context, forms)
        self._attachments = Attachments(context)
        self._versions = Versions(context, self._drafts)

    # --- lists ---------------------------------------------------------------------------------------------------------

    def rows(self, household: str | None = None) -> list[VisitRow]:
        """Give signed visits newest first, then drafts; of one household if it is named (by id or what a person types).

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS
        """
        with self._context.store.read() as reading:
            only = resolve(reading, household) if household is not None else None
            return listing.signed(reading, only) + listing.drafts(reading, only, self._forms)

    def drafts(self) -> list[VisitRow]:
        """Give the drafts, the latest changed first."""
        with self._context.store.read() as reading:
            return listing.drafts(reading, None, self._forms)

    def resolve(self, key: str) -> tuple[str, VisitState]:
        """Find a visit by 走访编号, id, or a beginning or ending of it.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS
        """
        with self._context.store.read() as reading:
            return listing.resolve_visit(reading, key)

    # --- filling -------------------------------------------------------------------------------------------------------

    def start(
        self,
        household: str,
        form_id: str,
        *,
        channel: str = Channel.HOME,
        member: str | None = None,
        lead: str | None = None,
        from_paper: bool = False,
    ) -> str:
        """Start a visit: the member list is frozen with the draft. Gives its id, which the sealed visit keeps.

        :param member: whom the visit is about, by key or name; questions that ask which member are answered with it
        :param from_paper: its answers stand on a check sheet; the draft keeps the sheet's numbers
        :raises AppError: NOT_FOUND (also for no such member), KEY_AMBIGUOUS, FORM_UNKNOWN
        """
        return self._drafts.start(household, form_id, channel=channel, member=member, lead=lead, from_paper=from_paper)

    def look_ahead(self, household: str, form_id: str) -> VisitSession:
        """Give a visit as it would begin, to see what it asks; nothing is stored.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, FORM_UNKNOWN
        """
        return self._drafts.look_ahead(household, form_id)

    def as_before(self, household: str, form_id: str) -> VisitSession:
        """Give a visit in which everything is answered as last time; nothing is stored.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, FORM_UNKNOWN
        """
        return self._drafts.as_before(household, form_id)

    def open(self, visit: str) -> VisitSession:
        """Open a draft as it was left, by the form version that it was begun with.

        :raises AppError: NOT_FOUND, VISIT_SIGNED
        """
        return self._drafts.open(visit)

    def newer_version(self, visit: str) -> Moving | None:
        """Give what going over to the version of its checklist in force would do; None where the draft has that version.

        :raises AppError: NOT_FOUND, VISIT_SIGNED
        """
        return self._versions.newer(visit)

    def move(self, visit: str) -> Moved:
        """Let a draft go on by the version of its checklist in force. Gives what brings it back.

        :raises AppError: NOT_FOUND (also where it has that version already), VISIT_SIGNED, DISK_FULL; nothing is changed then
        """
        return self._versions.move(visit)

    def move_back(self, moved: Moved) -> None:
        """Undo :meth:`move`, unless something was answered since.

        :raises AppError: UNDO_IMPOSSIBLE, VISIT_SIGNED
        """
        self._versions.move_back(moved)

    def save(self, visit: str, unsaved: Unsaved) -> datetime:
        """Store what a session has not stored yet; gives the moment for 已保存.

        :raises AppError: DISK_FULL, VISIT_SIGNED; nothing is stored then
        """
        return self._drafts.save(visit, unsaved)

    def store_session(self, session: VisitSession) -> datetime:
        """Store what a session has not stored yet (for callers without a writing lane)."""
        return self._drafts.store(session)

    def attach(self, visit: str, chosen: Chosen) -> StoredFile:
        """Keep a photo, a signature or a file with a draft; its name is what an answer or a mark holds.

        :raises AppError: FILE_NOT_FOUND, FILE_TOO_LARGE, FILE_EMPTY, PICTURE_UNREADABLE, DISK_FULL, VISIT_SIGNED; nothing
            is kept then
        """
        return self._attachments.attach(visit, chosen)

    def attachment(self, visit: str, name: str) -> bytes:
        """Read a file of a draft.

        :raises AppError: NOT_FOUND
        """
        return self._attachments.content(visit, name)

    def play(self, visit: str, steps: Sequence[PlayStep]) -> dict[str, Json]:
        """Play steps of the contract, section 5, into a draft and store those that could be done.

        :raises AppError: NOT_FOUND, VISIT_SIGNED, STEP_INVALID
        """
        return self._drafts.play(visit, steps)

    def discard(self, visit: str) -> Discarded:
        """Throw a draft away. Gives what brings it back.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, VISIT_SIGNED
        """
        return self._drafts.discard(visit)

    def bring_back(self, discarded: Discarded) -> None:
        """Undo :meth:`discard`: the draft stands where it stood."""
        self._drafts.bring_back(discarded)

    # --- review and seal -----------------------------------------------------------------------------------------------

    def keep_signing(self, visit: str, signing: Signing) -> None:
        """Keep with the draft what was decided and signed so far; the next review gives it back.

        :raises AppError: DISK_FULL, VISIT_SIGNED; nothing is stored then
        """
        self._drafts.keep_signing(visit, signing)

    def review(self, visit: str) -> Review:
        """Give the page before signing, with what was decided and signed so far.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, VISIT_SIGNED
        """
        return reviewed(self._as_it_stands(visit))

    def preview(self, visit: str) -> WouldBe:
        """Give what would be sealed if a draft were signed as it stands; it has no number yet.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, VISIT_SIGNED
        """
        context, filled = self._context, self._as_it_stands(visit)
        village = filled.file.household.text("village") or context.owner.village
        fields = sealed_fields(context, filled, "", context.clock.now())
        return WouldBe(filled.file.household.id, village, fields, filled.restricted)

    def finish(self, visit: str, signing: Signing) -> SealedVisit:
        """Sign and seal a visit; its answers become the record's facts in the same transaction.

        :raises AppError: VISIT_HAS_ERRORS, SIGNATURES_MISSING, SIGNATURES_VOID (an answer has changed since),
            REASON_MISSING, CHANGE_NOT_PROPOSED, VISIT_SIGNED, NOT_FOUND; nothing is sealed then
        """
        session = self.open(visit)
        check_signing(session, signing)
        context = self._context
        provenance = context.provenance(f"visit:{visit}")
        with context.act("visit", provenance) as unit:
            local = Local(unit.connection)
            draft = local.draft(from_text(visit))
            if draft is None:
                raise AppError(ErrorCode.VISIT_SIGNED)
            file = read_file(unit.reader, draft.household)
            proposals = proposed(context, session.form, draft, file, unit.reader, signing.keep_old)
            check_decisions(proposals, signing)
            sealed = Sealer(context, unit, local).write(Filled(session, draft, file, proposals, signing))
            local.delete_draft(draft.id)
        return sealed

    def amend(self, visit: str, values: Mapping[str, Value], reason: str) -> str:
        """Correct a signed visit: an amendment beside it for each fact, chained to the record before; the original stays.

        :raises AppError: NOT_FOUND, VISIT_NOT_SIGNED, REASON_MISSING, FACT_UNKNOWN, VALUE_INVALID
        """
        if not reason.strip():
            raise AppError(ErrorCode.REASON_MISSING, path=next(iter(values), ""))
        context = self._context
        identifier, state = self.resolve(visit)
        if state is VisitState.DRAFT:
            raise AppError(ErrorCode.VISIT_NOT_SIGNED)
        provenance = context.provenance(f"visit:{identifier}", evidence="更正", reason=reason)
        with context.act("amend", provenance) as unit:
            record = unit.get(from_text(identifier))
            assert record.owner is not None
            file = read_file(unit.reader, record.owner)
            write_amendments(context, unit, record, file, values, reason)
        return to_text(unit.transaction)

    def show(self, visit: str) -> dict[str, Value]:
        """Give everything of a visit, signed or not, as plain data for ``visit show``.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS
        """
        identifier, state = self.resolve(visit)
        with self._context.store.read() as reading:
            if state is VisitState.SIGNED:
                return listing.signed_document(reading, from_text(identifier))
        session = self.open(identifier)
        return listing.draft_document(session)

    def _as_it_stands(self, visit: str) -> Filled:
        session, context = self.open(visit), self._context
        with context.store.read() as reading:
            draft = self._drafts.find(reading, visit)
            file = read_file(reading.records, draft.household)
            signing = kept_signing(draft.decisions, session.fingerprint()) or NOTHING_SIGNED
            proposals = proposed(context, session.form, draft, file, reading.records, signing.keep_old)
        return Filled(session, draft, file, proposals, signing)
