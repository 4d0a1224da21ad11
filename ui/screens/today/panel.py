"""Beside the list of 今日: what must be done today, and visits that were left half done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.today import Due, DueItem, TodayPage, TodayRow
from ui.core import words
from ui.core.tokens import Type
from ui.screens.today import wording
from ui.widgets.boxes import clear, column, line
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.labels import Label, Rule

SHOWN = 5
"""Things in a card; the list has them all."""
Thing = tuple[TodayRow, DueItem]


class TodayPanel(QWidget):
    """The side panel. ``go_on`` carries the visit to continue."""

    go_on = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._box = column(gap=12)
        self.setLayout(column(self._box, -1))
        self.setAccessibleName(self.tr("今天要做的"))

    def show_page(self, page: TodayPage) -> None:
        """Show what the page says of today."""
        clear(self._box)
        things = [(row, item) for row in page.rows for item in row.items]
        drafts = [thing for thing in things if thing[1].kind is Due.DRAFT]
        pressing = [thing for thing in things if thing[1].days <= 0 and thing[1].kind is not Due.DRAFT]
        self._box.addWidget(self._pressing_card(sorted(pressing, key=lambda thing: thing[1].days), page.day))
        if drafts:
            self._box.addWidget(self._draft_card(drafts, page.day))

    def _pressing_card(self, things: Sequence[Thing], today: date) -> Card:
        card = Card(self.tr("今天要做的"), count=self.tr("{n} 件").format(n=len(things)) if things else "")
        for place, (row, item) in enumerate(things[:SHOWN]):
            if place:
                card.add(Rule())
            head = line(Label(wording.title(item), strong=True), gap=8)
            head.addWidget(wording.badge(item))
            told = wording.due_words(item, today)
            who = told if told.startswith(row.household.name) else f"{row.household.name} · {told}"
            card.add(column(head, Label(who, Type.SMALL, "text2"), gap=2))
        if not things:
            card.add(Label(self.tr("今天没有到期的事"), tone="text2"))
        if len(things) > SHOWN:
            card.add(Label(self.tr("还有 {n} 件，见左边").format(n=len(things) - SHOWN), Type.SMALL, "muted"))
        return card

    def _draft_card(self, things: Sequence[Thing], today: date) -> Card:
        card = Card(self.tr("没做完的走访"), count=self.tr("{n} 份").format(n=len(things)))
        for place, (row, item) in enumerate(things[:SHOWN]):
            if place:
                card.add(Rule())
            button = Button(self.tr("继续"), rowed=True)
            button.setAccessibleName(f"{button.text()} {row.household.name}")
            button.clicked.connect(lambda _on=False, visit=item.draft: self.go_on.emit(visit))
            head = line(Label(row.household.name, strong=True), gap=8)
            head.addWidget(button)
            card.add(column(head, Label(wording.due_words(item, today), Type.SMALL, "text2"), gap=2))
        return card


def nothing_due(page: TodayPage, start: Button) -> EmptyState:
    """What stands in the list's place when nothing is due."""
    text = words.translate("TodayPanel", "今天没有到期的事，{n} 户都不急").format(n=page.households)
    return EmptyState("check-circle", text, start)
