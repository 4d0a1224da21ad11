"""今日: what waits for the owner today, one row for each household."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import func, select

from app.domain.ids import RecordId, to_text
from app.services.context import Context
from app.services.households.lists import household_rows
from app.services.households.models import HouseholdRow
from app.services.households.page import CERTIFICATE_DAYS, DUE_DAYS
from app.store.local import Draft
from app.store.store import Reading
from app.store.views.tables import ASSIGNMENT_VIEW
from app.store.views.tables import HOUSEHOLD_VIEW as VIEW
from app.system.clock import moment

LATER_DAYS = 14
"""How far ahead *显示下周到期的* looks."""
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


@dataclass(frozen=True)
class TodayRow:
    """A household with what is due there, the worst first."""

    household: HouseholdRow
    items: tuple[DueItem, ...]

    @property
    def worst(self) -> DueItem:
        """The most urgent thing."""
        return self.items[0]


@dataclass(frozen=True)
class TodayPage:
    """The page.

    :param visited_this_month: households visited since the first of the month
    :param later: rows due within two weeks but not within one
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
            items = self._items(reading, today)
            rows = _rows(reading, items)
            month = today.replace(day=1).isoformat()
            visited = reading.connection.execute(
                select(func.count()).select_from(VIEW).where(VIEW.c.last_visit >= month)
            ).scalar_one()
            households = reading.connection.execute(select(func.count()).select_from(VIEW)).scalar_one()
            drafts = len(reading.local.drafts())
        now = [row for row in rows if row.worst.days <= DUE_DAYS]
        return TodayPage(
            day=today,
            rows=tuple(now),
            later=tuple(row for row in rows if row.worst.days > DUE_DAYS),
            overdue=sum(1 for row in now if row.worst.days < 0),
            due_today=sum(1 for row in now if row.worst.days == 0),
            due_soon=sum(1 for row in now if 0 < row.worst.days <= 3),
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


def _rows(reading: Reading, items: dict[str, list[DueItem]]) -> list[TodayRow]:
    households = {row.id: row for row in household_rows(reading, items)}
    rows = [TodayRow(households[key], tuple(found)) for key, found in items.items() if key in households]
    return sorted(
        rows, key=lambda row: (row.worst.days, row.household.village, row.household.group, row.household.code)
    )


def _drafts(drafts: list[Draft], today: date) -> Iterable[tuple[str, DueItem]]:
    for draft in drafts:
        begun = moment(draft.begun).date()
        counts = draft.decisions.get("counts")
        answered, total = (int(str(counts[0])), int(str(counts[1]))) if isinstance(counts, list) else (0, 0)
        item = DueItem(Due.DRAFT, begun, min(0, (begun - today).days), "", to_text(draft.id), answered, total)
        yield to_text(draft.household), item


def _visits(reading: Reading, today: date) -> Iterable[tuple[str, DueItem]]:
    until = (today + timedelta(days=LATER_DAYS)).isoformat()
    statement = (
        select(VIEW.c.id, VIEW.c.next_visit).where(VIEW.c.next_visit <= until).order_by(VIEW.c.next_visit).limit(LIMIT)
    )
    for row in reading.connection.execute(statement):
        day = date.fromisoformat(row.next_visit)
        yield to_text(RecordId(row.id)), DueItem(Due.VISIT, day, (day - today).days)


def _certificates(reading: Reading, today: date) -> Iterable[tuple[str, DueItem]]:
    """Disability certificates that end within the time that a renewal takes."""
    until = (today + timedelta(days=CERTIFICATE_DAYS)).isoformat()
    statement = (
        select(VIEW.c.id, VIEW.c.certificate_until, VIEW.c.certificate_person)
        .where(VIEW.c.certificate_until <= until)
        .order_by(VIEW.c.certificate_until)
        .limit(LIMIT)
    )
    for row in reading.connection.execute(statement):
        day = date.fromisoformat(row.certificate_until[:10])
        yield to_text(RecordId(row.id)), DueItem(Due.CERTIFICATE, day, (day - today).days, row.certificate_person)
