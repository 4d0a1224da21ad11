"""What a visit would be, before it begins: the last one, what to mind, what it asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.households.models import Card as HouseholdCard
from app.services.households.models import CardKind, HouseholdPage
from app.services.visits.models import VisitRow, VisitState
from app.services.visits.session import VisitSession
from ui.core import words
from ui.core.tokens import Tone, Type
from ui.screens.household.wording import card_words
from ui.screens.visiting.outline import section_name
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card, framed
from ui.widgets.chips import Chip
from ui.widgets.labels import Label

EXAMPLES = 3
"""Questions named of each section."""


class LastVisitCard(Card):
    """上次走访. ``opened`` carries the visit whose record is to be seen."""

    opened = Signal(str)

    def __init__(self, visits: Sequence[VisitRow], today: date) -> None:
        super().__init__(words.translate("VisitAhead", "上次走访"))
        last = next((row for row in visits if row.state is VisitState.SIGNED), None)
        if last is None:
            self.add(Label(self.tr("还没有走访过"), tone="text2"))
            return
        day = last.changed.date()
        self.count.setText(words.ago(day, today))
        facts = (words.day(day, today), words.listed(last.visitors), words.kept(last.channel))
        self.add(Label(" · ".join(filter(None, facts))))
        minutes = max(1, round((last.changed - last.begun).total_seconds() / 60))
        met = self.tr("见到{who}").format(who=last.interviewee) if last.interviewee else ""
        took = self.tr("用时 {minutes} 分").format(minutes=minutes)
        told = words.listed([part for part in (words.kept(last.form_title), met, took) if part])
        self.add(Label(told, Type.SMALL, "text2"))
        look = Button(self.tr("看上次记录"), Kind.QUIET, "clock-counter-clockwise", rowed=True)
        look.clicked.connect(lambda: self.opened.emit(last.id))
        self.body.addLayout(line(look, -1))


class MindCard(Card):
    """要留意: what holds of the household now and is better known at the door."""

    def __init__(self, page: HouseholdPage, today: date) -> None:
        super().__init__(words.translate("VisitAhead", "要留意"))
        lines = [_card_line(card, today) for card in page.cards if card.kind is not CardKind.DRAFT]
        for member in page.members:
            if member.conditions:
                told = words.listed([label.text for label in member.conditions])
                lines.append(Label(self.tr("{who}：{what}").format(who=member.name, what=told), Type.SMALL, "text2"))
        if not lines:
            lines = [Label(self.tr("没有要特别留意的"), tone="text2")]
        self.add(column(*lines, gap=4))


def _card_line(card: HouseholdCard, today: date) -> Label:
    text, why = card_words(card, today)
    return Label(f"{text} · {why}" if why else text, strong=True)


class AskedCard(Card):
    """会问什么: the sections with how many questions they have now."""

    def __init__(self, session: VisitSession) -> None:
        super().__init__(words.translate("VisitAhead", "会问什么"), headed=True)
        sections = [section for section in session.sections() if section.total]
        total = sum(section.total for section in sections)
        self.count.setText(self.tr("{n} 题，答了会多出或少掉一些").format(n=total))
        for section in sections:
            questions = [session.question(ref) for ref in section.questions]
            asked = list(dict.fromkeys(question.label for question in questions))[:EXAMPLES]
            safety = sum(1 for question in questions if question.always)
            self.body.addWidget(_section_line(section_name(section), asked, section.total, safety))


def _section_line(name: str, asked: Sequence[str], total: int, safety: int) -> QWidget:
    text = column(Label(name, strong=True), Label(" · ".join(asked), Type.SMALL, "text2"), gap=2)
    row = line(gap=10, margins=(12, 6, 12, 6))
    row.addLayout(text, 1)
    if safety:
        row.addWidget(Chip(words.translate("VisitAhead", "安全必问 {n}").format(n=safety), Tone.AMBER))
    row.addWidget(Label(words.translate("VisitAhead", "{n} 题").format(n=total), Type.SMALL, "text2", wrap=False))
    return framed("row", row)
