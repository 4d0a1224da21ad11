"""A short table of widgets whose columns stand under each other; in a narrow window each row folds into two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.core.tokens import Type
from ui.widgets.boxes import Flow, clear, column
from ui.widgets.cards import framed
from ui.widgets.labels import Label, Rule


@dataclass(frozen=True)
class ShortColumn:
    """A column.

    :param head: the word over it
    :param wide: takes what is left
    :param right: its cells stand at the right
    :param second: in a narrow window it goes into the row's second line
    """

    head: str
    wide: bool = False
    right: bool = False
    second: bool = False


class ShortTable(QWidget):
    """Up to some dozens of rows, each a list of widgets; long lists are a :class:`~ui.widgets.table.Table`.

    :param columns: in order
    :param name: accessible name
    :param headed: whether the words over the columns are shown
    """

    def __init__(
        self, columns: Sequence[ShortColumn], name: str, *, headed: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._columns = tuple(columns)
        self._headed = headed
        self._box: QVBoxLayout = column()
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_rows(self, rows: Sequence[Sequence[QWidget]], *, folded: bool) -> None:
        """Show these rows and no others; ``folded``: two lines a row, no head."""
        clear(self._box)
        holder = QWidget()
        if folded:
            self._stack(holder, rows)
        else:
            self._align(holder, rows)
        self._box.addWidget(holder)

    def _align(self, holder: QWidget, rows: Sequence[Sequence[QWidget]]) -> None:
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        last = len(self._columns)
        if self._headed:
            grid.addWidget(framed("cardhead", column()), 0, 0, 1, last)
            for number, head in enumerate(self._columns):
                self._put(grid, 0, number, Label(head.head, Type.SMALL, "text2", wrap=False))
        for number, head in enumerate(self._columns):
            grid.setColumnStretch(number, 1 if head.wide else 0)
        for place, row in enumerate(rows):
            for number, cell in enumerate(row):
                self._put(grid, 2 * place + 1, number, cell)
            if place < len(rows) - 1:
                grid.addWidget(Rule(), 2 * place + 2, 0, 1, last)

    def _stack(self, holder: QWidget, rows: Sequence[Sequence[QWidget]]) -> None:
        stack = column()
        for place, row in enumerate(rows):
            lines = column(gap=4, margins=(12, 6, 12, 6))
            for second in (False, True):
                flow = Flow(gap=12)
                for head, cell in zip(self._columns, row, strict=True):
                    if head.second is second:
                        flow.addWidget(cell)
                if flow.count():
                    lines.addLayout(flow)
            stack.addLayout(lines)
            if place < len(rows) - 1:
                stack.addWidget(Rule())
        holder.setLayout(stack)

    def _put(self, grid: QGridLayout, row: int, number: int, cell: QWidget) -> None:
        last, right = number == len(self._columns) - 1, self._columns[number].right
        box = column(cell, margins=(12, 6, 12 if last else 6, 6))
        box.setAlignment(
            cell, Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag(0))
        )
        grid.addLayout(box, row, number)
