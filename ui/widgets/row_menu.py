"""The small menu of a row: what can be done with it, by Alt+Enter, the menu key or a right click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.core import icons
from ui.core.words import translate


@dataclass(frozen=True)
class RowAct:
    """Something that can be done with a row.

    :param text: the verb
    :param keys: the key that does it as well, for the eye (Enter, Ctrl+P)
    """

    text: str
    run: Callable[[], None]
    icon: str = ""
    keys: str = ""


def asks_for_menu(event: QKeyEvent) -> bool:
    """Say whether a key asks for the menu: Alt+Enter, the menu key, Shift+F10."""
    key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return (
        key == Qt.Key.Key_Menu
        or (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == Qt.KeyboardModifier.AltModifier)
        or (key == Qt.Key.Key_F10 and held == Qt.KeyboardModifier.ShiftModifier)
    )


class RowMenu(QObject):
    """Opens the menu of a row; one at a time, since some systems tell of the menu key twice.

    :param owner: the list or row whose menu it is; gets the keys back when the menu closes
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._menu: QMenu | None = None

    @property
    def menu(self) -> QMenu | None:
        """The menu while it is open."""
        return self._menu if self._menu is not None and self._menu.isVisible() else None

    def open(self, row: str, acts: Sequence[RowAct], at: QPoint) -> None:
        """Open the menu with its first line chosen; nothing without anything to do.

        :param row: what the row is called, for screen readers
        :param at: a place on the screen
        """
        if self.menu is not None or not acts:
            return
        if self._menu is None:  # made when it is first wanted and kept: a list has many rows and most are never asked
            self._menu = QMenu(self._owner)
        self._menu.clear()
        self._menu.setAccessibleName(translate("RowMenu", "{row}：能做的事").format(row=row))
        for act in acts:
            self._add(self._menu, act)
        self._menu.setActiveAction(self._menu.actions()[0])
        self._menu.popup(at)

    def _add(self, menu: QMenu, act: RowAct) -> None:
        words = act.text.replace("&", "&&")
        text = f"{words}\t{act.keys}" if act.keys else words
        action = menu.addAction(icons.icon(act.icon), text) if act.icon else menu.addAction(text)
        action.triggered.connect(lambda _checked=False: act.run())
