"""The steps of a longer work: done, under way, to come. What is behind can be gone back to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.core.theme import restyle
from ui.core.tokens import ICON_CHIP
from ui.widgets.boxes import line
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import IconLabel


class Stepper(QWidget):
    """Words with a state each. ``picked`` carries the number (from 0) of a step behind that was pressed.

    :param steps: the words in order
    """

    picked = Signal(int)

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = tuple(steps)
        self._buttons = [Button(word, Kind.QUIET) for word in steps]
        row = line(gap=2)
        for number, button in enumerate(self._buttons):
            button.clicked.connect(lambda _checked, number=number: self.picked.emit(number))
            if number:
                row.addWidget(IconLabel("caret-right", "muted", ICON_CHIP))
            row.addWidget(button)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._open = True
        self.current = 0
        self.show_step(0)

    def show_step(self, current: int, *, open_behind: bool = True) -> None:
        """Show which step is under way; ``open_behind``: whether those behind may be gone back to."""
        self.current = current
        self._open = open_behind
        for number, button in enumerate(self._buttons):
            icon = "check-circle-fill" if number < current else "circle-half" if number == current else "circle"
            behind = number < current and open_behind
            role = "green" if number < current else "accent" if number == current else "muted"
            button.set_icon(icon, role)
            button.setEnabled(behind or number == current)
            restyle(button, step="done" if number < current else "here" if number == current else "ahead")
            state = QCoreApplication.translate("Stepper", "做完了") if number < current else ""
            button.setAccessibleName(f"{self._words[number]} {state}".strip())
        self.setAccessibleName(
            QCoreApplication.translate("Stepper", "第 {n} 步，共 {total} 步：{word}").format(
                n=current + 1, total=len(self._words), word=self._words[current]
            )
        )
