"""The status strip: what is known of line, exchange, unacknowledged work, conflicts, saving, and who works here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.core import words
from ui.core.layout import Fold
from ui.core.theme import now, restyle
from ui.core.tokens import ICON_CHIP, STRIP_HEIGHT, Type
from ui.widgets.boxes import line
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import IconLabel, Label, Rule


@dataclass(frozen=True)
class StripState:
    """What is known; a thing that is not known is None or 0 and is not shown.

    :param online: False: offline, which is no error
    :param last_exchange: end of the last exchange that went through
    :param trouble: why the last exchange failed, in words; empty when it did not
    """

    today: date
    online: bool = False
    last_exchange: datetime | None = None
    trouble: str = ""
    operations: int = 0
    attachments: int = 0
    conflicts: int = 0
    held: int = 0
    saved_at: datetime | None = None
    who: str = ""


class _Part(QWidget):
    """Icon and words of the strip."""

    def __init__(self, icon: str = "", role: str = "text2") -> None:
        super().__init__()
        self._icon = IconLabel(icon, role, ICON_CHIP + 2) if icon else None
        self._label = Label("", Type.SMALL, "text2", wrap=False)
        row = line(gap=8, margins=(10, 0, 10, 0))
        if self._icon is not None:
            row.addWidget(self._icon)
        row.addWidget(self._label)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def say(self, text: str, icon: str = "", role: str = "text2") -> None:
        if self._icon is not None and icon:
            self._icon.set_icon(icon, role)
        self._label.setText(text)
        self.setVisible(bool(text))
        self.setAccessibleName(text)


class StatusStrip(QFrame):
    """The strip at the foot of the window. ``exchange_wanted`` and ``conflicts_wanted`` come when a part is pressed."""

    exchange_wanted = Signal()
    conflicts_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAccessibleName(self.tr("状态"))
        self._fold = Fold.DRAWN
        self._state: StripState | None = None
        self._line = _Part("cloud-slash")
        self._last = _Part()
        self._waiting = self._button("tray", "text2")
        self._waiting.clicked.connect(self.exchange_wanted)
        self._conflicts = self._button("git-diff", "amber")
        self._conflicts.clicked.connect(self.conflicts_wanted)
        restyle(self._conflicts, tone="amber")
        self._saved = _Part("check-circle", "green")
        self._who = _Part()
        row = line(margins=(4, 0, 4, 0))
        for part in (self._line, self._last, self._waiting, self._conflicts):
            row.addWidget(part)
            row.addWidget(Rule(upright=True))
        row.addStretch(1)
        row.addWidget(self._saved)
        row.addWidget(Rule(upright=True))
        row.addWidget(self._who)
        self.setLayout(row)
        for part in (self._line, self._last, self._waiting, self._conflicts, self._saved, self._who):
            part.hide()  # nothing is known yet
        self._grow()

    def show_state(self, state: StripState, fold: Fold | None = None) -> None:
        """Show what is known, as much as the window has room for."""
        self._state = state
        self._fold = self._fold if fold is None else fold
        self._show_line(state)
        self._show_waiting(state)
        saved = (
            self.tr("已保存 {time}").format(time=words.clock(state.saved_at, seconds=True)) if state.saved_at else ""
        )
        self._saved.say(saved)
        self._who.say(state.who if self._fold < Fold.MENU else "")

    def set_fold(self, fold: Fold) -> None:
        """Drop what the window has no room for."""
        if self._state is not None:
            self.show_state(self._state, fold)

    def changeEvent(self, event: QEvent) -> None:
        """Grows with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._grow()

    def _grow(self) -> None:
        height = now().grow(STRIP_HEIGHT)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _show_line(self, state: StripState) -> None:
        if state.trouble:
            self._line.say(state.trouble, "cloud-slash")
        elif state.online:
            self._line.say(self.tr("在线"), "cloud")
        else:
            calm = self.tr("离线，可照常工作") if self._fold < Fold.SINGLE else self.tr("离线")
            self._line.say(calm, "cloud-slash")
        exchange = ""
        if state.last_exchange is not None and self._fold < Fold.MENU:
            when = f"{words.day(state.last_exchange.date(), state.today)} {words.clock(state.last_exchange)}"
            exchange = self.tr("上次交换 {when}").format(when=when)
        self._last.say(exchange)

    def _show_waiting(self, state: StripState) -> None:
        short = self._fold >= Fold.MENU
        waiting = self.tr("待确认 {n} 条").format(n=f"{state.operations:,}") if state.operations else ""
        if waiting and state.attachments and not short:
            waiting = self.tr("待确认 {n} 条、附件 {files} 个").format(
                n=f"{state.operations:,}", files=state.attachments
            )
        self._waiting.setText(waiting)
        self._waiting.setVisible(bool(waiting))
        template = self.tr("冲突 {n}、搁置 {held}") if short else self.tr("{n} 处冲突、{held} 条搁置，等您处理")
        conflict = template.format(n=state.conflicts, held=state.held) if state.conflicts or state.held else ""
        self._conflicts.setText(conflict)
        self._conflicts.setVisible(bool(conflict))

    def _button(self, icon: str, role: str) -> Button:
        button = Button(" ", Kind.QUIET, icon, icon_role=role)
        restyle(button, kind="strip")
        return button
