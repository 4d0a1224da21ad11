"""走访 of one household: drafts to go on with, signed ones to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.visits.models import VisitRow, VisitState
from ui.core import words
from ui.core.tokens import Tone
from ui.widgets.boxes import column
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, framed
from ui.widgets.chips import Chip
from ui.widgets.labels import Label
from ui.widgets.short_table import ShortColumn, ShortTable


class VisitsCard(Card):
    """A line for each visit. ``go_on`` and ``printed`` carry the visit."""

    go_on = Signal(str)
    printed = Signal(str)

    def __init__(self) -> None:
        super().__init__(words.translate("HouseholdVisits", "走访"), headed=True)
        columns = [
            ShortColumn(self.tr("日期")),
            ShortColumn(self.tr("清单"), wide=True),
            ShortColumn(self.tr("走访人、见到谁"), second=True),
            ShortColumn(self.tr("状态")),
            ShortColumn(""),
        ]
        self._table = ShortTable(columns, self.tr("走访"))
        self._none = framed("row", column(Label(self.tr("还没有走访过这一户"), tone="text2"), margins=(12, 8, 12, 8)))
        self.body.addWidget(self._table)
        self.body.addWidget(self._none)

    def show_visits(self, rows: Sequence[VisitRow], today: date, *, folded: bool) -> None:
        """Show these visits, drafts first."""
        self.count.setText(str(len(rows)) if rows else "")
        ordered = sorted(rows, key=lambda row: row.state is VisitState.SIGNED)
        self._table.set_rows([self._cells(row, today) for row in ordered], folded=folded)
        self._table.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _cells(self, row: VisitRow, today: date) -> list[QWidget]:
        draft = row.state is VisitState.DRAFT
        done = self.tr("没做完，已答 {done}").format(done=words.of_total(row.answered, row.total))
        people = words.listed(row.visitors)
        met = (
            self.tr("{visitors}；见到{who}").format(visitors=people, who=row.interviewee) if row.interviewee else people
        )
        title = f"{words.kept(row.form_title)} · {words.kept(row.channel)}"
        return [
            Label(words.day(row.changed.date(), today), strong=True, wrap=False),
            Label(title if draft else f"{title}\n{words.one_line(row.key)}"),
            Label(met or "–", tone="text2", wrap=False),
            Chip(done, Tone.AMBER, "hourglass-medium-fill")
            if draft
            else Chip(self.tr("签过字"), Tone.GREEN, "check-circle"),
            self._button(row, draft=draft),
        ]

    def _button(self, row: VisitRow, *, draft: bool) -> Button:
        button = Button(self.tr("继续") if draft else self.tr("打印"), rowed=True)
        button.setAccessibleName(f"{button.text()} {words.kept(row.form_title)} {row.key}")
        button.clicked.connect(partial((self.go_on if draft else self.printed).emit, row.id))
        return button
