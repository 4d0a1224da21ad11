"""Figures beside each other: what a household or a day is at a glance. They wrap, nothing is cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.core.theme import keep_least_height
from ui.core.tokens import ROW_CONTROL_HEIGHT, Type
from ui.widgets.boxes import Flow, clear, column, line
from ui.widgets.labels import Label, Rule


def captioned(caption: str, value: QWidget, *, inline: bool = False) -> QWidget:
    """Small words over a value, or before it."""
    holder = QWidget()
    words = Label(caption, Type.SMALL, "muted", wrap=False)
    keep_least_height(value, ROW_CONTROL_HEIGHT)  # a value with a button stands level with the others
    holder.setLayout(line(words, value, gap=8) if inline else column(words, value))
    return holder


def counted(number: int, word: str, tone: str = "text") -> QWidget:
    """A large number before its word; a zero is never coloured."""
    holder = QWidget()
    figure = Label(f"{number:,}", Type.NUM, tone if number else "text", wrap=False)
    holder.setLayout(line(figure, Label(word, tone="text2", wrap=False), gap=8))
    holder.setAccessibleName(f"{number} {word}")
    return holder


class Figures(QWidget):
    """Parts beside each other with a line between them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._flow = Flow(self, gap=16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """Show these parts and no others."""
        clear(self._flow)
        for place, part in enumerate(parts):
            self._flow.addWidget(_with_rule(part) if place < len(parts) - 1 else part)
        self.updateGeometry()


def _with_rule(part: QWidget) -> QFrame:
    frame = QFrame()
    frame.setLayout(line(part, Rule(upright=True), gap=16))
    return frame
