"""The navigation: 176 px with words, or the 72 px rail of icon over word; a menu when the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from ui.core import icons
from ui.core.theme import keep_width, now, restyle
from ui.core.tokens import ICON_BODY, ICON_RAIL, NAV_WIDTH, RAIL_WIDTH, Mode, Type
from ui.shell.screens import ScreenEntry
from ui.widgets.boxes import Scroller, clear, column, line
from ui.widgets.labels import Label, Rule


class Seal(QWidget):
    """The mark: a seal with the character 村, the only place of that red."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(now().grow(34), now().grow(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Seal red (white in high contrast) with the character."""
        theme = now()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("brand"))
            painter.drawRoundedRect(self.rect(), 5, 5)
            painter.setPen(theme.colour("brand_on"))
            painter.setFont(theme.font(Type.TITLE))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), "村")


class NavItem(QPushButton):
    """An item: icon, word and count, painted so that one widget serves both widths."""

    def __init__(self, entry: ScreenEntry, shortcut: str, *, rail: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._rail = rail
        self._count = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{entry.word()}  {shortcut}".strip())
        self.set_count(0)
        restyle(self, kind="nav")

    def set_count(self, count: int) -> None:
        """How many things wait for me."""
        self._count = count
        self.setAccessibleName(f"{self.entry.word()} {count}" if count else self.entry.word())
        self.update()

    def sizeHint(self) -> QSize:
        """36 px high with words, 50 on the rail."""
        theme = now()
        return QSize(theme.grow(48 if self._rail else 140), theme.grow(50 if self._rail else 36))

    def minimumSizeHint(self) -> QSize:
        """As high as it is; the navigation gives the width."""
        return QSize(now().grow(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground by the sheet, then icon and words."""
        super().paintEvent(event)
        theme = now()
        current = "accent_on" if theme.mode is Mode.CONTRAST else "accent"
        role = current if self.isChecked() else "text"
        with QPainter(self) as painter:
            painter.setPen(theme.colour(role))
            if self._rail:
                self._paint_rail(painter, role)
            else:
                self._paint_wide(painter, role)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _font(self, role: Type) -> QFont:
        return now().font(role, bold=self.isChecked())

    def _paint_rail(self, painter: QPainter, role: str) -> None:
        theme, side = now(), now().grow(ICON_RAIL)
        picture = icons.pixmap(self.entry.icon, role, side, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, theme.grow(6), picture)
        below = self.rect().adjusted(theme.grow(3), theme.grow(26), -theme.grow(3), -theme.grow(3))
        font = self._font(Type.SMALL)
        if QFontMetrics(font).horizontalAdvance(self.entry.short()) > below.width():
            font.setBold(False)  # colour and ground tell the page in view too; a whole word tells more than a bold one
        painter.setFont(font)
        word = painter.fontMetrics().elidedText(self.entry.short(), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), word)

    def _paint_wide(self, painter: QPainter, role: str) -> None:
        theme, side = now(), now().grow(ICON_BODY)
        picture = icons.pixmap(self.entry.icon, role, side, self.devicePixelRatioF())
        painter.drawPixmap(theme.grow(10), (self.height() - side) // 2, picture)
        words = self.rect().adjusted(theme.grow(38), 0, -theme.grow(10), 0)
        if self._count:
            count, font = f"{self._count:,}", theme.font(Type.SMALL, bold=True)
            painter.setFont(font)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), count)
            words.setRight(words.right() - QFontMetrics(font).horizontalAdvance(count) - theme.space(6))
        painter.setFont(self._font(Type.BODY))
        word = painter.fontMetrics().elidedText(self.entry.word(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), word)


class Navigation(QFrame):
    """The entries at the left. ``picked`` carries the name of an entry."""

    picked = Signal(str)

    def __init__(self, entries: Sequence[tuple[ScreenEntry, str]], village: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.setAccessibleName(self.tr("导航"))
        self._entries = tuple(entries)
        self._village = village
        self._rail = False
        self._built_for = 0.0
        self._current = ""
        self._counts: dict[str, int] = {}
        self._items: dict[str, NavItem] = {}
        self._box = column()
        self._scroller = Scroller(self._box, widens=False)
        self.setLayout(column(self._scroller))
        self._build()

    def set_rail(self, rail: bool) -> None:
        """Narrow or wide; by page, never on hover."""
        if rail != self._rail:
            self._rail = rail
            had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            self._build()
            if had_focus and self._current in self._items:
                self._items[self._current].setFocus()

    def set_current(self, name: str) -> None:
        """Mark the entry of the page in view."""
        self._current = name
        if name in self._items:
            self._items[name].setChecked(True)

    def set_count(self, name: str, count: int) -> None:
        """How many things of a page wait for me."""
        self._counts[name] = count
        if name in self._items:
            self._items[name].set_count(count)

    def write_anew(self) -> None:
        """In the language that holds now."""
        self.setAccessibleName(self.tr("导航"))
        self._build()

    def menu(self, parent: QWidget) -> QMenu:
        """The entries as a menu (narrow windows)."""
        menu = QMenu(parent)
        for place, (entry, shortcut) in enumerate(self._entries):
            if place and entry.group != self._entries[place - 1][0].group:
                menu.addSeparator()
            count = self._counts.get(entry.name, 0)
            action = menu.addAction(icons.icon(entry.icon), f"{entry.word()}  {count}" if count else entry.word())
            action.setShortcut(shortcut)
            action.triggered.connect(partial(self.picked.emit, entry.name))
        return menu

    def showEvent(self, event: QShowEvent) -> None:
        """What was measured for another text size, while this was hidden behind the menu, is measured anew."""
        super().showEvent(event)
        if self._built_for != now().factor:
            self._build()
        inside = self._scroller.widget()
        self._box.activate()
        self._box.setGeometry(inside.rect())  # the layout still holds the width that the larger text had

    def changeEvent(self, event: QEvent) -> None:
        """Icons and widths follow look and text size by themselves; heights are asked anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for item in getattr(self, "_items", {}).values():
                item.updateGeometry()

    def _build(self) -> None:
        clear(self._box)
        self._items.clear()
        self._built_for = now().factor
        keep_width(self, RAIL_WIDTH if self._rail else NAV_WIDTH)
        items = column(gap=2, margins=(8, 10, 8, 10))
        items.addLayout(self._mark())
        group = 0
        for entry, shortcut in self._entries:
            if entry.foot:
                items.addStretch(1)
            elif entry.group != group:
                items.addSpacing(6)
                items.addWidget(Rule())
                items.addSpacing(6)
            group = entry.group
            item = NavItem(entry, shortcut, rail=self._rail)
            item.clicked.connect(partial(self._press, entry.name))
            item.set_count(self._counts.get(entry.name, 0))
            items.addWidget(item)
            self._items[entry.name] = item
        if not any(entry.foot for entry, _ in self._entries):
            items.addStretch(1)
        self._box.addLayout(items)
        self.set_current(self._current)

    def _press(self, name: str, _checked: bool = False) -> None:
        self.picked.emit(name)

    def _mark(self) -> QHBoxLayout:
        if self._rail:
            return line(-1, Seal(), -1, margins=(0, 0, 0, 4))
        words = column(Label(self.tr("村访"), strong=True), Label(self._village, Type.SMALL, "text2"))
        row = line(Seal(), gap=10, margins=(6, 0, 0, 8))
        row.addLayout(words, 1)
        return row
