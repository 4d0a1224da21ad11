"""What screen readers are told, over every registered page: names of all that can have the focus, words of all rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.bootstrap import Services
from app.services.households.models import HouseholdFilter
from app.services.visits.models import VisitState
from tests.ui.look import settle
from tests.ui.screens.conftest import wait_idle
from ui.core.desk import Desk
from ui.shell.screens import SCREENS, ScreenEntry
from ui.shell.window import Window


def target(services: Services, name: str) -> dict[str, str]:
    """Give what a page is opened with."""
    if name in {"household", "visit-start"}:
        return {"household": services.households.ids(HouseholdFilter())[0]}
    if name in {"visit", "review"}:
        return {"visit": services.visits.drafts()[0].id}
    if name == "print":
        return {
            "document": "visit-record",
            "keys": ",".join(row.id for row in services.visits.rows() if row.state is VisitState.SIGNED),
        }
    return {}


@pytest.fixture
def shell(demo_desk: Desk, show) -> Window:
    window: Window = show(demo_desk, SCREENS)
    return window


def read_out(widget: QWidget, what: QAccessible.Text) -> str:
    """What a screen reader gets of a widget."""
    told = QAccessible.queryAccessibleInterface(widget)
    assert told is not None, widget
    return told.text(what)


def shown(window: Window) -> list[QWidget]:
    return [part for part in window.findChildren(QWidget) if part.isVisible()]


@pytest.mark.parametrize("entry", SCREENS, ids=lambda entry: entry.name)
def test_all_that_can_have_the_focus_has_a_name(shell: Window, demo_desk: Desk, qtbot, entry: ScreenEntry) -> None:
    shell.show_screen(entry.name, **target(demo_desk.services, entry.name))
    wait_idle(qtbot, demo_desk)
    stops = [part for part in shown(shell) if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled()]
    assert stops
    assert [part for part in stops if not read_out(part, QAccessible.Text.Name).strip()] == []


@pytest.mark.parametrize("entry", SCREENS, ids=lambda entry: entry.name)
def test_every_row_in_view_is_told_in_words(shell: Window, demo_desk: Desk, qtbot, entry: ScreenEntry) -> None:
    shell.show_screen(entry.name, **target(demo_desk.services, entry.name))
    wait_idle(qtbot, demo_desk)
    settle()
    for view in [part for part in shown(shell) if isinstance(part, QAbstractItemView)]:
        rows = range(min(5, view.model().rowCount()))
        columns = range(view.model().columnCount())
        for row in rows:
            told = [view.model().index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in columns]
            assert "".join(str(each or "") for each in told).strip(), f"row {row} of {view.accessibleName()}"
