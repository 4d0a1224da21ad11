"""Compares a roster with what the register holds: new, changed, unchanged, and who is missing in the file.

Nobody is ever removed because a file does not name them. A value that the file does not state changes nothing, and what
a roster only implies never changes a known value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.documents.sheets.differences import KnownValues, differences
from app.documents.sheets.households import same_village
from app.documents.sheets.reading import FactValue, RosterHousehold, RosterMember, RosterReading, Values
from app.domain.progress import SILENT, Progress

HOUSEHOLD_FIELD = "household"
"""The field of a change when a person moves from one household to another; its values are 户编号."""
DIED, MOVED_AWAY = "去世", "迁出"
STEP_HOUSEHOLDS = 500
_TOLD_APART_BY = frozenset(
    {"id_number", "name", "birth", "person_code", "relation", "group", "village", "alive", "residence.where"}
)
"""Facts that say who somebody is, where he belongs, and whether he is gone."""


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A person of the register: facts as flat document paths (``disability.grade``)."""

    id: str
    key: str
    person_code: str
    values: KnownValues

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.values.get("name", ""))


@dataclass(frozen=True, slots=True)
class KnownHousehold:
    """A household of the register: facts as flat document paths (``monitored.type``)."""

    id: str
    values: KnownValues
    members: tuple[KnownMember, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A value that the file has otherwise than the register.

    :param household: 户编号
    :param member: name of the person, or the identity number where there is no name; None: of the household itself
    :param field: path in household-document words, without the member
    :param old: None where nothing was known
    :param household_id: id of the household in the register, "" for a new one
    :param member_id: id of the person in the register, "" for none or a new one
    :param implied: the roster only implies it (名册推定)
    """

    household: str
    member: str | None
    field: str
    old: object
    new: FactValue
    household_id: str = ""
    member_id: str = ""
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody whom the register has and the file has not; a household without anybody has no member.

    :param gone: what the register says already: 去世, 迁出, or ""
    :param head: name of the household's head as the register knows it
    :param group: 村民小组 of the household as the register knows it
    """

    household: str
    member: str | None
    household_id: str
    member_id: str = ""
    gone: str = ""
    head: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many households or members are new, changed, unchanged, missing."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0


class State(Enum):
    """What an import would do to a household or a member."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class MemberPlan:
    """What an import would do with a row.

    :param known: the person in the register, None for a new one
    :param moved_from: 户编号 of the household that the person leaves, "" for none
    :param implied: what the roster implies and the register does not know; of a known person it is in ``changes`` too
    """

    member: RosterMember
    known: KnownMember | None
    state: State
    changes: tuple[Change, ...]
    implied: Values
    moved_from: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdPlan:
    """What an import would do with a household of the file.

    :param known: the household in the register, None for a new one
    :param changes: of the household's own facts
    """

    household: RosterHousehold
    known: KnownHousehold | None
    state: State
    changes: tuple[Change, ...]
    members: tuple[MemberPlan, ...]


@dataclass(frozen=True, slots=True)
class RosterComparison:
    """What an import would do.

    :param changes: all changes of known households and persons, in the order of the file
    :param unplaced: persons of a list without 户编号 whom the register does not know
    """

    plans: tuple[HouseholdPlan, ...]
    households: Counts
    members: Counts
    changes: tuple[Change, ...]
    missing: tuple[Missing, ...]
    unplaced: tuple[RosterMember, ...] = ()


def compared_paths(reading: RosterReading) -> frozenset[str]:
    """Give the facts of the register that comparing a roster looks at: what it states, and by what people are told apart."""
    members = [member for household in reading.households for member in household.members]
    return _TOLD_APART_BY.union(
        *(household.values for household in reading.households),
        *(member.values for member in members),
        *(member.implied for member in members),
    )


def compare(
    reading: RosterReading, known: Mapping[str, KnownHousehold], progress: Progress = SILENT
) -> RosterComparison:
    """Compare a roster with the register.

    :param known: 户编号 -> household, all that the workspace holds
    :raises Cancelled: when the person asked to stop
    """
    return _Comparer(reading, known).run(progress)


@dataclass(slots=True)
class _Comparer:
    reading: RosterReading
    known: Mapping[str, KnownHousehold]
    by_identity: dict[str, tuple[str, KnownMember]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    unplaced: list[RosterMember] = field(default_factory=list)

    def run(self, progress: Progress) -> RosterComparison:
        self._index()
        plans: list[HouseholdPlan] = []
        households = list(self._placed())
        for done, household in enumerate(households):
            if done % STEP_HOUSEHOLDS == 0:
                progress.step("roster-compare", done, len(households))
            plans.append(self._household(household))
        missing = tuple(self._missing())
        return RosterComparison(
            plans=tuple(plans),
            households=self._count_households(plans, missing),
            members=_count(
                (member.state for plan in plans for member in plan.members),
                sum(absent.member is not None for absent in missing),
            ),
            changes=tuple(change for plan in plans for change in _all_changes(plan)),
            missing=missing,
            unplaced=tuple(self.unplaced),
        )

    def _index(self) -> None:
        for code, household in self.known.items():
            for member in household.members:
                number = member.values.get("id_number")
                if isinstance(number, str) and number:
                    self.by_identity.setdefault(number, (code, member))

    def _placed(self) -> Iterable[RosterHousehold]:
        """Give the households of the file; persons of a list without 户编号 at the household that the register knows."""
        for household in self.reading.households:
            if household.code:
                yield household
            else:
                yield from self._by_register(household)

    def _by_register(self, listed: RosterHousehold) -> Iterable[RosterHousehold]:
        found: dict[str, list[RosterMember]] = {}
        for member in listed.members:
            place = self.by_identity.get(member.id_number)
            if place is None:
                self.unplaced.append(member)
            else:
                found.setdefault(place[0], []).append(member)
        for code, members in found.items():
            yield RosterHousehold(code, members[0].row, "", {}, tuple(members), listed.as_of)

    def _household(self, household: RosterHousehold) -> HouseholdPlan:
        known = self.known.get(household.code)
        members = tuple(self._member(household, known, member) for member in household.members)
        if known is None:
            return HouseholdPlan(household, None, State.NEW, (), members)
        changes = tuple(
            Change(household.code, None, path, old, new, known.id)
            for path, old, new in differences(household.values, known.values)
        )
        joined = any(member.state is State.NEW or member.moved_from for member in members)
        state = State.CHANGED if changes or joined else State.UNCHANGED
        return HouseholdPlan(household, known, state, changes, members)

    def _member(self, household: RosterHousehold, place: KnownHousehold | None, member: RosterMember) -> MemberPlan:
        code, known = self._find(household.code, place, member)
        if known is None:
            return MemberPlan(member, None, State.NEW, (), member.implied)
        self.met.add(known.id)
        moved_from = code if code != household.code else ""
        implied = {path: value for path, value in member.implied.items() if known.values.get(path) is None}
        changes = self._changes(household.code, "" if place is None else place.id, member, known, moved_from)
        changes += [
            Change(household.code, known.name, path, None, value, "" if place is None else place.id, known.id, True)
            for path, value in implied.items()
        ]
        state = State.CHANGED if changes else State.UNCHANGED
        return MemberPlan(member, known, state, tuple(changes), implied, moved_from)

    def _find(self, code: str, place: KnownHousehold | None, member: RosterMember) -> tuple[str, KnownMember | None]:
        """Find a person by identity number anywhere, then by 人编号, then by name and birth in the household."""
        found = self.by_identity.get(member.id_number)
        if found is not None:
            return found
        inside = () if place is None else tuple(known for known in place.members if known.id not in self.met)
        person_code = member.values.get("person_code")
        for known in inside:
            if person_code and known.person_code == person_code:
                return code, known
        return code, next((known for known in inside if _same_person(member, known)), None)

    def _changes(
        self, code: str, household_id: str, member: RosterMember, known: KnownMember, moved_from: str
    ) -> list[Change]:
        who = known.name or member.name or member.id_number
        changes = [
            Change(code, who, path, old, new, household_id, known.id)
            for path, old, new in differences(member.values, known.values)
        ]
        if moved_from:
            self.left.add(moved_from)
            changes.insert(0, Change(code, who, HOUSEHOLD_FIELD, moved_from, code, household_id, known.id))
        return changes

    def _missing(self) -> Iterable[Missing]:
        """Give who is absent; a file that speaks of persons alone misses nobody."""
        listed = {household.code for household in self.reading.households}
        if "" in listed:
            return
        listed |= {household.code for household in self.reading.apart} | {code for code, _ in self.reading.refused}
        villages = {household.village for household in self.reading.households}
        for code, household in self.known.items():
            if code not in listed and not _speaks_of(villages, household):
                continue
            absent = [member for member in household.members if not self._is_listed(code, member)]
            group = str(household.values.get("group", ""))
            if code not in listed and not household.members:
                yield Missing(code, None, household.id, group=group)
            head = next((member.name for member in household.members if member.values.get("relation") == "户主"), "")
            for member in absent:
                who = member.name or member.key
                yield Missing(code, who, household.id, member.id, _gone(member.values), head, group)

    def _is_listed(self, code: str, member: KnownMember) -> bool:
        return member.id in self.met or (code, member.name) in self.reading.refused

    def _count_households(self, plans: Iterable[HouseholdPlan], missing: Iterable[Missing]) -> Counts:
        states = {plan.household.code: plan.state for plan in plans}
        for code in self.left:
            if states.get(code) is State.UNCHANGED:
                states[code] = State.CHANGED
        listed = set(states) | {code for code, _ in self.reading.refused}
        absent = {entry.household for entry in missing} - listed - self.left
        return _count(states.values(), len(absent))


def _gone(values: KnownValues) -> str:
    """Say whether the register knows that a person died or moved away."""
    if values.get("alive") is False:
        return DIED
    return MOVED_AWAY if values.get("residence.where") == MOVED_AWAY else ""


def _speaks_of(villages: set[str], household: KnownHousehold) -> bool:
    """Say whether a file of these villages could name a household; where either village is unknown, it could."""
    village = household.values.get("village")
    if not isinstance(village, str) or not village or "" in villages or not villages:
        return True
    return any(same_village(village, other) for other in villages)


def _same_person(member: RosterMember, known: KnownMember) -> bool:
    birth, known_birth = str(member.values.get("birth", "")), str(known.values.get("birth", ""))
    if not member.name or member.name != known.name or not birth or not known_birth:
        return False
    return birth.startswith(known_birth) or known_birth.startswith(birth)


def _all_changes(plan: HouseholdPlan) -> Iterable[Change]:
    yield from plan.changes
    for member in plan.members:
        yield from member.changes


def _count(states: Iterable[State], missing: int) -> Counts:
    found = list(states)
    return Counts(found.count(State.NEW), found.count(State.CHANGED), found.count(State.UNCHANGED), missing)
