"""Drafts of visits: begun, opened as they were left, stored step by step, thrown away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from app.domain.errors import AppError, ErrorCode
from app.domain.ids import RecordId, from_text, to_text
from app.forms.play import Json, play
from app.forms.play import Step as PlayStep
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile
from app.services.context import Context
from app.services.forms import Forms
from app.services.households.lists import resolve
from app.services.households.service import read_file
from app.services.visits import listing
from app.services.visits.frozen import frozen_environment, member_named
from app.services.visits.journal import Unsaved
from app.services.visits.kept_signing import KEY, packed_signing
from app.services.visits.models import Channel, LastAnswer, Signing, VisitState
from app.services.visits.opening import Opening, title_of
from app.services.visits.questions import last_answer
from app.services.visits.session import About, VisitSession
from app.services.visits.snapshot import packed
from app.store.local import COUNTS, Draft, Step
from app.store.local_files import StoredFile
from app.store.store import Reading
from app.store.views.tables import ANSWER_VIEW
from app.system.clock import moment, wall

PAPER = "paper"
"""The numbers of the check sheet, among the decisions of a draft that is typed from one."""
ANY_MEMBER = "00000000"
"""A member's key where a fact is meant whoever's it is."""


@dataclass(frozen=True)
class Discarded:
    """A draft that was thrown away, whole."""

    draft: Draft
    steps: tuple[Step, ...]
    files: tuple[tuple[StoredFile, bytes], ...] = ()


LastAnswers = dict[tuple[str, str], LastAnswer]
"""Answers of last time by question key and member key."""


class Drafts:
    """Keeps the drafts of a workspace.

    :param context: the open workspace
    :param forms: its checklists
    """

    def __init__(self, context: Context, forms: Forms) -> None:
        self._context = context
        self._forms = forms
        self._opening = Opening(context, forms)

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
        with self._context.store.read() as reading:
            file = read_file(reading.records, resolve(reading, household))
        draft = self._begun(file, form_id, str(channel))
        subject = member_named(draft.environment, member) if member is not None else None
        decisions: dict[str, Value] = {}
        if from_paper:
            numbers = self.as_before(to_text(draft.household), form_id).numbers()
            decisions[PAPER] = dict[str, Value](numbers)
        counts = self._session(draft, file, {}, ()).counts()
        decisions[COUNTS] = [counts.answered, counts.total, counts.wrong]
        with self._context.store.write_local() as local:
            local.save_draft(replace(draft, member=subject, lead=lead, decisions=decisions))
        identifier = to_text(draft.id)
        if subject is not None:
            self._answer_whom(identifier, subject)
        return identifier

    def look_ahead(self, household: str, form_id: str) -> VisitSession:
        """Give a visit as it would begin, to see what it asks; nothing is stored.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, FORM_UNKNOWN
        """
        with self._context.store.read() as reading:
            file = read_file(reading.records, resolve(reading, household))
            last = self._last_answers(reading, file.household.id)
        return self._session(self._begun(file, form_id, Channel.HOME), file, last, ())

    def as_before(self, household: str, form_id: str) -> VisitSession:
        """Give a visit in which everything is answered as last time; nothing is stored.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, FORM_UNKNOWN
        """
        session = self.look_ahead(household, form_id)
        answered = -1
        while session.counts().answered > answered:  # an answer may open the next question
            answered = session.counts().answered
            for section in session.sections():
                for ref in section.questions:
                    _answer_as_before(session, ref)
        return session

    def open(self, visit: str) -> VisitSession:
        """Open a draft as it was left, by the form version that it was begun with.

        :raises AppError: NOT_FOUND, VISIT_SIGNED
        """
        with self._context.store.read() as reading:
            draft = self.find(reading, visit)
            steps: list[Step] = [*reading.local.steps(draft.id)]
            files = reading.local.files.attachments(draft.id)
            file = read_file(reading.records, draft.household)
            last = self._last_answers(reading, draft.household)
        session = self._session(draft, file, last, steps)
        for one in files:
            session.add_file(one)
        return session

    def by_version(self, draft: Draft, form_hash: str) -> tuple[Draft, VisitSession]:
        """Give a draft as it would have begun by another version of its checklist; nothing is stored."""
        with self._context.store.read() as reading:
            file = read_file(reading.records, draft.household)
            last = self._last_answers(reading, draft.household)
        environment = self._opening.surroundings(file, form_hash, draft.environment)
        anew = replace(draft, form_hash=form_hash, environment=environment, place="", decisions={})
        return anew, self._session(anew, file, last, ())

    def save(self, visit: str, unsaved: Unsaved) -> datetime:
        """Store what a session has not stored yet; gives the moment for 已保存.

        :raises AppError: DISK_FULL, VISIT_SIGNED; nothing is stored then
        """
        now = self._context.clock.now()
        with self._context.store.write_local() as local:
            draft = local.draft(from_text(visit))
            if draft is None:
                raise AppError(ErrorCode.VISIT_SIGNED)
            local.append_steps(draft.id, list(unsaved.steps), wall(now), unsaved.place)
            counts = unsaved.counts
            decisions: dict[str, Value] = {**draft.decisions, COUNTS: [counts.answered, counts.total, counts.wrong]}
            if unsaved.snapshot is not None and len(local.steps(draft.id)) == unsaved.total:
                decisions["snapshot"] = packed(unsaved.snapshot)
            local.save_draft(replace(draft, changed=wall(now), place=unsaved.place, decisions=decisions))
        return now

    def keep_signing(self, visit: str, signing: Signing) -> None:
        """Keep with the draft what was decided and signed so far.

        :raises AppError: DISK_FULL, VISIT_SIGNED; nothing is stored then
        """
        with self._context.store.write_local() as local:
            draft = local.draft(from_text(visit))
            if draft is None:
                raise AppError(ErrorCode.VISIT_SIGNED)
            local.save_draft(replace(draft, decisions={**draft.decisions, KEY: packed_signing(signing)}))

    def store(self, session: VisitSession) -> datetime:
        """Store what a session has not stored yet (for callers without a writing lane)."""
        unsaved = session.take_unsaved()
        try:
            return self.save(session.visit, unsaved)
        except AppError:
            session.put_back(unsaved)
            raise

    def play(self, visit: str, steps: Sequence[PlayStep]) -> dict[str, Json]:
        """Play steps of the contract, section 5, into a draft and store those that could be done.

        :raises AppError: NOT_FOUND, VISIT_SIGNED, STEP_INVALID
        """
        session = self.open(visit)
        outcomes: list[Json] = []
        for step in steps:
            outcome = play(session.form, [step])["steps"]
            assert isinstance(outcome, list)
            outcomes.extend(outcome)
            kept = _to_keep(step, outcome, session)
            if kept is not None:
                session.keep(kept)
        self.store(session)
        return {"visit": session.visit, "steps": outcomes}

    def discard(self, visit: str) -> Discarded:
        """Throw a draft away. Gives what brings it back.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, VISIT_SIGNED
        """
        with self._context.store.read() as reading:
            draft = self.find(reading, visit)
        with self._context.store.write_local() as local:
            steps = tuple(local.steps(draft.id))
            names = local.files.attachments(draft.id)
            files = tuple((file, local.files.content(draft.id, file.name) or b"") for file in names)
            local.delete_draft(draft.id)
        return Discarded(draft, steps, files)

    def bring_back(self, discarded: Discarded) -> None:
        """Undo :meth:`discard`: the draft stands where it stood."""
        draft = discarded.draft
        with self._context.store.write_local() as local:
            local.save_draft(draft)
            local.append_steps(draft.id, list(discarded.steps), draft.changed, draft.place)
            for file, content in discarded.files:
                local.files.attach(draft.id, file, content)

    def find(self, reading: Reading, visit: str) -> Draft:
        """Find a draft by its id, or a beginning or ending of it.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, VISIT_SIGNED
        """
        identifier, state = listing.resolve_visit(reading, visit)
        if state is VisitState.SIGNED:
            raise AppError(ErrorCode.VISIT_SIGNED)
        draft = reading.local.draft(from_text(identifier))
        if draft is None:
            raise AppError(ErrorCode.NOT_FOUND, key=visit)
        return draft

    def _answer_whom(self, visit: str, member: str) -> None:
        """Answer the questions that let one choose among the members."""
        session = self.open(visit)
        for section in session.sections():
            for ref in section.questions:
                question = session.question(ref)
                if not question.member and question.control == "select1" and member in dict(question.choices):
                    session.answer(ref, member)
        self.store(session)

    def _begun(self, file: HouseholdFile, form_id: str, channel: str) -> Draft:
        """Give the draft of a visit that begins now."""
        context, form = self._context, self._forms.active(form_id)
        now = context.clock.now()
        return Draft(
            id=context.store.new_id(context.clock.milliseconds()),
            household=file.household.id,
            form_hash=form.hash,
            begun=wall(now),
            changed=wall(now),
            channel=channel,
            member=None,
            lead=None,
            environment=self._opening.surroundings(
                file, form.hash, frozen_environment(file, now, context.owner.user, context.today())
            ),
            place="",
            decisions={},
        )

    def _session(self, draft: Draft, file: HouseholdFile, last: LastAnswers, steps: Sequence[Step]) -> VisitSession:
        """Give a draft in memory, its journal played."""
        form, snapshot = self._opening.form(draft, len(steps))
        session = VisitSession(
            _about(draft, file),
            form,
            last,
            {code.number: code.label for code in self._context.codes["raised"]},
            self._unit_of,
            draft.place,
            _paper(draft.decisions.get(PAPER)),
        )
        session.replay(steps, snapshot)
        return session

    def _unit_of(self, path: str) -> str:
        """Give the unit of a fact; ``*`` in its path stands for any member."""
        try:
            return self._context.facts.parse(path.replace("*", ANY_MEMBER)).fact.unit
        except AppError:
            return ""  # the fact of a later version: only its unit is missing

    def _last_answers(self, reading: Reading, household: RecordId) -> LastAnswers:
        statement = select(ANSWER_VIEW).where(ANSWER_VIEW.c.household == household).order_by(ANSWER_VIEW.c.ended)
        return {
            (row.question, row.member): last_answer(
                row.value or "", row.label, row.ended, row.interviewee, tuple(json.loads(row.visitors)), row.form_id
            )
            for row in reading.connection.execute(statement)
        }


def _paper(value: Value) -> dict[str, int]:
    numbers = value if isinstance(value, dict) else {}
    return {ref: number for ref, number in numbers.items() if isinstance(number, int)}


def _answer_as_before(session: VisitSession, ref: str) -> None:
    view = session.question(ref)
    if not view.value and view.last_usable:
        try:
            session.same_as_last(ref)
        except AppError:
            return  # the old answer breaks a rule of today: it is asked again


def _about(draft: Draft, file: HouseholdFile) -> About:
    return About(
        visit=to_text(draft.id),
        household=to_text(draft.household),
        title=title_of(file),
        group=file.household.text("group"),
        begun=moment(draft.begun),
        changed=moment(draft.changed),
    )


def _to_keep(step: PlayStep, outcome: list[Json], session: VisitSession) -> Step | None:
    """Give what the journal keeps of a step that was played: nothing of one that only looks or was refused; an answer
    that its type cannot hold has emptied the question."""
    if step.get("action") == "load":
        return None
    if not any(isinstance(one, dict) and "error" in one for one in outcome):
        return step
    at = step.get("at")
    node = session.form.node(at) if isinstance(at, str) and step.get("action") == "answer" else None
    return {"action": "answer", "at": at, "value": None} if node is not None and not node.text else None
