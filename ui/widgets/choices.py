"""Open options with digit keys: one answer or several, 0 for 不清楚."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from ui.core import icons
from ui.core.theme import keep_least_height, now, restyle
from ui.core.tokens import ICON_BODY, Type
from ui.widgets.boxes import column, line
from ui.widgets.labels import KeyHint, Label

OPEN_CHOICES: Final = 7
"""Up to so many choices stand open; more become a list."""


@dataclass(frozen=True)
class Choice:
    """An option: its key, its words, a second line where a choice has consequences, the digit that picks it."""

    key: str
    text: str
    note: str = ""
    digit: str = ""


class Option(QPushButton):
    """One option box: key hint, words, a tick when chosen. It wraps its words and grows in height."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._text = Label(choice.text)
        self._note = Label(choice.note, Type.SMALL, "text2")
        self._hint = KeyHint(choice.digit)
        keep_least_height(self._text, 26)
        words = column(self._text, self._note, gap=2)
        row = line(self._hint, gap=10, margins=(10, 7, 34, 7))
        row.addLayout(words, 1)
        self._row = row
        self.setLayout(row)
        self._note.setVisible(bool(choice.note))  # not before it has a parent: it would flash up as a window of its own
        self._hint.setVisible(bool(choice.digit))
        for part in (self._text, self._note, self._hint):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{choice.digit} {choice.text}".strip())
        self.setAccessibleDescription(choice.note)
        self.toggled.connect(self._show_state)
        restyle(self, kind="option")

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the wrapped words, at least the target height."""
        return self._row.heightForWidth(width)

    def sizeHint(self) -> QSize:
        """The words on one line."""
        hint = self._row.sizeHint()
        return QSize(max(hint.width(), now().grow(120)), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Narrow words wrap, but never under a few characters."""
        return QSize(now().grow(120), self._row.minimumSize().height())

    def one_line_width(self) -> int:
        """Pixels for the bold words on one line with hint and tick."""
        theme = now()
        text = QFontMetrics(theme.font(bold=True)).horizontalAdvance(self.choice.text)
        return text + self._hint.sizeHint().width() + theme.space(20 + 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box and the tick."""
        super().paintEvent(event)
        if self.isChecked():
            side = now().grow(ICON_BODY)
            picture = icons.pixmap("check", "accent", side, self.devicePixelRatioF())
            with QPainter(self) as painter:
                painter.drawPixmap(self.width() - side - now().space(12), (self.height() - side) // 2, picture)

    def _show_state(self, chosen: bool) -> None:
        self._text.set_tone("accent" if chosen else "text", strong=chosen)


class ChoiceList(QWidget):
    """Options side by side, as many columns as their words allow, chosen by digit, arrows and Space.

    ``picked`` carries the chosen keys (a tuple) whenever the person changes them.

    :param choices: in order; digits 1 to 9 are given by place where a choice names none
    :param several: many may be chosen
    :param unknown: words of the option 不清楚 under the digit 0, empty for none; its key is ``UNKNOWN``
    :param alone: keys that exclude all others (无)
    """

    picked = Signal(tuple)
    UNKNOWN: Final = "__unknown__"

    def __init__(
        self,
        choices: Sequence[Choice],
        name: str,
        *,
        several: bool = False,
        unknown: str = "",
        alone: Collection[str] = (),
        columns: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._several = several
        self._alone = {*alone, self.UNKNOWN}
        self._columns = columns
        self._folded = 0
        shown = [_numbered(choice, place) for place, choice in enumerate(choices)]
        if unknown:
            shown.append(Choice(self.UNKNOWN, unknown, digit="0"))
        self._options = [Option(choice) for choice in shown]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for option in self._options:
            option.clicked.connect(lambda _on, option=option: self._press(option))
            option.installEventFilter(self)
        self._fold(columns)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen keys in the order of the options."""
        return tuple(option.choice.key for option in self._options if option.isChecked())

    def choose(self, keys: Collection[str]) -> None:
        """Set the choice without a signal."""
        for option in self._options:
            option.setChecked(option.choice.key in keys)

    def press_digit(self, digit: str) -> bool:
        """Choose (or toggle) the option with this digit; False when there is none."""
        for option in self._options:
            if option.choice.digit == digit and option.isEnabled():
                option.setFocus(Qt.FocusReason.ShortcutFocusReason)
                option.setChecked(not option.isChecked() if self._several else True)
                self._press(option)
                return True
        return False

    def focus_first(self) -> None:
        """Put the keys on the chosen option, else on the first."""
        chosen = [option for option in self._options if option.isChecked()]
        (chosen or self._options)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits and arrows on any option."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            return self._key(event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits where the list itself has the focus."""
        if event.modifiers() or not self._key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as the longest words allow."""
        gap = self._grid.horizontalSpacing()
        widest = max((option.one_line_width() for option in self._options), default=1)
        fitting = max(1, (self.width() + gap) // (widest + gap))
        self._fold(min(self._columns, fitting))

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self._move(step)
            return True
        return event.text().isdigit() and self.press_digit(event.text())

    def _move(self, step: int) -> None:
        place = next((i for i, option in enumerate(self._options) if option.hasFocus()), 0)
        self._options[(place + step) % len(self._options)].setFocus(Qt.FocusReason.TabFocusReason)

    def _press(self, option: Option) -> None:
        key = option.choice.key
        if not self._several:
            self.choose({key})
        elif option.isChecked():
            keep = {key} if key in self._alone else {*self.chosen} - self._alone
            self.choose(keep | {key})
        self.picked.emit(self.chosen)

    def _fold(self, columns: int) -> None:
        self._grid.setSpacing(now().space(8))
        if columns == self._folded:
            return
        self._folded = columns
        for place, option in enumerate(self._options):
            self._grid.addWidget(option, place // columns, place % columns)
        for number in range(self._columns):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)


def _numbered(choice: Choice, place: int) -> Choice:
    if choice.digit or place >= 9:
        return choice
    return Choice(choice.key, choice.text, choice.note, str(place + 1))
