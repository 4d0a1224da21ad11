"""No label wider or taller than its place: every component, three looks, three text sizes; and the checker itself."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.components_page import ComponentsPage
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from ui.core.theme import Themes
from ui.core.tokens import Mode
from ui.widgets.labels import Label


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_every_component_has_room(look: Themes, qtbot: QtBot, mode: Mode, factor: float) -> None:
    look.pick(mode)
    look.set_factor(factor)
    page = ComponentsPage()
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    settle(page)
    assert squeezed(page) == []


def test_every_component_has_room_after_a_live_change(look: Themes, qtbot: QtBot) -> None:
    page = ComponentsPage()
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    settle(page)
    look.set_factor(1.5)
    look.pick(Mode.CONTRAST)
    settle(page)
    assert squeezed(page) == []


def test_the_checker_sees_a_squeezed_label(look: Themes, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    label = Label("残疾证 41 天后到期", wrap=False, parent=holder)
    holder.resize(300, 100)
    holder.show()
    label.setGeometry(0, 0, 60, 30)
    assert len(squeezed(holder)) == 1
    label.setGeometry(0, 0, 280, 8)
    assert len(squeezed(holder)) == 1
    label.setGeometry(200, 0, 280, 40)
    assert len(squeezed(holder)) == 1
    label.setGeometry(0, 0, 280, 40)
    assert squeezed(holder) == []
