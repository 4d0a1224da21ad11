"""Sheets of the page: card, banner, empty state, search box, panel and head/foot frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.core import icons
from ui.core.theme import keep_least_height, now, restyle
from ui.core.tokens import ICON_BODY, TONE_COLOURS, Tone, Type
from ui.widgets.boxes import Part, add, column, line
from ui.widgets.buttons import Button
from ui.widgets.fields import TextEdit
from ui.widgets.jumping import Typed
from ui.widgets.labels import IconLabel, Label
from ui.widgets.row_menu import RowAct, RowMenu, asks_for_menu


def framed(name: str, inside: QLayout, parent: QWidget | None = None) -> QFrame:
    """A frame that the sheet knows by its object name: head, foot, panel, sunken, row."""
    frame = QFrame(parent)
    frame.setObjectName(name)
    frame.setLayout(inside)
    return frame


class Card(QFrame):
    """A white sheet with an optional title line; add parts to :attr:`body`.

    :param title: bold words of the head; empty for a plain sheet
    :param count: small figures behind the title
    :param icon: icon before the title, in the colour role ``icon_role``
    :param headed: True gives the head its own sunken strip with a line (lists, tables); the body then has no padding
    :param fills: True for a body that takes all the height there is (a long table)
    :param extra: widget at the right end of the head
    """

    def __init__(
        self,
        title: str = "",
        *,
        count: str = "",
        icon: str = "",
        icon_role: str = "text2",
        headed: bool = False,
        fills: bool = False,
        extra: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.title = Label(title, Type.BODY if headed else Type.TITLE, strong=True, wrap=False)
        self.count = Label(count, Type.SMALL, "muted", wrap=False)
        self.body: QVBoxLayout = column(gap=0 if headed else 8, margins=(0, 0, 0, 0) if headed else (14, 12, 14, 14))
        whole = column()
        if title:
            head = line(gap=8)
            for part in filter(None, (IconLabel(icon, icon_role) if icon else None, self.title, self.count)):
                head.addWidget(part)
            head.addStretch(1)
            if extra is not None:
                head.addWidget(extra)
            self._place_head(whole, head, headed=headed)
            self.setAccessibleName(title)
        whole.addLayout(self.body)
        if not fills:
            whole.addStretch()
        self.setLayout(whole)
        vertical = QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Minimum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)

    def add(self, *parts: Part) -> None:
        """Add parts to the body."""
        for part in parts:
            add(self.body, part)

    def _place_head(self, whole: QBoxLayout, head: QBoxLayout, *, headed: bool) -> None:
        if headed:
            strip = framed("cardhead", column(head, margins=(12, 4, 10, 4)))
            keep_least_height(strip, 30)
            whole.addWidget(strip)
        else:
            self.body.addLayout(head)


_BANNER_ICONS: Final = {
    Tone.RED: "warning-fill",
    Tone.AMBER: "warning",
    Tone.BLUE: "info",
    Tone.GREEN: "check-circle-fill",
}


class Banner(QFrame):
    """Red act now, amber watch, blue know, green all clear: icon, bold line, reason, one button at most.

    It goes when its rule no longer holds; there is no way to wave it away.

    :param before: a second button before the one, only where an error offers its note
    """

    def __init__(
        self,
        tone: Tone,
        text: str,
        reason: str = "",
        *,
        icon: str = "",
        button: Button | None = None,
        before: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._own_icon = icon
        self._icon = IconLabel(icon or _BANNER_ICONS[tone], pixels=20)
        self._text = Label(text, strong=True)
        self._reason = Label(reason, Type.SMALL, "text2")
        row = line(self._icon, gap=10, margins=(12, 8, 12, 8))
        row.addLayout(column(self._text, self._reason, gap=2), 1)
        for each in filter(None, (before, button)):
            row.addWidget(each)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set(tone, text, reason)

    def set(self, tone: Tone, text: str, reason: str = "") -> None:
        """Other words."""
        role = TONE_COLOURS[tone][0]
        self._icon.set_icon(self._own_icon or _BANNER_ICONS[tone], role)
        self._text.setText(text)
        self._text.set_tone(role)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        restyle(self, tone=tone.value)
        self.setAccessibleName(f"{text} {reason}".strip())


class EmptyState(QFrame):
    """A dashed box with an icon, one sentence and one button."""

    def __init__(self, icon: str, text: str, button: Button | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        label = Label(text, tone="text2")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = column(gap=8, margins=(16, 14, 16, 14))
        box.addWidget(IconLabel(icon, "text2", 24), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(label)
        if button is not None:
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(box)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class SearchBox(TextEdit):
    """A search line. ``asked`` carries the text at each key, ``moved`` +1 or -1 on ↓ ↑, ``taken`` comes on Enter, Esc
    empties it.
    """

    asked = Signal(str)
    moved = Signal(int)
    taken = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=placeholder, parent=parent)
        self.setProperty("lead", True)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(False)
        self.textChanged.connect(self.asked)
        self.returnPressed.connect(self.taken)

    def sizeHint(self) -> QSize:
        """Wide enough for its placeholder."""
        hint = super().sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(max(hint.width(), words + now().grow(70)), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the results, Esc empties."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers():
            self.moved.emit(steps[key])
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box and the glass."""
        super().paintEvent(event)
        side = now().grow(ICON_BODY)
        picture = icons.pixmap("magnifying-glass", "text2", side, self.devicePixelRatioF())
        with QPainter(self) as painter:
            painter.drawPixmap(now().grow(10), (self.height() - side) // 2, picture)


class Row(QFrame):
    """A row of a short list that can be walked and opened by keyboard; long lists use the table.

    ``opened`` comes on Enter, Space or a click; a row may have a menu.
    """

    opened = Signal()

    def __init__(self, inside: QLayout, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = Typed()
        self._acts: Callable[[], Sequence[RowAct]] | None = None
        self.row_menu = RowMenu(self)
        self.setObjectName("row")
        self.setLayout(inside)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def select(self, chosen: bool) -> None:
        """Mark with colour and bar."""
        restyle(self, sel=chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; arrows go to the neighbour rows, Home and End to the first and last, letters jump by pinyin."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if self._acts is not None and asks_for_menu(event):
            self._open_menu()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and plain:
            self.opened.emit()
        elif key in steps:
            self._walk(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            self._neighbours()[0 if key == Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.TabFocusReason)
        elif not (plain and event.text().isalpha() and self._jump(event.text())):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def offer(self, acts: Callable[[], Sequence[RowAct]]) -> None:
        """Give the row a menu of what can be done with it."""
        self._acts = acts

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A right click opens the menu there, the menu key under the row."""
        if self._acts is None:
            super().contextMenuEvent(event)
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._open_menu(event.globalPos() if event.reason() == QContextMenuEvent.Reason.Mouse else None)

    def _open_menu(self, at: QPoint | None = None) -> None:
        if self._acts is not None:
            self.row_menu.open(self.accessibleName(), self._acts(), at or self.mapToGlobal(self.rect().bottomLeft()))

    def _neighbours(self) -> list[Row]:
        """The rows of the list, this one among them, in the order in which they stand."""
        above = self.parentWidget()
        rows = [row for row in above.findChildren(Row) if row.isVisible()] if above else [self]
        return sorted(rows, key=lambda row: row.mapTo(row.window(), QPoint(0, 0)).y())

    def _walk(self, step: int) -> None:
        rows = self._neighbours()
        place = rows.index(self) + step if self in rows else -1
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _jump(self, letters: str) -> bool:
        rows = self._neighbours()
        here = rows.index(self) if self in rows else -1
        place = self._typed.jump(letters, len(rows), here, lambda row: rows[row].accessibleName())
        if place is not None:
            rows[place]._typed = self._typed  # more letters go on from there
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        return place is not None
