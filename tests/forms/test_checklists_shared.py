"""What the lists share: block A at the door, the four safety looks, the day of the next visit."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.forms.answered import question_identity
from tests.forms.checklist_visits import WITH_ARRIVAL, Answers, answer, is_asked, notes_shown, six_items, visited

BEFORE_THE_LOOKS: Mapping[str, Answers] = {
    "lead-check": {"h.direction": "omit", "h0.found": "found"},
    "flood-disaster": {"g0.stage": "before"},
    "emergency-aid": {"i1.place": "village", "s4.when": "now"},
}
CHILD = {"e0.child": "k3", "e1.guardian": "grand"}


@pytest.mark.parametrize("name", WITH_ARRIVAL)
@pytest.mark.parametrize("answers", [{"A1.met": "none"}, {"A1.met": "self", "A2.consent": "no"}])
def test_without_a_talk_only_the_door_and_the_closing_are_asked(name: str, answers: dict[str, str | int]) -> None:
    session = visited(name, answers)
    sections = {ref.split("/")[2] for ref in session.questions()}
    assert sections <= {"at_door", "arrival", "closing"}


@pytest.mark.parametrize("name", WITH_ARRIVAL)
def test_the_four_safety_looks_are_in_every_list(name: str) -> None:
    session = visited(name, BEFORE_THE_LOOKS.get(name, {}))
    assert {"s4.grain", "s4.house_grade", "s4.enough", "s4.ageing"} <= {
        question_identity(session, ref).key for ref in session.questions()
    }


def test_a_quick_assessment_may_leave_the_four_looks_to_the_next_visit() -> None:
    session = visited("emergency-aid", {"i1.place": "village"})
    assert not is_asked(session, "s4.enough")
    answer(session, {"s4.when": "later"})
    assert not is_asked(session, "s4.enough")
    answer(session, {"i1.place": "away"})
    assert not is_asked(session, "s4.when")


@pytest.mark.parametrize(
    ("name", "answers", "day"),
    [
        ("elder-visit", {"d0.person": "k1", "d22.level": "high"}, "2026年11月28日"),
        ("elder-visit", {"d0.person": "k1", "d22.level": "focus"}, "2026年12月21日"),
        ("elder-visit", {"d0.person": "k1", "d22.level": "normal"}, "2027年2月19日"),
        ("elder-visit", {"A1.met": "none"}, "2026年11月22日"),
        ("child-safety", {**CHILD, "e19.risk": "urgent"}, "2026年11月22日"),
        ("child-safety", {**CHILD, "e19.risk": "high"}, "2026年11月28日"),
        ("child-safety", {**CHILD, "e19.risk": "none"}, None),
        ("tekun-care", {"c0.person": "k1"}, "2026年12月21日"),
        ("tekun-care", {"c0.person": "k1", **six_items("eat dress bed toilet")}, "2026年11月28日"),
        ("routine", {"A1.met": "none"}, "2026年11月23日"),
        ("routine", {}, None),
        ("flood-disaster", {"g0.stage": "warning", "g9.moved": "refused"}, "2026年11月22日"),
        ("emergency-aid", {"i13.payment": "cash"}, "2026年11月28日"),
    ],
)
def test_the_day_of_the_next_visit_is_proposed(name: str, answers: dict[str, str | int], day: str | None) -> None:
    session = visited(name, answers)
    head = "按前面的回答，下次走访建议不晚于 "
    proposed = [note.removeprefix(head) for note in notes_shown(session) if note.startswith(head)]
    assert proposed == ([] if day is None else [day])
    session.set_language("English (en)")
    assert any(note.startswith("The answers suggest to come again by 202") for note in notes_shown(session)) is bool(
        day
    )


def test_a_child_met_alone_needs_the_guardians_word() -> None:
    session = visited("child-safety", {"A1.met": "self"})
    assert is_asked(session, "e0.consent")
    assert not is_asked(session, "e0.seen")
    answer(session, {"A1.met": "family"})
    assert not is_asked(session, "e0.consent")
    assert is_asked(session, "e0.seen")


def test_a_house_in_danger_counts_for_the_risk_of_a_child() -> None:
    session = visited("child-safety", {**CHILD, "s4.house_grade": "d", "s4.place": "main"})
    (told,) = [note for note in notes_shown(session) if "待县里定" in note]
    assert "住危房或常去水边 3 分；" in told
