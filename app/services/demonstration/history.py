"""The invented history of a household: finished visits, drafts, the next date. To be played through the visit service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import TypeAlias

from app.services.demonstration.documents import HouseholdDocument, Member

AnswerValue: TypeAlias = str | int | float | bool
Step: TypeAlias = dict[str, str | int | float | bool]
"""A step of a script (contract, section 5)."""

VISITORS = ("周明远", "陈立新", "何晓燕")
ROUTINE, INCOME_CHECK = "routine", "income-check"
NOT_MET_SHARE = 0.04
DRAFT_SHARE = 0.03
TYPICAL_PERIOD = {"monitored": 30, "脱贫户": 90, "一般农户": 365}
"""Days between two visits."""


class Outcome(Enum):
    """How far a planned visit came."""

    SIGNED = "signed"
    NOT_MET = "not_met"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class PlannedAnswer:
    """An answer, named by the fact that it sets.

    :param fact: path in household-document words below the household, the member or the visit (``visit.next_date``)
    :param member: key of the member in the document, None for the household and the visit
    """

    fact: str
    value: AnswerValue
    member: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit to be played.

    :param household: 户编号
    :param interviewee: name of the member who answered, "" where nobody was met
    :param reason: why nobody was met, else ""
    """

    household: str
    form_id: str
    day: date
    outcome: Outcome
    visitors: tuple[str, ...]
    interviewee: str
    reason: str
    answers: tuple[PlannedAnswer, ...]

    def steps(self, refs: Mapping[tuple[str, str | None], str]) -> list[Step]:
        """Give the steps of a script.

        :param refs: fact and member -> REF of the question in the form; facts that the form does not ask are left out
        """
        return [
            {"action": "answer", "at": refs[answer.fact, answer.member], "value": answer.value}
            for answer in self.answers
            if (answer.fact, answer.member) in refs
        ]


def plan_visits(document: HouseholdDocument, today: date, chance: Random) -> Iterator[PlannedVisit]:
    """Plan the visits of a household in the order of their days; a draft comes last."""
    period = _period(document)
    for days_ago in sorted(_days_ago(document, period, chance), reverse=True):
        yield _finished(document, today - timedelta(days=days_ago), period, chance)
    if chance.random() < DRAFT_SHARE:
        answers = tuple(_answers_of_household(document, chance))[: chance.randrange(2, 8)]
        day = today - timedelta(days=chance.randrange(0, 3))
        yield _visit(document, ROUTINE, day, Outcome.DRAFT, answers)


def _period(document: HouseholdDocument) -> int:
    monitored = document["monitored"]
    watched = "type" in monitored and not monitored.get("risk_removed", False)
    return TYPICAL_PERIOD["monitored" if watched else document["type"]]


def _days_ago(document: HouseholdDocument, period: int, chance: Random) -> list[int]:
    """Give how many days ago visits took place; some households are overdue, some were never visited."""
    if document["type"] == "一般农户" and period > 100:
        return [chance.randrange(10, 300)] if chance.random() < 0.2 else []
    last = chance.randrange(2, period * 5 // 4)
    return [last, last + chance.randrange(period * 3 // 4, period * 5 // 4)] if chance.random() < 0.5 else [last]


def _finished(document: HouseholdDocument, day: date, period: int, chance: Random) -> PlannedVisit:
    if chance.random() < NOT_MET_SHARE:
        return _visit(document, ROUTINE, day, Outcome.NOT_MET, (PlannedAnswer("visit.met", "未遇"),))
    form_id = INCOME_CHECK if document["type"] == "脱贫户" and chance.random() < 0.35 else ROUTINE
    answers = (
        PlannedAnswer("visit.met", "本人"),
        *_answers_of_household(document, chance),
        *(answer for member in document["members"] for answer in _answers_of_member(member)),
        PlannedAnswer("visit.next_date", (day + timedelta(days=period)).isoformat()),
    )
    return _visit(document, form_id, day, Outcome.SIGNED, answers)


def _visit(
    document: HouseholdDocument, form_id: str, day: date, outcome: Outcome, answers: tuple[PlannedAnswer, ...]
) -> PlannedVisit:
    met = outcome is not Outcome.NOT_MET
    return PlannedVisit(
        household=document["code"],
        form_id=form_id,
        day=day,
        outcome=outcome,
        visitors=VISITORS[:2] if day.day % 3 else VISITORS[1:],
        interviewee=_interviewee(document) if met else "",
        reason="" if met else "家中无人，邻居说走亲戚去了",
        answers=answers,
    )


def _interviewee(document: HouseholdDocument) -> str:
    """Give the first adult who is at home, else the head by telephone."""
    for member in document["members"]:
        if member["residence"].get("where") == "在家" and "labour" in member and "stage" not in member["student"]:
            return member["name"]
    return document["members"][0]["name"]


def _answers_of_household(document: HouseholdDocument, chance: Random) -> Iterator[PlannedAnswer]:
    water, house = document["water"], document["house"]
    yield PlannedAnswer("living.grain_month", chance.random() < 0.98)
    yield PlannedAnswer("living.protein_weekly", chance.randrange(2, 8))
    yield PlannedAnswer("living.clothes", True)
    yield PlannedAnswer("living.fuel", True)
    yield PlannedAnswer("house.grade", house["grade"])
    yield PlannedAnswer("house.lived_in", house["lived_in"])
    yield PlannedAnswer("water.source", water["source"])
    yield PlannedAnswer("water.enough", water["enough"])
    yield PlannedAnswer("water.days_cut", water["days_cut"] + chance.choice((0, 0, 0, 3)))
    yield PlannedAnswer("electricity.ageing", chance.random() < 0.06)
    yield PlannedAnswer("electricity.protector", chance.random() < 0.95)
    yield PlannedAnswer("stable_income", document["stable_income"])


def _answers_of_member(member: Member) -> Iterator[PlannedAnswer]:
    key = member["key"]
    yield PlannedAnswer("residence.where", member["residence"].get("where", "在家"), key)
    yield PlannedAnswer("insured_this_year", member["insured_this_year"], key)
    if "stage" in member["student"]:
        yield PlannedAnswer("student.attending", True, key)
    if member.get("employed"):
        yield PlannedAnswer("work_months", member["work_months"], key)
