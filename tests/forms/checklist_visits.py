"""Visits with the checklists of the program whose questions are answered by their keys, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.forms.answered import question_identity
from app.forms.effects import raised
from app.forms.members import Member
from app.forms.session import FormSession
from app.forms.workbook import read_workbook
from tests.forms.forms_made import FAMILY, FORMS, visit

Answers = Mapping[str, str | int]
"""Answers by question key; ``g4.mobility@k1`` is the question about that member."""

PATIENT = Member("k4", "王建国", 52, "男", "户主", disability_category="精神", disability_grade=2)
OLDEST = Member("k5", "陈素芬", 84, "女", "户主")


WITH_ARRIVAL = sorted(
    path.stem
    for path in FORMS.glob("*.xlsx")
    if any(
        row.get("type") == "block" and row.get("name") == "a"
        for row in read_workbook(path.read_bytes()).sheet("survey").rows
    )
)
"""The lists that begin at the door (block A): all visits, no assessment."""

SIX_ITEMS = ("eat", "dress", "bed", "toilet", "walk", "bath")


def six_items(failed: str) -> dict[str, str | int]:
    """Answers to the six items of self-care, of which these fail."""
    assert set(failed.split()) <= set(SIX_ITEMS)
    return {f"sc.{item}": "no" if item in failed.split() else "yes" for item in SIX_ITEMS}


def ref_of(session: FormSession, key: str) -> str:
    """The reference of the question that is asked now under a key."""
    key, _, member = key.partition("@")
    found = [
        ref
        for ref in session.questions()
        if (identity := question_identity(session, ref)).key == key and member in {"", identity.member_key}
    ]
    assert len(found) == 1, f"{key}: {found}"
    return found[0]


def is_asked(session: FormSession, key: str) -> bool:
    """Whether a question with this key is asked now."""
    return any(question_identity(session, ref).key == key for ref in session.questions())


def answer(session: FormSession, answers: Answers) -> None:
    """Answer questions in this order."""
    for key, value in answers.items():
        session.answer(ref_of(session, key), value)


def visited(form: str, answers: Answers, members: Sequence[Member] = FAMILY) -> FormSession:
    """A visit with these answers."""
    session = visit(form, members)
    answer(session, answers)
    return session


def raised_words(session: FormSession) -> frozenset[str]:
    """What a visit raises now, as authors write it: ``need:YS-01``."""
    return frozenset(f"{item.kind.value}:{item.code}" for item in raised(session))


def notes_shown(session: FormSession) -> tuple[str, ...]:
    """The labels of the notes that are shown now."""
    return tuple(state.label or "" for state in session.states() if state.type == "note" and state.relevant)
