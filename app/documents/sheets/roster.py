"""Reads a roster: one person a row, households by 户编号 (contract, section 4).

A row that cannot be trusted is refused whole and never stops the others; a cell that cannot be read becomes unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.documents.sheets.columns import ColumnNames
from app.documents.sheets.households import HouseholdSorter
from app.documents.sheets.locate import CODE, IDENTITY, NAME, Table, find_table
from app.documents.sheets.parsing import parse_columns
from app.documents.sheets.persons import PersonReader
from app.documents.sheets.profiles import choose_profile
from app.documents.sheets.reading import RosterReading
from app.documents.sheets.report import Report
from app.documents.sheets.rows import DataRows, KeyColumns
from app.documents.sheets.values import cell_text
from app.domain.codes import CodeLists
from app.domain.facts import FactDictionary
from app.domain.progress import SILENT, Progress
from app.tables.workbook import Workbook

STEP_ROWS = 1_000
"""Progress is told after so many rows."""


def read_roster(
    workbook: Workbook,
    *,
    codes: CodeLists,
    facts: FactDictionary,
    villages: frozenset[str],
    today: date,
    mapping: Mapping[str, str] | None = None,
    profile: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    all_villages: bool = False,
    progress: Progress = SILENT,
) -> RosterReading:
    """Read a roster.

    :param villages: codes (12 digits) of the workspace's villages, with their names where they are known
    :param mapping: column name -> path with its holder, as saved for files of this kind; "" leaves a column out
    :param profile: name of the import profile; None: the first that fits
    :param sheet: name of the sheet; None: the first visible one that fits
    :param header_row: row number of the header as Excel shows it; None: it is looked for
    :param all_villages: take households of other villages in as well
    :raises AppError: TABLE_NOT_FOUND, COLUMN_UNMAPPED, PROFILE_UNKNOWN, FACT_UNKNOWN (a saved mapping)
    :raises Cancelled: when the person asked to stop
    """
    table = find_table(workbook, ColumnNames(codes, facts, mapping), sheet, header_row)
    chosen = choose_profile(table, profile)
    rows = data_rows(table)
    report = Report(table.columns)
    parsed = parse_columns(table, rows, codes, today, progress)
    reader = PersonReader(table, chosen, rows, parsed, codes, today, report)
    sorter = HouseholdSorter(table, chosen, villages, report)
    refused: set[int] = set()
    for position in range(len(rows)):
        if position % STEP_ROWS == 0:
            progress.step("roster-rows", position, len(rows))
        person = reader.person(position)
        sorter.add(person)
        if person.refused:
            refused.add(position)
    for doubt in parsed.doubts:
        if doubt.position not in refused:
            report.warn(rows.numbers[doubt.position], doubt.column, doubt.problem, cell_text(doubt.cell))
    own, apart = sorter.households(all_villages)
    return RosterReading(
        sheet=table.sheet.name,
        header_row=table.header.row + 1,
        profile=chosen.name,
        columns={column.name: column.target.path for column in table.columns if column.target},
        unmapped=tuple(column.name for column in table.columns if column.target is None and column.name),
        rows=len(rows),
        rejected=report.rejected,
        warnings=report.warnings,
        households=own,
        apart=apart,
        refused=frozenset(sorter.refused),
    )


def data_rows(table: Table) -> DataRows:
    """Give the rows of data of a table."""
    keys = KeyColumns(table.place(CODE), table.place(NAME), table.place(IDENTITY))
    return DataRows(table.sheet, table.header, keys, [column.index for column in table.columns if column.target])
