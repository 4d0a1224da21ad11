"""Each checklist over a household of the invented village: opened, filled to its end, reviewed, signed."""

from __future__ import annotations

import random

import pytest

from app.bootstrap import Services
from app.services.document.export import Document
from app.services.households.models import HouseholdFilter
from app.services.visits.models import Signing
from app.services.visits.session import VisitSession
from tests.forms.checklist_visits import six_items
from tests.forms.forms_made import FORMS

NAMES = sorted(path.stem for path in FORMS.glob("*.xlsx"))
SIGNED = Signing(("周明远", "何晓燕"), interviewee="本人")
WHOM = {
    "tekun-care": "c0.person",
    "elder-visit": "d0.person",
    "child-safety": "e0.child",
    "disabled-visit": "f0.person",
    "elder-ability": "ga.person",
    "barthel": "ba.person",
    "self-care": "sc.person",
}


def refs_of(session: VisitSession, key: str) -> list[str]:
    """The references of the questions that are asked now under a key."""
    refs = [ref for section in session.sections() for ref in section.questions]
    return [ref for ref in refs if session.question(ref).key == key]


def begun(village: Services, form: str) -> VisitSession:
    """A visit to the first household that has somebody whom the checklist is about, met and willing."""
    homes = village.households.ids(HouseholdFilter())
    for home in homes:
        session = village.visits.open(village.visits.start(home, form))
        for key, value in (("A1.met", "self"), ("A2.consent", "yes")):
            for ref in refs_of(session, key):
                session.answer(ref, value)
        whom = WHOM.get(form)
        if whom is None:
            return session
        (ref,) = refs_of(session, whom)
        choices = session.question(ref).choices
        if choices:
            session.answer(ref, choices[0][0])
            return session
    raise AssertionError(form)


def answer_once(session: VisitSession, ref: str, dice: random.Random) -> None:
    """Answer one question in a way that its constraint allows, if a try or two finds one."""
    view = session.question(ref)
    for _ in range(12):
        if view.choices:
            session.answer(ref, dice.choice(view.choices)[0])
        elif view.data_type in {"date", "dateTime"}:
            day = f"202{dice.choice((5, 6, 7))}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            session.answer(ref, day if view.data_type == "date" else f"{day}T08:30:00.000+08:00")
        elif view.data_type in {"int", "decimal"}:
            session.answer(ref, dice.choice((0, 1, 2, 5, 12, 60, 2020)))
        else:
            session.answer(ref, dice.choice(("说明", "13800138000", "110101199003070134")))
        if not session.question(ref).violation:
            return
    session.answer(ref, None)


def fill(session: VisitSession, dice: random.Random, kept: frozenset[str]) -> int:
    """Answer whatever is asked until nothing new is asked; gives how many questions were."""
    seen = set(kept)
    while True:
        fresh = [ref for section in session.sections() for ref in section.questions if ref not in seen]
        if not fresh:
            return len(seen)
        seen.add(fresh[0])
        answer_once(session, fresh[0], dice)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", NAMES)
def test_a_visit_can_be_filled_to_its_end_and_signed(village: Services, form: str, seed: int) -> None:
    dice = random.Random(f"{form} {seed}")
    session = begun(village, form)
    given = frozenset(
        ref
        for section in session.sections()
        for ref in section.questions
        if session.question(ref).key in {"A1.met", "A2.consent", WHOM.get(form)}
    )
    assert fill(session, dice, given) >= 4
    village.visits.store_session(session)
    page = village.visits.review(session.visit)
    assert page.errors == ()
    keep = {change.path: "核对中" for change in page.changes if change.needs_reason}
    sealed = village.visits.finish(session.visit, Signing(SIGNED.visitors, interviewee="本人", keep_old=keep))
    assert sealed.number.startswith("访")
    changed = [change for change in page.changes if not change.same]
    assert sealed.changes + sealed.kept == len(changed) + len(page.newcomers)


def in_document(document: Document, path: str) -> object:
    """The value that a household document has at a path of the fact dictionary."""
    here: object = document
    for part in path.split("."):
        if isinstance(here, list):
            here = next(item for item in here if isinstance(item, dict) and item["key"] == part)
        else:
            assert isinstance(here, dict)
            here = here[part]
    return here


CHANGES: dict[str, tuple[dict[str, str | int], dict[str, str]]] = {
    "tekun-care": (
        {**six_items("dress bath"), "md.illness": "高血压", "md.takes": "yes", "a5.stopped": "yes", "a5.signed": "no"},
        {
            "self_care_failed": "穿衣、洗澡",
            "illness.name": "高血压",
            "doctor.medicine_stopped": "是",
            "doctor.signed": "否",
        },
    ),
    "elder-visit": (
        {**six_items("toilet"), "d10.kinds": "alone old", "a5.followed": "yes"},
        {"self_care_failed": "如厕", "living": "独居、高龄", "doctor.followed_up": "是"},
    ),
    "child-safety": (
        {"e2.father": "prison", "e9.at": "leave", "e9.grade": "三年级", "e9.boarding": "yes"},
        {"father.state": "服刑", "student.attending": "否", "student.grade": "三年级", "student.boarding": "是"},
    ),
    "disabled-visit": (
        {
            "f1.card": "valid",
            "f1.category": "limb",
            "f1.grade": "two",
            "f1.until": "2031-05-01",
            "f3.long": "yes",
            "f15.injury": "yes",
        },
        {
            "disability.category": "肢体",
            "disability.grade": "2",
            "disability.valid_until": "2031-05-01",
            "long_term_care": "是",
            "work_injury_care": "是",
        },
    ),
    "flood-disaster": (
        {
            "g0.stage": "after",
            "g10.kind": "flood",
            "g10.date": "2026-07-02",
            "g20.hard": "yes",
            "g20.phase": "between",
        },
        {"disaster.kind": "洪涝", "disaster.still_hard": "是", "disaster.phase": "过渡期"},
    ),
    "lead-check": (
        {
            "h.direction": "omit",
            "h0.found": "found",
            "a15.income": 21000,
            "a15.costs": ["medical", "schooling"],
            "a15.e1": 8000,
            "a15.e2": 1000,
            "h1-7.dibao": "yes",
            "h1-7.edge": "no",
        },
        {
            "medical_self_paid_12m": "8,000.00 元",
            "rigid_spending_12m": "9,000.00 元",
            "property_ok.dibao": "是",
            "property_ok.edge": "否",
        },
    ),
    "emergency-aid": (
        {"i1.kind": "fire", "i1.date": "2026-11-19", "i4.safety": "no", "i10.times": 2},
        {"emergency.kind": "火灾", "emergency.life_at_risk": "是", "temporary_aid_this_year": "2 次"},
    ),
}
"""For each list answers by key, and what the review then shows as new by the end of the fact's path."""


@pytest.mark.parametrize("form", sorted(CHANGES))
def test_answers_stand_beside_the_record_at_review_and_are_written_by_signing(village: Services, form: str) -> None:
    answers, expected = CHANGES[form]
    session = begun(village, form)
    if form == "child-safety":
        session.answer(refs_of(session, "e1.guardian")[0], "grand")
    for key, value in answers.items():
        session.answer(refs_of(session, key)[0], value)
    village.visits.store_session(session)
    page = village.visits.review(session.visit)
    shown = {end: [one for one in page.changes if one.path.endswith(end)] for end in expected}
    assert {end: found[0].new for end, found in shown.items()} == expected
    changed = [found[0] for found in shown.values() if not found[0].same]
    assert len(changed) >= 3
    assert all(one.old != one.new for one in changed)
    home = village.visits.finish(session.visit, SIGNED).household
    document = village.households.document(home)
    for one in changed:
        assert in_document(document, one.path) == one.value
