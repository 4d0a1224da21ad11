"""Choices out of a long list, one or several: a search line over the list, what is chosen above it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.services.visits.models import QuestionView
from app.services.visits.questions import SEVERAL
from ui.core import icons
from ui.core.theme import now, restyle
from ui.core.tokens import ICON_BODY, Type
from ui.forms.composing import Composing
from ui.forms.editor import Editor, bring_into_view
from ui.forms.find_model import CHOSEN_ROLE, FindModel, Index
from ui.widgets.boxes import Flow, clear, column
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import SearchBox, framed
from ui.widgets.labels import Label

_ROWS: Final = 6
"""Rows of the list in view."""


class FindEditor(Editor):
    """Typing narrows the list, ↓ ↑ go through it, Enter takes the row; a choice of several is taken away the same way.

    Without anything typed or gone to, Enter, ↑ and digits are the page's: the question is left as it is.
    """

    def __init__(self, view: QuestionView) -> None:
        super().__init__()
        self._several = view.control in SEVERAL
        self._readonly = view.readonly
        self._values: list[str] = []
        self._model = FindModel(view.choices, self)
        self._find = SearchBox(self.tr("写几个字，或拼音首字母"))
        self._find.setAccessibleName(view.label)
        self._find.setReadOnly(view.readonly)
        self._find.asked.connect(self._narrow)
        Composing(self._find)
        self._find.installEventFilter(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Rows(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(view.label)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay in the search line
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.clicked.connect(lambda index: self._take(index.row()))
        self._frame = framed("panel", column(self._list))
        self._picks = QWidget()
        self._flow = Flow(self._picks, gap=6)
        self._help = Label("", Type.SMALL, "muted")
        self.setLayout(column(self._picks, self._find, self._frame, self._help, gap=6))
        self._fit()
        self.show_answer(view)

    @property
    def types(self) -> bool:
        """Everything typed searches."""
        return True

    def show_answer(self, view: QuestionView) -> None:
        """Show what is chosen."""
        values = view.value.split() if self._several else [view.value] if view.value else []
        if values != self._values or not self._help.text():
            self._values = values
            self._show_picks()

    def focus(self) -> None:
        """Put the cursor into the search line."""
        self._find.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wrong(self, wrong: bool) -> None:
        """Red box."""
        restyle(self._find, state="error" if wrong else "plain")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list, while the cursor stays in the search line."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.modifiers() & ~_KEYPAD:
            return False
        here, key = self._list.currentIndex().row(), event.key()
        if key == Qt.Key.Key_Down:
            self._go_to(min(here + 1, self._model.rowCount() - 1))
            return True
        if key == Qt.Key.Key_Up and here >= 0:
            self._go_to(here - 1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0:
            self._take(here)
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """A new text size is a new height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _narrow(self, typed: str) -> None:
        self._model.find(typed)
        self._go_to(0 if typed.strip() and self._model.rowCount() else -1)
        self._tell_count()

    def _go_to(self, row: int) -> None:
        index = self._model.index(row) if row >= 0 else QModelIndex()
        self._list.setCurrentIndex(index)
        if row >= 0:
            self._list.scrollTo(index)
            bring_into_view(self._frame)
            bring_into_view(self._find)
        self._find.setAccessibleDescription(self._model.label(self._model.value(row)))

    def _take(self, row: int) -> None:
        value = self._model.value(row)
        if not value or self._readonly:
            return
        if not self._several:
            self._set([value])
        else:
            rest = [one for one in self._values if one != value]
            self._set(rest if value in self._values else [*rest, value])

    def _set(self, values: list[str]) -> None:
        self._values = values
        self._find.clear()
        self._go_to(-1)
        self._show_picks()
        self.answered.emit(list(values) if self._several else (values[0] if values else None))

    def _show_picks(self) -> None:
        """What is chosen, each with the way to take it away."""
        self._model.choose(self._values)
        clear(self._flow)
        for value in self._values:
            label = self._model.label(value)
            pick = Button(label, Kind.SECONDARY, "x", rowed=True, name=self.tr("去掉 {label}").format(label=label))
            pick.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            pick.setEnabled(not self._readonly)
            pick.clicked.connect(lambda _on=False, value=value: self._drop(value))
            self._flow.addWidget(pick)
        self._picks.setVisible(bool(self._values))
        self._tell_count()

    def _drop(self, value: str) -> None:
        self._set([one for one in self._values if one != value])
        self.focus()

    def _tell_count(self) -> None:
        count = self._model.rowCount()
        if not count:
            self._help.setText(self.tr("没有这样的，换几个字试试"))
        else:
            self._help.setText(self.tr("{n} 项，↓ ↑ 选，Enter 定").format(n=f"{count:,}"))
        self._help.set_tone("muted" if count else "amber")

    def _fit(self) -> None:
        height = now().grow(34)
        self._list.setFixedHeight(height * min(_ROWS, max(1, self._model.rowCount())) + 2)


class _Rows(QStyledItemDelegate):
    """Rows with a tick before what is chosen and a bar at the current one."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As high as a row of a list."""
        return QSize(now().grow(120), now().grow(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Words, tick, bar."""
        theme = now()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs miss the members of QStyleOption
        view = self.parent()
        current = isinstance(view, QListView) and view.currentIndex() == index
        painter.fillRect(rect, theme.colour("selected" if current else "surface"))
        if current:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.colour("accent"))
        side, chosen = theme.grow(ICON_BODY), bool(index.data(CHOSEN_ROLE))
        left = theme.space(10)
        if chosen:
            picture = icons.pixmap("check", "accent", side, 2.0)
            painter.drawPixmap(rect.x() + left, rect.y() + (rect.height() - side) // 2, side, side, picture)
        painter.setPen(QPen(theme.colour("accent" if chosen else "text")))
        painter.setFont(theme.font(bold=chosen))
        words = rect.adjusted(left + side + theme.space(8), 0, -theme.space(8), 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(words, flags, str(index.data()))


_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
