from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest

from app.domain.dates import age_at
from app.domain.identity import parse_identity, split_certificate
from app.services.demonstration.documents import HouseholdDocument, Member
from app.services.demonstration.history import Outcome, PlannedAnswer
from app.services.demonstration.names import RARE_CHARACTERS, SPECIAL_SURNAMES
from app.services.demonstration.village import DEMONSTRATION_VILLAGE, generate_village
from tests.documents.sheets.files import CODES, FACTS

TODAY = date(2026, 11, 20)
HOUSEHOLDS = list(generate_village(1500, 7, TODAY))
DOCUMENTS = [household.document for household in HOUSEHOLDS]
PEOPLE = [member for document in DOCUMENTS for member in document["members"]]
ALLOWED_WITHOUT_FACT = {"schema", "as_of", "members", "key"}


def birth(member: Member) -> date:
    return date.fromisoformat(member["birth"])


def age(member: Member) -> int:
    return age_at(birth(member), TODAY)


def related(document: HouseholdDocument, *relations: str) -> list[Member]:
    return [member for member in document["members"] if member["relation"] in relations]


def codes_held(member: Member) -> set[str]:
    return {benefit["code"] for benefit in member["benefits"]}


def test_the_same_seed_and_day_give_the_same_village() -> None:
    again = list(generate_village(1500, 7, TODAY))

    assert again == HOUSEHOLDS


def test_another_seed_gives_another_village() -> None:
    other = [document["members"][0]["name"] for document in generate_village(50, 8, TODAY).documents()]

    assert other != [document["members"][0]["name"] for document in DOCUMENTS[:50]]


def test_a_village_of_any_size_begins_in_the_same_way() -> None:
    larger = islice(generate_village(30_000, 7, TODAY).documents(), 3)

    assert [document["members"] for document in larger] == [document["members"] for document in DOCUMENTS[:3]]


def test_codes_go_on_beyond_four_digits() -> None:
    codes = [document["code"] for document in generate_village(10_001, 7, TODAY).documents()]

    assert len(set(codes)) == 10_001
    assert codes[0] == f"{DEMONSTRATION_VILLAGE}0001"
    assert codes[-1] == f"{DEMONSTRATION_VILLAGE}10001"


def test_identity_numbers_are_right_and_nobody_shares_one() -> None:
    for member in PEOPLE:
        found = parse_identity(member["id_number"], TODAY)
        assert found.birth == birth(member)
        assert found.sex == member["sex"]
    assert len({member["id_number"] for member in PEOPLE}) == len(PEOPLE)


def test_certificates_hold_the_number_the_category_and_the_grade() -> None:
    disabled = [member for member in PEOPLE if "grade" in member["disability"]]
    assert disabled
    for member in disabled:
        disability = member["disability"]
        found = split_certificate(disability["certificate"], TODAY)
        assert found is not None
        assert found.identity.number == member["id_number"]
        assert found.grade == disability["grade"]
        category = CODES["disability_category"].by_number(str(found.category))
        assert category is not None
        assert category.label == disability["category"]
        assert "残疾" in member["health"]


def test_every_household_has_one_head_who_comes_first() -> None:
    for document in DOCUMENTS:
        assert [member["relation"] for member in document["members"]].count("户主") == 1
        assert document["members"][0]["relation"] == "户主"


def test_children_are_born_when_their_parents_are_grown_up() -> None:
    for document in DOCUMENTS:
        head = document["members"][0]
        for child in related(document, "子", "女"):
            assert age_at(birth(head), birth(child)) >= 18
        sons = related(document, "子")
        for grandchild in related(document, "孙子", "孙女"):
            assert any(age_at(birth(son), birth(grandchild)) >= 18 for son in sons)


def test_couples_are_of_two_sexes_and_grown_up() -> None:
    for document in DOCUMENTS:
        for spouse in related(document, "配偶"):
            assert spouse["sex"] != document["members"][0]["sex"]
            assert age(spouse) >= 18
            assert spouse["marital"] == document["members"][0]["marital"] == "已婚"


def test_school_work_and_labour_fit_the_age() -> None:
    for member in PEOPLE:
        stage = member["student"].get("stage")
        if stage == "义务教育":
            assert 6 <= age(member) <= 14
        if stage is not None:
            assert not member.get("employed")
        if 6 <= age(member) <= 14 and member["disability"].get("grade", 9) > 2:
            assert stage == "义务教育"
        if member.get("employed"):
            assert 16 <= age(member) < 70
            assert member["work_months"] > 0
            assert member["work"]["wage"] > 0
        assert ("labour" in member) == (age(member) >= 16 or stage is not None)


def test_benefits_fit_age_disability_and_each_other() -> None:
    for document in DOCUMENTS:
        dibao = any(benefit["code"] == "低保" for benefit in document["benefits"])
        for member in document["members"]:
            held = codes_held(member)
            assert "高龄津贴" not in held or age(member) >= 80
            assert "养老金" not in held or age(member) >= 60
            assert "残疾人护理补贴" not in held or member["disability"]["grade"] <= 2
            assert "残疾人生活补贴" not in held or dibao
            if "特困" in held:
                assert not dibao
                assert not held & {"残疾人护理补贴", "残疾人生活补贴"}
                assert member["obligors"] == []


def test_monitoring_has_a_reason_and_lies_in_the_past() -> None:
    watched = [document for document in DOCUMENTS if "type" in document["monitored"]]
    assert watched
    for document in watched:
        monitored = document["monitored"]
        assert monitored["risks"]
        assert monitored["since"] < TODAY.isoformat()
        assert monitored["type"] != "脱贫不稳定户" or document["type"] == "脱贫户"
        assert monitored["type"] != "边缘易致贫户" or document["type"] == "一般农户"
        assert monitored["risk_removed"] == ("removed_on" in monitored)
        assert monitored["since"] <= monitored.get("removed_on", TODAY.isoformat()) <= TODAY.isoformat()
        if "因残" in monitored["risks"]:
            assert any("grade" in member["disability"] for member in document["members"])


def test_the_village_has_something_for_every_list() -> None:
    kinds = Counter(document["type"] for document in DOCUMENTS)
    monitored = Counter(document["monitored"].get("type") for document in DOCUMENTS)
    benefits = Counter(code for member in PEOPLE for code in codes_held(member))

    assert 0.25 < kinds["脱贫户"] / len(DOCUMENTS) < 0.5
    assert {"脱贫不稳定户", "边缘易致贫户", "突发严重困难户"} <= set(monitored)
    assert {"特困", "高龄津贴", "残疾人护理补贴", "残疾人生活补贴", "养老金"} <= set(benefits)
    assert {name for name in SPECIAL_SURNAMES} <= {member["name"][0] for member in PEOPLE}
    assert set(RARE_CHARACTERS) & {character for member in PEOPLE for character in member["name"]}
    assert Counter(member["sex"] for member in PEOPLE)["女"] > len(PEOPLE) * 0.4


def test_telephones_are_obviously_invented() -> None:
    numbers = {member["phone"] for member in PEOPLE if "phone" in member} | {
        document["phone"] for document in DOCUMENTS
    }

    assert all(number.startswith("13800") and len(number) == 11 for number in numbers)


def paths(value: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, inner in value.items():
        if isinstance(inner, dict) and "status" not in inner:
            yield from paths(inner, f"{prefix}{name}.")
        else:
            yield prefix + name, inner


@pytest.mark.parametrize("document", DOCUMENTS[:200:9])
def test_every_fact_is_in_the_dictionary_and_every_word_in_its_list(document: HouseholdDocument) -> None:
    from app.domain.facts import Holder

    plain = json.loads(json.dumps(document, ensure_ascii=False))
    holders = [(Holder.HOUSEHOLD, plain), *((Holder.MEMBER, member) for member in plain["members"])]
    for holder, facts in holders:
        for path, value in paths(facts):
            if path in ALLOWED_WITHOUT_FACT or path in {"disaster", "emergency"}:
                continue
            if isinstance(value, dict):
                assert value == {"status": "none"}
                assert any(fact.group == path and fact.declares_none for fact in FACTS.of(holder).values())
                continue
            fact = FACTS.of(holder)[path]
            if fact.codes is not None and path != "benefits":
                words = value if isinstance(value, list) else [value]
                assert all(word in CODES[fact.codes] for word in words), (path, words)
        assert all(benefit["code"] in CODES["benefit"] for benefit in facts["benefits"])


def test_visits_lie_in_the_past_and_drafts_are_fresh() -> None:
    visits = [visit for household in HOUSEHOLDS for visit in household.visits]

    assert Counter(visit.outcome for visit in visits).keys() == set(Outcome)
    for visit in visits:
        assert visit.day <= TODAY
        assert len(visit.visitors) == 2
        assert (visit.outcome is Outcome.NOT_MET) == (visit.interviewee == "") == (visit.reason != "")
        if visit.outcome is Outcome.DRAFT:
            assert (TODAY - visit.day).days <= 3


def test_who_is_interviewed_belongs_to_the_household() -> None:
    for household in HOUSEHOLDS:
        names = {member["name"] for member in household.document["members"]}
        assert {visit.interviewee for visit in household.visits if visit.interviewee} <= names


def test_answers_name_facts_of_the_dictionary_and_members_of_the_household() -> None:
    from app.domain.facts import Holder

    for household in HOUSEHOLDS[:200]:
        keys = {member["key"] for member in household.document["members"]}
        for answer in (answer for visit in household.visits for answer in visit.answers):
            if answer.member is not None:
                assert answer.member in keys
                assert answer.fact in FACTS.of(Holder.MEMBER)
            else:
                assert FACTS.knows(answer.fact)


def test_a_visit_becomes_a_script_of_the_questions_that_a_form_asks() -> None:
    visit = next(visit for household in HOUSEHOLDS for visit in household.visits if visit.outcome is Outcome.SIGNED)
    enough = next(answer for answer in visit.answers if answer.fact == "water.enough")

    assert visit.steps({("water.enough", None): "/data/s4/water/enough"}) == [
        {"action": "answer", "at": "/data/s4/water/enough", "value": enough.value}
    ]
    assert visit.steps({}) == []
    assert PlannedAnswer("visit.met", "本人") in visit.answers
