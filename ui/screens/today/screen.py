"""今日: one row for each household, the worst first; Enter opens it, Ctrl+Enter starts the next step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.services.today import LIMIT, TodayPage, TodayRow
from ui.core import words
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.theme import free_width, keep_width
from ui.core.tokens import SIDE_PANEL, Type
from ui.screens.today import wording
from ui.screens.today.panel import TodayPanel, nothing_due
from ui.screens.today.row import DueRow, head_strip
from ui.widgets.boxes import Scroller, clear, column, line
from ui.widgets.buttons import Button, Kind, Segmented
from ui.widgets.cards import Card, EmptyState, SearchBox, framed
from ui.widgets.figures import Figures, counted
from ui.widgets.labels import Label
from ui.widgets.row_menu import RowAct
from ui.widgets.screen import Screen

BY_HOUSEHOLD, BY_DAY = "household", "day"
FIRST_ROWS = 20
"""Rows made at first; more come by a button, so that a bad month does not slow the page."""


class TodayScreen(Screen):
    """The page 今日."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self._page: TodayPage | None = None
        self._later = False
        self._arrived = False
        self._room = FIRST_ROWS
        self.rows: list[DueRow] = []
        self.search = SearchBox(self.tr("搜姓名、拼音、尾号、电话"))
        self.search.taken.connect(self._search)
        self._find = Button(self.tr("搜"), icon="magnifying-glass")
        self._find.clicked.connect(self.focus_search)
        self._start = Button(self.tr("加一次走访"), icon="plus")
        self._start.clicked.connect(lambda: self.navigate.emit("visit-start", {}))
        self.head.set_actions([self._find, self.search, self._start])
        self.figures = Figures(self.tr("今天的数"))
        self.view = Segmented(
            [(BY_HOUSEHOLD, self.tr("按户")), (BY_DAY, self.tr("按日期"))], BY_HOUSEHOLD, self.tr("怎么列")
        )
        self.view.picked.connect(lambda _key: self._draw())
        self._list = column(gap=12)
        self.panel = TodayPanel()
        self.panel.go_on.connect(self._go_on)
        self._columns = line(gap=14, margins=(20, 14, 20, 14))
        self._build()
        self.set_fold(Fold.DRAWN)
        desk.tasks.changes.connect(self._changed)

    def open(self, **target: str) -> None:
        """Show what is due now; the keys go to the list."""
        self._arrived = True
        self._load()

    def regions(self) -> Sequence[QWidget]:
        """Figures and view, list, panel."""
        return (self.view, self._rows_box, self.panel)

    def set_fold(self, fold: Fold) -> None:
        """The panel goes under the list, the last visit into the row."""
        stacked = fold >= Fold.STACKED
        way = self._columns.Direction
        self._columns.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        if stacked:
            free_width(self.panel)
        else:
            keep_width(self.panel, SIDE_PANEL)
        self.head.show_actions([self._find if fold >= Fold.MENU else self.search, self._start])
        self._draw()

    def focus_search(self) -> bool:
        """Ctrl+K: the search line."""
        self.head.show_actions([self.search, self._start])
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of the list."""
        return (
            ("↑ ↓", self.tr("上一户、下一户")),
            ("Enter", self.tr("打开这一户")),
            ("Ctrl+Enter", self.tr("走访，或继续没做完的")),
        )

    def _build(self) -> None:
        strip = line(gap=16, margins=(20, 8, 20, 8))
        strip.addWidget(self.figures, 1)
        strip.addWidget(self.view)
        self._rows_box = QWidget()
        self._rows_box.setLayout(column(self._list, -1))
        self._columns.addWidget(self._rows_box, 1)
        self._columns.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(self.head, framed("head", strip), Scroller(column(self._columns, -1))))

    def _load(self) -> None:
        today = self._desk.services.today()
        facts = f"{words.day(today, today)} {words.weekday(today)}"
        self.head.set_words(self.tr("今日"), facts)
        page = self._desk.services.today_page
        self._desk.tasks.read(self, lambda _progress: page.page(), self._show, newest="page")

    def _changed(self, _changes: Changes) -> None:
        self._load()

    def _show(self, page: TodayPage) -> None:
        self._page = page
        parts = [
            counted(page.overdue, self.tr("户已逾期"), "red"),
            counted(page.due_today, self.tr("户今天到期"), "amber"),
            counted(page.due_soon, self.tr("户三天内到期")),
            _labelled(self.tr("本月走访"), self.tr("{part} 户").format(part=_part(page))),
        ]
        self.figures.show_parts(parts)
        self.badge.emit(page.overdue + page.due_today + page.drafts)
        self.panel.show_page(page)
        self.panel.setVisible(bool(page.households))
        self._draw()
        if self._arrived and self.rows and not self.search.text():
            self.begin_at(next(row for row in self.rows if row.step is self.primary))
        self._arrived = False

    def _draw(self) -> None:
        page = self._page
        if page is None:
            return
        chosen = next((row.due.household.id for row in self.rows if row.step is self.primary), "")
        had_keys = any(row.hasFocus() or row.step.hasFocus() for row in self.rows)
        clear(self._list)
        self.rows, self.primary = [], None
        shown = (*page.rows, *(page.later if self._later else ()))
        if not page.households:
            self._list.addWidget(self._no_households())
        elif not shown and not page.later:
            self._list.addWidget(nothing_due(page, self._plain_start()))
        else:
            self._list.addWidget(self._list_card(page, shown))
        self._choose_first(chosen, keys=had_keys)

    def _list_card(self, page: TodayPage, shown: Sequence[TodayRow]) -> Card:
        card = Card(headed=True)
        narrow = self.fold >= Fold.MENU
        if not narrow:
            card.add(head_strip((self.tr("时限"), self.tr("农户与该办的事"), self.tr("上次走访"))))
        if self.view.chosen == BY_DAY:
            self._add_days(card, shown, narrow=narrow)
        else:
            for due in shown[: self._room]:
                self._add_row(card, due, narrow=narrow)
        card.add(self._foot(page, len(shown)))
        return card

    def _add_days(self, card: Card, shown: Sequence[TodayRow], *, narrow: bool) -> None:
        things = sorted(
            (TodayRow(row.household, (item,)) for row in shown for item in row.items), key=lambda one: one.worst.day
        )
        today = self._desk.services.today()
        for head, group in groupby(things[: self._room], key=lambda one: wording.day_head(one.worst.day, today)):
            card.add(framed("cardhead", column(Label(head, Type.SMALL, strong=True), margins=(15, 4, 14, 4))))
            for thing in group:
                self._add_row(card, thing, narrow=narrow)

    def _add_row(self, card: Card, due: TodayRow, *, narrow: bool) -> None:
        row = DueRow(due, self._desk.services.today(), narrow=narrow)
        row.opened.connect(partial(self.navigate.emit, "household", {"household": due.household.id}))
        row.stepped.connect(partial(self._step, due))
        row.taken.connect(self._select)
        row.offer(partial(self._acts, row))
        self.rows.append(row)
        card.add(row)

    def _acts(self, row: DueRow) -> Sequence[RowAct]:
        """What can be done with a row."""
        household = row.due.household.id
        sheet = {"document": "check-sheet", "keys": household}
        return (
            RowAct(self.tr("打开这一户"), row.opened.emit, "house-line", "Enter"),
            RowAct(row.step.text(), row.stepped.emit, "notebook", "Ctrl+Enter"),
            RowAct(self.tr("打印对照表"), partial(self.navigate.emit, "print", sheet), "printer"),
        )

    def _foot(self, page: TodayPage, shown: int) -> QWidget:
        foot = line(gap=12, margins=(8, 4, 14, 4))
        if shown > self._room:
            more = Button(
                self.tr("再列 {n} 户").format(n=min(FIRST_ROWS, shown - self._room)), Kind.QUIET, "caret-down"
            )
            more.clicked.connect(self._show_more)
            foot.addWidget(more)
        elif page.later:
            text = (
                self.tr("收起下周到期的") if self._later else self.tr("显示下周到期的 {n} 户").format(n=len(page.later))
            )
            later = Button(text, Kind.QUIET, "caret-up" if self._later else "caret-down")
            later.clicked.connect(self._toggle_later)
            foot.addWidget(later)
        rest = page.households - len(page.rows) - len(page.later)
        told = self.tr("近期没有到期事项的 {n} 户不在此列").format(n=max(0, rest))
        if len(page.rows) == LIMIT:
            told = self.tr("只列最急的 {n} 户，其余在农户里按下次走访排").format(n=LIMIT)
        label = Label(told, Type.SMALL, "muted")
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(label, 1)
        holder = QWidget()
        holder.setLayout(foot)
        return holder

    def _no_households(self) -> EmptyState:
        button = Button(self.tr("导入名册"), Kind.PRIMARY, "file-arrow-down")
        button.clicked.connect(lambda: self.navigate.emit("import", {}))
        self.primary = button
        return EmptyState("house-line", self.tr("还没有农户，先把镇上给的名册导进来"), button)

    def _plain_start(self) -> Button:
        button = Button(self.tr("加一次走访"), Kind.PRIMARY, "plus")
        button.clicked.connect(lambda: self.navigate.emit("visit-start", {}))
        self.primary = button
        return button

    def _choose_first(self, household: str, *, keys: bool) -> None:
        """The row that was selected stays so; a list that had the keys keeps them."""
        if not self.rows:
            return
        row = next((row for row in self.rows if row.due.household.id == household), self.rows[0])
        self._select(row)
        if keys:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select(self, chosen: DueRow) -> None:
        for row in self.rows:
            if row is not chosen and row.step is self.primary:
                row.select(False)
        chosen.select(True)
        self.primary = chosen.step

    def _step(self, due: TodayRow) -> None:
        draft = wording.draft_of(due.items)
        if draft:
            self._go_on(draft)
        else:
            self.navigate.emit("visit-start", {"household": due.household.id})

    def _go_on(self, visit: str) -> None:
        self.navigate.emit("visit", {"visit": visit})

    def _search(self) -> None:
        if text := self.search.text().strip():
            self.search.clear()
            self.navigate.emit("households", {"search": text})

    def _show_more(self) -> None:
        self._room += FIRST_ROWS
        self._draw()

    def _toggle_later(self) -> None:
        self._later = not self._later
        self._draw()


def _part(page: TodayPage) -> str:
    return words.of_total(page.visited_this_month, page.households)


def _labelled(word: str, value: str) -> QWidget:
    holder = QWidget()
    holder.setLayout(line(Label(word, strong=True, wrap=False), Label(value, tone="text2", wrap=False), gap=8))
    return holder
