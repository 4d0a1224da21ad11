"""Files were opened years ago, each before everything that it tells of; the same village has the same beginnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import Services, open_app
from app.services.demonstration.village import DemonstrationHousehold, generate_village
from app.services.households.models import EntryKind, HouseholdFilter
from tests.conftest import HOUSEHOLDS, TODAY, copied

VILLAGE = tuple(generate_village(200, 5, TODAY))


def test_a_file_is_older_than_everything_that_it_tells_of() -> None:
    for household in VILLAGE:
        document, opened = household.document, household.opening.opened.date()
        benefits = [*document["benefits"], *(b for member in document["members"] for b in member["benefits"])]
        told = [benefit["since"] for benefit in benefits if "since" in benefit]
        told += [document["monitored"]["since"]] if "since" in document["monitored"] else []
        told += [f"{document['out_year']}"] if "out_year" in document else []
        told += [visit.day.isoformat() for visit in household.visits]
        assert all(opened.isoformat() < day for day in told), document["code"]


def test_a_file_is_renewed_between_its_opening_and_the_first_visit() -> None:
    for household in VILLAGE:
        opening = household.opening
        assert opening.opened < opening.renewed
        assert all(opening.renewed.date() < visit.day for visit in household.visits)
        assert opening.renewed.date() <= TODAY.replace(day=1)
        assert opening.opened.date() < TODAY - timedelta(days=365)


def test_files_are_opened_in_office_hours_of_many_days_and_years() -> None:
    openings = [household.opening for household in VILLAGE]
    moments = [moment for opening in openings for moment in (opening.opened, opening.renewed)]
    assert all(moment.weekday() < 5 and 8 <= moment.hour < 17 for moment in moments)
    assert len({opening.opened.date() for opening in openings}) > 150
    assert len(Counter(opening.opened.year for opening in openings)) >= 5


def test_the_same_seed_and_day_open_the_same_files() -> None:
    assert [household.opening for household in generate_village(200, 5, TODAY)] == [each.opening for each in VILLAGE]
    assert [household.opening for household in generate_village(200, 6, TODAY)] != [each.opening for each in VILLAGE]


@pytest.fixture(scope="module")
def services(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    home = copied(demo_home, tmp_path_factory.mktemp("opening") / "home")
    made = open_app(home, TODAY)
    yield made
    made.close()


def planned(services: Services) -> dict[str, DemonstrationHousehold]:
    made = {each.document["code"]: each for each in generate_village(HOUSEHOLDS, 1, TODAY)}
    rows = services.households.rows(services.households.ids(HouseholdFilter()))
    return {row.id: made[row.code] for row in rows}


def test_the_first_thing_that_a_household_tells_is_its_opening_on_that_day(services: Services) -> None:
    for identifier, household in planned(services).items():
        timeline = services.households.page(identifier).timeline
        assert [entry.when for entry in timeline if entry.kind is EntryKind.NEW] == [household.opening.opened]
        assert min(timeline, key=lambda entry: entry.when).kind is EntryKind.NEW
        assert [entry.when for entry in timeline] == sorted((entry.when for entry in timeline), reverse=True)


def test_nothing_of_the_village_is_lost_on_the_way(services: Services) -> None:
    """What no visit has asked since is as it was planned."""
    compared = 0
    for identifier, household in planned(services).items():
        if household.visits:
            continue
        known = services.households.document(identifier)
        members = known["members"]
        assert isinstance(members, list)
        for key, value in household.document.items():
            if key not in {"members", "as_of", "schema"}:
                assert same(known[key], value), (household.document["code"], key)
        by_code = {member["person_code"]: member for member in members if isinstance(member, dict)}
        assert len(by_code) == len(household.document["members"])
        for member in household.document["members"]:
            shown = by_code[member["person_code"]]
            assert all(same(shown[key], value) for key, value in member.items() if key != "key")
        compared += 1
    assert compared > 10


def same(known: object, planned: object) -> bool:
    """Compare values of documents; a list of words or records in any order."""
    if isinstance(planned, list):
        assert isinstance(known, list)
        return len(known) == len(planned) and all(any(same(one, other) for one in known) for other in planned)
    if isinstance(planned, dict):
        assert isinstance(known, dict)
        return all(same(known.get(key), value) for key, value in planned.items())
    return known == planned
