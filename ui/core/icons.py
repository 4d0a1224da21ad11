"""Icons: Phosphor outline glyphs through QtAwesome, by name, colour role and size.

Only the one icon font is loaded. Pixmaps are cached by (name, colour, size, pixel ratio), so a new look or text size
simply asks for others.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

os.environ["QT_API"] = "pyside6"  # QtAwesome asks qtpy, which would take the first Qt it finds

from qtawesome.iconic_font import IconicFont

from ui.core.theme import now

_FONT: Final = ("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json")
_SCALE: Final = 1.2
"""QtAwesome draws small: this fills the box as in the pictures."""


@cache
def _glyphs() -> IconicFont:
    return IconicFont(_FONT)


@lru_cache(maxsize=2048)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    made: QIcon = _glyphs().icon(
        f"ph.{name}",
        color=colour,
        color_active=colour,
        color_selected=colour,
        color_disabled=disabled,
        scale_factor=_SCALE,
    )
    return made


@lru_cache(maxsize=4096)
def _pixmap(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    return _icon(name, colour, colour).pixmap(QSize(pixels, pixels), ratio)


def icon(name: str, role: str = "text2") -> QIcon:
    """The icon ``ph.<name>`` in the colour of a role of the present look (muted when disabled)."""
    colours = now().colours
    return _icon(name, colours.of(role), colours.muted)


def beside_text(name: str, role: str, pixels: int, gap: int) -> QIcon:
    """The icon with room at its right, for buttons: Qt leaves too little between icon and word."""
    made = QIcon()
    for mode, colour_role in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "muted")):
        ground = QPixmap(QSize(pixels + gap, pixels) * 2)
        ground.setDevicePixelRatio(2)
        ground.fill(Qt.GlobalColor.transparent)
        with QPainter(ground) as painter:
            painter.drawPixmap(0, 0, pixmap(name, colour_role, pixels, 2))
        made.addPixmap(ground, mode)
    return made


def pixmap(name: str, role: str, pixels: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of ``pixels`` logical pixels for a screen of that pixel ratio."""
    return _pixmap(name, now().colours.of(role), pixels, ratio)


def exists(name: str) -> bool:
    """Whether the icon font has this name."""
    return name in _glyphs().charmap["ph"]
