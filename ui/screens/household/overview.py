"""概况 and 成员: what holds now, who lives here, what they receive."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.households.models import HouseholdPage
from ui.screens.household.cards import BenefitsCard, MembersCard, RevealField, condition
from ui.widgets.boxes import Scroller, clear, column, line
from ui.widgets.buttons import Button, Kind

CARDS_BESIDE = 2
"""Condition cards in a line where there is room."""


class Overview(QWidget):
    """The first tab. ``go_on`` carries the visit to continue, ``all_benefits`` asks for that tab."""

    go_on = Signal(str)
    all_benefits = Signal()

    def __init__(self, reveal: RevealField, shown_ms: int) -> None:
        super().__init__()
        self._conditions = column(gap=10)
        self.members = MembersCard(self.tr("成员"), reveal, shown_ms, phones=False)
        self.benefits = BenefitsCard()
        self._more = Button(self.tr("显示全部"), Kind.QUIET, rowed=True)
        self._more.clicked.connect(self.all_benefits)
        inside = column(self._conditions, self.members, self.benefits, gap=10, margins=(20, 10, 20, 14))
        inside.addWidget(self._more)
        inside.addStretch(1)
        self.setLayout(inside)

    def show_page(self, page: HouseholdPage, today: date, *, folded: bool, narrow: bool) -> None:
        """Show a household; ``narrow``: the cards stand under each other."""
        clear(self._conditions)

        def go_on() -> None:
            self.go_on.emit(page.draft_ids[0])

        beside = 1 if narrow else CARDS_BESIDE
        banners = [condition(card, today, go_on) for card in page.cards]
        for first in range(0, len(banners), beside):
            row = line(gap=10)
            for banner in banners[first : first + beside]:
                row.addWidget(banner, 1)
            self._conditions.addLayout(row)
        self.members.show_members(page.members, folded=folded)
        running = [row for row in page.benefits if row.active]
        self.benefits.show_benefits(running, today, folded=folded)
        self._more.setVisible(len(running) < len(page.benefits))


class MembersTab(QWidget):
    """Members with their telephones; below, those who died or moved away."""

    def __init__(self, reveal: RevealField, shown_ms: int) -> None:
        super().__init__()
        self.members = MembersCard(self.tr("在户的人"), reveal, shown_ms, phones=True)
        self.gone = MembersCard(self.tr("去世的人"), reveal, shown_ms, phones=False)
        self.setLayout(column(self.members, self.gone, -1, gap=10, margins=(20, 10, 20, 14)))

    def show_page(self, page: HouseholdPage, *, folded: bool) -> None:
        """Show a household's members."""
        self.members.show_members(page.members, folded=folded)
        self.gone.show_members(page.gone_members, folded=folded)
        self.gone.setVisible(bool(page.gone_members))


def scrolled(card: QWidget) -> Scroller:
    """A tab that is one card."""
    return Scroller(column(card, -1, margins=(20, 10, 20, 14)))
