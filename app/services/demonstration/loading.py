"""The invented village into a fresh workspace: its register, and its history played through the visit service."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, cast

from app.domain.errors import AppError
from app.domain.facts import Holder
from app.domain.ids import RecordId, short_key, to_text
from app.domain.progress import SILENT, Progress
from app.forms.binding import bindings, member_key
from app.forms.play import Step
from app.forms.session import FormSession
from app.oplog.operation import Provenance
from app.oplog.record import HouseholdFile
from app.services.context import Context
from app.services.demonstration.history import Outcome, PlannedAnswer, PlannedVisit
from app.services.demonstration.opening import at_opening, later_of, since_then, was_there
from app.services.demonstration.village import DEMONSTRATION_NAME, DemonstrationHousehold, generate_village
from app.services.document.creating import Creator
from app.services.document.editing import DocumentEditor
from app.services.forms import Forms
from app.services.households.service import write_edits
from app.services.visits import Visits
from app.services.visits.models import Signing
from app.store.unit_of_work import UnitOfWork
from app.system.clock import Clock, wall

if TYPE_CHECKING:
    from app.oplog.operation import Value

Persons: TypeAlias = tuple[RecordId | None, ...]
"""The members of a household in the order of its document; None for one who is not in the file yet."""

__all__ = ["DEMONSTRATION_NAME", "Loaded", "load_village"]

BATCH = 500
"""Households in one transaction."""
PLAYED = 300
"""Visits that are played, newest villages' first; a village of 30,000 has a history in its first households only."""
EVIDENCE = "系统比对"
ACTION, SOURCE = "start", "demonstration"
EARLIEST, STEP, VISITS_A_DAY = timedelta(hours=8, minutes=40), timedelta(minutes=25), 16
"""When the first visit of a day begins, how far they are apart, and how many there are: the last ends before dark."""
LEAST_MINUTES = 12
"""Minutes for the door and the signatures; each answer takes one more."""


@dataclass(frozen=True)
class Loaded:
    """What was made."""

    households: int
    persons: int
    visits: int
    drafts: int


@dataclass(frozen=True)
class _Entered:
    """A household that is in the register: its id, its members' keys by the document's, and its planned visits."""

    household: str
    keys: dict[str, str]
    visits: tuple[PlannedVisit, ...]


def load_village(context: Context, forms: Forms, households: int, seed: int, progress: Progress = SILENT) -> Loaded:
    """Make the invented village of a size and seed in an empty workspace.

    :raises Cancelled: when the person asked to stop
    """
    village = generate_village(households, seed, context.today())
    persons = 0
    waiting: list[_Entered] = []
    planned = 0
    members = iter(village)
    for done in range(0, households, BATCH):
        progress.step("demonstration", done, households)
        for entered in _enter(context, list(islice(members, BATCH))):
            persons += len(entered.keys)
            if planned < PLAYED and entered.visits:
                waiting.append(entered)
                planned += len(entered.visits)
    visits, drafts = _play(context, forms, waiting, progress)
    return Loaded(households, persons, visits, drafts)


def _enter(context: Context, households: list[DemonstrationHousehold]) -> list[_Entered]:
    """Open the files years ago and fill in the rest before the visits, so that the visits played afterwards are newer."""
    with context.act(ACTION, context.provenance(SOURCE)) as unit:
        creator = Creator(context, unit)
        opened = [_open(context, creator, household) for household in households]
    with context.act(ACTION, context.provenance(SOURCE)) as unit:
        return [_renew(context, unit, each, *file) for each, file in zip(households, opened, strict=True)]


def _open(context: Context, creator: Creator, household: DemonstrationHousehold) -> tuple[RecordId, Persons]:
    """Open a file with what does not change. Gives the household, and for each member the person if he was born by then."""
    opened = household.opening.opened
    record, persons = creator.create(at_opening(household.document, opened.date()), _provenance(context, opened))
    made = iter(persons)
    born = was_there(household.document, opened.date())
    return record, tuple(next(made) if there else None for there in born)


def _renew(
    context: Context, unit: UnitOfWork, household: DemonstrationHousehold, record: RecordId, persons: Persons
) -> _Entered:
    """Fill in how a household stands now, with who was born since."""
    document, provenance = household.document, _provenance(context, household.opening.renewed)
    known = {person: unit.get(person) for person in persons if person is not None}
    file = HouseholdFile(unit.get(record), tuple(known.values()))
    editor = DocumentEditor(file, context.facts, context.codes, context.today())
    for key, value in since_then(document).items():
        editor.set_on(file.household, Holder.HOUSEHOLD, key, value)
    creator, keys = Creator(context, unit), {}
    for member, person in zip(document["members"], persons, strict=True):
        if person is None:
            born = creator.add_member(record, document["village"], cast("dict[str, Value]", dict(member)), provenance)
            keys[member["key"]] = short_key(born)
            continue
        keys[member["key"]] = short_key(person)
        for key, value in later_of(member).items():
            editor.set_on(known[person], Holder.MEMBER, key, value)
    write_edits(unit, document["village"], editor.edits(), provenance)
    return _Entered(to_text(record), keys, household.visits)


def _provenance(context: Context, at: datetime) -> Provenance:
    given = context.provenance(SOURCE, evidence=EVIDENCE, as_of=at.date().isoformat())
    return replace(given, wall=wall(at))


def _play(context: Context, forms: Forms, entered: list[_Entered], progress: Progress) -> tuple[int, int]:
    visits = drafts = 0
    planned = sorted(
        ((visit, place) for place in entered for visit in place.visits),
        key=lambda pair: (pair[0].day, pair[1].household),
    )
    for done, (visit, place) in enumerate(planned):
        progress.step("demonstration-visits", done, len(planned))
        signed = _play_one(context, forms, visit, place)
        visits += signed
        drafts += not signed
    return visits, drafts


def _play_one(context: Context, forms: Forms, plan: PlannedVisit, place: _Entered) -> bool:
    """Play one visit on its day. Tells whether it was signed; one whose answers do not fit stays a draft."""
    begin = EARLIEST + STEP * (sum(map(ord, plan.household)) % VISITS_A_DAY)
    end = begin + timedelta(minutes=LEAST_MINUTES + len(plan.answers))
    visit = _visits_at(context, forms, plan, begin).start(place.household, plan.form_id)
    visits = _visits_at(context, forms, plan, end)
    session = visits.open(visit)
    for _ in range(2):  # an answer may open the question of another one
        _answer(session.form, plan.answers, place.keys, session.do)
    visits.store_session(session)
    if plan.outcome is Outcome.DRAFT or session.form.violations():
        return False
    visits.finish(
        visit,
        Signing(
            visitors=plan.visitors,
            interviewee=plan.interviewee or None,
            not_met=plan.reason or None,
        ),
    )
    return True


def _visits_at(context: Context, forms: Forms, plan: PlannedVisit, since_midnight: timedelta) -> Visits:
    """Give the use cases of visits as they are at a time of the day of a planned one."""
    at = (datetime.min + since_midnight).time() if plan.day < context.today() else None
    return Visits(replace(context, clock=Clock(plan.day, at)), forms)


def _answer(
    form: FormSession, answers: Iterable[PlannedAnswer], keys: dict[str, str], do: Callable[[Step], object]
) -> None:
    """Give the planned answers to the questions that set their facts, and the plain ones that every visit must answer."""
    wanted = {(answer.fact, keys.get(answer.member or "", "")): answer.value for answer in answers}
    known = bindings(form.definition)
    for ref in form.questions():
        node = form.node(ref)
        if node is None or node.text:
            continue
        binding = known[node.definition.names]
        value: object = wanted.get((binding.fact or "", member_key(node, binding) or ""))
        if value is None and node.required:
            value = True
        step = _step(form, ref, value) if value is not None else None
        if step is not None:
            try:
                do(step)
            except AppError:
                continue


def _step(form: FormSession, ref: str, value: object) -> Step | None:
    """Give the step that answers a question with a fact's value: by the choice that stands for it."""
    state = form.state(ref)
    if state.choices is None:
        return {"action": "answer", "at": ref, "value": cast("str", value)}
    word = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    node = form.node(ref)
    assert node is not None
    for name, item in form.scope.items(node):
        cells = item.node.named.get("fact")
        fact = cells[0].string().strip() if cells else ""
        if word in {name, fact, dict(state.choices).get(name)} or (word == "true" and name == "yes"):
            return {"action": "answer", "at": ref, "value": name}
    return None
