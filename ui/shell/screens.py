"""The registry of pages: one explicit tuple, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from ui.core.desk import Desk
from ui.core.words import translate
from ui.widgets.screen import Screen


@dataclass(frozen=True)
class ScreenEntry:
    """A page of the navigation.

    :param name: what ``navigate`` calls it
    :param icon: Phosphor icon
    :param word: the word beside the icon (需求转介); asked at each showing, so that it is translated
    :param short: two characters under the icon of the rail (转介); in other languages one short word, which is why it has
        an entry of its own for translators
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


def _page(module: str, name: str) -> Callable[[Desk], Screen]:
    """What makes a page; its module is read at the first use, so that the first window waits for no other page."""

    def make(desk: Desk) -> Screen:
        page = getattr(import_module(f"ui.screens.{module}"), name)(desk)
        assert isinstance(page, Screen)
        return page

    return make


SCREENS: Final[tuple[ScreenEntry, ...]] = (
    ScreenEntry(
        "today",
        "sun-horizon",
        lambda: translate("Screens", "今日"),
        lambda: translate("Screens", "今日", "rail"),
        _page("today.screen", "TodayScreen"),
    ),
    ScreenEntry(
        "households",
        "house-line",
        lambda: translate("Screens", "农户"),
        lambda: translate("Screens", "农户", "rail"),
        _page("households.screen", "HouseholdsScreen"),
        rail=True,
    ),
    ScreenEntry(
        "household",
        "house-line",
        lambda: translate("Screens", "农户"),
        lambda: translate("Screens", "农户", "rail"),
        _page("household.screen", "HouseholdScreen"),
        rail=True,
        under="households",
    ),
    ScreenEntry(
        "import",
        "file-arrow-down",
        lambda: translate("Screens", "导入"),
        lambda: translate("Screens", "导入", "rail"),
        _page("importing.screen", "ImportScreen"),
        rail=True,
        under="households",
    ),
    ScreenEntry(
        "visits",
        "notebook",
        lambda: translate("Screens", "走访"),
        lambda: translate("Screens", "走访", "rail"),
        _page("visiting.listing", "VisitsScreen"),
        rail=True,
    ),
    ScreenEntry(
        "visit-start",
        "notebook",
        lambda: translate("Screens", "走访"),
        lambda: translate("Screens", "走访", "rail"),
        _page("visiting.start", "VisitStartScreen"),
        rail=True,
        under="visits",
    ),
    ScreenEntry(
        "visit",
        "notebook",
        lambda: translate("Screens", "走访"),
        lambda: translate("Screens", "走访", "rail"),
        _page("visiting.filling", "VisitScreen"),
        rail=True,
        under="visits",
    ),
    ScreenEntry(
        "review",
        "pen-nib",
        lambda: translate("Screens", "走访"),
        lambda: translate("Screens", "走访", "rail"),
        _page("visiting.review", "ReviewScreen"),
        rail=True,
        under="visits",
    ),
    ScreenEntry(
        "print",
        "printer",
        lambda: translate("Screens", "打印"),
        lambda: translate("Screens", "打印", "rail"),
        _page("printing.screen", "PrintScreen"),
        rail=True,
        under="visits",
    ),
    ScreenEntry(
        "settings",
        "gear-six",
        lambda: translate("Screens", "设置"),
        lambda: translate("Screens", "设置", "rail"),
        _page("settings.screen", "SettingsScreen"),
        rail=True,
        group=1,
        foot=True,
        key="Ctrl+,",
    ),
)
"""Every page that exists, in the order of the navigation; a page of no line of its own stands behind the one it is under."""


def shortcut_of(entry: ScreenEntry, place: int) -> str:
    """The entry's own key, or Ctrl+1 to 9 by place (Ctrl+0 is the usual text size)."""
    return entry.key or (f"Ctrl+{place + 1}" if place < 9 else "")
