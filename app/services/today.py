"""今日: what waits for the owner today, one row for each household."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select

from app.domain.ids import RecordId, to_text
from app.services.context import Context
from app.services.households.lists import household_rows
from app.services.households.models import HouseholdRow
from app.services.households.page import DUE_DAYS
from app.store.local import Draft
from app.store.store import Reading
from app.store.views.tables import ASSIGNMENT_VIEW
from app.store.views.tables import HOUSEHOLD_VIEW as VIEW
from app.system.clock import moment

SOON_DAYS = 3
"""*三天内到期* counts so many days ahead."""
WEEK_DAYS = 7
"""*显示下周到期的* looks so many days further than the page."""
RENEWAL_DAYS = 30
"""A certificate is on the page from so many days before it ends: to renew it takes 20 working days."""
LIMIT = 200
"""Rows shown; who has more due than that works by the list of households."""


class Due(StrEnum):
    """Why a household is on the page."""

    DRAFT = "draft"
    VISIT = "visit"
    CERTIFICATE = "certificate"
    ASSIGNED = "assigned"


@dataclass(frozen=True)
class DueItem:
    """One thing that is due in a household.

    :param days: days until its day, negative when overdue
    :param who: the member that it speaks of, or the form's title of a draft
    """

    kind: Due
    day: date
    days: int
    who: str = ""
    draft: str = ""
    answered: int = 0
    total: int = 0
    stopped: datetime | None = None
    """When a draft was left."""

    @property
    def ahead(self) -> int:
        """Days until it belongs on the page, 0 or less when it does."""
        return self.days - (RENEWAL_DAYS if self.kind is Due.CERTIFICATE else DUE_DAYS)


@dataclass(frozen=True)
class TodayRow:
    """A household with what is due there, the worst first."""

    household: HouseholdRow
    items: tuple[DueItem, ...]

    @property
    def worst(self) -> DueItem:
        """The most urgent thing."""
        return self.items[0]

    @property
    def ahead(self) -> int:
        """Days until the household belongs on the page."""
        return min(item.ahead for item in self.items)


@dataclass(frozen=True)
class TodayPage:
    """The page.

    :param rows: the most urgent households, at most :data:`LIMIT`
    :param later: rows that come onto the page within a week
    :param overdue: households with something overdue; the figures count all, not only the rows
    :param visited_this_month: households visited since the first of the month
    """

    day: date
    rows: tuple[TodayRow, ...]
    later: tuple[TodayRow, ...]
    overdue: int
    due_today: int
    due_soon: int
    visited_this_month: int
    households: int
    drafts: int


class Today:
    """Use cases of the page 今日.

    :param context: the open workspace
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def page(self) -> TodayPage:
        """Give what is due: drafts, agreed visits, certificates about to end, new assignments."""
        today = self._context.today()
        with self._context.store.read() as reading:
            rows = _rows(reading, self._items(reading, today))
            drafts = len(reading.local.drafts())
            due = _due_households(reading, today)
            visited = _count(reading, VIEW.c.last_visit >= today.replace(day=1).isoformat())
            households = _count(reading)
        return TodayPage(
            day=today,
            rows=tuple(row for row in rows if row.ahead <= 0)[:LIMIT],
            later=tuple(row for row in rows if 0 < row.ahead <= WEEK_DAYS)[:LIMIT],
            overdue=due[0],
            due_today=due[1],
            due_soon=due[2],
            visited_this_month=visited,
            households=households,
            drafts=drafts,
        )

    def _items(self, reading: Reading, today: date) -> dict[str, list[DueItem]]:
        found: dict[str, list[DueItem]] = {}
        for household, item in (
            *_drafts(reading.local.drafts(), today),
            *_visits(reading, today),
            *_certificates(reading, today),
            *self._assignments(reading, today),
        ):
            found.setdefault(household, []).append(item)
        return {household: sorted(items, key=lambda item: item.days) for household, items in found.items()}

    def _assignments(self, reading: Reading, today: date) -> Iterable[tuple[str, DueItem]]:
        """Households assigned to the owner that were never visited since."""
        statement = (
            select(ASSIGNMENT_VIEW.c.household, ASSIGNMENT_VIEW.c.since, ASSIGNMENT_VIEW.c.role)
            .join(VIEW, VIEW.c.id == ASSIGNMENT_VIEW.c.household)
            .where(
                ASSIGNMENT_VIEW.c.who == self._context.owner.user,
                ASSIGNMENT_VIEW.c.until.is_(None),
                VIEW.c.last_visit.is_(None) | (VIEW.c.last_visit < ASSIGNMENT_VIEW.c.since),
            )
            .limit(LIMIT)
        )
        for row in reading.connection.execute(statement):
            yield to_text(RecordId(row.household)), DueItem(Due.ASSIGNED, today, 0, who=row.role)


def _count(reading: Reading, *where: ColumnElement[bool]) -> int:
    return reading.connection.execute(select(func.count()).select_from(VIEW).where(*where)).scalar_one()


def _due_households(reading: Reading, today: date) -> tuple[int, int, int]:
    """Count the households whose nearest day is past, is today, or comes within three days."""
    never = "9999"
    visit, certificate = func.coalesce(VIEW.c.next_visit, never), func.coalesce(VIEW.c.certificate_until, never)
    nearest = func.substr(func.min(visit, certificate), 1, 10)
    day, soon = today.isoformat(), (today + timedelta(days=SOON_DAYS)).isoformat()
    return (
        _count(reading, nearest < day),
        _count(reading, nearest == day),
        _count(reading, nearest > day, nearest <= soon),
    )


def _rows(reading: Reading, items: dict[str, list[DueItem]]) -> list[TodayRow]:
    households = {row.id: row for row in household_rows(reading, items)}
    rows = [TodayRow(households[key], tuple(found)) for key, found in items.items() if key in households]
    return sorted(
        rows, key=lambda row: (row.worst.days, row.household.village, row.household.group, row.household.code)
    )


def _drafts(drafts: list[Draft], today: date) -> Iterable[tuple[str, DueItem]]:
    for draft in drafts:
        answered, total, _ = draft.counts
        left = moment(draft.changed)
        item = DueItem(Due.DRAFT, today, 0, "", to_text(draft.id), answered, total, left)
        yield to_text(draft.household), item


def _visits(reading: Reading, today: date) -> Iterable[tuple[str, DueItem]]:
    until = (today + timedelta(days=DUE_DAYS + WEEK_DAYS)).isoformat()
    statement = (
        select(VIEW.c.id, VIEW.c.next_visit).where(VIEW.c.next_visit <= until).order_by(VIEW.c.next_visit).limit(LIMIT)
    )
    for row in reading.connection.execute(statement):
        day = date.fromisoformat(row.next_visit)
        yield to_text(RecordId(row.id)), DueItem(Due.VISIT, day, (day - today).days)


def _certificates(reading: Reading, today: date) -> Iterable[tuple[str, DueItem]]:
    """Disability certificates that end within the time that a renewal takes."""
    until = (today + timedelta(days=RENEWAL_DAYS + WEEK_DAYS)).isoformat()
    statement = (
        select(VIEW.c.id, VIEW.c.certificate_until, VIEW.c.certificate_person)
        .where(VIEW.c.certificate_until <= until)
        .order_by(VIEW.c.certificate_until)
        .limit(LIMIT)
    )
    for row in reading.connection.execute(statement):
        day = date.fromisoformat(row.certificate_until[:10])
        yield to_text(RecordId(row.id)), DueItem(Due.CERTIFICATE, day, (day - today).days, row.certificate_person)
