"""How a page folds as the window narrows or the text grows (design 2): one reckoning, width over text factor."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Fold(IntEnum):
    """How much room there is; a page asks ``fold >= Fold.MENU`` and the like. The value is the order of narrowing."""

    DRAWN = 0
    """As the pictures: navigation, side panels beside."""
    STACKED = 1
    """125 %: the side panel of a one-column page goes under the list."""
    MENU = 2
    """150 %: navigation behind the menu, outline and facts in drawers, columns fold into the row."""
    SINGLE = 3
    """200 %: one column; the status strip keeps four things."""


_LEAST_WIDTH: Final = ((Fold.DRAWN, 1366), (Fold.STACKED, 1090), (Fold.MENU, 910))
DRAWER_SHARE: Final = 0.5
"""A drawer covers the right half of the page."""


def fold_of(width: int, factor: float) -> Fold:
    """The fold of a window that is ``width`` logical pixels wide at a text factor."""
    room = width / factor
    for fold, least in _LEAST_WIDTH:
        if room >= least:
            return fold
    return Fold.SINGLE
