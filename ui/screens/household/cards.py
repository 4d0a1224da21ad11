"""Cards of the household's page: conditions that hold, members, benefits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.services.households.models import BenefitRow, CardKind, MemberRow
from app.services.households.models import Card as Condition
from ui.core import words
from ui.core.tokens import Tone, Type
from ui.screens.household import wording
from ui.widgets.boxes import Flow, column
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, Card, framed
from ui.widgets.chips import Chip
from ui.widgets.household import TONES, chips
from ui.widgets.labels import Label
from ui.widgets.masked import Masked
from ui.widgets.short_table import ShortColumn, ShortTable

RevealField: TypeAlias = Callable[[str, str, QObject, Callable[[str], None]], object]
"""Asks for a member's number: member (empty: the household), field, on whose behalf, to whom."""
_ICONS = {CardKind.CERTIFICATE: "calendar-x", CardKind.CONFLICT: "git-diff", CardKind.DRAFT: "notebook"}


def condition(card: Condition, today: date, go_on: Callable[[], None]) -> Banner:
    """A condition that holds now."""
    text, reason = wording.card_words(card, today)
    tone = Tone.BLUE if card.kind is CardKind.DRAFT else TONES[card.tone]
    button = None
    if card.kind is CardKind.DRAFT:
        button = Button(words.translate("HouseholdCards", "继续"), rowed=True)
        button.clicked.connect(go_on)
    return Banner(tone, text, reason, icon=_ICONS.get(card.kind, ""), button=button)


class MembersCard(Card):
    """Members under each other, numbers masked.

    :param title: words of the head
    :param reveal: asks for a whole number
    :param shown_ms: how long it stays open
    :param phones: whether telephones have a column
    """

    def __init__(self, title: str, reveal: RevealField, shown_ms: int, *, phones: bool) -> None:
        super().__init__(title, headed=True)
        self._reveal = reveal
        self._shown_ms = shown_ms
        self._phones = phones
        columns = [
            ShortColumn(self.tr("姓名")),
            ShortColumn(self.tr("关系")),
            ShortColumn(self.tr("性别年龄")),
            ShortColumn(self.tr("身份证号"), second=True),
            *([ShortColumn(self.tr("电话"), second=True)] if phones else []),
            ShortColumn(self.tr("情况"), wide=True),
            ShortColumn(self.tr("现状")),
        ]
        self.table = ShortTable(columns, title)
        self.body.addWidget(self.table)

    def show_members(self, members: Sequence[MemberRow], *, folded: bool) -> None:
        """Show these members."""
        self.count.setText(str(len(members)))
        self.table.set_rows([self._cells(member) for member in members], folded=folded)

    def _cells(self, member: MemberRow) -> list[QWidget]:
        age = words.age(member.age) if member.age is not None else ""
        cells: list[QWidget] = [
            Label(member.name, strong=True, wrap=False),
            Label(member.relation or "–", wrap=False),
            Label(f"{member.sex} {age}".strip(), wrap=False),
            self._number(member, "id_number", member.id_number),
        ]
        if self._phones:
            cells.append(self._number(member, "phone", member.phone))
        return [*cells, _conditions(member), Label(member.residence or "–", tone="text2", wrap=False)]

    def _number(self, member: MemberRow, field: str, masked: str) -> Masked:
        reveal = partial(self._reveal, member.id, field)
        return Masked(masked, reveal, member.name, shown_ms=self._shown_ms)


def _conditions(member: MemberRow) -> QWidget:
    holder = QWidget()
    flow = Flow(holder, gap=6)
    for chip in chips(member.conditions):
        flow.addWidget(Chip(chip.text, chip.tone, chip.icon))
    if member.inferred:
        flow.addWidget(Chip(words.translate("HouseholdCards", "名册推定")))
    return holder


class BenefitsCard(Card):
    """What the household and its members receive."""

    def __init__(self) -> None:
        super().__init__(words.translate("HouseholdCards", "享受政策"), headed=True)
        columns = [
            ShortColumn(self.tr("政策"), wide=True),
            ShortColumn(self.tr("享受人")),
            ShortColumn(self.tr("金额"), right=True),
            ShortColumn(self.tr("从什么时候"), second=True),
            ShortColumn(self.tr("现在")),
        ]
        self._table = ShortTable(columns, self.tr("享受政策"))
        self._none = framed("row", column(Label(self.tr("没有记下享受的政策"), tone="text2"), margins=(12, 8, 12, 8)))
        self.body.addWidget(self._table)
        self.body.addWidget(self._none)

    def show_benefits(self, rows: Sequence[BenefitRow], today: date, *, folded: bool) -> None:
        """Show these benefits, the running ones first."""
        running = sum(1 for row in rows if row.active)
        self.count.setText(self.tr("在享 {n} 项").format(n=running) if rows else "")
        ordered = sorted(rows, key=lambda row: not row.active)
        self._table.set_rows([self._cells(row, today) for row in ordered], folded=folded)
        self._table.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _cells(self, row: BenefitRow, today: date) -> list[QWidget]:
        state = Chip(self.tr("在享"), Tone.GREEN, "check-circle") if row.active else Chip(self.tr("已停"))
        return [
            Label(f"{row.code} {row.form}".strip()),
            Label(row.holder, wrap=False),
            self._amount(row),
            Label(self._since(row, today), tone="text2", wrap=False),
            state,
        ]

    def _amount(self, row: BenefitRow) -> Label:
        if row.amount is None:
            return Label(self.tr("金额没记"), Type.SMALL, "muted", wrap=False)
        return Label(words.yuan(row.amount), strong=True, wrap=False)

    def _since(self, row: BenefitRow, today: date) -> str:
        day = wording.as_of_words(row.since, today)
        return self.tr("{day}起").format(day=day) if day else "–"
