"""The input of a question: chosen by its kind and type, told what was answered, tells what the person answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.dates import PartialDate
from app.services.visits.models import QuestionView
from ui.core.tokens import Type
from ui.widgets.boxes import column
from ui.widgets.choices import OPEN_CHOICES, Choice, ChoiceList
from ui.widgets.fields import DateEdit, NumberEdit, Select, TextEdit
from ui.widgets.labels import Label

NOTHING: Final = "无"
"""The choice that excludes all others."""
MONEY_DECIMALS: Final = 2
SEVERAL: Final = frozenset({"select", "rank"})


class Editor(QWidget):
    """Base of all inputs.

    ``answered`` carries the new answer (text, list of choices, or None) when the person gives one; ``unknown`` comes for
    不清楚; ``finished`` on Enter in a text.
    """

    answered = Signal(object)
    unknown = Signal()
    finished = Signal()

    def focus(self) -> None:
        """Put the keys on the input."""

    def press_digit(self, digit: str) -> bool:
        """Choose by a digit; False when this input takes none."""
        return False

    def commit(self) -> None:
        """Take what is typed and not yet told."""

    @property
    def types(self) -> bool:
        """Whether digits are typed as text here."""
        return False


class ChoiceEditor(Editor):
    """Up to seven choices stand open, with 不清楚 under the digit 0."""

    def __init__(self, view: QuestionView) -> None:
        super().__init__()
        self._several = view.control in SEVERAL
        choices = [Choice(value, label) for value, label in view.choices]
        alone = [value for value, label in view.choices if label == NOTHING]
        self._list = ChoiceList(
            choices, view.label, several=self._several, unknown=self.tr("不清楚，下次再问"), alone=alone
        )
        self._list.choose(_chosen(view))
        self._list.picked.connect(self._pick)
        self._list.setEnabled(not view.readonly)
        self.setLayout(column(self._list))

    def focus(self) -> None:
        """Put the keys on the chosen option, else on the first."""
        self._list.focus_first()

    def press_digit(self, digit: str) -> bool:
        """Choose by a digit."""
        return self._list.press_digit(digit)

    def _pick(self, keys: tuple[str, ...]) -> None:
        if ChoiceList.UNKNOWN in keys:
            self.unknown.emit()
        elif self._several:
            self.answered.emit(list(keys))
        else:
            self.answered.emit(keys[0] if keys else None)


class ListEditor(Editor):
    """More than seven choices: a list."""

    def __init__(self, view: QuestionView) -> None:
        super().__init__()
        self._select = Select([("", ""), *view.choices], view.value)
        self._select.setAccessibleName(view.label)
        self._select.picked.connect(lambda key: self.answered.emit(key or None))
        self._select.setEnabled(not view.readonly)
        self.setLayout(column(self._select))

    def focus(self) -> None:
        """Put the keys on the list."""
        self._select.setFocus(Qt.FocusReason.OtherFocusReason)


class TextEditor(Editor):
    """A line of text."""

    def __init__(self, view: QuestionView) -> None:
        super().__init__()
        self._told = view.value
        self._edit = TextEdit(view.value)
        self._edit.setAccessibleName(view.label)
        self._edit.setReadOnly(view.readonly)
        self._edit.editingFinished.connect(self.commit)
        self._edit.returnPressed.connect(self.finished)
        self.setLayout(column(self._edit))

    @property
    def types(self) -> bool:
        """Digits are text here."""
        return True

    def focus(self) -> None:
        """Put the cursor at the end."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Tell the text if it is new."""
        text = self._edit.text().strip()
        if text != self._told:
            self._told = text
            self.answered.emit(text or None)


class NumberEditor(Editor):
    """A whole or decimal number, at most two digits after the point."""

    def __init__(self, view: QuestionView) -> None:
        super().__init__()
        decimals = 0 if view.data_type == "int" else MONEY_DECIMALS
        self._told = view.value
        self._edit = NumberEdit(Decimal(view.value) if view.value else None, decimals=decimals)
        self._edit.setAccessibleName(view.label)
        self._edit.setReadOnly(view.readonly)
        self._error = Label("", Type.SMALL, "red")
        self._error.hide()
        self._edit.editingFinished.connect(self.commit)
        self._edit.returnPressed.connect(self.finished)
        self.setLayout(column(self._edit, self._error, gap=4))

    @property
    def types(self) -> bool:
        """Digits are the number."""
        return True

    def focus(self) -> None:
        """Put the cursor into the box."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.selectAll()

    def commit(self) -> None:
        """Tell the number if it is new; say why when it is none."""
        number = self._edit.value()
        valid = self._edit.is_valid()
        self._error.setText("" if valid else self.tr("这里要填数字"))
        self._error.setVisible(not valid)
        text = "" if number is None else f"{number.normalize():f}"
        if valid and text != self._told:
            self._told = text
            self.answered.emit(text or None)


class DateEditor(Editor):
    """A day as people type it."""

    def __init__(self, view: QuestionView, today: date) -> None:
        super().__init__()
        self._told = view.value
        self._edit = DateEdit(today, PartialDate.from_iso(view.value[:10]) if view.value else None)
        self._edit.setAccessibleName(view.label)
        self._edit.setReadOnly(view.readonly)
        self._help = Label(self.tr("写 1028、10月28日、昨天 都行"), Type.SMALL, "muted")
        self._edit.changed.connect(self.commit)
        self._edit.returnPressed.connect(self.finished)
        self.setLayout(column(self._edit, self._help, gap=4))

    @property
    def types(self) -> bool:
        """Digits are the day."""
        return True

    def focus(self) -> None:
        """Put the cursor into the box."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Tell the day if it is new and whole."""
        value = self._edit.value()
        whole = value is not None and value.day is not None
        understood = not self._edit.text().strip() or whole
        self._help.setText(
            self.tr("写 1028、10月28日、昨天 都行") if understood else self.tr("看不懂这个日期，写到哪一天")
        )
        self._help.set_tone("muted" if understood else "red")
        text = value.iso if value is not None and whole else ""
        if understood and text != self._told:
            self._told = text
            self.answered.emit(text or None)


class NotAskedEditor(Editor):
    """A question that the laptop cannot ask: said in words, never in the way."""

    def __init__(self, _view: QuestionView) -> None:
        super().__init__()
        self.setLayout(column(Label(self.tr("这一题这台电脑上不问，直接到下一题"), tone="text2")))


def editor_for(view: QuestionView, today: date) -> Editor:
    """Give the input of a question."""
    if view.kind == "upload":
        return NotAskedEditor(view)
    if view.kind == "trigger":
        return ChoiceEditor(_acknowledge(view))
    if view.choices:
        open_ = len(view.choices) <= OPEN_CHOICES or view.control in SEVERAL
        return ChoiceEditor(view) if open_ else ListEditor(view)
    if view.data_type in {"int", "decimal"}:
        return NumberEditor(view)
    return DateEditor(view, today) if view.data_type == "date" else TextEditor(view)


def _acknowledge(view: QuestionView) -> QuestionView:
    return replace(view, choices=(("OK", "知道了"),))


def _chosen(view: QuestionView) -> Sequence[str]:
    if view.unknown:
        return [ChoiceList.UNKNOWN]
    return view.value.split(" ") if view.value else []
