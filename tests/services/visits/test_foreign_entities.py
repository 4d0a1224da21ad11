"""Entities of checklists of others end in the same operations as answers bound to facts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.bootstrap import Services
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import from_text, to_text
from app.forms.compile import compile_form
from app.services.visits.models import NotPlaced
from tests.services.visits.filling import SIGNED, change, household
from tests.services.visits.foreign import (
    HOUSE,
    MEMBER,
    NEW_MEMBER,
    UPDATE_HOUSE,
    UPDATE_MEMBER,
    YES_NO,
    begun,
    fact,
    foreign,
    members,
    row,
    told,
)


def test_an_update_of_a_member_is_a_change_of_his_facts(village: Services) -> None:
    home = household(village)
    key, name = str(members(village, home)[0]["key"]), str(members(village, home)[0]["name"])
    village.households.set(home, {f"members.{key}.work_months": 3})
    session = begun(village, home, foreign(*MEMBER, entities=UPDATE_MEMBER))
    assert (key, name) in session.question("/data/who").choices
    session.answer("/data/who", key)
    assert session.form.state("/data/months_known").value == "3"
    session.answer("/data/months", 7)
    village.visits.store_session(session)
    review = village.visits.review(session.visit)
    found = change(review, ".work_months")
    assert (found.who, found.old, found.new, found.evidence) == (name, "3 个月", "7 个月", "申报")
    assert not found.meanwhile
    assert not review.aside
    sealed = village.visits.finish(session.visit, SIGNED)
    assert members(village, home)[0]["work_months"] == 7
    latest = village.households.history(home, f"members.{key}.work_months")[0]
    assert (latest.source, latest.evidence) == (f"visit:{sealed.visit}#county-check.months", "申报")


def test_an_update_of_the_household_and_what_was_left_empty(village: Services) -> None:
    home = household(village)
    village.households.set(home, {"water.days_cut": 3, "water.enough": True})
    session = begun(village, home, foreign(*HOUSE, entities=UPDATE_HOUSE, choices=YES_NO))
    session.answer("/data/enough", "no")
    village.visits.store_session(session)
    review = village.visits.review(session.visit)
    assert [(one.path, one.new) for one in review.changes] == [("water.enough", "否")]
    village.visits.finish(session.visit, SIGNED)
    assert (fact(village, home, "water", "enough"), fact(village, home, "water", "days_cut")) == (False, 3)


def test_what_is_not_changed_stays_as_it_was(village: Services) -> None:
    home = household(village)
    village.households.set(home, {"water.days_cut": 3})
    session = begun(village, home, foreign(*HOUSE, entities=UPDATE_HOUSE, choices=YES_NO))
    session.answer("/data/days", 9)
    village.visits.store_session(session)
    village.visits.finish(session.visit, replace(SIGNED, keep_old={"water.days_cut": "听错了"}))
    assert fact(village, home, "water", "days_cut") == 3


def test_a_new_member_joins_the_household(village: Services) -> None:
    home = household(village)
    before = len(members(village, home))
    form = foreign(
        row("begin repeat", "newcomer", "新成员"),
        row("text", "full", "姓名"),
        row("text", "from_where", "户籍地", "members#residence.place"),
        row("text", "size", "鞋码", "members#shoe_size"),
        row("end repeat", ""),
        entities=NEW_MEMBER,
    )
    session = begun(village, home, form)
    session.add_repeat("/data/newcomer")
    for place, name in enumerate(("丁小禾", "丁小苗"), start=1):
        session.answer(f"/data/newcomer[{place}]/full", name)
    session.answer("/data/newcomer[2]/from_where", "邻村")
    session.answer("/data/newcomer[2]/size", "36")
    village.visits.store_session(session)
    review = village.visits.review(session.visit)
    assert [(one.name, one.facts) for one in review.newcomers] == [("丁小禾", ""), ("丁小苗", "邻村")]
    assert told(review.aside) == {(NotPlaced.PROPERTY_UNKNOWN, "members", "shoe_size", "36")}
    village.visits.finish(session.visit, SIGNED)
    found = members(village, home)
    assert len(found) == before + 2
    assert next(one for one in found if one["name"] == "丁小苗")["residence"] == {"place": "邻村"}


def test_a_record_changed_meanwhile_is_marked_and_shown_as_it_is_now(village: Services) -> None:
    home = household(village)
    village.households.set(home, {"water.days_cut": 3, "water.enough": True})
    session = begun(village, home, foreign(*HOUSE, entities=UPDATE_HOUSE, choices=YES_NO))
    session.answer("/data/days", 9)
    session.answer("/data/enough", "no")
    village.visits.store_session(session)
    village.households.set(home, {"water.days_cut": 20})
    review = village.visits.review(session.visit)
    days, enough = change(review, "days_cut"), change(review, "enough")
    assert (days.old, days.new, days.meanwhile) == ("20 天", "9 天", True)
    assert not enough.meanwhile, "another fact of the same record was changed, not this one"
    sealed = village.visits.finish(session.visit, SIGNED)
    assert fact(village, home, "water", "days_cut") == 9
    changes = village.visits.show(sealed.visit)["changes"]
    assert isinstance(changes, list)
    marked = {str(one["path"]): one.get("meanwhile") for one in changes if isinstance(one, dict)}
    assert marked == {"water.days_cut": True, "water.enough": None}


def test_the_next_visit_that_a_form_registers_is_not_forgotten_at_the_seal(village: Services) -> None:
    home = household(village)
    form = foreign(*HOUSE[:2], row("date", "again", "下次哪天来", "next_visit"), entities=UPDATE_HOUSE)
    session = begun(village, home, form)
    session.answer("/data/again", "2026-12-08")
    village.visits.store_session(session)
    village.visits.finish(session.visit, SIGNED)
    assert village.households.document(home)["next_visit"] == "2026-12-08"


@pytest.mark.parametrize(("base", "meanwhile"), [("1", True), ("999999", False), ("", False), ("-3", False)])
def test_a_form_may_say_which_version_it_started_from(village: Services, base: str, meanwhile: bool) -> None:
    home = household(village)
    village.households.set(home, {"water.days_cut": 3})
    source = foreign(*HOUSE, entities=UPDATE_HOUSE, choices=YES_NO)
    taken = "calculate=\"instance('households')/root/item[name= /data/home ]/__version\""
    before, after = compile_form(source).xform.decode().split(taken)
    session = begun(village, home, f"{before}calculate=\"'{base}'\"{after}".encode())
    session.answer("/data/days", 9)
    village.visits.store_session(session)
    assert change(village.visits.review(session.visit), "days_cut").meanwhile is meanwhile


def test_the_version_grows_with_every_change_and_is_frozen_with_the_draft(village: Services) -> None:
    home = household(village)
    shown = row("calculate", "v", calculation="instance('households')/root/item[1]/__version")
    form = foreign(*HOUSE, shown, entities=UPDATE_HOUSE, choices=YES_NO)
    first = begun(village, home, form)
    village.households.set(home, {"water.days_cut": 5})
    second = begun(village, home, form)
    again = village.visits.open(first.visit)
    old, new = (int(str(one.form.state("/data/v").value)) for one in (first, second))
    assert 0 < old < new
    assert again.form.state("/data/v").value == str(old)


def test_a_question_bound_to_the_fact_and_saved_to_it_makes_one_change(village: Services) -> None:
    home = household(village)
    form = foreign(
        *HOUSE[:2],
        row("integer", "days", "断水几天", "water.days_cut", fact="water.days_cut"),
        row("integer", "grain", "取水几分钟", fact="water.fetch_minutes"),
        row("calculate", "other", "", "water.fetch_minutes", calculation="6"),
        entities=UPDATE_HOUSE,
    )
    session = begun(village, home, form)
    session.answer("/data/days", 9)
    session.answer("/data/grain", 2)
    village.visits.store_session(session)
    review = village.visits.review(session.visit)
    assert len([one for one in review.changes if one.path == "water.days_cut"]) == 1
    assert change(review, "days_cut").evidence == "入户所见"
    assert change(review, "fetch_minutes").new == "2 分钟"
    assert told(review.aside) == {(NotPlaced.SAID_OTHERWISE, "households", "water.fetch_minutes", "6")}
    village.visits.finish(session.visit, SIGNED)
    assert fact(village, home, "water", "days_cut") == 9


def test_a_newcomer_bound_and_registered_is_one_person(village: Services) -> None:
    home = household(village)
    before = len(members(village, home))
    form = foreign(
        row("begin repeat", "newcomer", "新成员", fact="members"),
        row("text", "full", "姓名", fact="name"),
        row("text", "place", "户籍地", "residence.place", fact="residence.place"),
        row("calculate", "none", calculation="''", fact="@key"),
        row("end repeat", ""),
        entities=NEW_MEMBER,
    )
    session = begun(village, home, form)
    session.answer("/data/newcomer[1]/full", "丁小禾")
    session.answer("/data/newcomer[1]/place", "邻村")
    village.visits.store_session(session)
    assert [(one.name, one.facts) for one in village.visits.review(session.visit).newcomers] == [("丁小禾", "邻村")]
    village.visits.finish(session.visit, SIGNED)
    assert len(members(village, home)) == before + 1


def test_a_resumed_draft_registers_the_same(village: Services) -> None:
    home = household(village)
    form = foreign(
        row("begin repeat", "newcomer", "新成员"),
        row("text", "full", "姓名"),
        row("end repeat", ""),
        entities=NEW_MEMBER,
    )
    session = begun(village, home, form)
    session.add_repeat("/data/newcomer")
    for place, name in ((1, "丁小禾"), (2, "丁小苗")):
        session.answer(f"/data/newcomer[{place}]/full", name)
    village.visits.store_session(session)
    again = village.visits.open(session.visit)
    assert again.form.submission() == session.form.submission()
    assert [one.name for one in village.visits.review(session.visit).newcomers] == ["丁小禾", "丁小苗"]
    ids = set(re.findall(r'id="([0-9a-f-]{36})"', again.form.submission().decode()))
    assert len(ids - {session.visit}) == 2, "each entity has an id of its own"


def test_the_signed_visit_is_amended_and_never_undone(village: Services) -> None:
    home = household(village)
    village.households.set(home, {"water.days_cut": 3})
    session = begun(village, home, foreign(*HOUSE, entities=UPDATE_HOUSE, choices=YES_NO))
    session.answer("/data/days", 9)
    village.visits.store_session(session)
    sealed = village.visits.finish(session.visit, SIGNED)
    village.visits.amend(sealed.visit, {"water.days_cut": 8}, "户主来电更正")
    document = village.visits.show(sealed.visit)
    amendments = document["amendments"]
    assert isinstance(amendments, list)
    assert [one["question"] for one in amendments if isinstance(one, dict)] == ["county-check.days"]
    assert document["seal_intact"] is True
    assert fact(village, home, "water", "days_cut") == 8
    with village.context.store.read() as reading:
        transaction = next(iter(reading.history.of_records([from_text(sealed.visit)]))).operation.transaction
    with pytest.raises(AppError) as error:
        village.households.undo(to_text(transaction))
    assert error.value.code is ErrorCode.UNDO_IMPOSSIBLE


def test_numbers_that_screens_mask_are_not_handed_out(village: Services) -> None:
    home = household(village)
    key = str(members(village, home)[0]["key"])
    form = foreign(
        *MEMBER,
        row("calculate", "id", calculation="instance('members')/root/item[name = ${who}]/id_number"),
        row("calculate", "called", calculation="instance('persons')/root/item[name = ${who}]/label"),
        row("csv-external", "persons"),
        entities=UPDATE_MEMBER,
    )
    session = begun(village, home, form)
    session.answer("/data/who", key)
    assert members(village, home)[0].get("id_number")
    assert not session.form.state("/data/id").value
    assert session.form.state("/data/called").value == members(village, home)[0]["name"]


def test_a_draft_goes_over_to_a_version_that_registers(village: Services) -> None:
    home = household(village)
    village.households.set(home, {"water.days_cut": 3})
    plain = foreign(row("integer", "days", "断水几天"), entities=(("list_name", "label"),))
    session = begun(village, home, plain)
    session.answer("/data/days", 9)
    village.visits.store_session(session)
    village.forms.publish(foreign(*HOUSE, entities=UPDATE_HOUSE, choices=YES_NO, version="2"))
    village.visits.move(session.visit)
    assert change(village.visits.review(session.visit), "days_cut").new == "9 天"
    village.visits.finish(session.visit, SIGNED)
    assert fact(village, home, "water", "days_cut") == 9
