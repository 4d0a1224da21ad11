"""The inputs that are one short box: numbers, days, times of day, places, digits, barcodes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.dates import PartialDate
from app.services.visits.models import QuestionView
from app.services.visits.typed import day_of, in_words, parse_clock, parse_point
from ui.core.theme import keep_width, restyle
from ui.core.tokens import Type
from ui.forms.composing import Composing
from ui.forms.editor import Editor
from ui.widgets.boxes import column, line
from ui.widgets.fields import DateEdit, NumberEdit, TextEdit
from ui.widgets.labels import Label

WHOLE: Final = "int"
MONEY: Final = "元"
"""The unit of an amount, which has two digits after the point at most."""
SAME: Final = ("=", "＝")
"""Also as a Chinese keyboard types it."""
SHORT_WIDTH, DATE_WIDTH, LONG_WIDTH = 160, 240, 320
_DIGITS = re.compile(r"[0-9 +*#.,\-/()]*", re.ASCII)


class LineEditor(Editor):
    """A short box with its unit, and a line below that says what is not understood.

    :param width: pixels at 100 %
    :param help_text: how to write it
    :param trouble: what is said when it is not understood
    """

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


class NumberEditor(LineEditor):
    """A whole or decimal number; an amount of money has at most two digits after the point."""

    def __init__(self, view: QuestionView) -> None:
        money = MONEY in view.unit
        decimals = 0 if view.data_type == WHOLE else 2 if money else None
        self._number = NumberEdit(_number(view), decimals=decimals)
        if view.data_type == WHOLE:
            trouble = self.tr("这里要填整数")
        else:
            trouble = self.tr("这里要填数字，最多两位小数") if money else self.tr("这里要填数字")
        super().__init__(view, self._number, SHORT_WIDTH, "", trouble)
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


class DateEditor(LineEditor):
    """A day as people type it, or a month or a year where no more is asked (``month-year``, ``year``)."""

    def __init__(self, view: QuestionView, today: date) -> None:
        self._appearance = view.appearance
        asked = view.appearance.split()
        self._parts = 1 if "year" in asked else 2 if "month-year" in asked else 3
        self._day = DateEdit(today, _day(view))
        helps = {
            1: (self.tr("写 2019、去年是哪年就写哪年"), self.tr("看不懂这个年份，写四位数字")),
            2: (self.tr("写 201903、2019年3月 都行"), self.tr("看不懂这个月份，写到哪年哪月")),
            3: (self.tr("写 1028、10月28日、昨天、明天都行"), self.tr("看不懂这个日期，写到哪一天")),
        }
        super().__init__(view, self._day, DATE_WIDTH, *helps[self._parts])
        self._day.changed.connect(self.commit)

    def show_answer(self, view: QuestionView) -> None:
        """Show an answer given elsewhere."""
        if view.value != self._told:
            self._told = view.value
            self._day.set_value(_day(view))

    def commit(self) -> bool:
        """Tell the day if it is new; False when it is not understood, or less is written than is asked."""
        value = self._day.value()
        if value is None:
            return self._say(understood=False) if self._day.text().strip() else self._tell("")
        if len(value.iso.split("-")) < self._parts:
            return self._say(understood=False)
        first = value.first.isoformat()
        if self._parts < 3:  # more was written than is asked: only that is shown
            self._day.set_value(day_of(first, self._appearance))
            first = day_of(first, self._appearance).first.isoformat()
        return self._tell(first)


class WrittenEditor(LineEditor):
    """A box whose text is read by a function: a time of day, a place, digits.

    :param read: gives what is kept, raises ValueError for what it does not understand
    """

    def __init__(
        self, view: QuestionView, read: Callable[[str], str], width: int, help_text: str = "", trouble: str = ""
    ) -> None:
        self._read = read
        self._type = view.data_type
        self._text = TextEdit(_shown(view))
        self._shown = self._text.text()
        super().__init__(view, self._text, width, help_text, trouble)
        self._text.editingFinished.connect(self.commit)

    def show_answer(self, view: QuestionView) -> None:
        """Show an answer given elsewhere."""
        if view.value != self._told:
            self._told = view.value
            self._show(_shown(view))

    def commit(self) -> bool:
        """Tell it if it is new; False when it is not understood."""
        text = self._text.text().strip()
        if text == self._shown:  # as it was given: what is kept may be more precise than what is shown
            return self._say(understood=True)
        try:
            kept = self._read(text) if text else ""
        except ValueError:
            return self._say(understood=False)
        self._show(in_words(kept, self._type))
        return self._tell(kept)

    def _show(self, text: str) -> None:
        self._shown = text
        self._text.setText(text)


class ClockEditor(WrittenEditor):
    """A time of day."""

    def __init__(self, view: QuestionView) -> None:
        help_text = self.tr("写 8:30、0830、下午3点 都行")
        super().__init__(view, parse_clock, SHORT_WIDTH, help_text, self.tr("看不懂这个时间，写几点几分"))


class PlaceEditor(WrittenEditor):
    """A place, typed or pasted from a map."""

    def __init__(self, view: QuestionView) -> None:
        help_text = self.tr("先纬度后经度，如 30.123456, 106.123456，可以从地图上粘贴")
        trouble = self.tr("看不懂这个位置：先写纬度（-90 到 90），再写经度（-180 到 180）")
        super().__init__(view, parse_point, LONG_WIDTH, help_text, trouble)


class DigitsEditor(WrittenEditor):
    """Text that is made of digits (``numbers``); leading zeros stay."""

    def __init__(self, view: QuestionView) -> None:
        super().__init__(view, _digits, DATE_WIDTH, "", self.tr("这里只写数字"))


class CodeEditor(WrittenEditor):
    """A barcode: typed, or by a scanner, which types it and ends with Enter."""

    def __init__(self, view: QuestionView) -> None:
        super().__init__(view, lambda text: text, LONG_WIDTH, self.tr("用扫码枪扫，或照着输"))


def _digits(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if not _DIGITS.fullmatch(plain):
        raise ValueError("not digits")
    return plain


def _shown(view: QuestionView) -> str:
    return in_words(view.value, view.data_type) if view.value else ""


def _number(view: QuestionView) -> Decimal | None:
    return Decimal(view.value) if view.value else None


def _day(view: QuestionView) -> PartialDate | None:
    return day_of(view.value, view.appearance) if view.value else None
