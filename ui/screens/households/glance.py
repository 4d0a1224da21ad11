"""Beside the list: the household of the current row at a glance."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.households.models import HouseholdRow
from app.services.households.models import Label as HouseholdLabel
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
        self._household = ""
        self._labels: tuple[HouseholdLabel, ...] = ()
        self._title, self._place = Label("", Type.TITLE), Label("", Type.SMALL, "text2")
        self._chips = Flow(gap=6)
        self._drafts, self._conflicts = Banner(Tone.AMBER, ""), Banner(Tone.AMBER, "")
        self._values = {word: Label("") for word in _words()}
        inside = column(self._title, self._place, self._chips, self._drafts, self._conflicts, gap=8)
        for word, value in self._values.items():
            inside.addLayout(column(Label(word, Type.SMALL, "muted"), value, gap=2))
        inside.addStretch(1)
        inside.setContentsMargins(16, 14, 16, 14)
        self.open_button = Button(self.tr("打开这一户"), icon="house-line")
        self.open_button.clicked.connect(lambda: self.opened.emit(self._household))
        foot = line(self.open_button, -1, margins=(16, 8, 16, 10))
        self.setLayout(column(Scroller(inside), Rule(), foot))
        self.setAccessibleName(self.tr("这一户"))

    def show_household(self, row: HouseholdRow, today: date) -> None:
        """Show this household. Widgets are kept and get other words: making them anew costs 10 ms at each key."""
        self._household = row.id
        self._title.setText(self.tr("{head}户").format(head=row.name))
        self._place.setText(f"{row.door} · {row.code}")
        if row.labels != self._labels:
            self._labels = row.labels
            clear(self._chips)
            for chip in chips(row.labels):
                self._chips.addWidget(Chip(chip.text, chip.tone, chip.icon))
        for banner, count, text in (
            (self._drafts, row.drafts, self.tr("有 {n} 份走访没做完")),
            (self._conflicts, row.conflicts, self.tr("{n} 处记录对不上，等您定")),
        ):
            banner.setVisible(bool(count))
            if count:
                banner.set(Tone.AMBER, text.format(n=count))
        for label, value in zip(self._values.values(), self._facts(row, today), strict=True):
            label.setText(value)

    def _facts(self, row: HouseholdRow, today: date) -> tuple[str, ...]:
        """Give the values in the order of :func:`_words`."""
        ago, day = last_visit(row.last_visit, today)
        times = self.tr("共 {n} 次").format(n=row.visits)
        coming = words.day(row.next_visit, today) if row.next_visit else self.tr("没有约")
        return (
            self.tr("{n} 人，今天在家 {home} 人").format(n=row.persons, home=row.at_home),
            words.yuan(row.net_income) if row.net_income is not None else "–",
            words.listed((ago, day, times)) if day else ago,
            coming,
            row.phone or "–",
            row.address or "–",
        )


def _words() -> tuple[str, ...]:
    return (
        words.translate("Glance", "人口"),
        words.translate("Glance", "年人均纯收入"),
        words.translate("Glance", "上次走访"),
        words.translate("Glance", "下次走访"),
        words.translate("Glance", "电话"),
        words.translate("Glance", "住址"),
    )
