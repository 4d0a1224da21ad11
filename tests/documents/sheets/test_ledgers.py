from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from app.documents.sheets.comparison import Counts, KnownHousehold, KnownMember, compare
from app.documents.sheets.ledgers import LEDGERS, Ledger, LedgerHousehold, write_ledger
from app.documents.sheets.reading import RosterReading
from app.domain.errors import AppError, Cancelled, ErrorCode
from app.domain.progress import Progress
from app.services.demonstration.roster import write_roster
from app.services.demonstration.village import generate_village
from app.tables.workbook import read_workbook
from tests.documents.sheets.files import CODES, GOOD, LI, book, read

ROSTER = read(write_roster(generate_village(40, 5, date(2026, 11, 20))))


def kept(reading: RosterReading) -> list[LedgerHousehold]:
    return [
        LedgerHousehold(
            household.code,
            household.values,
            tuple({**member.values, **member.implied} for member in household.members),
        )
        for household in reading.households
    ]


def known(reading: RosterReading) -> dict[str, KnownHousehold]:
    return {
        household.code: KnownHousehold(
            household.code,
            household.values,
            tuple(
                KnownMember(str(member.row), str(member.row), "", {**member.values, **member.implied})
                for member in household.members
            ),
        )
        for household in reading.households
    }


def test_the_ledger_of_members_goes_out_and_comes_in_unchanged() -> None:
    again = read(write_ledger("members", kept(ROSTER), CODES, "柏树湾村"))
    found = compare(again, known(ROSTER))

    assert (again.rejected, again.warnings, again.unmapped) == ((), (), ())
    assert found.changes == ()
    assert found.members == Counts(unchanged=ROSTER.rows)
    assert again.rows == ROSTER.rows


@pytest.mark.parametrize("ledger", LEDGERS)
def test_every_ledger_has_a_title_a_header_and_its_rows(ledger: Ledger) -> None:
    (sheet,) = read_workbook(write_ledger(ledger.name, kept(ROSTER), CODES, "柏树湾村")).sheets

    assert sheet.rows[0][0] == f"柏树湾村{ledger.title}"
    assert len(set(sheet.rows[1])) == len(ledger.columns)
    assert "" not in sheet.rows[1]
    assert len(sheet.rows) == 2 + (ROSTER.rows if ledger.by_member else len(ROSTER.households))


def test_numbers_of_people_are_text_and_amounts_are_numbers() -> None:
    (sheet,) = read_workbook(write_ledger("members", kept(read(book(GOOD))), CODES)).sheets
    cells = dict(zip(sheet.rows[1], sheet.rows[2], strict=True))

    assert cells["证件号码"] == LI
    assert cells["人均纯收入"] == 9861.5
    assert cells["是否享受农村居民最低生活保障"] == ""
    assert cells["健在"] == "是"


def test_what_is_declared_absent_is_written_and_the_unknown_is_empty() -> None:
    house = LedgerHousehold("1", {"monitored.status": "none"}, ({"disability.status": "none", "benefits": ["低保"]},))
    (sheet,) = read_workbook(write_ledger("members", [house], CODES)).sheets
    cells = dict(zip(sheet.rows[1], sheet.rows[2], strict=True))

    assert (cells["监测对象类别"], cells["残疾类别"], cells["在校生状况"]) == ("非监测对象", "无", "")
    assert (cells["是否享受农村居民最低生活保障"], cells["是否特困供养人员"]) == ("是", "否")


def test_an_unknown_ledger_is_told() -> None:
    with pytest.raises(AppError) as raised:
        write_ledger("shoes", [], CODES)
    assert raised.value.code is ErrorCode.DOCUMENT_UNKNOWN


def test_writing_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        write_ledger("members", kept(ROSTER), CODES, progress=Progress(cancelled=lambda: True))


def test_what_a_cell_may_not_hold_spoils_no_ledger() -> None:
    odd = LedgerHousehold("5113231042010001", {"group": " <3组> & “东\x07” ", "net_income": 1234.5}, ())
    content = write_ledger("households", [odd], CODES)

    (sheet,) = read_workbook(content).sheets
    values = dict(zip(map(str, sheet.rows[1]), sheet.rows[2], strict=False))
    assert " <3组> & “东” " in values.values()
    assert 1234.5 in values.values()
    opened = openpyxl.load_workbook(BytesIO(content)).active
    assert opened is not None
    assert opened["A3"].value == "5113231042010001"
    assert opened["A3"].number_format == "@"
