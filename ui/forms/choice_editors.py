"""The inputs of questions with choices: open options, or a list that digits and pinyin search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent

from app.services.visits.initials import initials
from app.services.visits.models import QuestionView
from ui.forms.editor import Editor
from ui.widgets.boxes import column
from ui.widgets.choices import Choice, ChoiceList, Option
from ui.widgets.fields import Select

NOTHING: Final = "无"
NONE: Final = "none"
"""The words, and in an author's workbook the name, of the choice that excludes all others: 无, 不需要, 都不是."""
SEVERAL: Final = frozenset({"select", "rank"})
_BY_DIGIT: Final = 9
_PAGE_KEYS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class ChoiceEditor(Editor):
    """Up to nine choices stand open (of several any number), with 不清楚 under the digit 0."""

    def __init__(self, view: QuestionView) -> None:
        super().__init__()
        self._several = view.control in SEVERAL
        choices = [Choice(value, label.strip()) for value, label in view.choices]
        alone = [value for value, label in view.choices if value == NONE or label.strip() == NOTHING]
        self._list = ChoiceList(
            choices, view.label, several=self._several, unknown=self.tr("不清楚，下次再问"), alone=alone
        )
        self._list.picked.connect(self._pick)
        self._list.setEnabled(not view.readonly)
        self.setLayout(column(self._list))
        for option in self._list.findChildren(Option):
            option.installEventFilter(self)
        self.show_answer(view)

    def show_answer(self, view: QuestionView) -> None:
        """Tick what is chosen."""
        self._list.choose(_chosen(view))

    def focus(self) -> None:
        """Put the keys on the chosen option, else on the first."""
        self._list.focus_first()

    def press_digit(self, digit: str) -> bool:
        """Choose by a digit."""
        return self._list.press_digit(digit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ ↓ change the question, not the option (Qt would walk the options with them)."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _PAGE_KEYS:
            event.ignore()
            return True
        return False

    def _pick(self, keys: tuple[str, ...]) -> None:
        if ChoiceList.UNKNOWN in keys:
            self.unknown.emit()
        elif self._several:
            self.answered.emit(list(keys))
        else:
            self.answered.emit(keys[0] if keys else None)


class ListEditor(Editor):
    """More than nine choices: a list. Digits take one of the first nine, letters jump by pinyin, ← → the next."""

    def __init__(self, view: QuestionView) -> None:
        super().__init__()
        numbered = [
            (value, f"{place} {label.strip()}" if place <= _BY_DIGIT else label.strip())
            for place, (value, label) in enumerate(view.choices, start=1)
        ]
        self._select = _KeyedSelect([("", ""), *numbered], [label for _, label in view.choices])
        self._select.setAccessibleName(view.label)
        self._select.picked.connect(lambda key: self.answered.emit(key or None))
        self._select.unknown.connect(self.unknown)
        self._select.setEnabled(not view.readonly)
        self.setLayout(column(self._select))
        self.show_answer(view)

    def show_answer(self, view: QuestionView) -> None:
        """Show what is chosen."""
        self._select.choose(view.value)

    def focus(self) -> None:
        """Put the keys on the list."""
        self._select.setFocus(Qt.FocusReason.OtherFocusReason)

    def press_digit(self, digit: str) -> bool:
        """Choose by a digit."""
        return self._select.press_digit(digit)


class _KeyedSelect(Select):
    """The first line is empty; the others are the choices."""

    unknown = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], labels: Sequence[str]) -> None:
        super().__init__(choices)
        self._labels = labels

    def press_digit(self, digit: str) -> bool:
        """1 to 9 choose by place, 0 is 不清楚."""
        if digit == "0":
            self.choose("")
            self.unknown.emit()
            return True
        return self._take(int(digit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, letters, ← → choose; Space opens the list; the others are the page's."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key, text = Qt.Key(event.key()), event.text()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self._take(max(1, self.currentIndex() + steps[key]))
        elif key == Qt.Key.Key_Space:
            self.showPopup()
        elif text.isdecimal():
            self.press_digit(str(int(text)))
        elif len(text) == 1 and text.isascii() and text.isalpha():
            self._jump(text.lower())
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page and never changes an answer."""
        event.ignore()

    def _jump(self, letter: str) -> None:
        """Take the next choice after the present one whose pinyin begins with the letter."""
        here, count = max(0, self.currentIndex()), len(self._labels)
        places = ((here + offset) % count + 1 for offset in range(count))
        found = next((place for place in places if initials(self._labels[place - 1]).startswith(letter)), 0)
        self._take(found)

    def _take(self, place: int) -> bool:
        if not 1 <= place < self.count() or place == self.currentIndex():
            return 1 <= place < self.count()
        self.setCurrentIndex(place)
        self.picked.emit(self.chosen)
        return True


def acknowledge(view: QuestionView, word: str) -> QuestionView:
    """Give a question that only wants to be seen as one with a single choice."""
    return replace(view, choices=(("OK", word),))


def _chosen(view: QuestionView) -> Sequence[str]:
    if view.unknown:
        return [ChoiceList.UNKNOWN]
    if view.control in SEVERAL:
        return view.value.split(" ") if view.value else []
    return [view.value] if view.value else []
