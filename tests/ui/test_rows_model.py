"""A list of 30,000 fetches only what is looked at."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.core.rows_model import ID_ROLE, PAGE, ROW_ROLE, Deliver, RowsModel
from ui.core.theme import Themes
from ui.widgets.table import Cell, Column, Table, TableRow

IDS = [f"H{number:05d}" for number in range(30_000)]


class Source:
    """Answers at once, or when told to."""

    def __init__(self, *, at_once: bool = True) -> None:
        self.asked: list[Sequence[str]] = []
        self.waiting: list[tuple[Sequence[str], Deliver]] = []
        self.at_once = at_once

    def fetch(self, ids: Sequence[str], deliver: Deliver) -> None:
        self.asked.append(ids)
        if self.at_once:
            deliver(self.rows(ids))
        else:
            self.waiting.append((ids, deliver))

    def rows(self, ids: Sequence[str]) -> dict[str, object]:
        return {key: TableRow((Cell(f"户 {key}", note="每月走访"), Cell("35", tone="red"))) for key in ids}


def text(row: object, column: int) -> str:
    assert isinstance(row, TableRow)
    return row.cells[column].plain


def test_one_page_is_fetched_for_the_rows_in_view(look: Themes) -> None:
    source = Source()
    model = RowsModel(source.fetch, ["户", "天"], text)
    model.set_ids(IDS)
    assert model.rowCount() == 30_000
    assert source.asked == []
    first = 400 * PAGE
    assert model.data(model.index(first + 7, 0)) == f"户 {IDS[first + 7]} 每月走访"
    assert [list(ids) for ids in source.asked] == [IDS[first : first + PAGE]]
    assert model.data(model.index(first + 8, 0), ID_ROLE) == IDS[first + 8]
    assert len(source.asked) == 1


def test_rows_that_come_later_are_announced_and_late_ones_of_an_old_list_are_dropped(
    look: Themes, qtbot: QtBot
) -> None:
    source = Source(at_once=False)
    model = RowsModel(source.fetch, ["户"], text)
    model.set_ids(IDS[:10])
    assert model.data(model.index(3, 0), ROW_ROLE) is None
    [(ids, deliver)] = source.waiting
    with qtbot.waitSignal(model.dataChanged):
        deliver(source.rows(ids))
    assert model.data(model.index(3, 0)) == "户 H00003 每月走访"
    model.set_ids(IDS[50:60])
    deliver(source.rows(ids))
    assert model.data(model.index(3, 0), ROW_ROLE) is None


def test_the_whole_list_is_walked_with_few_rows_kept(look: Themes) -> None:
    source = Source()
    model = RowsModel(source.fetch, ["户"], text)
    model.set_ids(IDS)
    for place in range(0, 30_000, 50):
        assert model.data(model.index(place, 0), ROW_ROLE) is not None
    before = len(source.asked)
    model.data(model.index(0, 0))
    assert len(source.asked) == before + 1, "the first page was let go"


def test_qt_finds_no_fault_in_the_model(look: Themes) -> None:
    source = Source()
    model = RowsModel(source.fetch, ["户", "天"], text)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(IDS[:250])
    model.set_ids(IDS[:3])
    assert tester.model() is model


@pytest.fixture
def table(look: Themes, qtbot: QtBot) -> Table:
    made = Table([Column("农户与该办的事"), Column("上次", 90)], Source().fetch, "农户", lines=2)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.set_ids(IDS)
    made.show()
    return made


def test_the_table_is_walked_and_opened_by_keys(table: Table, qtbot: QtBot) -> None:
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current_id() == "H00001"
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_id() == "H29999"
    with qtbot.waitSignal(table.opened) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == ["H29999"]
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.current_id() == "H00000"


def test_the_current_row_stays_through_a_new_order(table: Table) -> None:
    table.select(5)
    table.set_ids(list(reversed(IDS)), keep="H00005")
    assert table.current_id() == "H00005"
