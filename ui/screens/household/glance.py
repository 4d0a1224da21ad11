"""Under the head: the household's figures, and at large text its chips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.services.households.models import CardKind, HouseholdPage
from ui.core import words
from ui.screens.household.wording import as_of_words
from ui.widgets.boxes import clear, column
from ui.widgets.chips import ChipRow
from ui.widgets.figures import Figures, captioned
from ui.widgets.household import chips, last_visit
from ui.widgets.labels import Label
from ui.widgets.masked import Masked


class GlanceLine(QWidget):
    """The figures of a household in one line that wraps.

    :param reveal: asks for the whole telephone number
    """

    def __init__(self, reveal: Callable[[QObject, Callable[[str], None]], object], shown_ms: int) -> None:
        super().__init__()
        self._reveal = reveal
        self._shown_ms = shown_ms
        self._figures = Figures(self.tr("这户的数"))
        self._chips = column()
        self.setLayout(column(self._chips, self._figures, gap=6, margins=(20, 8, 20, 8)))
        self.phone: Masked | None = None

    def show_page(self, page: HouseholdPage, today: date, *, narrow: bool) -> None:
        """Show a household; ``narrow``: the chips stand here, and the two figures that are asked for least are left out."""
        clear(self._chips)
        if narrow and page.labels:
            self._chips.addWidget(ChipRow(chips(page.labels)))
        self.phone = Masked(page.phone, self._reveal, self.tr("电话"), shown_ms=self._shown_ms, strong=True)
        phone = captioned(self.tr("电话"), self.phone, inline=narrow)
        first = (self._persons(page, narrow), self._income(page, today, narrow), self._last(page, today, narrow))
        more = () if narrow else self._more(page, today)
        self._figures.show_parts([*first, *more, phone])

    def _persons(self, page: HouseholdPage, narrow: bool) -> QWidget:
        text = f"{page.hukou_persons} / {page.living_persons} / {page.at_home}".replace(" ", words.NO_BREAK)
        caption = self.tr("户籍 / 常住 / 在家") if narrow else self.tr("户籍 / 常住 / 今日在家")
        return captioned(caption, _value(self.tr("{n} 人").format(n=text)), inline=narrow)

    def _income(self, page: HouseholdPage, today: date, narrow: bool) -> QWidget:
        caption = self.tr("人均") if narrow else self.tr("年人均纯收入")
        if page.net_income is None:
            return captioned(caption, _value(self.tr("不清楚")), inline=narrow)
        if page.net_income_as_of and not narrow:
            caption = self.tr("年人均纯收入 · {day}").format(day=as_of_words(page.net_income_as_of, today))
        return captioned(caption, _value(words.yuan(page.net_income)), inline=narrow)

    def _last(self, page: HouseholdPage, today: date, narrow: bool) -> QWidget:
        ago, day = last_visit(page.last_visit, today)
        late = any(card.kind is CardKind.VISIT_OVERDUE for card in page.cards)
        caption = self.tr("上次走访")
        if day and not narrow:
            caption = self.tr("上次走访 · {day}").format(day=day)
        return captioned(caption, _value(ago, "red" if late else "text"), inline=narrow)

    def _more(self, page: HouseholdPage, today: date) -> Sequence[QWidget]:
        """What gives way at large text; the facts have it too."""
        since, helper = as_of_words(page.monitored_since, today), page.helper
        parts = ((self.tr("纳入监测"), since), (self.tr("帮扶责任人"), helper))
        return [captioned(caption, _value(value)) for caption, value in parts if value]


def _value(text: str, tone: str = "text") -> Label:
    return Label(text, tone=tone, strong=True, wrap=False)
