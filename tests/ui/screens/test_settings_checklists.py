"""设置 → 清单: which checklists are in force, taking in one, and what is said of one that is not taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.forms.all_types import SKIPPED, all_types, row, towns
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.screens.conftest import Show, wait_idle
from ui.core.desk import Desk
from ui.core.theme import Themes
from ui.screens.settings import SettingsScreen
from ui.screens.settings.checklists import ChecklistsCard
from ui.shell.screens import ScreenEntry
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner
from ui.widgets.labels import Label

Take = Callable[[Path], None]


@pytest.fixture
def card(demo_desk: Desk, show: Show, tmp_path: Path) -> ChecklistsCard:
    """The card; the next file that is chosen is ``form.xlsx``."""

    def choose(_over: QWidget, _question: str, _kinds: str) -> Path | None:
        return tmp_path / "form.xlsx"

    def make(desk: Desk) -> SettingsScreen:
        return SettingsScreen(desk, choose, choose)

    window = show(demo_desk, (ScreenEntry("settings", "gear-six", lambda: "设置", lambda: "设置", make, rail=True),))
    page = window.current
    assert isinstance(page, SettingsScreen)
    page.go_to("checklists")
    return page.checklists


def take(card: ChecklistsCard, qtbot: QtBot, desk: Desk, folder: Path, form: bytes, *, lists: bool = True) -> None:
    (folder / "form.xlsx").write_bytes(form)
    if lists:
        (folder / "form-media").mkdir(exist_ok=True)
        (folder / "form-media" / "towns.csv").write_bytes(towns()["towns.csv"])
    card.take.click()
    wait_idle(qtbot, desk)


def texts(card: ChecklistsCard) -> str:
    banners = [one.accessibleName() for one in card.findChildren(Banner) if one.isVisible()]
    return " | ".join([*banners, *(one.text() for one in card.findChildren(Label) if one.isVisible())])


def test_the_checklists_in_force_are_listed(card: ChecklistsCard, demo_desk: Desk) -> None:
    for form in demo_desk.services.forms.available():
        assert form.title in texts(card)
        assert f"{form.version} 版 · {form.questions} 题" in texts(card)


def test_a_checklist_is_taken_in(card: ChecklistsCard, demo_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    take(card, qtbot, demo_desk, tmp_path, all_types())
    assert "样样都问" in texts(card)
    assert demo_desk.services.forms.active("alltypes").version == "1"
    take(card, qtbot, demo_desk, tmp_path, all_types("2"))
    assert demo_desk.services.forms.active("alltypes").version == "2"


def test_what_cannot_be_asked_is_named_and_may_be_passed_over(
    card: ChecklistsCard, demo_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    take(card, qtbot, demo_desk, tmp_path, all_types(extra=SKIPPED))
    assert "没有收下，有 4 处要改" in texts(card)
    assert "survey 第 42 行 type 列" in texts(card)
    assert "alltypes" not in {form.form_id for form in demo_desk.services.forms.available()}
    next(one for one in card.findChildren(Button) if one.text() == "跳过这些题收下").click()
    wait_idle(qtbot, demo_desk)
    assert demo_desk.services.forms.active("alltypes").questions


def test_a_list_of_choices_that_is_not_there_is_named(
    card: ChecklistsCard, demo_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    take(card, qtbot, demo_desk, tmp_path, all_types(), lists=False)
    assert "缺少选项文件 towns.csv" in texts(card)


def test_mistakes_are_told_at_their_cell(card: ChecklistsCard, demo_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    take(card, qtbot, demo_desk, tmp_path, all_types(extra=[row("text", "x", "甲", "A", relevant="${nobody} = 1")]))
    assert "没有收下，有 1 处要改" in texts(card)
    assert "第 42 行" in texts(card)
    assert not [one for one in card.findChildren(Button) if one.isVisible() and one.text() == "跳过这些题收下"]


def test_what_is_no_checklist_is_refused(card: ChecklistsCard, demo_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    take(card, qtbot, demo_desk, tmp_path, b"a letter")
    assert "没有收下" in texts(card)
    assert card.take.isEnabled()


def test_findings_fit_at_every_text_size(
    card: ChecklistsCard, demo_desk: Desk, qtbot: QtBot, tmp_path: Path, look: Themes
) -> None:
    take(card, qtbot, demo_desk, tmp_path, all_types(extra=SKIPPED))
    for factor in (1.0, 1.5, 2.0):
        look.set_factor(factor)
        settle()
        assert squeezed(card.window()) == [], factor
