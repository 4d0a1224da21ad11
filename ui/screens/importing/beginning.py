"""文件开头: the first rows as Excel shows them, with the header marked and moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.core.theme import now
from ui.core.tokens import Type
from ui.widgets.boxes import clear, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card
from ui.widgets.labels import Label

_ROWS: Final = 4
_CELLS: Final = 7
_LETTERS: Final = 12
"""Longer texts are shortened here: the whole of it stands in the list of columns."""


class Beginning(Card):
    """The first rows of the file. ``moved`` carries +1 or -1 when the header is another row."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._cells: dict[int, list[Label]] = {}
        up, down = (
            Button(self.tr("上移一行"), Kind.QUIET, rowed=True),
            Button(self.tr("下移一行"), Kind.QUIET, rowed=True),
        )
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        extra = QWidget()
        extra.setLayout(line(Label(self.tr("表头不对？"), Type.SMALL, "muted", wrap=False), up, down, gap=8))
        super().__init__(
            self.tr("文件开头"), count=self.tr("行号和 Excel 里一样"), headed=True, extra=extra, parent=parent
        )
        self.up, self.down = up, down
        self._room = QWidget()
        self._room.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # long words force nothing
        self._grid = QGridLayout(self._room)
        self._grid.setContentsMargins(12, 6, 12, 6)
        self.body.addWidget(self._room)

    def show_rows(self, rows: Sequence[Sequence[str]], header_row: int) -> None:
        """Show the rows around the header (row number as Excel shows it)."""
        clear(self._grid)
        self._cells = {}
        self._grid.setHorizontalSpacing(now().space(16))
        self._grid.setVerticalSpacing(now().space(6))
        self.up.setEnabled(header_row > 1)
        first = max(1, header_row - 2)
        shown = [(number, rows[number - 1]) for number in range(first, min(len(rows), first + _ROWS) + 1)]
        for place, (number, cells) in enumerate(shown):
            head = number == header_row
            self._put(place, 0, str(number), "accent" if head else "muted", strong=head)
            if number < header_row:
                words = Label("    ".join(cell for cell in cells if cell), Type.SMALL, "text2")
                self._grid.addWidget(words, place, 1, 1, _CELLS + 1)
                continue
            for across, cell in enumerate(cells[:_CELLS], 1):
                self._put(place, across, _short(cell), "accent" if head else "text2", strong=head)
            if head:
                words_of_head = self.tr("表头，共 {n} 列").format(n=sum(1 for cell in cells if cell))
                self._put(place, _CELLS + 1, words_of_head, "accent", strong=True)
        self._grid.setColumnStretch(_CELLS + 2, 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        gap, margins = self._grid.horizontalSpacing(), self._grid.contentsMargins()
        left = self._room.width() - margins.left() - margins.right() - self._width(0) - self._width(_CELLS + 1) - gap
        fits = True
        for across in range(1, _CELLS + 1):
            left -= self._width(across) + gap
            fits = fits and (left >= 0 or across == 1)
            for label in self._cells.get(across, ()):
                label.setVisible(fits)

    def _width(self, across: int) -> int:
        widest = 0
        for label in self._cells.get(across, ()):
            label.ensurePolished()
            widest = max(widest, label.sizeHint().width())
        return widest

    def _put(self, row: int, across: int, text: str, tone: str, *, strong: bool) -> None:
        label = Label(text, Type.SMALL, tone, strong=strong, wrap=False)
        self._grid.addWidget(label, row, across)
        self._cells.setdefault(across, []).append(label)


def _short(text: str) -> str:
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…"
