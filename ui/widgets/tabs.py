"""Tabs under a page's head: words with counts, the current one underlined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedWidget, QWidget

from ui.core.theme import restyle
from ui.widgets.boxes import Flow
from ui.widgets.buttons import Button


class Tabs(QWidget):
    """A row of tabs that wraps where it is narrow; ← → walk, Enter or a click takes. ``picked`` carries the key.

    :param tabs: (key, word) in order; the first is current
    :param name: what the tabs are of, for screen readers
    """

    picked = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._words = dict(tabs)
        self._buttons: dict[str, Button] = {}
        self.current = tabs[0][0]
        group = QButtonGroup(self)
        flow = Flow(self, gap=20)
        for key, word in tabs:
            button = Button(word)
            button.setCheckable(True)
            restyle(button, kind="tab")
            button.clicked.connect(lambda _on, key=key: self._press(key))
            group.addButton(button)
            flow.addWidget(button)
            self._buttons[key] = button
        self._buttons[self.current].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def choose(self, key: str) -> None:
        """Make a tab current without a signal."""
        self.current = key
        self._buttons[key].setChecked(True)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Small figures behind the words; a tab that is not named has none."""
        for key, button in self._buttons.items():
            button.setText(f"{self._words[key]} {counts[key]}" if key in counts else self._words[key])
            button.updateGeometry()

    def button(self, key: str) -> Button:
        """The button of a tab."""
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → go to the neighbour."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        key = keys[(keys.index(self.current) + step) % len(keys)]
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        self._press(key)

    def _press(self, key: str) -> None:
        if key != self.current:
            self.choose(key)
            self.picked.emit(key)


class Pages(QStackedWidget):
    """What the tabs show; wants only the room of the page in view, whatever the others were made for."""

    def sizeHint(self) -> QSize:
        """That of the page in view."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """That of the page in view."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()
