"""Over the list: what narrows and sorts it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.households.models import HouseholdFilter, Order
from ui.core.tokens import Type
from ui.widgets.boxes import Flow, column, line
from ui.widgets.cards import SearchBox
from ui.widgets.fields import Select
from ui.widgets.labels import Label
from ui.widgets.toggles import Toggles

LABELS = ("监测户", "脱贫户", "低保", "特困", "重残", "独居", "空巢", "留守", "失联")
"""Words that households carry and people look for."""
ALL_GROUPS = "*"


class Filters(QWidget):
    """Search line, group, labels, order. ``changed`` comes when one of them does."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchBox(self.tr("搜姓名、拼音、尾号、电话"))
        self.search.setAcceptDrops(False)  # a file dropped here goes to the page
        self.search.asked.connect(lambda _text: self.changed.emit())
        self.group = Select([(ALL_GROUPS, self.tr("全部组"))], ALL_GROUPS)
        self.group.setAccessibleName(self.tr("村民小组"))
        self.group.picked.connect(lambda _key: self.changed.emit())
        self.order = Select([(order.value, self._order_word(order)) for order in Order], Order.PLACE.value)
        self.order.setAccessibleName(self.tr("怎么排"))
        self.order.picked.connect(lambda _key: self.changed.emit())
        self.labels = Toggles(self.tr("只看"))
        self.labels.set_choices([(word, word) for word in LABELS])
        self.labels.picked.connect(lambda _key: self.changed.emit())
        for box in (self.group, self.order):
            box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        top = Flow(gap=10)
        for part in (self.search, self.group, self.order):
            top.addWidget(part)
        only = line(Label(self.tr("只看"), Type.SMALL, "text2", wrap=False), gap=8)
        only.addWidget(self.labels, 1)
        whole = column(gap=8, margins=(20, 10, 20, 10))
        whole.addLayout(top)
        whole.addLayout(only)
        self.setLayout(whole)

    @property
    def wanted(self) -> HouseholdFilter:
        """What is asked for."""
        group = self.group.chosen
        return HouseholdFilter(
            text=self.search.text(),
            group=None if group == ALL_GROUPS else group,
            label=self.labels.chosen or None,
            order=Order(self.order.chosen),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        wanted = self.wanted
        return bool(wanted.text.strip() or wanted.group or wanted.label)

    def set_groups(self, groups: Sequence[tuple[str, int]]) -> None:
        """The groups of the village, with their households."""
        chosen = self.group.chosen
        self.group.clear()
        self.group.addItem(self.tr("全部组"), ALL_GROUPS)
        for name, count in groups:
            self.group.addItem(self.tr("{group} {n} 户").format(group=name, n=count), name)
        self.group.choose(chosen if chosen in {name for name, _ in groups} else ALL_GROUPS)
        self.group.updateGeometry()

    def widen(self) -> None:
        """Everything again."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.group.choose(ALL_GROUPS)
        self.labels.choose("")
        self.changed.emit()

    def _order_word(self, order: Order) -> str:
        return {
            Order.PLACE: self.tr("按门牌"),
            Order.NAME: self.tr("按姓名"),
            Order.LAST_VISIT: self.tr("最久没走访的在前"),
            Order.NEXT_VISIT: self.tr("下次走访近的在前"),
        }[order]
