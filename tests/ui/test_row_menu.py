"""The menu of a row: by Alt+Enter, the menu key, Shift+F10 and a right click; worked by keyboard, heard by readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.look import settle
from ui.core.rows_model import Deliver
from ui.core.theme import Themes
from ui.widgets.boxes import column, line
from ui.widgets.cards import Row
from ui.widgets.chips import ChipWords
from ui.widgets.labels import Label
from ui.widgets.row_menu import RowAct
from ui.widgets.table import NOTHING, Cell, Column, Table, TableRow

ALT, SHIFT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
LINES = {
    "head": TableRow((Cell("1组"), Cell()), heading=True),
    "li": TableRow((Cell("李桂珍", note="3 人"), Cell("138****0001"))),
    "wang": TableRow((Cell("王志强"), Cell(NOTHING))),
    "zhao": TableRow((Cell("赵大顺"), Cell(badge=ChipWords("逾期 3 天")))),
}


@dataclass
class Done:
    """What was done, in order."""

    acts: list[str] = field(default_factory=list)

    def offered(self, key: str) -> Sequence[RowAct]:
        return (
            RowAct("打开", lambda: self.acts.append(f"open {key}"), "house-line", "Enter"),
            RowAct("打印", lambda: self.acts.append(f"print {key}"), "printer"),
        )


@pytest.fixture
def done() -> Done:
    return Done()


@pytest.fixture
def table(qtbot: QtBot, look: Themes, done: Done) -> Iterator[Table]:
    def fetch(keys: Sequence[str], deliver: Deliver) -> None:
        deliver({key: LINES[key] for key in keys})

    made = Table((Column("农户"), Column("电话", 160)), fetch, "农户")
    made.offer(done.offered)
    yield shown(qtbot, made)
    if made.row_menu.menu is not None:
        made.row_menu.menu.close()


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    if isinstance(widget, Table):
        widget.set_ids(list(LINES), keep="li", headings=["head"])
    widget.setFocus()
    settle()
    return widget


def words(menu: QMenu | None) -> list[str]:
    assert menu is not None
    assert menu.isVisible()
    return [action.text().partition("\t")[0] for action in menu.actions()]


def right_click(widget: QWidget, at: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at), NONE)
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_Return, ALT), (Qt.Key.Key_Enter, ALT), (Qt.Key.Key_Menu, NONE), (Qt.Key.Key_F10, SHIFT)],
)
def test_each_key_opens_one_menu_and_its_first_line_is_done_by_enter(
    table: Table, done: Done, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    qtbot.keyClick(table, key, held)
    menu = table.row_menu.menu
    assert words(menu) == ["打开", "打印", "复制“李桂珍”"]
    assert menu is QApplication.activePopupWidget()
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    settle()
    assert done.acts == ["open li"]
    assert table.row_menu.menu is None
    table.activateWindow()  # this platform leaves no window active when a popup goes
    settle()
    assert table.hasFocus()


def test_arrows_go_on_and_escape_does_nothing(table: Table, done: Done, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Menu)
    qtbot.keyClick(table.row_menu.menu, Qt.Key.Key_Escape)
    settle()
    assert done.acts == []
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Menu)
    qtbot.keyClick(table.row_menu.menu, Qt.Key.Key_Down)
    qtbot.keyClick(table.row_menu.menu, Qt.Key.Key_Return)
    settle()
    assert done.acts == ["print wang"]


def test_a_right_click_takes_its_row_and_copies_its_cell_as_it_is_shown(table: Table, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    cell = table.rows.index(1, 1)
    table.select(3)
    right_click(table.viewport(), table.visualRect(cell).center())
    assert table.current_id() == "li"
    menu = table.row_menu.menu
    assert words(menu)[-1] == "复制“138****0001”"
    menu.actions()[-1].trigger()
    assert QGuiApplication.clipboard().text() == "138****0001"


def test_a_cell_that_shows_nothing_is_not_copied_and_a_badge_is(table: Table) -> None:
    right_click(table.viewport(), table.visualRect(table.rows.index(2, 1)).center())
    assert words(table.row_menu.menu) == ["打开", "打印"]
    table.row_menu.menu.close()
    right_click(table.viewport(), table.visualRect(table.rows.index(3, 1)).center())
    assert words(table.row_menu.menu)[-1] == "复制“逾期 3 天”"


def test_a_heading_and_the_ground_below_have_no_menu(table: Table) -> None:
    right_click(table.viewport(), table.visualRect(table.rows.index(0, 0)).center())
    assert table.row_menu.menu is None
    right_click(table.viewport(), QPoint(10, table.viewport().height() - 4))
    assert table.row_menu.menu is None


def test_a_list_without_acts_has_no_menu(table: Table, qtbot: QtBot) -> None:
    bare = Table(
        (Column("农户"), Column("电话")), lambda keys, deliver: deliver({key: LINES[key] for key in keys}), "清单"
    )
    shown(qtbot, bare)
    qtbot.keyClick(bare, Qt.Key.Key_Return, ALT)
    right_click(bare.viewport(), bare.visualRect(bare.rows.index(1, 0)).center())
    assert bare.row_menu.menu is None


def test_the_menu_says_whose_it_is(table: Table, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Menu)
    assert table.row_menu.menu is not None
    assert table.row_menu.menu.accessibleName() == "李桂珍 3 人：能做的事"


def test_a_row_of_a_short_list_has_its_menu_and_a_right_click_does_not_open_it(
    qtbot: QtBot, look: Themes, done: Done
) -> None:
    row = Row(line(Label("李桂珍")), "李桂珍 3组")
    row.opened.connect(lambda: done.acts.append("opened"))
    row.offer(lambda: done.offered("li"))
    page = QWidget()
    page.setLayout(column(row, -1))
    shown(qtbot, page)
    row.setFocus()
    qtbot.mouseClick(row, Qt.MouseButton.RightButton)
    right_click(row, QPoint(5, 5))
    assert done.acts == []
    assert words(row.row_menu.menu) == ["打开", "打印"]
    row.row_menu.menu.close()
    qtbot.keyClick(row, Qt.Key.Key_Return, ALT)
    qtbot.keyClick(row.row_menu.menu, Qt.Key.Key_Return)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert done.acts == ["open li", "opened", "opened"]
