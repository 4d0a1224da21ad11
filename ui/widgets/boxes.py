"""Layout helpers: boxes with the token spacing, a flow that wraps, a scroll area that only goes up and down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from ui.core.theme import keep_spacing, now

B = TypeVar("B", bound=QBoxLayout)
Part = QWidget | QLayout | int
"""A widget, a layout, or a number: pixels of spacing, negative for a stretch."""


def column(*parts: Part, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts under each other; gap and margins (left, top, right, bottom) are spacings at 100 %."""
    return _filled(QVBoxLayout(), parts, gap, margins)


def line(*parts: Part, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts beside each other."""
    return _filled(QHBoxLayout(), parts, gap, margins)


def _filled(box: B, parts: Iterable[Part], gap: int, margins: tuple[int, int, int, int]) -> B:
    keep_spacing(box, gap, margins)
    for part in parts:
        add(box, part)
    return box


def add(box: QBoxLayout, part: Part) -> None:
    """Add a part to a box."""
    if isinstance(part, QWidget):
        box.addWidget(part)
    elif isinstance(part, QLayout):
        box.addLayout(part)
    elif part < 0:
        box.addStretch(-part)
    else:
        box.addSpacing(now().space(part))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets are deleted."""
    while layout.count():
        item = layout.takeAt(0)
        if isinstance(item, QLayout):
            clear(item)
        elif isinstance(item, QWidgetItem):
            item.widget().hide()
            item.widget().deleteLater()


class Flow(QLayout):
    """Widgets in lines that wrap, as words do, each in the middle of its line; gap is a spacing at 100 %.

    :param at_end: the lines end at the right edge (the buttons of a page's head)
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 6, *, at_end: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._at_end = at_end
        self._shown: list[tuple[QLayoutItem, QSize]] | None = None
        self._heights: dict[tuple[int, int], int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Called by Qt for each widget that is added."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt wants None past the end
        """Take the item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def invalidate(self) -> None:
        """An item is larger, smaller, shown or hidden: measure anew."""
        self._shown = None
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Height of all lines at a width. Nested layouts ask some hundred times for one page; measured once."""
        kept = (width, now().space(self._gap))
        if kept not in self._heights:
            self._heights[kept] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[kept]

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [hint for _, hint in self._measured()]
        gaps = now().space(self._gap) * max(0, len(shown) - 1)
        return QSize(sum(hint.width() for hint in shown) + gaps, max((hint.height() for hint in shown), default=0))

    def minimumSize(self) -> QSize:
        """The widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap, y = now().space(self._gap), rect.y()
        for place, row in enumerate(self._rows(rect.width(), gap)):
            y += gap if place else 0
            height, x = max(hint.height() for _, hint in row), rect.x()
            if self._at_end:
                x += rect.width() - sum(hint.width() for _, hint in row) - gap * (len(row) - 1)
            for item, hint in row:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - hint.height()) // 2), hint))
                x += hint.width() + gap
            y += height
        return y - rect.y()

    def _rows(self, width: int, gap: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items that stand in each line, with their sizes."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item, hint in self._measured():
            if not rows or left + hint.width() > width:
                rows.append([])
                left = 0
            rows[-1].append((item, hint))
            left += hint.width() + gap
        return rows

    def _measured(self) -> list[tuple[QLayoutItem, QSize]]:
        """The items in view with the sizes they want."""
        if self._shown is None:
            self._shown = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._shown


class _Inside(QWidget):
    """What a scroller shows. Its least height is that at its width: wrapped words ask for the many lines of their narrowest
    width, which left half a page of nothing below the last line."""

    def minimumSizeHint(self) -> QSize:
        """Narrow as the content; the height follows from the width."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class Scroller(QScrollArea):
    """Everything between header and foot: scrolls up and down, never sideways, and squeezes nothing.

    :param widens: False where the parent's width is fixed (the navigation): the content never asks for more. A least width
        from a larger text, not told anew while the parent was hidden, would else push the content out of it
    """

    def __init__(self, inside: QLayout | None = None, *, widens: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widens = widens
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = _Inside()
        body.setObjectName("inside")
        body.installEventFilter(self)
        if inside is not None:
            body.setLayout(inside)
        self.setWidget(body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The least width is that of the content: a page may fold, its parts are not cut at the right."""
        if event.type() == QEvent.Type.LayoutRequest and self._widens:
            self.setMinimumWidth(self.widget().minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Wide as the content, low as one row."""
        if not self._widens:
            return QSize(0, now().grow(60))
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.widget().minimumSizeHint().width() + bar, now().grow(60))
