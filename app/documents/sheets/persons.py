"""Reads the rows of a roster into persons: decides which are refused and what is doubtful about the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.sheets.columns import AS_OF_COLUMN
from app.documents.sheets.locate import CODE, IDENTITY, NAME, VILLAGE, Table
from app.documents.sheets.parsing import Parsed
from app.documents.sheets.people import MISSING, IdentityCell, read_identity_cell
from app.documents.sheets.profiles import Profile
from app.documents.sheets.reading import FactValue, RosterProblem
from app.documents.sheets.report import Report
from app.documents.sheets.rows import DataRows
from app.documents.sheets.values import (
    Unreadable,
    cell_text,
    lost_digits,
    read_day,
    read_name,
    read_number_text,
)
from app.domain.codes import CodeLists, normal_form
from app.domain.dates import PartialDate
from app.domain.facts import Holder
from app.domain.identity import IdentityNumber
from app.tables.workbook import Cell

HEADS = frozenset({"户主", "本人"})


@dataclass(frozen=True, slots=True)
class Person:
    """One row of data.

    :param village: what the file says of the village: a code, a name, or ""
    :param household: what the row says of its household
    """

    row: int
    code: str
    village: str
    name: str
    member: dict[str, FactValue]
    household: dict[str, FactValue]
    as_of: str
    refused: bool

    @property
    def is_head(self) -> bool:
        """Say whether the row is the head of its household."""
        return self.member.get("relation") in HEADS


class PersonReader:
    """Gives the persons of a table one by one, in the order of the file.

    :param report: takes what is refused and doubtful
    """

    def __init__(
        self,
        table: Table,
        profile: Profile,
        rows: DataRows,
        parsed: Parsed,
        codes: CodeLists,
        today: date,
        report: Report,
    ) -> None:
        self._table = table
        self._profile = profile
        self._rows = rows
        self._codes = codes
        self._today = today
        self._report = report
        self._cells = {path: self._column(table.place(path)) for path in (CODE, NAME, IDENTITY)}
        self._as_of = self._each(_place_of_as_of(table, codes), lambda cell: _day_or_nothing(cell, today))
        self._villages = self._each(table.place(VILLAGE), cell_text)
        self._births = parsed.column("member.birth")
        self._member = parsed.facts(Holder.MEMBER)
        self._household = parsed.facts(Holder.HOUSEHOLD)
        self._known_codes: dict[Cell, str] = {}
        self._seen: set[str] = set()

    def person(self, position: int) -> Person:
        """Read a row, refuse it or warn of it."""
        row = self._rows.numbers[position]
        code, code_refused = self._code(position, row)
        name, name_refused = self._name(position, row)
        values = self._member.at(position)
        identity, identity_refused = self._identity(position, row, name)
        refused = code_refused or name_refused or identity_refused
        if not refused:
            values["name"] = name
            self._add_identity(values, identity, position, row)
        return Person(
            row=row,
            code=code,
            village=self._villages[position],
            name=name,
            member=values,
            household=self._household.at(position) if self._profile.by_household else {},
            as_of=self._as_of[position],
            refused=refused,
        )

    def _column(self, place: int | None) -> Sequence[Cell]:
        return [""] * len(self._rows) if place is None else self._rows.column(place)

    def _each(self, place: int | None, read: Callable[[Cell], str]) -> list[str]:
        """Read the different cells of a column once each."""
        cells = self._column(place)
        known = {cell: read(cell) for cell in set(cells)}
        return [known[cell] for cell in cells]

    def _refuse(self, row: int, path: str, problem: RosterProblem, cell: Cell) -> tuple[str, bool]:
        self._report.refuse(row, self._table.column(path), problem, cell_text(cell))
        return "", True

    def _code(self, position: int, row: int) -> tuple[str, bool]:
        if not self._profile.by_household:
            return "", False
        cell = self._cells[CODE][position]
        if lost_digits(cell):
            return self._refuse(row, CODE, RosterProblem.ID_LOST_DIGITS, cell)
        code = self._known_codes.get(cell)
        if code is None:
            code = self._known_codes[cell] = read_number_text(cell) or ""
        if not code:
            return self._refuse(row, CODE, RosterProblem.HOUSEHOLD_CODE_MISSING, cell)
        return code, False

    def _name(self, position: int, row: int) -> tuple[str, bool]:
        cell = self._cells[NAME][position]
        name = read_name(cell)
        if name is None and NAME in self._profile.needs:
            return self._refuse(row, NAME, RosterProblem.NAME_MISSING, cell)
        return name or "", False

    def _identity(self, position: int, row: int, name: str) -> tuple[IdentityCell, bool]:
        cell = self._cells[IDENTITY][position]
        found = read_identity_cell(cell, self._codes, self._today)
        problem = found.problem
        if found.identity is not None and found.identity.number in self._seen:
            problem = RosterProblem.ID_DUPLICATE
        if found == MISSING and name and self._birth(position) is not None:
            self._report.warn(row, self._table.column(IDENTITY), RosterProblem.ID_MISSING, cell_text(cell))
            return found, False
        if problem is not None:
            self._refuse(row, IDENTITY, problem, cell)
            return found, True
        return found, False

    def _birth(self, position: int) -> FactValue | None:
        return None if self._births is None else self._births[position]

    def _add_identity(self, values: dict[str, FactValue], found: IdentityCell, position: int, row: int) -> None:
        identity = found.identity
        if identity is None:
            return
        self._seen.add(identity.number)
        self._warn_of_differences(values, identity, row)
        values["id_number"] = identity.number
        values["birth"] = identity.birth.isoformat()
        values["sex"] = identity.sex.value
        if found.disability:
            cell = self._cells[IDENTITY][position]
            self._report.warn(row, self._table.column(IDENTITY), RosterProblem.DISABILITY_IN_ID, cell_text(cell))
            values.pop("disability.status", None)
            for path, value in found.disability:
                values.setdefault(path, value)

    def _warn_of_differences(self, values: dict[str, FactValue], identity: IdentityNumber, row: int) -> None:
        birth, sex = values.get("birth"), values.get("sex")
        if birth == identity.birth.isoformat():
            birth = None
        if birth is not None and not PartialDate.from_iso(str(birth)).agrees_with(identity.birth):
            self._warn(row, "member.birth", RosterProblem.BIRTH_DIFFERS_FROM_ID, str(birth))
        if sex in {"男", "女"} and sex != identity.sex.value:
            self._warn(row, "member.sex", RosterProblem.SEX_DIFFERS_FROM_ID, str(sex))

    def _warn(self, row: int, path: str, problem: RosterProblem, value: str) -> None:
        self._report.warn(row, self._table.column(path), problem, value)


def _place_of_as_of(table: Table, codes: CodeLists) -> int | None:
    known = {normal_form(word) for code in codes["roster_ignored"] if code.label == AS_OF_COLUMN for word in code.words}
    return next((column.index for column in table.columns if normal_form(column.name) in known), None)


def _day_or_nothing(cell: Cell, today: date) -> str:
    try:
        return read_day(today, cell) or ""
    except Unreadable:
        return ""
