"""Ledgers as workbooks: households and members in the columns of the roster, so that what goes out can come in again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.documents.sheets.columns import KNOWN_COLUMNS
from app.documents.sheets.streaming import with_rows
from app.domain.codes import CodeLists
from app.domain.errors import AppError, ErrorCode
from app.domain.progress import SILENT, Progress

KnownFacts: TypeAlias = Mapping[str, object]
"""Facts by flat document paths; an absent one is unknown."""

HEADER_ROWS = 2
STEP_HOUSEHOLDS = 500
CODE = "household.code"

HOUSEHOLD_COLUMNS = (
    CODE, "household.group", "household.type", "household.out_year", "household.monitored.type",
    "household.monitored.since", "household.monitored.risks", "household.monitored.risk_removed",
    "household.monitored.removed_on", "household.net_income", "household.net_income_last_year", "household.phone",
    "household.address.actual", "household.house.grade", "household.house.area", "household.water.source",
    "household.land.farmland", "household.resettled", "household.helper.name", "household.helper.phone",
)  # fmt: skip

MEMBER_COLUMNS = (
    "member.person_code", "member.name", "member.sex", "member.id_number", "member.birth", "member.relation",
    "member.nation", "member.politics", "member.education", "member.student.stage", "member.student.school",
    "member.health", "member.disability.category", "member.disability.grade", "member.disability.certificate",
    "member.disability.valid_until", "member.labour", "member.employed", "member.work.place", "member.work_months",
    "member.insured_this_year", "member.benefits=低保", "member.benefits=特困", "member.phone",
    "member.alive", "member.coliving", "member.imprisoned",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedgerHousehold:
    """A household to be written: facts as flat document paths (``monitored.type``), members in their order."""

    code: str
    values: KnownFacts
    members: tuple[KnownFacts, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A kind of ledger.

    :param name: what ``export`` calls it
    :param columns: the facts of its columns, with their holder
    :param by_member: one row a person, else one row a household
    """

    name: str
    title: str
    columns: tuple[str, ...]
    by_member: bool


LEDGERS: tuple[Ledger, ...] = (
    Ledger("households", "农户台账", HOUSEHOLD_COLUMNS, by_member=False),
    Ledger("members", "家庭成员台账", (*HOUSEHOLD_COLUMNS, *MEMBER_COLUMNS), by_member=True),
)


def write_ledger(
    name: str, households: Iterable[LedgerHousehold], codes: CodeLists, village: str = "", progress: Progress = SILENT
) -> bytes:
    """Give a ledger as a workbook; numbers of people and telephones are text cells.

    :param name: name of a ledger in ``LEDGERS``
    :param village: name of the village, for the title
    :raises AppError: DOCUMENT_UNKNOWN for a name that no ledger bears
    :raises Cancelled: when the person asked to stop
    """
    ledger = next((ledger for ledger in LEDGERS if ledger.name == name), None)
    if ledger is None:
        known = " ".join(ledger.name for ledger in LEDGERS)
        raise AppError(ErrorCode.DOCUMENT_UNKNOWN, document=name, known=known)
    beginning = BytesIO()
    with xlsxwriter.Workbook(beginning, {"in_memory": True}) as book:
        sheet = book.add_worksheet(ledger.title)
        text = book.add_format({"num_format": "@"})
        _write_header(sheet, ledger, codes, village, book.add_format({"bold": True}), text)
    return with_rows(beginning, _rows(ledger, households, codes, progress))


def _write_header(sheet: Worksheet, ledger: Ledger, codes: CodeLists, village: str, bold: Format, text: Format) -> None:
    sheet.set_column(0, len(ledger.columns) - 1, 14, text)
    sheet.freeze_panes(HEADER_ROWS, 0)
    sheet.write_string(0, 0, f"{village}{ledger.title}", bold)
    names = {code.label: code.aliases[0] for code in codes[KNOWN_COLUMNS]}
    sheet.write_row(1, 0, [names[column] for column in ledger.columns], bold)


def _rows(
    ledger: Ledger, households: Iterable[LedgerHousehold], codes: CodeLists, progress: Progress
) -> Iterator[list[str | float]]:
    writers = [_writer(column, codes) for column in ledger.columns]
    for done, household in enumerate(households):
        if done % STEP_HOUSEHOLDS == 0:
            progress.step("ledger", done)
        for member in household.members if ledger.by_member else ({},):
            yield [write(household, member) for write in writers]


Writer: TypeAlias = Callable[[LedgerHousehold, KnownFacts], str | float]


def _writer(column: str, codes: CodeLists) -> Writer:
    """Give what writes the cell of a column; a column of another holder or an unknown fact stays empty."""
    place, _, word = column.partition("=")
    holder, _, path = place.partition(".")

    def write(household: LedgerHousehold, member: KnownFacts) -> str | float:
        if column == CODE:
            return household.code
        return _cell(path, word, household.values if holder == "household" else member, codes)

    return write


def _cell(path: str, word: str, facts: KnownFacts, codes: CodeLists) -> str | float:
    value = facts.get(path)
    if word:
        return _yes(word in value) if isinstance(value, tuple | list) else ""
    if path == "student.stage":
        value = facts.get("student.grade", value)
    if value is None:
        return _declared(path, facts)
    if path == "disability.grade":
        grade = codes["disability_grade"].by_number(str(value))
        return "" if grade is None else grade.label
    return _shown(value)


def _declared(path: str, facts: KnownFacts) -> str:
    """Give the word for "there is none" in the column that can say so, else nothing."""
    words = {"monitored.type": "非监测对象", "disability.category": "无", "student.stage": "非在校生"}
    declared = facts.get(f"{path.partition('.')[0]}.status") == "none"
    return words.get(path, "") if declared else ""


def _yes(value: bool) -> str:
    return "是" if value else "否"


def _shown(value: object) -> str | float:
    if isinstance(value, bool):
        return _yes(value)
    if isinstance(value, tuple | list):
        return "、".join(map(str, value))
    return value if isinstance(value, int | float) else str(value)
