"""The window's tests: one application with the theme installed, offscreen."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from ui.core.theme import Theme, Themes, themes
from ui.core.tokens import Mode
from ui.core.words import Language, Words, installed


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Themes]:
    """The application's themes, light at 100 % before and after each test."""
    installed = qapp.findChild(Themes) or Themes(qapp, Theme(Mode.LIGHT))
    assert isinstance(installed, Themes)
    installed.pick(Mode.LIGHT)
    installed.set_factor(1.0)
    yield themes()
    installed.pick(Mode.LIGHT)
    installed.set_factor(1.0)


@pytest.fixture
def english(qapp: QApplication) -> Iterator[Words]:
    """The window in English."""
    made = installed()  # there is one for the application; a test before may have asked for it
    made.speak(Language.ENGLISH)
    yield made
    made.speak(Language.CHINESE)
