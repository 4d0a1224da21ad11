"""Switching look and text size live."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.core import icons
from ui.core.sheet import style_sheet
from ui.core.theme import FONT_FILES, Theme, Themes
from ui.core.tokens import FACTORS, FAMILIES, Mode, Tone
from ui.widgets.boxes import column
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.chips import Chip


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("factor", FACTORS)
def test_the_sheet_is_filled_in_wholly(mode: Mode, factor: float) -> None:
    sheet = style_sheet(mode, factor)
    assert "$" not in sheet
    assert not re.search(r":\s*-\d", sheet), "a negative size"
    assert sheet.count("{") == sheet.count("}")


def test_a_new_look_reaches_palette_and_widgets(look: Themes, qtbot: QtBot) -> None:
    with qtbot.waitSignal(look.changed) as caught:
        look.pick(Mode.DARK)
    assert caught.args == [Theme(Mode.DARK, 1.0)]
    assert QApplication.palette().color(QPalette.ColorRole.Window).name().upper() == "#15181C"


def test_a_larger_text_makes_buttons_and_spacing_grow(look: Themes, qtbot: QtBot) -> None:
    card = Card("按钮")
    qtbot.addWidget(card)
    button = Button("打印", icon="printer")
    inner = column(button, gap=8)
    card.body.addLayout(inner)
    card.show()
    before, spacing = button.sizeHint(), inner.spacing()
    look.set_factor(2.0)
    assert button.sizeHint().height() >= 2 * before.height() - 2
    assert button.sizeHint().width() > before.width()
    assert inner.spacing() == spacing * 3 // 2


def test_steps_of_the_text_size_end_at_both_sides(look: Themes) -> None:
    seen = []
    for _ in range(6):
        look.larger()
        seen.append(look.now.factor)
    assert seen == [1.25, 1.5, 2.0, 2.0, 2.0, 2.0]
    for _ in range(6):
        look.smaller()
    assert look.now.factor == 1.0


def test_the_picked_look_stays_until_the_system_is_followed_again(look: Themes) -> None:
    look.pick(Mode.CONTRAST)
    assert look.picked is Mode.CONTRAST
    look.pick(None)
    assert look.picked is None
    assert look.now.mode is not Mode.CONTRAST


@pytest.mark.parametrize("character", "㛃䶮𬭼𫖯𬀩𠅤𡋾")
def test_rare_characters_of_names_have_a_glyph(look: Themes, character: str) -> None:
    from PySide6.QtGui import QRawFont

    from ui.core.places import FONTS

    faces = [QRawFont(str(FONTS / name), 16) for name in FONT_FILES]
    assert any(face.supportsCharacter(ord(character)) for face in faces)
    assert look.now.font().families() == list(FAMILIES)


def test_a_chip_shows_its_tone_in_every_look(look: Themes, qtbot: QtBot) -> None:
    chip = Chip("监测户", Tone.AMBER)
    qtbot.addWidget(chip)
    chip.show()
    look.pick(Mode.CONTRAST)
    edge = chip.grab().toImage().pixelColor(chip.width() // 2, 0).name().upper()
    assert edge == look.now.colours.amber


@pytest.mark.parametrize("name", ["sun-horizon", "house-line", "warning-fill", "hourglass-medium-fill", "check-bold"])
def test_icons_exist_and_follow_the_look(look: Themes, name: str) -> None:
    assert icons.exists(name)
    light = icons.pixmap(name, "text", 18).toImage()
    look.pick(Mode.DARK)
    assert icons.pixmap(name, "text", 18).toImage() != light


def test_icons_come_from_pyside(look: Themes) -> None:
    import qtpy

    assert qtpy.API_NAME == "PySide6"
