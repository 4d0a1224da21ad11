"""The inputs of questions that are typed, and the choice of an input by the question's kind and type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.dates import PartialDate
from app.services.visits.models import QuestionView
from ui.core import words
from ui.core.theme import keep_width, restyle
from ui.core.tokens import Type
from ui.forms.choice_editors import SEVERAL, ChoiceEditor, ListEditor, acknowledge
from ui.forms.composing import Composing
from ui.forms.editor import Editor
from ui.forms.words_box import WordsBox
from ui.widgets.boxes import column, line
from ui.widgets.choices import OPEN_CHOICES
from ui.widgets.fields import DateEdit, NumberEdit
from ui.widgets.labels import Label

DECIMALS: Final = 2
WHOLE: Final = "int"
NUMBERS: Final = frozenset({WHOLE, "decimal"})
SAME: Final = ("=", "＝")
"""Also as a Chinese keyboard types it."""
SHORT_WIDTH, DATE_WIDTH = 160, 240


class TextEditor(Editor):
    """Words."""

    def __init__(self, view: QuestionView) -> None:
        super().__init__()
        self._told = view.value
        self._box = WordsBox(view.value)
        self._box.setAccessibleName(view.label)
        self._box.setReadOnly(view.readonly)
        self._box.left.connect(self.commit)
        Composing(self._box)
        self.setLayout(column(self._box))

    @property
    def types(self) -> bool:
        """Everything is text here."""
        return True

    def show_answer(self, view: QuestionView) -> None:
        """Show an answer given elsewhere."""
        if view.value != self._told:
            self._told = view.value
            self._box.setPlainText(view.value)
            self._box.moveCursor(QTextCursor.MoveOperation.End)

    def focus(self) -> None:
        """Put the cursor at the end."""
        self._box.focus_end()

    def commit(self) -> bool:
        """Tell the text if it is new."""
        text = self._box.text().strip()
        if text != self._told:
            self._told = text
            self.answered.emit(text or None)
        return True

    def show_wrong(self, wrong: bool) -> None:
        """Red box."""
        restyle(self._box, state="error" if wrong else "plain")


class _LineEditor(Editor):
    """A short box with its unit, and a line below that says what is not understood."""

    def __init__(self, view: QuestionView, box: QLineEdit, width: int, help_text: str, trouble: str) -> None:
        super().__init__()
        self._told = view.value
        self._box = box
        self._help_text, self._trouble = help_text, trouble
        self._wrong = False
        box.setAccessibleName(view.label)
        box.setReadOnly(view.readonly)
        box.setAlignment(Qt.AlignmentFlag.AlignLeft)
        keep_width(box, width)
        Composing(box)
        box.installEventFilter(self)
        self._help = Label(help_text, Type.SMALL, "muted")
        row: list[QWidget | int] = [box, *([Label(view.unit, tone="text2", wrap=False)] if view.unit else []), -1]
        self.setLayout(column(line(*row, gap=8), self._help, gap=4))
        self._help.setVisible(bool(help_text))  # only now: a widget without a parent would be a window of its own

    def focus(self) -> None:
        """Put the cursor into the box, ready to type another answer."""
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.selectAll()

    def show_wrong(self, wrong: bool) -> None:
        """Red box."""
        self._wrong = wrong
        restyle(self._box, state="error" if wrong else "plain")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """``=`` takes last time's answer: it is no part of a number or a day."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.text() not in SAME:
            return False
        self.same.emit()
        return True

    def _tell(self, text: str) -> bool:
        self._say(understood=True)
        if text != self._told:
            self._told = text
            self.answered.emit(text or None)
        return True

    def _say(self, *, understood: bool) -> bool:
        self._help.setText(self._help_text if understood else self._trouble)
        self._help.set_tone("muted" if understood else "red")
        self._help.setVisible(bool(self._help.text()))
        self._box.setAccessibleDescription(self._help.text())
        restyle(self._box, state="plain" if understood and not self._wrong else "error")
        return understood


class NumberEditor(_LineEditor):
    """A whole or decimal number, at most two digits after the point."""

    def __init__(self, view: QuestionView) -> None:
        self._number = NumberEdit(_number(view), decimals=0 if view.data_type == WHOLE else DECIMALS)
        whole = self.tr("这里要填整数") if view.data_type == WHOLE else self.tr("这里要填数字，最多两位小数")
        super().__init__(view, self._number, SHORT_WIDTH, "", whole)
        self._number.editingFinished.connect(self.commit)

    def show_answer(self, view: QuestionView) -> None:
        """Show an answer given elsewhere."""
        if view.value != self._told:
            self._told = view.value
            self._number.set_value(_number(view))

    def commit(self) -> bool:
        """Tell the number if it is new; False when it is none."""
        if not self._number.is_valid():
            return self._say(understood=False)
        number = self._number.value()
        return self._tell("" if number is None else f"{number.normalize():f}")


class DateEditor(_LineEditor):
    """A day as people type it."""

    def __init__(self, view: QuestionView, today: date) -> None:
        self._day = DateEdit(today, _day(view))
        help_text = self.tr("写 1028、10月28日、昨天 都行")
        super().__init__(view, self._day, DATE_WIDTH, help_text, self.tr("看不懂这个日期，写到哪一天"))
        self._day.changed.connect(self.commit)

    def show_answer(self, view: QuestionView) -> None:
        """Show an answer given elsewhere."""
        if view.value != self._told:
            self._told = view.value
            self._day.set_value(_day(view))

    def commit(self) -> bool:
        """Tell the day if it is new; False when it is not understood, or not a whole day."""
        value = self._day.value()
        if value is not None and value.day is not None:
            return self._tell(value.iso)
        return self._say(understood=False) if self._day.text().strip() else self._tell("")


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
        return ChoiceEditor(acknowledge(view, words.translate("Editor", "知道了")))
    if view.choices:
        open_ = len(view.choices) <= OPEN_CHOICES or view.control in SEVERAL
        return ChoiceEditor(view) if open_ else ListEditor(view)
    if view.data_type in NUMBERS:
        return NumberEditor(view)
    return DateEditor(view, today) if view.data_type == "date" else TextEditor(view)


def _number(view: QuestionView) -> Decimal | None:
    return Decimal(view.value) if view.value else None


def _day(view: QuestionView) -> PartialDate | None:
    return PartialDate.from_iso(view.value[:10]) if view.value else None
