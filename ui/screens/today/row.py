"""The household row of 今日: clock, who and what, last visit, and one button that names the next step."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from app.services.today import TodayRow
from ui.core import words
from ui.core.theme import keep_width
from ui.core.tokens import CLOCK_COLUMN, Type
from ui.screens.today import wording
from ui.widgets.boxes import Flow, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Row, framed
from ui.widgets.chips import CHIPS_IN_A_ROW, Chip
from ui.widgets.household import chips, last_visit
from ui.widgets.labels import Label

LAST_COLUMN = 110


class DueRow(Row):
    """One household (or one thing of it) that is due.

    ``opened`` comes on Enter or a click, ``stepped`` from the button, ``taken`` when the row gets the keys.

    :param narrow: the last visit stands in a third line
    """

    stepped = Signal()
    taken = Signal(object)

    def __init__(self, due: TodayRow, today: date, *, narrow: bool) -> None:
        household = due.household
        what = wording.all_due(due.items, today)
        self.step = Button(wording.step_word(due.items), rowed=True)
        self.step.setAccessibleName(f"{self.step.text()} {household.name}")
        super().__init__(
            _inside(due, today, what, self.step, narrow=narrow), f"{household.name} {household.door} {what}"
        )
        self.due = due
        self.step.clicked.connect(self.stepped)
        self.step.installEventFilter(self)

    def select(self, chosen: bool) -> None:
        """The selected row's button is the page's primary one."""
        super().select(chosen)
        self.step.set_kind(Kind.PRIMARY if chosen else Kind.SECONDARY)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row with the keys is the selected one."""
        super().focusInEvent(event)
        self.taken.emit(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Also when its button has the keys."""
        if event.type() == QEvent.Type.FocusIn:
            self.taken.emit(self)
        return False


def _inside(due: TodayRow, today: date, what: str, step: Button, *, narrow: bool) -> QHBoxLayout:
    badge = QWidget()
    badge.setLayout(line(wording.badge(due.worst), -1))
    keep_width(badge, CLOCK_COLUMN)
    ago, day = last_visit(due.household.last_visit, today)
    text = column(_names(due), Label(what, Type.SMALL, "text2"), gap=2)
    row = line(badge, gap=8, margins=(12, 6, 14, 6))
    row.addLayout(text, 1)
    if narrow:
        told = wording.last_words(ago) if day else ago
        text.addWidget(Label(told, Type.SMALL, "muted"))
        row.setAlignment(badge, Qt.AlignmentFlag.AlignTop)
    else:
        last = QWidget()
        words_of = column(Label(ago, wrap=False), gap=2)
        if day:
            words_of.addWidget(Label(day, Type.SMALL, "muted", wrap=False))
        last.setLayout(words_of)
        keep_width(last, LAST_COLUMN)
        row.addWidget(last, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(step, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _names(due: TodayRow) -> Flow:
    flow = Flow(gap=8)
    flow.addWidget(Label(due.household.name, strong=True, wrap=False))
    flow.addWidget(Label(due.household.door, Type.SMALL, "text2", wrap=False))
    shown = chips(due.household.labels)
    for chip in shown[:CHIPS_IN_A_ROW]:
        flow.addWidget(Chip(chip.text, chip.tone, chip.icon))
    if rest := shown[CHIPS_IN_A_ROW:]:
        more = Chip(f"+{len(rest)}")
        more.setToolTip(words.listed(chip.text for chip in rest))
        flow.addWidget(more)
    return flow


def head_strip(names: tuple[str, str, str]) -> QWidget:
    """The words over the columns, where the columns of the rows stand."""
    clock, what, last = (Label(name, Type.SMALL, "text2", wrap=False) for name in names)
    keep_width(clock, CLOCK_COLUMN)
    keep_width(last, LAST_COLUMN)
    room = Button(words.translate("Today", "走访"), rowed=True)
    policy = room.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    room.setSizePolicy(policy)
    room.hide()
    strip: QBoxLayout = line(clock, gap=8, margins=(15, 4, 14, 4))
    strip.addWidget(what, 1)
    strip.addWidget(last)
    strip.addWidget(room)
    return framed("cardhead", strip)
