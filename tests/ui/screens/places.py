"""Pages to go to: they remember with what they were opened, so that a test sees where a page under test leads."""

from __future__ import annotations

from collections.abc import Callable

from ui.core.desk import Desk
from ui.shell.screens import ScreenEntry
from ui.shell.window import Window
from ui.widgets.screen import Screen

NAMES = ("today", "households", "household", "import", "visit-start", "visit", "print")


class Place(Screen):
    """A page that only remembers."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.targets: list[dict[str, str]] = []

    def open(self, **target: str) -> None:
        self.targets.append(target)


def entries(name: str, make: Callable[[Desk], Screen], *, rail: bool = True) -> tuple[ScreenEntry, ...]:
    """The page under test first, then every other as a place."""
    tested = ScreenEntry(name, "house-line", lambda: name, lambda: name, make, rail=rail)
    others = [other for other in NAMES if other != name]
    return (tested, *(_place(other) for other in others))


def _place(name: str) -> ScreenEntry:
    return ScreenEntry(name, "circle", lambda: name, lambda: name, lambda _desk: Place(name), rail=True)


def went(window: Window, name: str) -> dict[str, str]:
    """The target with which a place was opened last; the window must be there."""
    place = window.current
    assert isinstance(place, Place), f"still at {type(place).__name__}"
    assert place is window.page(name)
    return place.targets[-1]
