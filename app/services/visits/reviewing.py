"""The page before signing: what is wrong, what is open, what the visit would change in the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.forms.effects import facts_written
from app.forms.session import FormSession
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile
from app.services.context import Context
from app.services.visits.entities import entity_sayings
from app.services.visits.kept_signing import NOTHING_SIGNED
from app.services.visits.models import Newcomer, Review, Unanswered, Violation
from app.services.visits.proposals import NewPerson, Proposals, Proposer
from app.services.visits.sealed import Filled
from app.services.visits.session import VisitSession
from app.store.local import Draft
from app.store.records import RecordReader


def proposed(
    context: Context,
    form: FormSession,
    draft: Draft,
    file: HouseholdFile,
    records: RecordReader,
    keep_old: Mapping[str, str],
) -> Proposals:
    """Give what the answers would tell the record.

    :param keep_old: paths whose old value stays, each with its reason
    """
    proposer = Proposer(file, context.facts, context.codes, context.today(), draft.channel)
    said = entity_sayings(context, form, file, draft.environment, records)
    return proposer.proposals(facts_written(form), keep_old, said)


def reviewed(filled: Filled) -> Review:
    """Put the page together for a draft as it stands."""
    session, draft, proposals = filled.session, filled.draft, filled.proposals
    counts = session.counts()
    numbers = session.numbers()
    return Review(
        visit=session.visit,
        household=session.household,
        title=session.title,
        answered=counts.answered,
        total=counts.total,
        minutes=max(0, (draft.changed - draft.begun) // 60_000),
        errors=tuple(
            Violation(
                state.ref,
                numbers.get(state.ref, 0),
                (state.label or "").strip(),
                state.violation or "",
                (state.message or "").strip(),
            )
            for state in session.violations()
        ),
        unanswered=tuple(_unanswered(session, numbers)),
        changes=proposals.changes,
        newcomers=tuple(_newcomer(person) for person in proposals.new_persons),
        aside=proposals.aside,
        raised=session.consequences(),
        signers=session.form.definition.signers,
        met=proposals.of_visit.get("met") != "未遇",
        next_visit=_day(proposals.of_visit.get("next_date")),
        fingerprint=session.fingerprint(),
        signing=None if filled.signing is NOTHING_SIGNED else filled.signing,
    )


def _unanswered(session: VisitSession, numbers: Mapping[str, int]) -> list[Unanswered]:
    found = []
    passed = session.passed_over()
    for section in session.sections():
        for ref in section.questions:
            question = session.question(ref)
            if not question.value and not question.unknown and ref not in passed:
                found.append(Unanswered(ref, numbers.get(ref, 0), question.label, section.label, question.always))
    return sorted(found, key=lambda item: not item.always)


def _day(value: Value) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None


def _newcomer(person: NewPerson) -> Newcomer:
    """Give a new member in words."""
    name, *others = (_words(value) for _, value in sorted(person.facts.items(), key=lambda fact: fact[0] != "name"))
    return Newcomer(name, "，".join(others))


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
