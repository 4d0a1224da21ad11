"""Keys of lists and tables, and what screen readers are told of what is painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.look import settle
from ui.core.rows_model import Deliver
from ui.widgets.boxes import column
from ui.widgets.cards import Row
from ui.widgets.fields import Field, TextEdit
from ui.widgets.labels import Label
from ui.widgets.outline import Section, SectionOutline, SectionState
from ui.widgets.paper import PaperPreview
from ui.widgets.progress import ProgressLine
from ui.widgets.signature import SignaturePad
from ui.widgets.stepper import Stepper
from ui.widgets.table import Cell, Column, Table, TableRow

pytestmark = pytest.mark.usefixtures("look")
NAMES = ("王大贵", "李桂珍", "单秀英", "王小明", "曾桂芳")


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(500, 400)
    widget.show()
    widget.activateWindow()
    settle()


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    def fetch(ids: Sequence[str], deliver: Deliver) -> None:
        deliver({key: TableRow((Cell(NAMES[int(key)]),)) for key in ids})

    made = Table((Column("姓名"),), fetch, "农户")
    made.set_ids([str(number) for number in range(len(NAMES))])
    shown(qtbot, made)
    made.rows.index(0, 0).data()
    made.setFocus()
    return made


@pytest.fixture
def rows(qtbot: QtBot) -> Iterator[list[Row]]:
    made = [Row(column(Label(name)), f"{name} 2组14号") for name in NAMES]
    holder = QWidget()
    holder.setLayout(column(*made))
    shown(qtbot, holder)
    made[0].setFocus()
    yield made
    holder.hide()


@pytest.fixture(autouse=True)
def patient(qapp: QApplication) -> Iterator[None]:
    """Letters belong together however slow the machine is."""
    hints = qapp.styleHints()
    before = hints.keyboardInputInterval()
    hints.setKeyboardInputInterval(60_000)
    yield
    hints.setKeyboardInputInterval(before)


def test_a_letter_leads_to_the_next_name_that_begins_with_it(table: Table, qtbot: QtBot) -> None:
    qtbot.keyClicks(table, "l")
    assert table.current_id() == "1"
    QApplication.styleHints().setKeyboardInputInterval(0)  # the pause between two names
    qtbot.keyClicks(table, "s")
    assert table.current_id() == "2", "单 is Shan as a surname"


def test_the_same_letter_again_goes_on_and_comes_round(table: Table, qtbot: QtBot) -> None:
    qtbot.keyClicks(table, "w")
    assert table.current_id() == "3"
    qtbot.keyClicks(table, "w")
    assert table.current_id() == "0"


def test_more_letters_narrow_it_down(table: Table, qtbot: QtBot) -> None:
    qtbot.keyClicks(table, "wxm")
    assert table.current_id() == "3"


def test_a_letter_that_nothing_begins_with_leaves_the_row(table: Table, qtbot: QtBot) -> None:
    qtbot.keyClicks(table, "q")
    assert table.current_id() == "0"


def test_home_and_end_in_a_table(table: Table, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_id() == "4"
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.current_id() == "0"


def test_rows_of_a_short_list_do_the_same(rows: list[Row], qtbot: QtBot) -> None:
    qtbot.keyClick(rows[0], Qt.Key.Key_End)
    assert rows[4].hasFocus()
    qtbot.keyClick(rows[4], Qt.Key.Key_Home)
    assert rows[0].hasFocus()
    qtbot.keyClicks(rows[0], "z")
    assert rows[4].hasFocus(), "曾 is Zeng as a surname"


def test_letters_go_on_over_the_rows(rows: list[Row], qtbot: QtBot) -> None:
    for letter in "wx":
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClicks(focus, letter)
    assert rows[3].hasFocus()


def read_out(widget: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    assert told is not None
    return str(told.text(what))


def test_painted_widgets_are_told_in_words(qtbot: QtBot) -> None:
    bar, steps, pad = ProgressLine(), Stepper(("选文件", "对列", "看改动")), SignaturePad("受访人", "在这里签")
    outline, paper = SectionOutline(), PaperPreview()
    outline.set_sections((Section("live", "四查 生活", SectionState.WRONG, 3, 4, "有错"),), "live")
    for widget in (bar, steps, pad, outline, paper):
        qtbot.addWidget(widget)
    assert read_out(bar) == "0%"
    bar.set_share(0.42)
    assert read_out(bar) == "42%"
    steps.show_step(1)
    assert read_out(steps) == "第 2 步，共 3 步：对列"
    assert read_out(pad) == "受访人"
    assert read_out(pad, QAccessible.Text.Description) == "在这里签"
    assert [read_out(row) for row in outline.findChildren(Row)] == ["四查 生活 3 / 4 有错"]
    assert read_out(paper)


def test_an_error_is_told_with_its_field(qtbot: QtBot) -> None:
    field = Field("身份证号", TextEdit(), "18 位")
    shown(qtbot, field)
    assert read_out(field.editor) == "身份证号"
    assert read_out(field.editor, QAccessible.Text.Description) == "18 位"
    field.set_error("校验位对不上，请对着证件再看一遍")
    assert read_out(field.editor, QAccessible.Text.Description) == "校验位对不上，请对着证件再看一遍"
    field.set_error("")
    assert read_out(field.editor, QAccessible.Text.Description) == "18 位"
