"""While an input method composes, Enter and digits belong to it (design 5)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

_ITS_KEYS: Final = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape}
)


class Composing(QObject):
    """Watches one input: keys that choose among candidates do not reach the page while something is being composed.

    Most systems keep these keys to themselves; some pass them on, and then Enter would leave the question in the middle
    of a word.
    """

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        self._under_way = False
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note whether something is composed; keep its keys."""
        if isinstance(event, QInputMethodEvent):
            self._under_way = bool(event.preeditString())
        elif self._under_way and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return isinstance(event, QKeyEvent) and _is_its(event)
        return False


def _is_its(event: QKeyEvent) -> bool:
    its = not event.modifiers() and (event.key() in _ITS_KEYS or event.text().isdigit())
    if its:
        event.accept()
    return its
