from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.households.models import HouseholdFilter
from tests.conftest import TODAY
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.screens.conftest import Show, wait_idle
from tests.ui.screens.places import entries, went
from ui.core.desk import Desk
from ui.core.theme import Themes
from ui.core.tokens import Mode
from ui.screens.today.row import DueRow
from ui.screens.today.screen import FIRST_ROWS, TodayScreen
from ui.shell.window import Window
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import EmptyState
from ui.widgets.chips import Chip
from ui.widgets.labels import Label

CTRL = Qt.KeyboardModifier.ControlModifier


def agree(desk: Desk, *days: int) -> list[str]:
    """Agree on visits so many days from today, first with households that have none agreed; gives their ids."""
    households = desk.services.households
    rows = [row for row in households.rows(households.ids(HouseholdFilter())) if not row.drafts]
    chosen = [row.id for row in sorted(rows, key=lambda row: row.next_visit is not None)][: len(days)]
    for household, day in zip(chosen, days, strict=True):
        households.set(household, {"next_visit": (TODAY + timedelta(days=day)).isoformat()})
    return chosen


def opened(show: Show, desk: Desk) -> tuple[Window, TodayScreen]:
    window = show(desk, entries("today", TodayScreen, rail=False))
    page = window.page("today")
    assert isinstance(page, TodayScreen)
    return window, page


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))


def row_of(page: TodayScreen, household: str) -> DueRow:
    return next(row for row in page.rows if row.due.household.id == household)


def badge_of(row: DueRow) -> str:
    return row.findChildren(Chip)[0].text


def test_households_are_sorted_by_what_is_most_urgent(demo_desk: Desk, show: Show) -> None:
    late, today, soon, far = agree(demo_desk, -400, 0, 2, 12)
    _, page = opened(show, demo_desk)
    shown = [row.due.household.id for row in page.rows]
    assert shown[0] == late
    assert shown.index(late) < shown.index(today) < shown.index(soon)
    assert far not in shown
    assert badge_of(row_of(page, late)) == "逾期 400 天"
    assert badge_of(row_of(page, today)) == "今天到期"
    assert badge_of(row_of(page, soon)) == "剩 2 天"


def test_the_figures_count_households_and_visits_of_the_month(demo_desk: Desk, show: Show) -> None:
    agree(demo_desk, -3, 0, 0, 2)
    expected = demo_desk.services.today_page.page()
    _, page = opened(show, demo_desk)
    figures = words(page.figures)
    assert expected.due_today == 2
    assert f"{expected.overdue} 户已逾期" in figures
    assert "2 户今天到期" in figures
    assert "1 户三天内到期" in figures
    assert f"{expected.visited_this_month}\xa0/\xa0{expected.households} 户" in figures


def test_the_navigation_counts_what_waits(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk)
    told: list[int] = []
    page.badge.connect(told.append)
    before = demo_desk.services.today_page.page()
    agree(demo_desk, 0)
    waiting = before.overdue + before.due_today + before.drafts
    qtbot.waitUntil(lambda: told[-1:] == [waiting + 1])
    assert window.current is page


def test_enter_opens_the_household_and_ctrl_enter_starts_the_visit(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    late, next_one = agree(demo_desk, -400, -390)
    window, page = opened(show, demo_desk)
    row_of(page, late).setFocus()
    qtbot.keyClick(row_of(page, late), Qt.Key.Key_Down)
    assert row_of(page, next_one).hasFocus()
    assert page.primary is row_of(page, next_one).step
    assert row_of(page, late).step.property("kind") == Kind.SECONDARY
    qtbot.keyClick(row_of(page, next_one), Qt.Key.Key_Return)
    assert went(window, "household") == {"household": next_one}
    window.go_back()
    wait_idle(qtbot, demo_desk)
    assert row_of(page, next_one).hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert went(window, "visit-start") == {"household": next_one}


def test_a_draft_says_how_far_it_came_and_is_gone_on_with(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    draft = demo_desk.services.visits.drafts()[0]
    window, page = opened(show, demo_desk)
    row = row_of(page, draft.household)
    assert f"已答 {draft.answered}\xa0/\xa0{draft.total} 题" in words(row)
    assert row.step.text() == "继续"
    qtbot.mouseClick(row.step, Qt.MouseButton.LeftButton)
    assert went(window, "visit") == {"visit": draft.id}


def test_the_panel_goes_on_with_a_draft_too(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    draft = demo_desk.services.visits.drafts()[0]
    window, page = opened(show, demo_desk)
    button = next(button for button in page.panel.findChildren(Button) if button.text() == "继续")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert went(window, "visit") == {"visit": draft.id}


def test_next_week_is_shown_on_demand(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    (far,) = agree(demo_desk, 12)
    _, page = opened(show, demo_desk)
    shown = len(page.rows)
    later = len(demo_desk.services.today_page.page().later)
    toggle = next(button for button in page.findChildren(Button) if button.text() == f"显示下周到期的 {later} 户")
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    settle()
    assert len(page.rows) == shown + later
    assert badge_of(row_of(page, far)) == "剩 12 天"


def test_by_day_puts_each_thing_under_its_day(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    agree(demo_desk, -2, 0, 5)
    _, page = opened(show, demo_desk)
    qtbot.keyClick(page.view.findChildren(Button)[1], Qt.Key.Key_Space)
    settle()
    text = words(page)
    heads = [text.index(head) for head in ("已逾期 ", "今天 ", "11月25日 星期三")]
    assert heads == sorted(heads)


def test_many_households_come_by_the_page(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    agree(demo_desk, *range(-50, -50 + FIRST_ROWS + 1))
    _, page = opened(show, demo_desk)
    assert len(page.rows) == FIRST_ROWS
    more = next(button for button in page.findChildren(Button) if button.text().startswith("再列"))
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    settle()
    assert len(page.rows) == len(demo_desk.services.today_page.page().rows)


def test_what_changes_elsewhere_is_shown_anew(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    _, page = opened(show, demo_desk)
    (household,) = agree(demo_desk, -7)
    qtbot.waitUntil(lambda: household in {row.due.household.id for row in page.rows})
    assert badge_of(row_of(page, household)) == "逾期 7 天"


def test_the_search_line_leads_to_the_list(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk)
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "wu")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert went(window, "households") == {"search": "wu"}


def test_an_empty_store_asks_for_the_roster(empty_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, empty_desk)
    assert page.findChildren(EmptyState)
    assert not page.rows
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert went(window, "import") == {}


def test_nothing_due_offers_a_visit(empty_desk: Desk, show: Show, qtbot: QtBot) -> None:
    create_household(empty_desk)
    window, page = opened(show, empty_desk)
    assert "1 户都不急" in words(page)
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert went(window, "visit-start") == {}


def create_household(desk: Desk) -> None:
    context = desk.services.context
    with context.act("edit", context.provenance("window")) as unit:
        unit.create("household", context.owner.village, {"code": "5113231042010001", "group": "1组"})


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("view", ["household", "day"])
def test_everything_has_its_room(demo_desk: Desk, show: Show, look: Themes, factor: float, view: str) -> None:
    agree(demo_desk, -400, -1, 0, 1, 3, 6, 12)
    window, page = opened(show, demo_desk)
    look.set_factor(factor)
    if view == "day":
        page.view.findChildren(Button)[1].click()
    settle()
    assert squeezed(window) == []
    assert (window.width(), window.height()) == (1366, 690)


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_the_empty_page_has_its_room(empty_desk: Desk, show: Show, look: Themes, factor: float) -> None:
    window, _ = opened(show, empty_desk)
    look.pick(Mode.DARK)
    look.set_factor(factor)
    settle()
    assert squeezed(window) == []


def test_the_head_names_the_day(demo_desk: Desk, show: Show) -> None:
    _, page = opened(show, demo_desk)
    assert page.head.accessibleName() == "今日 11月20日 星期五"
    assert date(2026, 11, 20) == TODAY
