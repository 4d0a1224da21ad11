"""今日: one row for each household, the worst first; settings hold at once."""

from datetime import timedelta

from app.services.households.models import HouseholdFilter
from app.services.settings import Preferences
from app.services.today import Due
from tests.conftest import TODAY


def rows_by_household(page):
    return {row.household.id: row for row in (*page.rows, *page.later)}


def test_an_agreed_visit_counts_its_days(village):
    ids = village.households.ids(HouseholdFilter())
    for days, household in zip((-4, 0, 2, 12), ids, strict=False):
        village.households.set(household, {"next_visit": (TODAY + timedelta(days=days)).isoformat()})
    page = village.today_page.page()
    rows = rows_by_household(page)
    for days, household in zip((-4, 0, 2, 12), ids, strict=False):
        item = next(item for item in rows[household].items if item.kind is Due.VISIT)
        assert item.days == days
    assert ids[3] in {row.household.id for row in page.later}
    assert [row.worst.days for row in page.rows] == sorted(row.worst.days for row in page.rows)
    assert page.overdue >= 1


def test_a_draft_is_due_until_it_is_gone(village):
    household = village.households.ids(HouseholdFilter())[5]
    visit = village.visits.start(household, "routine")
    item = next(item for item in rows_by_household(village.today_page.page())[household].items if item.draft == visit)
    assert item.kind is Due.DRAFT
    village.visits.discard(visit)
    row = rows_by_household(village.today_page.page()).get(household)
    assert row is None or all(item.draft != visit for item in row.items)


def test_households_assigned_and_never_visited_are_due(village):
    context = village.context
    household = next(
        row.id for row in village.households.rows(village.households.ids(HouseholdFilter())) if row.last_visit is None
    )
    from app.domain.ids import from_text

    with context.act("edit", context.provenance("test")) as unit:
        fields = {"household": from_text(household), "role": "包户", "who": "周明远", "since": "2026-11-01"}
        unit.create("assignment", context.owner.village, fields)
    items = rows_by_household(village.today_page.page())[household].items
    assert (Due.ASSIGNED, "包户") in {(item.kind, item.who) for item in items}


def test_an_empty_village_has_nothing_due(empty):
    page = empty.today_page.page()
    assert (page.rows, page.later, page.households, page.drafts) == ((), (), 0, 0)


def test_preferences_hold_and_can_be_taken_back(village):
    before = village.settings.save(Preferences(theme="dark", text_size=150, one_question=True))
    assert before == Preferences()
    assert village.settings.preferences() == Preferences(theme="dark", text_size=150, one_question=True)
    village.settings.save(before)
    assert village.settings.preferences() == Preferences()
