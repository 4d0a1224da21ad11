"""What checklists of others register and no record takes is named, kept with the visit and never stops the seal."""

from __future__ import annotations

import pytest

from app.bootstrap import Services
from app.services.households.models import HouseholdFilter
from app.services.visits.entity_words import aside_words
from app.services.visits.models import NotPlaced
from tests.services.visits.filling import SIGNED, household
from tests.services.visits.foreign import HOUSE, MEMBER, UPDATE_MEMBER, begun, foreign, members, row, told


def test_a_list_that_nobody_here_has_is_named_and_stays_with_the_visit(village: Services) -> None:
    form = foreign(
        row("text", "species", "树种", "species"),
        entities=(("list_name", "label"), ("trees", "concat('古', ${species})")),
    )
    session = begun(village, household(village), form)
    session.answer("/data/species", "黄桷树")
    village.visits.store_session(session)
    review = village.visits.review(session.visit)
    (aside,) = review.aside
    assert (aside.why, aside.dataset, aside.who, aside.told) == (
        NotPlaced.LIST_UNKNOWN, "trees", "古黄桷树", "species：黄桷树"
    )  # fmt: skip
    assert "trees" in aside_words(aside)
    assert "古黄桷树" in aside_words(aside, "en")
    sealed = village.visits.finish(session.visit, SIGNED)
    submission = village.visits.show(sealed.visit)["submission"]
    assert "<species>黄桷树</species>" in str(submission)
    assert 'dataset="trees"' in str(submission)


def test_a_household_is_not_made_at_the_visit_of_another(village: Services) -> None:
    form = foreign(row("text", "full", "户名"), entities=(("list_name", "label"), ("households", "${full}")))
    session = begun(village, household(village), form)
    session.answer("/data/full", "丁小禾户")
    village.visits.store_session(session)
    number = len(village.households.ids(HouseholdFilter()))
    review = village.visits.review(session.visit)
    assert [(one.why, one.who) for one in review.aside] == [(NotPlaced.HOUSEHOLD_NEW, "丁小禾户")]
    village.visits.finish(session.visit, SIGNED)
    assert len(village.households.ids(HouseholdFilter())) == number


STRANGER = "9f7c1b6e-64ad-4b0e-9c2a-6a3f6f5b0001"


@pytest.mark.parametrize(
    ("who", "months", "why"),
    [
        (STRANGER, 7, NotPlaced.ITEM_UNKNOWN),
        ("", 7, NotPlaced.ID_INVALID),
        ("nobody", 7, NotPlaced.ID_INVALID),
        ("own", 99, NotPlaced.VALUE_INVALID),
    ],
)
def test_what_no_record_can_take_does_not_stop_the_seal(
    village: Services, who: str, months: int, why: NotPlaced
) -> None:
    home = household(village)
    form = foreign(row("csv-external", "members"), row("text", "who", "谁"), MEMBER[3], entities=UPDATE_MEMBER)
    session = begun(village, home, form)
    if who:
        session.answer("/data/who", str(members(village, home)[0]["key"]) if who == "own" else who)
    session.answer("/data/months", months)
    village.visits.store_session(session)
    before = members(village, home)
    review = village.visits.review(session.visit)
    assert [one.why for one in review.aside] == [why]
    assert not review.changes
    village.visits.finish(session.visit, SIGNED)
    assert members(village, home) == before


def test_of_two_updates_of_one_fact_the_later_holds_and_the_other_is_named(village: Services) -> None:
    home = household(village)
    form = foreign(
        *HOUSE[:2],
        row("begin group", "first", "第一次"),
        row("integer", "days", "断水几天", "households#water.days_cut"),
        row("end group", ""),
        row("csv-external", "members"),
        row("begin repeat", "again", "再问"),
        row("text", "who", "谁"),
        row("integer", "months", "务工几个月", "members#work_months"),
        row("end repeat", ""),
        entities=(("list_name", "entity_id"), ("households", "${home}"), ("members", "${who}")),
    )
    key = str(members(village, home)[0]["key"])
    session = begun(village, home, form)
    session.add_repeat("/data/again")
    for place, months in ((1, 4), (2, 5)):
        session.answer(f"/data/again[{place}]/who", key)
        session.answer(f"/data/again[{place}]/months", months)
    village.visits.store_session(session)
    review = village.visits.review(session.visit)
    assert [one.new for one in review.changes if one.path.endswith("work_months")] == ["5 个月"]
    assert told(review.aside) == {(NotPlaced.SAID_OTHERWISE, "members", "work_months", "4")}
    village.visits.finish(session.visit, SIGNED)
    assert members(village, home)[0]["work_months"] == 5


def test_an_author_is_told_beforehand_what_has_no_place_here(village: Services) -> None:
    trees = foreign(
        row("text", "species", "树种", "species"), entities=(("list_name", "label"), ("trees", "${species}"))
    )
    found = {(one.code, one.sheet, one.row, one.column) for one in village.forms.publish(trees).messages}
    assert {
        ("entity_list_unknown", "entities", 2, "list_name"),
        ("save_to_unknown", "survey", 2, "save_to"),
    } <= found
    member = village.forms.publish(foreign(*MEMBER, entities=UPDATE_MEMBER, version="2")).messages
    assert [(one.code, one.row) for one in member if one.code.startswith(("save_to", "entity"))] == [
        ("save_to_unknown", 6)
    ]
    house = foreign(
        row("text", "full", "户名"), entities=(("list_name", "label"), ("households", "${full}")), version="3"
    )
    assert "entity_list_fixed" in {one.code for one in village.forms.publish(house).messages}
