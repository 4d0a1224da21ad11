"""Every registered page, on an empty and a normal store at three text sizes, and on a very large one at the usual size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import Services, create_app, open_app
from app.services.demonstration.loading import load_village
from app.services.households.models import HouseholdFilter
from app.services.visits.models import VisitState
from tests.conftest import OWNER, TODAY
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from ui.core.desk import Desk
from ui.core.tasks import Tasks
from ui.core.theme import Themes
from ui.shell.screens import SCREENS, ScreenEntry
from ui.shell.window import Window

FACTORS = (1.0, 1.5, 2.0)
TOWNSHIP = 30_000
NEED_A_RECORD = {"household", "visit", "review", "print"}
"""Pages that show one thing, which an empty store has not."""


def target(services: Services, name: str) -> dict[str, str]:
    """Give what a page is opened with."""
    households = services.households.ids(HouseholdFilter())
    if name in {"household", "visit-start"} and households:
        return {"household": households[0]}
    if name in {"visit", "review"}:
        drafts = services.visits.drafts()
        return {"visit": drafts[0].id if drafts else services.visits.start(households[0], "routine")}
    if name == "print":
        signed = next(row for row in services.visits.rows() if row.state is VisitState.SIGNED)
        return {"document": "visit-record", "keys": signed.id}
    return {}


@pytest.fixture
def window(qtbot: QtBot, look: Themes):
    """Makes the window with every page on some services."""
    open_: list[tuple[Window, Tasks]] = []

    def make(services: Services) -> tuple[Window, Tasks]:
        tasks = Tasks()
        troubles: list[object] = []
        tasks.trouble.connect(troubles.append)
        made = Window(Desk(services, tasks), SCREENS, "柏树湾村")
        qtbot.addWidget(made)
        made.resize(1366, 690)
        made.setProperty("troubles", troubles)
        open_.append((made, tasks))
        return made, tasks

    yield make
    for made, tasks in open_:
        made.close()
        tasks.close()


def show(qtbot: QtBot, window: Window, tasks: Tasks, entry: ScreenEntry, services: Services) -> None:
    window.show_screen(entry.name, **target(services, entry.name))
    window.show()
    qtbot.waitUntil(lambda: tasks.idle, timeout=60_000)
    settle()
    qtbot.waitUntil(lambda: tasks.idle, timeout=60_000)
    settle()
    assert window.property("troubles") == []


def check(window: Window, name: str, factor: float) -> None:
    assert window.current is not None
    assert squeezed(window) == [], f"{name} at {factor:.0%}"
    assert window.width() == 1366, f"{name} at {factor:.0%} wants {window.minimumSizeHint().width()} px"


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("entry", SCREENS, ids=lambda entry: entry.name)
def test_a_page_has_room_on_a_normal_store(qtbot, window, village, look, entry, factor):
    made, tasks = window(village)
    look.set_factor(factor)
    show(qtbot, made, tasks, entry, village)
    check(made, entry.name, factor)


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("entry", [e for e in SCREENS if e.name not in NEED_A_RECORD], ids=lambda entry: entry.name)
def test_a_page_has_room_on_an_empty_store(qtbot, window, empty, look, entry, factor):
    made, tasks = window(empty)
    look.set_factor(factor)
    show(qtbot, made, tasks, entry, empty)
    check(made, entry.name, factor)


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A village of 30,000 households, as a township's laptop holds."""
    home: Path = tmp_path_factory.mktemp("township") / "workspace"
    services, _ = create_app(home, OWNER, TODAY)
    load_village(services.context, services.forms, TOWNSHIP, 1)
    services.close()
    services = open_app(home, TODAY)
    yield services
    services.close()


def test_every_page_opens_on_a_very_large_store(qtbot, window, township):
    made, tasks = window(township)
    for entry in SCREENS:
        show(qtbot, made, tasks, entry, township)
        check(made, entry.name, 1.0)
