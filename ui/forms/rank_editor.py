"""Choices put in order: a row for each, moved up and down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from app.services.visits.models import QuestionView
from ui.core.tokens import Type
from ui.forms.editor import Editor, bring_into_view
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import KeyHint, Label


class RankEditor(Editor):
    """← → choose a row, Alt+↑ ↓ or a digit move it, Space takes the order as it stands. 0 is 不清楚."""

    def __init__(self, view: QuestionView) -> None:
        super().__init__()
        self._labels = {value: label.strip() for value, label in view.choices}
        self._order = _order(view)
        self._ranked = bool(view.value)
        self._readonly = view.readonly
        self._rows: list[_Row] = []
        self._box = column()
        self._help = Label("", Type.SMALL, "muted")
        self.setLayout(column(self._box, self._help, gap=6))
        self.setAccessibleName(view.label)
        self._draw(0, focus=False)

    def show_answer(self, view: QuestionView) -> None:
        """Show an order given elsewhere."""
        order = _order(view)
        if order != self._order or bool(view.value) != self._ranked:
            here = self._here
            self._order, self._ranked = order, bool(view.value)
            self._draw(max(0, here), focus=here >= 0)

    def focus(self) -> None:
        """Put the keys on the first row."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def press_digit(self, digit: str) -> bool:
        """Move the row that has the keys to this place."""
        if digit == "0":
            self.unknown.emit()
            return True
        here, to = self._here, int(digit) - 1
        if here < 0 or not 0 <= to < len(self._order):
            return False
        self._move(here, to)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of a row."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not isinstance(watched, _Row):
            return False
        here, alt = self._rows.index(watched), event.modifiers() == Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if alt and key in moves:
            self._move(here, here + moves[key])
        elif not event.modifiers() and key in steps:
            row = self._rows[(here + steps[key]) % len(self._rows)]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_view(row)
        elif not event.modifiers() and key == Qt.Key.Key_Space:
            self._tell()
        else:
            return False
        return True

    @property
    def _here(self) -> int:
        """The row that has the keys, -1 for none."""
        return next((place for place, row in enumerate(self._rows) if row.holds_focus), -1)

    def _move(self, here: int, to: int) -> None:
        if self._readonly or not 0 <= to < len(self._order):
            return
        self._order.insert(to, self._order.pop(here))
        self._draw(to, focus=True)
        self._tell()

    def _tell(self) -> None:
        if not self._readonly:
            self._ranked = True
            self._say()
            self.answered.emit(list(self._order))

    def _draw(self, current: int, *, focus: bool) -> None:
        old = self._rows
        self._rows = [_Row(place, self._labels[value], len(self._order)) for place, value in enumerate(self._order)]
        for place, row in enumerate(self._rows):
            row.installEventFilter(self)
            row.wanted.connect(lambda step, place=place: self._move(place, place + step))
            self._box.insertWidget(place, row)
            row.show()  # what is not shown yet cannot take the keys
        if focus and self._rows:
            self._rows[current].setFocus(Qt.FocusReason.OtherFocusReason)
        for row in old:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._say()

    def _say(self) -> None:
        how = self.tr("← → 选一行，Alt+↑ ↓ 或数字挪位置")
        self._help.setText(how if self._ranked else self.tr("还没排。{how}，空格：就按这个顺序").format(how=how))
        self._help.set_tone("muted" if self._ranked else "amber")


class _Row(QFrame):
    """One choice with its place. ``wanted`` carries -1 or +1."""

    wanted = Signal(int)

    def __init__(self, place: int, label: str, count: int) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{place + 1} {label}")
        row = line(KeyHint(str(place + 1)), gap=10, margins=(10, 4, 6, 4))
        row.addWidget(Label(label), 1)
        for step, icon, name in ((-1, "arrow-up", self.tr("上移")), (1, "arrow-down", self.tr("下移"))):
            button = Button("", Kind.QUIET, icon, rowed=True, name=f"{name} {label}")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.setEnabled(0 <= place + step < count)
            button.clicked.connect(lambda _checked=False, step=step: self.wanted.emit(step))
            row.addWidget(button)
        self.setLayout(row)

    @property
    def holds_focus(self) -> bool:
        """Whether the keys are here or on one of its buttons."""
        return self.hasFocus() or any(button.hasFocus() for button in self.findChildren(Button))


def _order(view: QuestionView) -> list[str]:
    """Give the choices in the order of the answer; those that it lacks come behind."""
    values = [value for value, _ in view.choices]
    ranked: Sequence[str] = [value for value in view.value.split() if value in values]
    return [*ranked, *(value for value in values if value not in ranked)]
