"""When a household's file was opened, and what stood in it then: years ago, before everything that the household has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, cast

from app.domain.dates import PartialDate
from app.services.demonstration.documents import HouseholdDocument, Member
from app.services.demonstration.history import PlannedVisit
from app.system.clock import CHINA

if TYPE_CHECKING:
    from app.oplog.operation import Value

MOST_DAYS_BEFORE = 900
"""A file was opened at most so many days before the first thing that is known of the household."""
LEAST_DAYS_BEFORE = 20
LAST_OPENED = 400
"""The newest file is so many days old."""
WEEKEND = 5
BEGIN, SPREAD_MINUTES = time(8, 30), 500
STABLE = frozenset({"schema", "code", "village", "group", "address", "hukou_local", "land", "cause"})
"""What was written down when the file was opened; the rest is how the household stands now."""
CLASS = frozenset({"type", "out_year"})
STABLE_OF_MEMBER = frozenset({"key", "person_code", "name", "sex", "birth", "relation", "id_number", "nation"})


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a household's file.

    :param opened: when the file was opened, on a working day
    :param renewed: when the rest was filled in, by comparing with other systems; before the first visit
    """

    opened: datetime
    renewed: datetime


def plan_opening(document: HouseholdDocument, visits: Sequence[PlannedVisit], today: date, chance: Random) -> Opening:
    """Plan when a file was opened and when it was last renewed before the visits."""
    first_visit = min((visit.day for visit in visits), default=today)
    renewed = min(today.replace(day=1), first_visit - timedelta(days=chance.randrange(5, LEAST_DAYS_BEFORE)))
    earliest = min((*_happened(document), renewed, today - timedelta(days=LAST_OPENED)))
    opened = earliest - timedelta(days=chance.randrange(LEAST_DAYS_BEFORE, MOST_DAYS_BEFORE))
    return Opening(_at_work(opened, chance), _at_work(renewed, chance))


def _happened(document: HouseholdDocument) -> Iterator[date]:
    """Give the days at which something began that the file tells of."""
    if "out_year" in document:
        yield date(document["out_year"], 1, 1)
    if "since" in document["monitored"]:
        yield _first(document["monitored"]["since"])
    held = [*document["benefits"], *(benefit for member in document["members"] for benefit in member["benefits"])]
    for benefit in held:
        if "since" in benefit:
            yield _first(benefit["since"])


def _first(text: str) -> date:
    return PartialDate.from_iso(text).first


def _at_work(day: date, chance: Random) -> datetime:
    """Give a moment of a working day, on that day or before it."""
    day -= timedelta(days=max(0, day.weekday() - WEEKEND + 1))
    return datetime.combine(day, BEGIN, CHINA) + timedelta(minutes=chance.randrange(SPREAD_MINUTES))


def at_opening(document: HouseholdDocument, day: date) -> dict[str, Value]:
    """Give what stood in the file when it was opened: what does not change, and who was born by then."""
    kept = STABLE if "out_year" in document else STABLE | CLASS
    members = [_part(member, STABLE_OF_MEMBER) for member in document["members"] if _was_born(member, day)]
    return {**{key: value for key, value in _values(document).items() if key in kept}, "members": [*members]}


def since_then(document: HouseholdDocument) -> dict[str, Value]:
    """Give what was filled in later of the household itself."""
    kept = STABLE if "out_year" in document else STABLE | CLASS
    return {key: value for key, value in _values(document).items() if key not in kept | {"members", "as_of"}}


def later_of(member: Member) -> dict[str, Value]:
    """Give what was filled in later of a member who was in the file from the beginning."""
    return {key: value for key, value in _values(member).items() if key not in STABLE_OF_MEMBER}


def was_there(document: HouseholdDocument, day: date) -> list[bool]:
    """Say of each member whether he was born when the file was opened."""
    return [_was_born(member, day) for member in document["members"]]


def _was_born(member: Member, day: date) -> bool:
    return _first(member["birth"]) <= day


def _part(member: Member, keys: frozenset[str]) -> dict[str, Value]:
    return {key: value for key, value in _values(member).items() if key in keys}


def _values(document: HouseholdDocument | Member) -> Mapping[str, Value]:
    return cast("Mapping[str, Value]", document)
