from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.households.models import HouseholdFilter, HouseholdRow, Order
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.screens.conftest import Show, wait_idle
from tests.ui.screens.places import entries, went
from ui.core.desk import Desk
from ui.core.rows_model import ROW_ROLE
from ui.core.theme import Themes
from ui.screens.households.screen import HouseholdsScreen
from ui.shell.window import Window
from ui.widgets.labels import Label
from ui.widgets.table import TableRow

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(show: Show, desk: Desk) -> tuple[Window, HouseholdsScreen]:
    window = show(desk, entries("households", HouseholdsScreen))
    page = window.page("households")
    assert isinstance(page, HouseholdsScreen)
    return window, page


def rows_of(desk: Desk, **wanted: object) -> list[HouseholdRow]:
    households = desk.services.households
    return households.rows(households.ids(HouseholdFilter(**wanted)))  # type: ignore[arg-type]  # named by the caller


def shown(page: HouseholdsScreen) -> list[str]:
    return [page.table.rows.id_at(place) or "" for place in range(page.table.rows.rowCount())]


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))


def display(page: HouseholdsScreen, place: int) -> TableRow:
    row = page.table.rows.index(place, 0).data(ROW_ROLE)
    assert isinstance(row, TableRow)
    return row


def test_all_households_are_listed_by_door(demo_desk: Desk, show: Show) -> None:
    _, page = opened(show, demo_desk)
    rows = rows_of(demo_desk)
    assert shown(page) == [row.id for row in rows]
    assert [cell.text for cell in display(page, 0).cells][:2] == [rows[0].head, rows[0].door]
    assert page.head.accessibleName() == "农户 40 户"


def test_letters_find_while_they_are_typed(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    _, page = opened(show, demo_desk)
    head = rows_of(demo_desk)[7].head
    qtbot.keyClicks(page.table, "wu")
    assert page.filters.search.hasFocus()
    assert page.filters.search.text() == "wu"
    wait_idle(qtbot, demo_desk)
    assert shown(page) == [row.id for row in rows_of(demo_desk, text="wu")]
    page.filters.search.setText(head)
    wait_idle(qtbot, demo_desk)
    assert display(page, 0).cells[0].text == head


def test_the_member_that_was_found_is_named(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    households = demo_desk.services.households
    row = next(row for row in rows_of(demo_desk) if row.persons > 1)
    member = households.page(row.id).members[1].name
    _, page = opened(show, demo_desk)
    page.filters.search.insert(member)
    wait_idle(qtbot, demo_desk)
    place = shown(page).index(row.id)
    assert display(page, place).cells[0].note == f"找到 {member}"


def test_arrows_move_from_the_search_line_and_enter_opens(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk)
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert page.filters.search.hasFocus()
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Up)
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Return)
    assert went(window, "household") == {"household": shown(page)[1]}


def test_home_end_and_enter_in_the_list(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.current_id() == shown(page)[-1]
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert went(window, "household") == {"household": shown(page)[1]}


def test_the_row_stays_when_one_comes_back(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk)
    page.table.select(11)
    chosen = page.table.current_id()
    window.show_screen("household", household=chosen or "")
    window.go_back()
    wait_idle(qtbot, demo_desk)
    assert page.table.current_id() == chosen


def test_labels_groups_and_order_narrow_the_list(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    _, page = opened(show, demo_desk)
    qtbot.mouseClick(page.filters.labels.button("脱贫户"), Qt.MouseButton.LeftButton)
    wait_idle(qtbot, demo_desk)
    assert shown(page) == [row.id for row in rows_of(demo_desk, label="脱贫户")]
    assert page.head.accessibleName() == f"农户 找到 {len(shown(page))} 户"
    page.filters.group.setFocus()
    qtbot.keyClick(page.filters.group, Qt.Key.Key_Down)
    wait_idle(qtbot, demo_desk)
    group = page.filters.group.chosen
    assert shown(page) == [row.id for row in rows_of(demo_desk, label="脱贫户", group=group)]
    qtbot.mouseClick(page.filters.labels.button("脱贫户"), Qt.MouseButton.LeftButton)
    page.filters.order.setFocus()
    qtbot.keyClick(page.filters.order, Qt.Key.Key_End)
    wait_idle(qtbot, demo_desk)
    assert shown(page) == [row.id for row in rows_of(demo_desk, group=group, order=Order.NEXT_VISIT)]


def test_nothing_found_leads_back_to_all(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    _, page = opened(show, demo_desk)
    page.filters.search.insert("没有这个人")
    wait_idle(qtbot, demo_desk)
    assert "没有找到" in words(page)
    assert not page.table.isVisible()
    page.filters.widen()
    wait_idle(qtbot, demo_desk)
    assert len(shown(page)) == 40
    assert page.table.isVisible()


def test_the_panel_shows_the_current_household(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk)
    rows = rows_of(demo_desk)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    settle()
    text = words(page.glance)
    assert f"{rows[1].head}户" in text
    assert rows[1].phone in text
    qtbot.mouseClick(page.glance.open_button, Qt.MouseButton.LeftButton)
    assert went(window, "household") == {"household": rows[1].id}


def test_ctrl_enter_starts_a_visit_of_the_current_row(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert went(window, "visit-start") == {"household": shown(page)[-1]}


def test_the_check_sheets_of_the_list_are_printed(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk)
    page.filters.search.setText("3组")
    wait_idle(qtbot, demo_desk)
    ids = shown(page)
    assert 0 < len(ids) < 40
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    assert went(window, "print") == {"document": "check-sheet", "keys": ",".join(ids)}


def test_ctrl_o_imports(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_O, CTRL)
    assert went(window, "import") == {}


def test_a_dropped_file_goes_to_the_import(demo_desk: Desk, show: Show, tmp_path: Path) -> None:
    window, page = opened(show, demo_desk)
    roster = tmp_path / "名册.xlsx"
    roster.write_bytes(b"")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(roster))])
    actions, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), actions, data, left, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPoint(200, 200), actions, data, left, none))
    assert went(window, "import") == {"file": str(roster)}


def test_a_ledger_is_written_where_the_person_says(demo_desk: Desk, show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(_over: QWidget, _question: str, proposed: str) -> Path:
        asked.append(proposed)
        return tmp_path / proposed

    window = show(demo_desk, entries("households", lambda desk: HouseholdsScreen(desk, answer)))
    page = window.page("households")
    assert isinstance(page, HouseholdsScreen)
    kind, title = demo_desk.services.exports.kinds()[0]
    page.export(kind, title)
    wait_idle(qtbot, demo_desk)
    assert asked == [f"{title}2026-11-20.xlsx"]
    sheet = load_workbook(tmp_path / asked[0]).active
    assert sheet is not None
    assert sheet.max_row > 40
    assert window.toast.text == f"{title}写好了：{asked[0]}"


def test_no_ledger_is_written_when_nobody_says_where(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window = show(demo_desk, entries("households", lambda desk: HouseholdsScreen(desk, lambda *_: None)))
    page = window.page("households")
    assert isinstance(page, HouseholdsScreen)
    page.export(*demo_desk.services.exports.kinds()[0])
    wait_idle(qtbot, demo_desk)
    assert window.toast.text == ""


def test_a_page_opened_with_a_text_looks_for_it(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk)
    window.show_screen("today")
    window.show_screen("households", search="wu")
    wait_idle(qtbot, demo_desk)
    assert page.filters.search.text() == "wu"
    assert shown(page) == [row.id for row in rows_of(demo_desk, text="wu")]


def test_a_changed_household_is_shown_anew(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    _, page = opened(show, demo_desk)
    household = shown(page)[0]
    demo_desk.services.households.set(household, {"next_visit": "2026-11-21"})
    qtbot.waitUntil(lambda: "剩 1 天" in display(page, 0).cells[4].plain)


def test_an_empty_store_has_one_thing_to_do(empty_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, empty_desk)
    assert "还没有农户" in words(page)
    assert not page.filters.isVisible()
    assert not page.table.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert went(window, "import") == {}


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
def test_everything_has_its_room(demo_desk: Desk, show: Show, qtbot: QtBot, look: Themes, factor: float) -> None:
    window, page = opened(show, demo_desk)
    look.set_factor(factor)
    settle()
    assert squeezed(window) == []
    assert (window.width(), window.height()) == (1366, 690)
    page.filters.search.insert("没有这个人")
    wait_idle(qtbot, demo_desk)
    assert squeezed(window) == []


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_the_empty_page_has_its_room(empty_desk: Desk, show: Show, look: Themes, factor: float) -> None:
    window, _ = opened(show, empty_desk)
    look.set_factor(factor)
    settle()
    assert squeezed(window) == []
