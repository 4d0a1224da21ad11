from __future__ import annotations

from datetime import date

import pytest

from app.documents.sheets.comparison import Counts, compare
from app.documents.sheets.reading import FactValue
from app.services.demonstration.roster import COLUMNS, HEADER_ROW, Fault, write_roster
from app.services.demonstration.village import generate_village
from tests.documents.sheets.files import FACTS, read

TODAY = date(2026, 11, 20)
VILLAGE = generate_village(60, 3, TODAY)


def stated(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def test_the_roster_is_read_back_as_the_village() -> None:
    reading = read(write_roster(VILLAGE))
    documents = list(VILLAGE.documents())

    assert (reading.header_row, reading.rejected, reading.warnings) == (HEADER_ROW, (), ())
    assert reading.unmapped == ("序号", "县(市、区、旗)", "乡(镇)", "人数")
    assert len(COLUMNS) == 40
    assert [household.code for household in reading.households] == [document["code"] for document in documents]
    for household, document in zip(reading.households, documents, strict=True):
        assert household.values["net_income"] == document["net_income"]
        assert household.values["type"] == document["type"]
        for member, person in zip(household.members, document["members"], strict=True):
            for path in (
                "name",
                "sex",
                "birth",
                "relation",
                "id_number",
                "education",
                "labour",
                "phone",
                "work_months",
            ):
                value: FactValue | None = member.values.get(path)
                assert value == person.get(path), path
            assert member.values["health"] == stated(person["health"])
            assert member.values.get("disability.grade") == person["disability"].get("grade")
            assert member.values.get("student.stage") == person["student"].get("stage")


def test_a_roster_of_the_village_is_all_new() -> None:
    reading = read(write_roster(VILLAGE))

    assert compare(reading, {}).households == Counts(new=60)


@pytest.mark.parametrize("fault", Fault)
def test_each_fault_is_found_and_named(fault: Fault) -> None:
    village = generate_village(6, 3, TODAY)
    clean = read(write_roster(village))
    reading = read(write_roster(village, [Fault.SEX, fault] if fault is not Fault.SEX else [fault]))
    issues = [issue for issue in (*reading.rejected, *reading.warnings) if issue.code == fault.value]

    assert len(issues) == 1
    assert clean.rejected == clean.warnings == ()


def test_all_faults_together_spoil_only_their_rows() -> None:
    reading = read(write_roster(VILLAGE, list(Fault)))
    total = sum(len(document["members"]) for document in VILLAGE.documents())

    assert len(reading.refused_rows) == 7
    assert reading.rows == total + 2
    assert {issue.code.value for issue in (*reading.rejected, *reading.warnings)} >= {fault.value for fault in Fault}


def test_every_column_is_known() -> None:
    assert set(read(write_roster(VILLAGE)).columns) <= set(COLUMNS)
    assert FACTS.version
