"""Drafts: stored step by step, opened as they were left, by the members and the form that they began with."""

from __future__ import annotations

import random

import pytest

from app.bootstrap import Services
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import from_text
from app.services.households.models import HouseholdFilter
from app.services.visits.models import QuestionView
from app.services.visits.session import VisitSession
from app.services.visits.snapshot import EVERY, unpacked
from tests.services.visits.filling import MET, answer_at_random, begun, household, signed

WATER = "/data/s4/water/days_cut"


@pytest.mark.parametrize("seed", range(6))
def test_a_draft_opens_as_it_was_left_however_long_it_was_filled(village: Services, seed: int) -> None:
    dice = random.Random(seed)
    session = begun(village, household(village, seed))
    for _ in range(EVERY // 2 if seed else 2 * EVERY):
        answer_at_random(session, dice)
        if dice.random() < 0.1:
            village.visits.store_session(session)
    village.visits.store_session(session)
    again = village.visits.open(session.visit)
    assert again.fingerprint() == session.fingerprint()
    assert again.sections() == session.sections()
    assert again.place == session.place
    refs = [ref for section in session.sections() for ref in section.questions]
    assert [again.question(ref) for ref in refs] == [session.question(ref) for ref in refs]


def test_a_snapshot_saves_playing_the_journal(village: Services) -> None:
    session = begun(village, household(village))
    for number in range(2 * EVERY):
        session.answer(WATER, number)
    village.visits.store_session(session)
    with village.context.store.read() as reading:
        draft = reading.local.draft(from_text(session.visit))
    assert draft is not None
    snapshot = unpacked(draft.decisions["snapshot"])
    assert snapshot is not None
    assert snapshot.steps == 2 * EVERY + len(MET)
    assert village.visits.open(session.visit).question(WATER).value == str(2 * EVERY - 1)


def test_a_snapshot_that_cannot_be_read_is_passed_over(village: Services) -> None:
    session = begun(village, household(village), s4__water__days_cut=17)
    with village.context.store.write_local() as local:
        draft = local.draft(from_text(session.visit))
        assert draft is not None
        broken = {"steps": 1, "form": b"no", "notes": {}}
        local.save_draft(type(draft)(**{**vars(draft), "decisions": {"snapshot": broken}}))
    assert village.visits.open(session.visit).question(WATER).value == "17"


def test_what_could_not_be_stored_goes_with_the_next_save(village: Services) -> None:
    session = begun(village, household(village))
    session.answer(WATER, 5)
    lost = session.take_unsaved()
    session.put_back(lost)
    session.answer(WATER, 6)
    village.visits.store_session(session)
    with village.context.store.read() as reading:
        steps = reading.local.steps(from_text(session.visit))
    assert [step["value"] for step in steps][-2:] == [5, 6]


def test_where_a_visit_stands_is_stored_without_an_answer(village: Services) -> None:
    session = begun(village, household(village))
    session.place = WATER
    assert session.unsaved
    assert not session.unsaved_steps
    village.visits.store_session(session)
    assert village.visits.open(session.visit).place == WATER


def test_drafts_are_listed_the_latest_changed_first(village: Services) -> None:
    before = len(village.visits.drafts())
    first = begun(village, household(village, 0))
    second = begun(village, household(village, 1), s4__water__days_cut=400)
    village.visits.store_session(first)
    rows = village.visits.drafts()
    assert len(rows) == before + 2
    assert {rows[0].id, rows[1].id} == {first.visit, second.visit}
    row = next(row for row in rows if row.id == second.visit)
    assert (row.answered, row.wrong) == (3, 1)
    village.visits.discard(first.visit)
    assert len(village.visits.drafts()) == before + 1


def test_a_register_changed_meanwhile_moves_no_answer(village: Services) -> None:
    home, first, second = home_of_two(village)
    session = begun(village, home)
    refs = {question(session, ref).member: ref for ref in wheres(session)}
    value = question(session, refs[second]).choices[1][0]
    session.answer(refs[second], value)
    village.visits.store_session(session)
    village.households.set(home, {f"members.{first}.name": "改名"})
    again = village.visits.open(session.visit)
    assert {question(again, ref).member: ref for ref in wheres(again)} == refs
    assert again.question(refs[second]).value == value
    assert "改名" not in again.question(refs[first]).label


def test_who_died_is_not_asked_about(village: Services) -> None:
    home, _, second = home_of_two(village)
    village.households.set(home, {f"members.{second}.alive": False})
    session = begun(village, home)
    assert second not in {question(session, ref).member for ref in wheres(session)}


def test_last_answers_are_found_by_question_across_forms(village: Services) -> None:
    home = household(village)
    signed(village, home, "routine", s4__water__days_cut=17, s4__living__grain="yes")
    session = begun(village, home, "income-check")
    last = session.question(WATER).last
    assert last is not None
    assert (last.value, last.form_id, last.visitors) == ("17", "routine", ("周明远", "何晓燕"))
    session.same_as_last(WATER)
    assert session.question(WATER).value == "17"
    assert session.question("/data/s4/living/grain").value == ""


def test_what_belongs_to_one_visit_alone_is_asked_anew(village: Services) -> None:
    home, solved = household(village), "/data/closing/solved"
    signed(village, home, "routine", closing__solved="修好了水龙头", s4__water__days_cut=17)
    session = begun(village, home)
    assert session.question(solved).last is None
    assert session.same_as_last(solved) == ()
    assert session.question(WATER).last is not None


def test_a_visit_about_a_member_begins_with_that_member(village: Services) -> None:
    home = household(village, label="监测户")
    plain = village.visits.open(village.visits.start(home, "child-safety"))
    key, name = plain.question("/data/child_group/child").choices[0]
    for said in (key, name):
        session = village.visits.open(village.visits.start(home, "child-safety", member=said))
        assert session.question("/data/child_group/child").value == key
    with pytest.raises(AppError) as error:
        village.visits.start(home, "child-safety", member="没有这个人")
    assert error.value.code is ErrorCode.NOT_FOUND


def test_steps_are_played_and_a_refused_one_empties_the_question(village: Services) -> None:
    session = begun(village, household(village), s4__water__days_cut=17)
    told = village.visits.play(
        session.visit,
        [
            {"action": "load"},
            {"action": "answer", "at": "/data/s4/living/grain", "value": "no"},
            {"action": "answer", "at": WATER, "value": "many"},
            {"action": "answer", "at": "/data/nowhere", "value": "1"},
        ],
    )
    outcomes = told["steps"]
    assert isinstance(outcomes, list)
    assert ["error" in one for one in outcomes if isinstance(one, dict)] == [False, False, True, True]
    again = village.visits.open(session.visit)
    assert again.question("/data/s4/living/grain").value == "no"
    assert again.question(WATER).value == ""


def test_several_choices_of_last_time_are_taken_whole(village: Services) -> None:
    home, defects = household(village), "/data/s4/house/defects"
    values = [value for value, _ in begun(village, home).question(defects).choices[:2]]
    signed(village, home, s4__house__defects=values)
    session = begun(village, home)
    assert session.question(defects).last_usable
    session.same_as_last(defects)
    assert session.question(defects).value == " ".join(values)


def home_of_two(village: Services) -> tuple[str, str, str]:
    """A household of at least two, and the keys of two of its members (not the head's)."""
    for home in village.households.ids(HouseholdFilter()):
        session = village.visits.open(village.visits.start(home, "routine"))
        for ref, value in MET.items():
            session.answer(ref, value)
        keys = [question(session, ref).member for ref in wheres(session)]
        if len(keys) > 2:
            return home, keys[1], keys[2]
    raise AssertionError("no such household")


def wheres(session: VisitSession) -> list[str]:
    sections = session.sections()
    return [ref for section in sections for ref in section.questions if ref.endswith("/where")]


def question(session: VisitSession, ref: str) -> QuestionView:
    return session.question(ref)


def test_a_visit_typed_from_paper_keeps_the_numbers_of_the_sheet_and_what_was_left_empty(village: Services) -> None:
    home = household(village)
    signed(village, home, s4__power__coal="yes", s4__power__vent="yes", s4__water__days_cut=3)
    sheet = village.visits.as_before(home, "routine")
    assert sheet.question("/data/s4/power/vent").value == "yes"  # the question that the answer before it opens
    numbers = sheet.numbers()
    session = village.visits.open(village.visits.start(home, "routine", from_paper=True))
    assert session.paper == numbers
    assert session.counts().answered == 0
    session.answer("/data/s4/living/grain", "no")
    for ref in numbers:
        session.as_on_paper(ref)
    session.mark_unknown("/data/s4/water/enough")
    village.visits.store_session(session)
    again = village.visits.open(session.visit)
    assert again.question("/data/s4/power/coal").value == "yes"
    assert again.question("/data/s4/living/grain").value == "no"
    always = [ref for ref in numbers if again.question(ref).always]
    assert always
    assert not [ref for ref in always if again.question(ref).value], "a safety question is marked every time"
    assert again.question("/data/s4/power/vent").paper == numbers["/data/s4/power/vent"]


def test_looking_ahead_stores_nothing(village: Services) -> None:
    home, before = household(village), len(village.visits.drafts())
    session = village.visits.look_ahead(home, "routine")
    assert session.counts().total > 30
    session.answer("/data/s4/living/grain", "no")
    assert len(village.visits.drafts()) == before


def test_a_draft_thrown_away_comes_back_as_it_was(village: Services) -> None:
    session = begun(village, household(village), s4__water__days_cut=3)
    session.set_note(WATER, "再问")
    village.visits.store_session(session)
    gone = village.visits.discard(session.visit)
    with pytest.raises(AppError) as error:
        village.visits.open(session.visit)
    assert error.value.code is ErrorCode.NOT_FOUND
    village.visits.bring_back(gone)
    assert village.visits.open(session.visit).fingerprint() == session.fingerprint()
