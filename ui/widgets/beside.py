"""A list beside its detail; in a narrow window one at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.core.layout import Fold
from ui.core.theme import keep_width, restyle
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import framed


class Beside(QWidget):
    """Two parts of a page. In a narrow window the wide part fills it and the other is reached by a button, or the list
    comes first and opens the detail (:meth:`open_detail`); the way back is a button over the detail. ``turned`` carries True
    when the detail alone fills the room, False when it no longer does.

    :param first: the list at the left
    :param detail: what is shown of the row
    :param back: words of the way back to the list
    :param width: pixels at 100 % of the part with a fixed width
    :param fixed_detail: the detail has the fixed width, not the list
    :param folds_from: from this fold on only one is shown at a time
    """

    turned = Signal(bool)

    def __init__(
        self,
        first: QWidget,
        detail: QWidget,
        back: str,
        *,
        width: int,
        fixed_detail: bool = False,
        folds_from: Fold = Fold.MENU,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folds_from = folds_from
        self._width = width
        self._back = Button(back, Kind.QUIET, "caret-left")
        self._back.clicked.connect(self.open_list)
        self._bar = framed("head", line(self._back, -1, margins=(8, 2, 8, 2)))
        self._left = framed("panel", column(first))
        self._right = framed("panel" if fixed_detail else "side", column(self._bar, detail))
        restyle(self._left if not fixed_detail else self._right, side="right" if fixed_detail else "left")
        if fixed_detail:
            self._left.setObjectName("side")
        self._fixed = self._right if fixed_detail else self._left
        self._first = first
        self._narrow = False
        self._detail_open = False
        row = line()
        row.addWidget(self._left, 0 if self._fixed is self._left else 1)
        row.addWidget(self._right, 0 if self._fixed is self._right else 1)
        self.setLayout(row)
        self._place()

    @property
    def narrow(self) -> bool:
        """Whether only one of the two is shown."""
        return self._narrow

    def set_fold(self, fold: Fold) -> None:
        """The room has changed."""
        self._narrow = fold >= self._folds_from
        self._place()

    def open_detail(self) -> None:
        """Show the detail where only one has room; the focus stays with the list where both have."""
        self._detail_open = True
        self._place()
        if self._narrow:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_list(self) -> None:
        """Back to the list."""
        self._detail_open = False
        self._place()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        if self._narrow:
            self._fixed.setMinimumWidth(0)
            self._fixed.setMaximumWidth(16_777_215)  # Qt's own word for no limit
            self._fixed.setProperty("width_token", None)
        else:
            keep_width(self._fixed, self._width)
        self._left.setVisible(not self._narrow or not self._detail_open)
        self._right.setVisible(not self._narrow or self._detail_open)
        self._bar.setVisible(self._narrow)
        self.turned.emit(self._narrow and self._detail_open)
