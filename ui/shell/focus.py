"""Where the focus can be, and walking it through the regions of the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def stops(region: QWidget) -> Iterator[QWidget]:
    """The widgets of a region that the Tab key reaches now, the region itself first."""
    for widget in (region, *region.findChildren(QWidget)):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def focus_in(region: QWidget) -> bool:
    """Put the focus on the first stop of a region; False when it has none."""
    first = next(stops(region), None)
    if first is not None:
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return first is not None


def number_of_focus(region: QWidget) -> int:
    """The place of the focus among what can have it in a region; 0 where it is elsewhere."""
    places, focus = _places(region), QApplication.focusWidget()
    return places.index(focus) if focus in places else 0


def focus_at(region: QWidget, number: int) -> None:
    """Put the focus where it was by its place, on the last one where there are fewer."""
    if places := _places(region):
        places[min(number, len(places) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


def _places(region: QWidget) -> list[QWidget]:
    """What can have the focus; of choices that exclude each other all, though Tab stops only at the one that holds."""
    none = Qt.FocusPolicy.NoFocus
    return [part for part in region.findChildren(QWidget) if part.isVisible() and part.focusPolicy() != none]


def walk(regions: Sequence[QWidget], step: int) -> None:
    """Put the focus into the next region (or the one before) that has a stop."""
    shown = [region for region in regions if region.isVisible()]
    focus = QApplication.focusWidget()
    inside = [
        place
        for place, region in enumerate(shown)
        if focus is not None and (region is focus or region.isAncestorOf(focus))
    ]
    start = inside[-1] if inside else -1
    for offset in range(1, len(shown) + 1):
        if focus_in(shown[(start + step * offset) % len(shown)]):
            return
