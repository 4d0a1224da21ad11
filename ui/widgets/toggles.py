"""A row of small buttons of which at most one holds: the quick filters of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.core.theme import restyle
from ui.core.words import named
from ui.widgets.boxes import Flow, clear
from ui.widgets.buttons import Button


class Toggles(QWidget):
    """Words that filter; pressing the one that holds lets it go. ``picked`` carries the key, empty for none.

    :param name: what is filtered, for screen readers
    :param optional: False: one always holds, as of persons of whom one is shown
    """

    picked = Signal(str)

    def __init__(self, name: str, *, optional: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.chosen = ""
        self._optional = optional
        self._name = name
        self._buttons: dict[str, Button] = {}
        self._flow = Flow(self, gap=8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_choices(self, choices: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Show these (key, word) in order."""
        clear(self._flow)
        self._buttons = {}
        for key, word in choices:
            button = Button(word, rowed=True)
            button.setCheckable(True)
            button.setAccessibleName(named(self._name, word))
            restyle(button, kind="toggle")
            button.clicked.connect(lambda _on, key=key: self._press(key))
            self._flow.addWidget(button)
            self._buttons[key] = button
        self.choose(chosen)
        self.updateGeometry()

    def choose(self, key: str) -> None:
        """Set what holds without a signal."""
        self.chosen = key if key in self._buttons else ""
        for other, button in self._buttons.items():
            button.setChecked(other == self.chosen)

    def button(self, key: str) -> Button:
        """The button of a key."""
        return self._buttons[key]

    def _press(self, key: str) -> None:
        self.choose("" if key == self.chosen and self._optional else key)
        self.picked.emit(self.chosen)
