"""What the tests of visits share: a household, and a session that is filled with what must be answered."""

from __future__ import annotations

import random

from app.bootstrap import Services
from app.domain.errors import AppError
from app.services.households.models import HouseholdFilter
from app.services.visits.models import ProposedChange, Review, SealedVisit, Signing
from app.services.visits.session import VisitSession

MET = {"/data/arrival/met": "self", "/data/arrival/consent": "yes"}
SIGNED = Signing(("周明远", "何晓燕"), interviewee="本人")


def household(services: Services, place: int = 0, label: str | None = None) -> str:
    return services.households.ids(HouseholdFilter(label=label))[place]


def begun(services: Services, home: str, form: str = "routine", **answers: object) -> VisitSession:
    """A visit with what must be answered, and these answers: ``s4__water__enough="no"``."""
    session = services.visits.open(services.visits.start(home, form))
    for ref, value in MET.items():
        session.answer(ref, value)
    for name, value in answers.items():
        session.do({"action": "answer", "at": "/data/" + name.replace("__", "/"), "value": value})
    services.visits.store_session(session)
    return session


def signed(services: Services, home: str, form: str = "routine", **answers: object) -> SealedVisit:
    return services.visits.finish(begun(services, home, form, **answers).visit, SIGNED)


def change(review: Review, end: str) -> ProposedChange:
    """The change of the fact whose path ends so."""
    return next(one for one in review.changes if one.path.endswith(end))


def answer_at_random(session: VisitSession, dice: random.Random) -> None:
    """Answer, clear, mark as not known or note one question; what the form refuses is passed over."""
    refs = [ref for section in session.sections() for ref in section.questions]
    ref = dice.choice(refs)
    view = session.question(ref)
    try:
        match dice.randrange(8):
            case 0:
                session.mark_unknown(ref)
            case 1:
                session.answer(ref, None)
            case 2:
                session.set_note(ref, f"说明 {dice.randrange(99)}")
            case _ if view.choices:
                values = [value for value, _ in view.choices]
                several = view.control in {"select", "rank"}
                session.answer(ref, dice.sample(values, 2) if several else dice.choice(values))
            case _:
                session.answer(ref, "2026-11-02" if view.data_type == "date" else str(dice.randrange(400)))
    except AppError:
        return
