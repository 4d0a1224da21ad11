"""Puts the persons of a roster together into households and tells those of other villages apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.documents.sheets.locate import CODE, VILLAGE, Table
from app.documents.sheets.persons import Person
from app.documents.sheets.profiles import Profile
from app.documents.sheets.reading import (
    IMPLIED,
    FactValue,
    RosterHousehold,
    RosterMember,
    RosterProblem,
    Values,
)
from app.documents.sheets.report import Report

VILLAGE_DIGITS = 12
FEWEST_DIGITS = 15
"""A 户编号 of so many digits begins with the code of its village."""
PROVINCES = range(11, 66)
NOTHING_IMPLIED: Values = {}
RELATION = "member.relation"


@dataclass(slots=True)
class Gathered:
    """A household while its rows are being gathered."""

    code: str
    first_row: int
    village: str
    values: dict[str, FactValue] = field(default_factory=dict)
    members: list[RosterMember] = field(default_factory=list)
    as_of: str = ""
    has_head: bool = False
    further_heads: list[int] = field(default_factory=list)

    def finished(self) -> RosterHousehold:
        """Give the household as the reading holds it."""
        return RosterHousehold(self.code, self.first_row, self.village, self.values, tuple(self.members), self.as_of)


class HouseholdSorter:
    """Takes persons in the order of the file and gives households.

    :param villages: codes and names of the workspace's villages; empty: every village is its own
    """

    def __init__(self, table: Table, profile: Profile, villages: frozenset[str], report: Report) -> None:
        self._table = table
        self._profile = profile
        self._villages = villages
        self._names_known = any(not village.isdigit() for village in villages)
        self._report = report
        self._gathered: dict[str, Gathered] = {}
        self.refused: set[tuple[str, str]] = set()

    def add(self, person: Person) -> None:
        """Take a row; a refused one counts for the head of its household alone."""
        household = self._household(person)
        if person.is_head:
            if household.has_head and not person.refused:
                household.further_heads.append(person.row)
            household.has_head = True
        if person.refused:
            self.refused.add((person.code, person.name))
            return
        household.members.append(RosterMember(person.row, person.member, self._implied(person)))
        household.as_of = household.as_of or person.as_of
        for path, value in person.household.items():
            household.values.setdefault(path, value)

    def households(self, all_villages: bool) -> tuple[tuple[RosterHousehold, ...], tuple[RosterHousehold, ...]]:
        """Give the households to be imported and those kept apart, both as the file goes; warn of heads and villages."""
        own: list[RosterHousehold] = []
        apart: list[RosterHousehold] = []
        for household in self._gathered.values():
            if not household.members:
                continue
            other = self._is_elsewhere(household)
            if other:
                self._warn(household.first_row, VILLAGE, RosterProblem.OTHER_VILLAGE, household.village)
            if other and not all_villages:
                apart.append(household.finished())
                continue
            self._warn_of_heads(household)
            own.append(household.finished())
        return tuple(own), tuple(apart)

    def _household(self, person: Person) -> Gathered:
        found = self._gathered.get(person.code)
        if found is None:
            found = Gathered(person.code, person.row, self._village(person))
            self._gathered[person.code] = found
        return found

    def _implied(self, person: Person) -> Values:
        """Give what the list implies; nothing of somebody whom it calls dead."""
        if not self._profile.implies or person.member.get("alive") is False:
            return NOTHING_IMPLIED
        if any(path in person.member for path in IMPLIED):
            return {path: value for path, value in IMPLIED.items() if path not in person.member}
        return IMPLIED

    def _village(self, person: Person) -> str:
        """Give the code of a village: its column, else the beginning of the 户编号, else the name where names are known."""
        text, code = person.village, person.code
        if _is_region(text, VILLAGE_DIGITS):
            return text[:VILLAGE_DIGITS]
        if _is_region(code, FEWEST_DIGITS):
            return code[:VILLAGE_DIGITS]
        return text if self._names_known else ""

    def _is_elsewhere(self, household: Gathered) -> bool:
        if not household.village or not self._villages:
            return False
        return not any(same_village(household.village, village) for village in self._villages)

    def _warn_of_heads(self, household: Gathered) -> None:
        if not self._profile.by_household or self._table.column(RELATION) is None:
            return
        if not household.has_head:
            self._warn(household.first_row, RELATION, RosterProblem.HEAD_MISSING, household.code)
        for row in household.further_heads:
            self._warn(row, RELATION, RosterProblem.TWO_HEADS, household.code)

    def _warn(self, row: int, path: str, problem: RosterProblem, value: str) -> None:
        self._report.warn(row, self._table.column(path) or self._table.column(CODE), problem, value)


def _is_region(text: str, fewest: int) -> bool:
    return len(text) >= fewest and text.isascii() and text.isdigit() and int(text[:2]) in PROVINCES


def same_village(one: str, other: str) -> bool:
    """Say whether two codes or names mean the same village; 村, 社区 and 村委会 at the end do not matter."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    for ending in ("村民委员会", "居民委员会", "村委会", "居委会", "社区", "村"):
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name
