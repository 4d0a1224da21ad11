"""Input fields: label above, box, help or error below; text, number, date, choice from a list, tick box."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QDate, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QValidator
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from app.domain.dates import PartialDate, format_date, parse_date
from ui.core import icons
from ui.core.theme import now, restyle
from ui.core.tokens import ICON_BODY, ICON_CHIP, Type
from ui.widgets.boxes import column, line
from ui.widgets.labels import IconLabel, Label


class State(StrEnum):
    """What stands under a field."""

    PLAIN = "plain"
    HELP = "help"
    OK = "ok"
    ERROR = "error"


_STATE_LOOK = {
    State.HELP: ("info", "muted"),
    State.OK: ("check-circle-fill", "green"),
    State.ERROR: ("warning-circle-fill", "red"),
}


class Field(QWidget):
    """A labelled input. The label is the accessible name of the editor, the message its description.

    :param label: the word above; never a placeholder instead
    :param editor: the input itself
    :param help_text: what to write, in one line
    """

    def __init__(self, label: str, editor: QWidget, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._help = help_text
        self.label = Label(label, Type.SMALL, "text2")
        self.label.setBuddy(editor)
        self._icon = IconLabel("info", "muted", ICON_CHIP)
        self._message = Label("", Type.SMALL, "muted")
        self._foot = QWidget()
        self._foot.setLayout(line(self._icon, self._message, gap=6))
        self.setLayout(column(self.label, editor, self._foot, -1, gap=4))
        editor.setAccessibleName(label)
        self.set_message(help_text, State.HELP if help_text else State.PLAIN)

    @property
    def message(self) -> str:
        """What stands under the box."""
        return self._message.text()

    def set_error(self, text: str) -> None:
        """Red box and message; empty text clears it and shows the help again."""
        self.set_message(text or self._help, State.ERROR if text else State.HELP if self._help else State.PLAIN)

    def set_ok(self, text: str) -> None:
        """A green line: what was understood."""
        self.set_message(text, State.OK)

    def set_message(self, text: str, state: State) -> None:
        """Any message under the box."""
        self._message.setText(text)
        self._foot.setVisible(bool(text))
        if state in _STATE_LOOK:
            icon, role = _STATE_LOOK[state]
            self._icon.set_icon(icon, role)
            self._message.set_tone(role)
        self.editor.setAccessibleDescription(text)
        restyle(self.editor, state=state.value)


class _CodePoints(QValidator):
    """Limits the number of characters; QLineEdit's own limit counts a rare character twice and drops it."""

    def __init__(self, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._most = most

    def validate(self, text: str, place: int) -> QValidator.State:
        """Refuse what is too long."""
        return QValidator.State.Acceptable if len(text) <= self._most else QValidator.State.Invalid


class TextEdit(QLineEdit):
    """One line of text.

    :param most: most characters (a rare character counts one); 0 for no limit
    """

    def __init__(self, text: str = "", *, placeholder: str = "", most: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        if most:
            self.setValidator(_CodePoints(most, self))

    def minimumSizeHint(self) -> QSize:
        """Room for some characters."""
        return QSize(now().grow(80), self.sizeHint().height())


class NumberEdit(TextEdit):
    """A number; full-width digits are turned, thousands shown on leaving. ``changed`` carries nothing: ask ``value``.

    :param decimals: digits after the point that are shown; 0 for whole numbers, None for as many as there are
    :param thousands: whether thousands are divided by commas
    """

    changed = Signal()

    def __init__(
        self,
        value: Decimal | int | None = None,
        *,
        decimals: int | None = 0,
        thousands: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._decimals = decimals
        self._thousands = "," if thousands else ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_value(None if value is None else Decimal(value))
        self.textEdited.connect(self.changed)

    def value(self) -> Decimal | None:
        """The number, None when empty or not a number (then :meth:`is_valid` says which)."""
        return _decimal(self.text())

    def is_valid(self) -> bool:
        """Empty or a number with no more digits after the point than allowed."""
        number = self.value()
        if number is None:
            return not self.text().strip()
        return self._decimals is None or number == round(number, self._decimals)

    def set_value(self, value: Decimal | None) -> None:
        """Show a number with thousands."""
        digits = "" if self._decimals is None else f".{self._decimals}"
        shown = value.normalize() if value is not None and self._decimals is None else value
        self.setText("" if shown is None else f"{shown:{self._thousands}{digits}f}")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write it out as offices do."""
        super().focusOutEvent(event)
        if self.is_valid():
            self.set_value(self.value())


_MOST_DIGITS: Final = 15


def _decimal(text: str) -> Decimal | None:
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS else None


class DateEdit(TextEdit):
    """A day, month or year as people type it: 1028, 10-28, 20261028, 10月28日, 昨天; shows 2026年10月28日.

    ``changed`` comes when the person leaves the field or picks a day (calendar on Alt+↓ or the mark at the right).

    :param today: gives the missing year and the meaning of 昨天
    """

    changed = Signal()

    def __init__(self, today: date, value: PartialDate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._today = today
        self._value: PartialDate | None = None
        self._calendar: _Calendar | None = None
        self.setProperty("trail", True)
        self.set_value(value)
        self.editingFinished.connect(self._read)

    def value(self) -> PartialDate | None:
        """The day, None when empty or not understood."""
        self._take_text()
        return self._value

    def is_valid(self) -> bool:
        """Empty or understood."""
        return not self.text().strip() or self.value() is not None

    def set_value(self, value: PartialDate | None) -> None:
        """Show a day."""
        self._value = value
        self.setText("" if value is None else format_date(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+↓ opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The mark at the right opens the calendar."""
        if event.position().x() > self.width() - self._mark_width() and not self.isReadOnly():
            self.open_calendar()
        super().mouseReleaseEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Room for a whole day, the year with it."""
        words = self.fontMetrics().horizontalAdvance("2026年10月28日")
        return QSize(words + self._mark_width() + now().grow(20), self.sizeHint().height())

    def open_calendar(self) -> None:
        """Show a calendar under the box; a chosen day is taken and the calendar closes."""
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.activated.connect(self._pick)
            self._calendar.clicked.connect(self._pick)
        value = self.value()
        shown = value.first if value else self._today
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()
        self._calendar.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box and the calendar mark."""
        super().paintEvent(event)
        side = now().grow(ICON_BODY)
        picture = icons.pixmap("calendar-blank", "text2", side, self.devicePixelRatioF())
        with QPainter(self) as painter:
            painter.drawPixmap(self.width() - self._mark_width() + side // 4, (self.height() - side) // 2, picture)

    def _mark_width(self) -> int:
        return now().grow(32)

    def _pick(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.set_value(PartialDate(day.year(), day.month(), day.day()))
        self.setFocus()
        self.changed.emit()

    def _read(self) -> None:
        self._take_text()
        if self._value is not None:
            self.setText(format_date(self._value))
        self.changed.emit()

    def _take_text(self) -> None:
        text = self.text().strip()
        if self._value is not None and text == format_date(self._value):
            return
        try:
            self._value = parse_date(text, self._today) if text else None
        except ValueError:
            self._value = None


class _Calendar(QCalendarWidget):
    """The calendar under a date box; Esc closes it."""

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)


class Select(QComboBox):
    """A closed choice from a list (more than seven; fewer stand open). ``picked`` carries the key.

    :param choices: (key, word) in order
    """

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for key, word in choices:
            self.addItem(word, key)
        self.choose(chosen)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda place: self.picked.emit(str(self.itemData(place))))

    @property
    def chosen(self) -> str:
        """The key that holds, empty for none."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Set the choice without a signal."""
        self.setCurrentIndex(self.findData(key))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box and its arrow (a sheet drops Qt's own)."""
        super().paintEvent(event)
        side = now().grow(ICON_CHIP)
        picture = icons.pixmap("caret-down", "text2", side, self.devicePixelRatioF())
        with QPainter(self) as painter:
            painter.drawPixmap(self.width() - side - now().grow(8), (self.height() - side) // 2, picture)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()


class TickBox(QCheckBox):
    """A box with a tick, painted from the tokens; the text may be empty where a label stands beside (give ``name``)."""

    def __init__(self, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name or text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """At least 34 px high at 100 %."""
        theme = now()
        side, height = self._side(), theme.grow(34)
        text = QFontMetrics(theme.font()).horizontalAdvance(self.text())
        return QSize(side + theme.grow(8) + (text + theme.grow(8) if self.text() else 0), height)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick, text, focus ring."""
        theme, side = now(), self._side()
        box = QRect(theme.grow(3), (self.height() - side) // 2, side, side)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            filled = self.isChecked() and self.isEnabled()
            painter.setPen(QPen(theme.colour("accent" if filled else "line_strong"), theme.line))
            painter.setBrush(theme.colour("accent" if filled else "surface" if self.isEnabled() else "grey_soft"))
            painter.drawRoundedRect(box, 2, 2)
            if self.isChecked():
                painter.drawPixmap(box, icons.pixmap("check-bold", "accent_on" if filled else "muted", side, 2.0))
            painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
            painter.setFont(theme.font())
            words = self.rect().adjusted(box.right() + theme.grow(8), 0, 0, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
            if self.hasFocus():
                painter.setPen(QPen(theme.colour("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def changeEvent(self, event: QEvent) -> None:
        """A new text size is a new size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _side(self) -> int:
        return now().grow(16)
