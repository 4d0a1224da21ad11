"""走访: drafts to go on with, and the signed visits, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.services.visits.drafts import Discarded
from app.services.visits.models import VisitRow, VisitState
from ui.core import words
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.rows_model import Deliver
from ui.core.tokens import Tone, Type
from ui.widgets.boxes import Scroller, clear, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card, EmptyState, Row
from ui.widgets.chips import Chip, ChipWords
from ui.widgets.labels import Label
from ui.widgets.row_menu import RowAct
from ui.widgets.screen import Screen
from ui.widgets.table import Cell, Column, Table, TableRow

VISITS = "visit"


class VisitsScreen(Screen):
    """The page 走访."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self._rows: dict[str, VisitRow] = {}
        self._drafts = column(gap=0)
        columns = (
            Column(self.tr("走访编号"), 300),
            Column(self.tr("农户")),
            Column(self.tr("清单"), 200, folds_from=Fold.STACKED),
            Column(self.tr("日期"), 130),
            Column(self.tr("走访人"), 150, folds_from=Fold.MENU),
        )
        self.table = Table(columns, self._fetch, self.tr("签过字的走访"), main=1)
        self.table.opened.connect(self._print_one)
        self.table.offer(self._acts)
        self._signed = Card(self.tr("签过字的走访"), headed=True, fills=True)
        self._signed.body.addWidget(self.table, 1)
        self._empty = EmptyState("notebook", self.tr("还没有签过字的走访"))
        self._signed.body.addWidget(self._empty)
        start = Button(self.tr("开始走访"), Kind.PRIMARY, "plus")
        start.clicked.connect(lambda: self.navigate.emit("visit-start", {}))
        self.primary = start
        self._print = Button(self.tr("打印这一份"), icon="printer")
        self._print.clicked.connect(lambda: self._print_one(self.table.current_id() or ""))
        self._print_all = Button(self.tr("打印全部"), icon="printer")
        self._print_all.clicked.connect(self._print_every)
        self.head.set_actions([self._print_all, self._print, start])
        self._draft_card = Card(self.tr("没做完的走访"), headed=True)
        self._draft_card.body.addLayout(self._drafts)
        inside = column(self._draft_card, gap=12, margins=(20, 14, 20, 14))
        inside.addWidget(self._signed, 1)
        self.setLayout(column(self.head, Scroller(inside)))
        self.head.set_words(self.tr("走访"))
        desk.tasks.changes.connect(self._changed)

    def open(self, **target: str) -> None:
        """Show the visits as they are now."""
        visits = self._desk.services.visits
        self._desk.tasks.write(self, lambda _progress: visits.rows(), self._show)

    def regions(self) -> Sequence[QWidget]:
        """Drafts, then signed visits."""
        return (self._draft_card, self.table)

    def set_fold(self, fold: Fold) -> None:
        """Columns fold into the row."""
        self.table.set_fold(fold)

    def print_page(self) -> bool:
        """Ctrl+P prints the current visit."""
        self._print_one(self.table.current_id() or "")
        return True

    def _changed(self, changes: Changes) -> None:
        if VISITS in changes.kinds and self.isVisible():
            self.open()

    def _show(self, rows: list[VisitRow]) -> None:
        drafts = [row for row in rows if row.state is VisitState.DRAFT]
        signed = [row for row in rows if row.state is VisitState.SIGNED]
        self._rows = {row.id: row for row in signed}
        clear(self._drafts)
        for draft in drafts:
            self._drafts.addWidget(self._draft_row(draft))
        self._draft_card.setVisible(bool(drafts))
        self._draft_card.count.setText(str(len(drafts)))
        self._signed.count.setText(str(len(signed)))
        self.table.setVisible(bool(signed))
        self._empty.setVisible(not signed)
        self._print.setEnabled(bool(signed))
        self._print_all.setEnabled(bool(signed))
        self.table.set_ids([row.id for row in signed], keep=self.table.current_id())
        self.badge.emit(len(drafts))
        facts = self.tr("草稿 {drafts} 份 · 签过字 {signed} 次").format(drafts=len(drafts), signed=len(signed))
        self.head.set_words(self.tr("走访"), facts)

    def _draft_row(self, draft: VisitRow) -> Row:
        today = self._desk.services.today()
        text = line(Label(draft.household_title, strong=True, wrap=False), gap=8)
        text.addWidget(Label(f"{draft.group} · {words.kept(draft.form_title)}", tone="text2", wrap=False))
        state = (
            Chip(self.tr("有错 {n} 处").format(n=draft.wrong), Tone.RED)
            if draft.wrong
            else Chip(self.tr("没有错"), Tone.GREY)
        )
        text.addWidget(state)
        text.addStretch(1)
        when = self.tr("{day} {clock} 停下").format(
            day=words.day(draft.changed.date(), today), clock=words.clock(draft.changed)
        )
        answered = self.tr("已答 {done}").format(done=words.of_total(draft.answered, draft.total))
        go_on = Button(self.tr("继续"), rowed=True)
        go_on.clicked.connect(partial(self._go_on, draft.id))
        away = Button(self.tr("不要了"), Kind.QUIET, rowed=True)
        away.setAccessibleName(self.tr("不要了：{household}").format(household=draft.household_title))
        away.clicked.connect(partial(self._discard, draft))
        both = column(text, Label(f"{answered} · {when}", Type.SMALL, "text2"), gap=2)
        inside = line(gap=12, margins=(12, 6, 12, 6))
        inside.addLayout(both, 1)
        inside.addWidget(away)
        inside.addWidget(go_on)
        row = Row(inside, f"{draft.household_title} {words.kept(draft.form_title)} {answered}")
        row.opened.connect(partial(self._go_on, draft.id))
        row.offer(
            lambda: (
                RowAct(self.tr("继续"), partial(self._go_on, draft.id), "notebook", "Enter"),
                self._seeing(draft),
                RowAct(self.tr("不要了"), partial(self._discard, draft), "trash"),
            )
        )
        return row

    def _acts(self, visit: str) -> Sequence[RowAct]:
        """What can be done with a signed visit."""
        paper = RowAct(self.tr("打印这一份"), partial(self._print_one, visit), "printer", "Enter")
        return (paper, self._seeing(self._rows[visit]))

    def _seeing(self, visit: VisitRow) -> RowAct:
        place = {"household": visit.household}
        return RowAct(self.tr("打开这一户"), partial(self.navigate.emit, "household", place), "house-line")

    def _fetch(self, ids: Sequence[str], take: Deliver) -> None:
        today = self._desk.services.today()
        take({identifier: _row(self._rows[identifier], today) for identifier in ids if identifier in self._rows})

    def _go_on(self, visit: str) -> None:
        self.navigate.emit("visit", {"visit": visit})

    def _discard(self, draft: VisitRow, _checked: bool = False) -> None:
        visits = self._desk.services.visits
        said = self.tr("{household}没做完的{form}不要了").format(
            household=draft.household_title, form=words.kept(draft.form_title)
        )
        self._desk.tasks.write(
            self,
            lambda _progress: visits.discard(draft.id),
            lambda discarded: self._discarded(discarded, said),
        )

    def _discarded(self, discarded: Discarded, said: str) -> None:
        visits, tasks = self._desk.services.visits, self._desk.tasks

        def bring_back() -> None:
            tasks.write(self, lambda _progress: visits.bring_back(discarded), lambda _nothing: self.open())

        self.said.emit(said, bring_back)
        self.open()

    def _print_one(self, visit: str) -> None:
        if visit:
            self.navigate.emit("print", {"document": "visit-record", "keys": visit})

    def _print_every(self) -> None:
        self.navigate.emit("print", {"document": "visit-record", "keys": ",".join(self._rows)})


def _row(row: VisitRow, today: date) -> TableRow:
    chips = (ChipWords(words.translate("VisitsScreen", "限制查看"), Tone.AMBER),) if row.restricted else ()
    return TableRow(
        (
            Cell(row.key, strong=True),
            Cell(row.household_title, after=row.group, chips=chips),
            Cell(words.kept(row.form_title)),
            Cell(words.day(row.changed.date(), today)),
            Cell(words.listed(row.visitors)),
        )
    )
