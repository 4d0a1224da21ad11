"""The lists of the pages offer what can be done with a row, and the menu does it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.services.visits.models import VisitRow, VisitState
from tests.ui.look import settle
from tests.ui.screens.conftest import Show, wait_idle
from tests.ui.screens.places import entries, went
from ui.core.desk import Desk
from ui.screens.household.screen import FACTS, HouseholdScreen
from ui.screens.households.screen import HouseholdsScreen
from ui.screens.today.screen import TodayScreen
from ui.screens.visiting.listing import VisitsScreen
from ui.widgets.cards import Row
from ui.widgets.table import Table

ALT = Qt.KeyboardModifier.AltModifier


def menu_of(qtbot: QtBot, owner: Table | Row) -> QMenu:
    owner.setFocus()
    qtbot.keyClick(owner, Qt.Key.Key_Return, ALT)
    menu = owner.row_menu.menu
    assert menu is not None
    return menu


def do(qtbot: QtBot, owner: Table | Row, word: str) -> None:
    """Choose a line of the menu by keyboard."""
    menu = menu_of(qtbot, owner)
    verbs = [action.text().partition("\t")[0] for action in menu.actions()]
    for _ in range(verbs.index(word)):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    settle()


@pytest.mark.parametrize(
    ("word", "place", "target"),
    [
        ("打开这一户", "household", {"household": "{id}"}),
        ("开始走访", "visit-start", {"household": "{id}"}),
        ("打印对照表", "print", {"document": "check-sheet", "keys": "{id}"}),
    ],
)
def test_of_a_household(
    demo_desk: Desk, show: Show, qtbot: QtBot, word: str, place: str, target: dict[str, str]
) -> None:
    window = show(demo_desk, entries("households", HouseholdsScreen))
    page = window.current
    assert isinstance(page, HouseholdsScreen)
    page.table.select(3)
    household = page.table.current_id() or ""
    do(qtbot, page.table, word)
    assert went(window, place) == {key: text.format(id=household) for key, text in target.items()}


@pytest.mark.parametrize(
    ("word", "place", "target"),
    [
        ("打印这一份", "print", {"document": "visit-record", "keys": "{id}"}),
        ("打开这一户", "household", {"household": "{household}"}),
    ],
)
def test_of_a_signed_visit(
    demo_desk: Desk, show: Show, qtbot: QtBot, word: str, place: str, target: dict[str, str]
) -> None:
    visit = of_state(demo_desk, VisitState.SIGNED)[1]
    window = show(demo_desk, entries("visits", VisitsScreen))
    page = window.current
    assert isinstance(page, VisitsScreen)
    page.table.select(page.table.rows.place_of(visit.id) or 0)
    do(qtbot, page.table, word)
    assert went(window, place) == {
        key: text.format(id=visit.id, household=visit.household) for key, text in target.items()
    }


@pytest.mark.parametrize(
    ("word", "place", "target"),
    [("继续", "visit", {"visit": "{id}"}), ("打开这一户", "household", {"household": "{household}"})],
)
def test_of_a_draft(demo_desk: Desk, show: Show, qtbot: QtBot, word: str, place: str, target: dict[str, str]) -> None:
    draft = of_state(demo_desk, VisitState.DRAFT)[0]
    window = show(demo_desk, entries("visits", VisitsScreen))
    do(qtbot, row_named(window, draft.household_title), word)
    assert went(window, place) == {
        key: text.format(id=draft.id, household=draft.household) for key, text in target.items()
    }


def test_a_draft_that_is_not_wanted_goes(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    before = of_state(demo_desk, VisitState.DRAFT)
    window = show(demo_desk, entries("visits", VisitsScreen))
    do(qtbot, row_named(window, before[0].household_title), "不要了")
    wait_idle(qtbot, demo_desk)
    assert [row.id for row in of_state(demo_desk, VisitState.DRAFT)] == [row.id for row in before[1:]]


def test_of_what_is_due_today(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window = show(demo_desk, entries("today", TodayScreen))
    page = window.current
    assert isinstance(page, TodayScreen)
    row = page.rows[1]
    texts = [action.text().partition("\t")[0] for action in menu_of(qtbot, row).actions()]
    assert texts == ["打开这一户", row.step.text(), "打印对照表"]
    qtbot.keyClick(row.row_menu.menu, Qt.Key.Key_Escape)
    do(qtbot, row, "打印对照表")
    assert went(window, "print") == {"document": "check-sheet", "keys": row.due.household.id}


def test_of_a_fact(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window = show(demo_desk, entries("household", HouseholdScreen))
    page = window.current
    assert isinstance(page, HouseholdScreen)
    page.open(household=of_state(demo_desk, VisitState.SIGNED)[0].household)
    wait_idle(qtbot, demo_desk)
    page.show_tab(FACTS)
    wait_idle(qtbot, demo_desk)
    edited: list[str] = []
    page.facts.edited.connect(edited.append)
    path = page.facts.table.current_id()
    do(qtbot, page.facts.table, "改这一项")
    assert edited == [path]


def of_state(desk: Desk, state: VisitState) -> list[VisitRow]:
    return [row for row in desk.services.visits.rows() if row.state is state]


def row_named(root: QWidget, title: str) -> Row:
    return next(
        row for row in root.findChildren(Row) if row.accessibleName().startswith(title) and row.isVisibleTo(root)
    )
