"""Beside the list: the household of the current row at a glance."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.households.models import HouseholdRow
from ui.core import words
from ui.core.tokens import Tone, Type
from ui.widgets.boxes import Flow, Scroller, clear, column, line
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner
from ui.widgets.chips import Chip
from ui.widgets.household import chips, last_visit
from ui.widgets.labels import Label, Rule


class Glance(QWidget):
    """Shows a line of the list in full. ``opened`` carries its id."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._box = column(gap=8, margins=(16, 14, 16, 14))
        self._household = ""
        self.open_button = Button(self.tr("打开这一户"), icon="house-line")
        self.open_button.clicked.connect(lambda: self.opened.emit(self._household))
        foot = line(self.open_button, -1, margins=(16, 8, 16, 10))
        self.setLayout(column(Scroller(column(self._box, -1)), Rule(), foot))
        self.setAccessibleName(self.tr("这一户"))

    def show_household(self, row: HouseholdRow, today: date) -> None:
        """Show this household."""
        self._household = row.id
        clear(self._box)
        self._box.addWidget(Label(self.tr("{head}户").format(head=row.name), Type.TITLE))
        self._box.addWidget(Label(f"{row.door} · {row.code}", Type.SMALL, "text2"))
        if row.labels:
            self._box.addLayout(_chips(row))
        for part in self._banners(row):
            self._box.addWidget(part)
        for word, value in self._facts(row, today):
            self._box.addLayout(_fact(word, value))
        self._box.addStretch(1)

    def _facts(self, row: HouseholdRow, today: date) -> list[tuple[str, str]]:
        ago, day = last_visit(row.last_visit, today)
        times = self.tr("共 {n} 次").format(n=row.visits)
        coming = words.day(row.next_visit, today) if row.next_visit else self.tr("没有约")
        return [
            (self.tr("人口"), self.tr("{n} 人，今天在家 {home} 人").format(n=row.persons, home=row.at_home)),
            (self.tr("年人均纯收入"), words.yuan(row.net_income) if row.net_income is not None else "–"),
            (self.tr("上次走访"), words.listed((ago, day, times)) if day else ago),
            (self.tr("下次走访"), coming),
            (self.tr("电话"), row.phone or "–"),
            (self.tr("住址"), row.address or "–"),
        ]

    def _banners(self, row: HouseholdRow) -> list[Banner]:
        found = []
        if row.drafts:
            found.append(Banner(Tone.AMBER, self.tr("有 {n} 份走访没做完").format(n=row.drafts)))
        if row.conflicts:
            found.append(Banner(Tone.AMBER, self.tr("{n} 处记录对不上，等您定").format(n=row.conflicts)))
        return found


def _chips(row: HouseholdRow) -> Flow:
    flow = Flow(gap=6)
    for chip in chips(row.labels):
        flow.addWidget(Chip(chip.text, chip.tone, chip.icon))
    return flow


def _fact(word: str, value: str) -> QVBoxLayout:
    return column(Label(word, Type.SMALL, "muted"), Label(value), gap=2)
