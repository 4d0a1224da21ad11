"""The register's use cases on the invented village."""

from datetime import date

import pytest

from app.domain.errors import AppError, ErrorCode
from app.services.households.models import CardKind, EntryKind, HouseholdFilter, Order
from tests.conftest import TODAY


def first(services, **wanted):
    return services.households.ids(HouseholdFilter(**wanted))[0]


def test_the_list_is_sorted_and_filtered(village):
    households = village.households
    everything = households.ids(HouseholdFilter())
    assert len(everything) == len(set(everything)) == 40
    rows = households.rows(everything)
    assert [row.id for row in rows] == everything
    groups = dict(households.groups())
    assert sum(groups.values()) == 40
    group = next(iter(groups))
    assert {row.group for row in households.rows(households.ids(HouseholdFilter(group=group)))} == {group}
    watched = households.rows(households.ids(HouseholdFilter(label="监测户")))
    assert watched
    assert all("监测户" in {label.text for label in row.labels} for row in watched)
    last = [
        row.last_visit or date.min for row in households.rows(households.ids(HouseholdFilter(order=Order.LAST_VISIT)))
    ]
    assert last == sorted(last)
    names = households.ids(HouseholdFilter(order=Order.NAME))
    assert sorted(names) == sorted(everything)


def test_the_search_line_filters_the_list(village):
    row = village.households.rows(village.households.ids(HouseholdFilter()))[3]
    found = village.households.ids(HouseholdFilter(text=row.head))
    assert row.id in found
    assert village.households.rows([row.id], row.head)[0].found
    assert village.households.ids(HouseholdFilter(text="没有这个人")) == []


def test_the_page_masks_numbers_and_reveal_logs(village):
    page = village.households.page(first(village))
    member = next(member for member in page.members if member.id_number)
    assert member.id_number.count("*") == 11
    shown = village.households.reveal(page.id, member.key, "id_number")
    assert (shown[:3], shown[-4:]) == (member.id_number[:3], member.id_number[-4:])
    with village.context.store.read() as reading:
        logged = list(reading.records.all_of("access"))
    assert [(record.get("what"), record.get("fields")) for record in logged] == [("shown", ["id_number"])]
    assert shown.encode() not in str(logged).encode()


def test_a_household_that_is_not_there(village):
    with pytest.raises(AppError) as refused:
        village.households.page("00000000-0000-7000-8000-000000000000")
    assert refused.value.code is ErrorCode.NOT_FOUND


def test_the_timeline_tells_changes_with_old_and_new(village):
    identifier = first(village)
    village.households.set(identifier, {"net_income": 12345.5}, evidence="入户所见", reason="算过账")
    newest = village.households.page(identifier).timeline[0]
    assert (newest.kind, newest.actor) == (EntryKind.CHANGE, "周明远")
    assert newest.changes[0].new == "12,345.50 元"


def test_cards_come_and_go_with_what_they_tell(village):
    identifier = first(village)
    village.households.set(identifier, {"next_visit": "2026-11-01"})
    assert CardKind.VISIT_OVERDUE in {card.kind for card in village.households.page(identifier).cards}
    village.households.set(identifier, {"next_visit": "2026-11-23"})
    assert CardKind.VISIT_DUE in {card.kind for card in village.households.page(identifier).cards}
    village.households.set(identifier, {"next_visit": "2027-03-01"})
    kinds = {card.kind for card in village.households.page(identifier).cards}
    assert not kinds & {CardKind.VISIT_DUE, CardKind.VISIT_OVERDUE}


def test_a_certificate_about_to_end_is_a_card(village):
    identifier = first(village)
    member = village.households.page(identifier).members[0]
    path = f"members.{member.key}.disability"
    village.households.set(
        identifier, {f"{path}.category": "肢体", f"{path}.grade": 2, f"{path}.valid_until": "2026-12-31"}
    )
    card = next(card for card in village.households.page(identifier).cards if card.kind is CardKind.CERTIFICATE)
    assert (card.who, card.days) == (member.name, 41)
    assert member.key in {m.key for m in village.households.page(identifier).members}


def test_unknown_keys_of_a_document_are_kept(village):
    context = village.context
    from app.services.document.creating import Creator

    document = {"code": "5113231042019999", "new_thing": {"a": 1}, "members": [{"name": "新人", "shoe": 42}]}
    provenance = context.provenance("test")
    with context.act("edit", provenance) as unit:
        Creator(context, unit).create(document, provenance)
    told = village.households.document("5113231042019999")
    assert told["new_thing"] == {"a": 1}
    assert told["members"][0]["shoe"] == 42


def test_a_document_goes_out_and_in_again_unchanged(village, empty):
    from app.services.document.creating import Creator

    documents = list(village.households.documents())
    provenance = empty.context.provenance("test", as_of=TODAY.isoformat())
    with empty.context.act("edit", provenance) as unit:
        creator = Creator(empty.context, unit)
        for document in documents:
            creator.create(document, provenance)
    again = {document["code"]: document for document in empty.households.documents()}
    for document in documents:
        twin = again[document["code"]]
        for one in (document, twin):
            one.pop("id")
            for member in one["members"]:
                member.pop("key")
        assert twin == document


def test_history_of_one_fact_follows_its_path(village):
    identifier = first(village)
    key = village.households.page(identifier).members[0].key
    village.households.set(identifier, {f"members.{key}.employed": True}, evidence="申报")
    village.households.set(identifier, {f"members.{key}.employed": False}, evidence="入户所见", as_of="2026-11-19")
    told = village.households.history(identifier, "members.p1.employed")
    assert [(one.value, one.evidence) for one in told[:2]] == [(False, "入户所见"), (True, "申报")]
    assert {one.path for one in told} == {f"members.{key}.employed"}


def test_months_of_a_state_are_counted_on(village):
    identifier = first(village)
    village.households.set(identifier, {"members.p1.father.state": "服刑", "members.p1.father.months": 14})
    assert village.households.document(identifier)["members"][0]["father"] == {"state": "服刑", "months": 14}


def test_a_stale_fact_is_marked(village):
    identifier = first(village)
    village.households.set(identifier, {"phone": "13900000001"}, as_of="2025-01-01")
    line = next(line for line in village.households.page(identifier).facts if line.path == "phone")
    assert line.stale
    assert line.value == "139****0001"


def test_tags_are_registers_of_their_own(village):
    identifier = first(village)
    village.households.set(identifier, {"tags": ["独居", "要常去"]})
    village.households.set(identifier, {"tags": ["要常去"]})
    assert village.households.document(identifier)["tags"] == ["要常去"]
    assert identifier in village.households.ids(HouseholdFilter(text="要常去"))


def test_events_are_found_by_their_day(village):
    identifier = first(village)
    village.households.set(
        identifier, {"emergency.kind": "火灾", "emergency.date": "2026-11-02", "emergency.basic_life_hard": True}
    )
    village.households.set(identifier, {"emergency.life_at_risk": False})
    assert village.households.document(identifier)["emergency"] == {
        "kind": "火灾",
        "date": "2026-11-02",
        "basic_life_hard": True,
        "life_at_risk": False,
    }
    village.households.set(identifier, {"emergency": {"status": "none"}})
    assert village.households.document(identifier)["emergency"] == {"status": "none"}


def test_another_kind_of_disaster_is_no_emergency(village):
    identifier = first(village)
    village.households.set(identifier, {"disaster": {"status": "none"}, "emergency": {"status": "none"}})
    village.households.set(identifier, {"disaster.kind": "其他", "disaster.date": "2026-11-02"})
    village.households.set(identifier, {"disaster.still_hard": True})
    document = village.households.document(identifier)
    assert document["disaster"] == {"kind": "其他", "date": "2026-11-02", "still_hard": True}
    assert document["emergency"] == {"status": "none"}
    village.households.set(identifier, {"emergency.kind": "其他", "emergency.date": "2026-11-05"})
    document = village.households.document(identifier)
    assert document["emergency"] == {"kind": "其他", "date": "2026-11-05"}
    assert document["disaster"]["date"] == "2026-11-02"
