"""The registry of pages: one explicit tuple, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ui.core.desk import Desk
from ui.widgets.screen import Screen


@dataclass(frozen=True)
class ScreenEntry:
    """A page of the navigation.

    :param name: what ``navigate`` calls it
    :param icon: Phosphor icon
    :param word: the word beside the icon (需求转介); asked at each showing, so that it is translated
    :param short: two characters under the icon of the rail (转介)
    :param make: makes the page, once
    :param rail: True for pages with a list of their own: the navigation narrows to the rail
    :param group: entries of another group stand under a line
    :param foot: stands at the foot of the navigation (设置)
    :param key: shortcut; empty: Ctrl and the place
    :param under: name of the entry whose page leads here; such a page has no line of its own in the navigation
    """

    name: str
    icon: str
    word: Callable[[], str]
    short: Callable[[], str]
    make: Callable[[Desk], Screen]
    rail: bool = False
    group: int = 0
    foot: bool = False
    key: str = ""
    under: str = ""


SCREENS: Final[tuple[ScreenEntry, ...]] = ()
"""Every page that exists, in the order of the navigation."""


def shortcut_of(entry: ScreenEntry, place: int) -> str:
    """The entry's own key, or Ctrl+1 to 9 by place (Ctrl+0 is the usual text size)."""
    return entry.key or (f"Ctrl+{place + 1}" if place < 9 else "")
