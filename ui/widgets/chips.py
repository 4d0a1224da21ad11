"""Chips, clock badges, and the row of at most three chips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.core.theme import now, restyle
from ui.core.tokens import ICON_CHIP, TONE_COLOURS, Tone, Type
from ui.core.words import listed
from ui.widgets.boxes import Flow, line
from ui.widgets.labels import IconLabel, Label

CHIPS_IN_A_ROW: Final = 3


class Chip(QFrame):
    """A short word in a soft box; text always, an icon for states, never truncated."""

    def __init__(self, text: str, tone: Tone = Tone.GREY, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self._label = Label(text, Type.SMALL, wrap=False)
        self._icon = IconLabel(icon or "circle", pixels=ICON_CHIP)
        self.setLayout(line(self._icon, self._label, gap=4, margins=(7, 2, 7, 2)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(text, tone, icon)

    @property
    def text(self) -> str:
        """The word."""
        return self._label.text()

    def set(self, text: str, tone: Tone, icon: str = "") -> None:
        """Another word, tone or icon."""
        role = TONE_COLOURS[tone][0]
        self._label.setText(text)
        self._label.set_tone(role, strong=tone is Tone.RED_SOLID)
        self._icon.set_icon(icon or "circle", role)
        self._icon.setVisible(bool(icon))
        restyle(self, tone=tone.value)
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()


@dataclass(frozen=True)
class ChipWords:
    """What a chip shows."""

    text: str
    tone: Tone = Tone.GREY
    icon: str = ""


class ChipRow(QWidget):
    """At most three chips, then +2; the rest is told to screen readers and on hover."""

    def __init__(self, chips: Sequence[ChipWords], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = Flow(self, gap=8)
        for words in chips[:CHIPS_IN_A_ROW]:
            flow.addWidget(Chip(words.text, words.tone, words.icon))
        if rest := chips[CHIPS_IN_A_ROW:]:
            more = Chip(f"+{len(rest)}")
            more.setToolTip(listed(words.text for words in rest))
            flow.addWidget(more)
        self.setAccessibleName(listed(words.text for words in chips))


class ClockState(Enum):
    """The states of a clock, in the order in which lists sort them. The value is (tone, icon)."""

    OVERDUE = (Tone.RED_SOLID, "warning-fill")
    SOON = (Tone.AMBER, "hourglass-medium-fill")
    IN_TIME = (Tone.GREEN, "clock")
    PAUSED = (Tone.GREY, "pause-circle")
    DONE = (Tone.GREEN, "check-circle")

    @classmethod
    def of(cls, days_left: int, amber_from: int) -> ClockState:
        """The state of a running clock; amber when ``amber_from`` days or fewer are left."""
        if days_left < 0:
            return cls.OVERDUE
        return cls.SOON if days_left <= amber_from else cls.IN_TIME


def clock_words(days_left: int, *, working_days: bool) -> str:
    """逾期 4 天, 今天到期, 剩 3 个工作日: the unit is always written."""
    if days_left == 0:
        return QCoreApplication.translate("Clock", "今天到期")
    if working_days:
        late, left = (
            QCoreApplication.translate("Clock", "逾期 {n} 个工作日"),
            QCoreApplication.translate("Clock", "剩 {n} 个工作日"),
        )
    else:
        late, left = (
            QCoreApplication.translate("Clock", "逾期 {n} 天"),
            QCoreApplication.translate("Clock", "剩 {n} 天"),
        )
    return (late if days_left < 0 else left).format(n=abs(days_left))


class ClockBadge(Chip):
    """The time left, by colour, icon and words; only the overdue one is solid."""

    def __init__(self, state: ClockState, text: str, parent: QWidget | None = None) -> None:
        tone, icon = state.value
        super().__init__(text, tone, icon, parent)
        self.state = state

    @staticmethod
    def running(days_left: int, *, working_days: bool, amber_from: int) -> ClockBadge:
        """The badge of a running clock."""
        return ClockBadge(ClockState.of(days_left, amber_from), clock_words(days_left, working_days=working_days))


def clock_column() -> int:
    """The width of the clock column in lists, in pixels."""
    return now().grow(136)
