"""开始走访: which household, which checklist, by which channel; beside it what the visit would ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.bootstrap import Services
from app.services.forms import FormSummary
from app.services.households.models import HouseholdPage, HouseholdRow
from app.services.visits.models import Channel, VisitRow, VisitState
from app.services.visits.session import VisitSession
from ui.core import words
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.theme import free_width, keep_width
from ui.core.tokens import Tone, Type
from ui.screens.visiting.ahead import AskedCard, LastVisitCard, MindCard
from ui.widgets.boxes import Flow, Scroller, clear, column, line
from ui.widgets.buttons import Button, Kind, Segmented
from ui.widgets.cards import Banner, Card, EmptyState, Row, SearchBox
from ui.widgets.choices import Choice, ChoiceList
from ui.widgets.labels import Label
from ui.widgets.screen import Screen

FOUND_SHOWN = 12
LIST_WIDTH = 360


@dataclass(frozen=True)
class _Whom:
    """A household, its visits, and the checklists that can be chosen."""

    page: HouseholdPage
    visits: Sequence[VisitRow]
    forms: Sequence[FormSummary]


class VisitStartScreen(Screen):
    """The page 开始走访. Target: ``household``; without one the household is looked for first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self._household = ""
        self._form = ""
        self._search = SearchBox(self.tr("搜姓名、拼音、尾号、电话"))
        self._search.asked.connect(self._look_for)
        self._found = column()
        self._search_card = Card(self.tr("去哪一户"))
        self._search_card.add(self._search)
        self._search_card.body.addLayout(self._found)
        self._options = column()
        self._form_card = Card(self.tr("用哪份清单"))
        self._form_card.body.addLayout(self._options)
        self._channel = Segmented(
            [(channel.value, self._channel_word(channel)) for channel in Channel],
            Channel.HOME.value,
            self.tr("走访方式"),
        )
        self._channel_card = Card(self.tr("怎么走访"))
        self._channel_card.add(self._channel)
        self._drafts, self._known, self._asked = column(), line(gap=12), column()
        self._go = Button(self.tr("开始"), Kind.PRIMARY, "arrow-right")
        self._go.clicked.connect(self._start)
        self.primary = self._go
        self._back = Button(self.tr("退回"), icon="arrow-left")
        self._back.clicked.connect(self.back)
        self._print = Button(self.tr("打印对照表"), icon="printer")
        self._print.clicked.connect(self.print_page)
        self._type = Button(self.tr("从纸上录入"), icon="keyboard")
        self._type.clicked.connect(lambda: self._start(from_paper=True))
        self._paper_card = Card(self.tr("带纸去"))
        ways = Flow(gap=8)
        for button in (self._print, self._type):
            ways.addWidget(button)
        self._paper_card.add(
            Label(self.tr("对照表上印着记录和上次的答案，在门口改；回来只打不一样的"), Type.SMALL, "text2"), ways
        )
        self.head.set_actions([self._back, self._go])
        self._build()
        self.head.set_words(self.tr("开始走访"))

    def open(self, **target: str) -> None:
        """Show the household's last visit and the checklists; or the search."""
        self._household = target.get("household", "")
        self._search.clear()
        for box in (self._found, self._drafts, self._known, self._asked):
            clear(box)
        self._channel.choose(Channel.HOME.value)
        self._show_step()
        if self._household:
            household, services = self._household, self._desk.services
            self._desk.tasks.read(self, lambda _progress: _whom(services, household), self._show_whom)
        else:
            self._search.setFocus()
        self._allow()

    def set_fold(self, fold: Fold) -> None:
        """One column where two do not fit."""
        beside = fold < Fold.MENU
        self._columns.setDirection(
            self._columns.Direction.LeftToRight if beside else self._columns.Direction.TopToBottom
        )
        self._known.setDirection(
            self._known.Direction.LeftToRight if fold < Fold.SINGLE else self._known.Direction.TopToBottom
        )
        if beside:
            keep_width(self._left, LIST_WIDTH)
        else:
            free_width(self._left)

    def focus_search(self) -> bool:
        """Ctrl+K: look for another household."""
        self._household = ""
        self._show_step()
        self._search.setFocus()
        self._allow()
        return True

    def regions(self) -> Sequence[QWidget]:
        """Household or checklist and channel, then what the visit would be."""
        return (self._left, self._right)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The page's own keys."""
        return (
            ("1–9", self.tr("选清单")),
            ("Ctrl+Enter", self.tr("开始")),
            ("Ctrl+P", self.tr("打印对照表")),
            ("Ctrl+K", self.tr("换一户")),
        )

    def _build(self) -> None:
        self._left, self._right = QWidget(), QWidget()
        self._left.setLayout(
            column(self._search_card, self._form_card, self._channel_card, self._paper_card, -1, gap=12)
        )
        self._hint = EmptyState("magnifying-glass", self.tr("先选一户，再看会问什么"))
        self._right.setLayout(column(self._hint, self._drafts, self._known, self._asked, -1, gap=12))
        self._columns = line(gap=14)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self._right, 1)
        keep_width(self._left, LIST_WIDTH)
        inside = column(self._columns, -1, margins=(20, 14, 20, 14))
        self.setLayout(column(self.head, Scroller(inside)))

    def _show_step(self) -> None:
        """Without a household it is looked for; with one the checklist is chosen."""
        known = bool(self._household)
        self._search_card.setVisible(not known)
        self._hint.setVisible(not known)
        self._form_card.setVisible(known)
        self._channel_card.setVisible(known)
        self._paper_card.setVisible(known)

    def _channel_word(self, channel: Channel) -> str:
        return {Channel.HOME: self.tr("入户"), Channel.PHONE: self.tr("电话"), Channel.VIDEO: self.tr("视频")}[channel]

    # whom

    def _look_for(self, text: str) -> None:
        households = self._desk.services.households
        self._desk.tasks.read(self, lambda _progress: households.find(text), self._show_found, newest="find")

    def _show_found(self, rows: list[HouseholdRow]) -> None:
        clear(self._found)
        for row in rows[:FOUND_SHOWN]:
            inside = line(Label(row.head, strong=True, wrap=False), gap=8, margins=(10, 6, 10, 6))
            others = [name for name in row.found if name != row.head]
            inside.addWidget(Label(f"{words.listed(others)} {row.group} {row.address}".strip(), tone="text2"), 1)
            line_ = Row(inside, f"{row.head} {row.group}")
            line_.opened.connect(partial(self._choose, row.id))
            self._found.addWidget(line_)
        if self._search.text().strip() and not rows:
            self._found.addWidget(EmptyState("magnifying-glass", self.tr("没有找到，少打一个字试试")))

    def _choose(self, household: str) -> None:
        self.open(household=household)

    def _show_whom(self, whom: _Whom) -> None:
        page, today = whom.page, self._desk.services.today()
        self.head.set_words(
            self.tr("开始走访"),
            page.door,
            self.tr("走访 / {household}").format(household=page.title),
        )
        clear(self._known)
        last = LastVisitCard(whom.visits, today)
        last.opened.connect(self._see_record)
        self._known.addWidget(last, 1)
        self._known.addWidget(MindCard(page, today), 1)
        self._show_drafts(page.draft_ids)
        self._show_forms(whom)

    def _show_drafts(self, drafts: Sequence[str]) -> None:
        clear(self._drafts)
        if drafts:
            go_on = Button(self.tr("接着做"))
            go_on.clicked.connect(lambda: self.navigate.emit("visit", {"visit": drafts[0]}))
            text = self.tr("这户有没做完的走访 {n} 份").format(n=len(drafts))
            self._drafts.addWidget(Banner(Tone.AMBER, text, self.tr("接着做，或另开一份"), button=go_on))

    def _see_record(self, visit: str) -> None:
        self.navigate.emit("print", {"document": "visit-record", "keys": visit})

    # which checklist

    def _show_forms(self, whom: _Whom) -> None:
        clear(self._options)
        choices = [Choice(form.form_id, words.kept(form.title), self._note(form, whom.visits)) for form in whom.forms]
        options = ChoiceList(choices, self.tr("用哪份清单"))
        options.picked.connect(self._pick_form)
        keys = [choice.key for choice in choices]
        self._form = self._form if self._form in keys else next(iter(keys), "")
        options.choose({self._form})
        self._options.addWidget(options)
        options.focus_first()
        self._look_ahead()

    def _note(self, form: FormSummary, visits: Sequence[VisitRow]) -> str:
        """Say when the household was asked this last, and who may see it."""
        signed = (row for row in visits if row.state is VisitState.SIGNED and row.form_id == form.form_id)
        last = next(signed, None)
        today = self._desk.services.today()
        asked = self.tr("上次 {day}").format(day=words.day(last.changed.date(), today)) if last else self.tr("还没问过")
        version = self.tr("{version} 版").format(version=form.version)
        return " · ".join((asked, version, *([self.tr("限制查看")] if form.restricted else [])))

    def _pick_form(self, keys: tuple[str, ...]) -> None:
        self._form = keys[0] if keys else ""
        self._look_ahead()

    def _look_ahead(self) -> None:
        self._allow()
        visits, household, form = self._desk.services.visits, self._household, self._form
        if household and form:
            self._desk.tasks.read(
                self, lambda _progress: visits.look_ahead(household, form), self._show_ahead, newest="ahead"
            )

    def _show_ahead(self, session: VisitSession) -> None:
        clear(self._asked)
        spoken = words.form_language(session.languages)
        if spoken:
            session.set_language(spoken)
        self._asked.addWidget(AskedCard(session))
        self._go.setText(self.tr("开始 {n} 题").format(n=session.counts().total))
        self._allow()

    def _allow(self) -> None:
        why = "" if self._household and self._form else self.tr("先选一份清单")
        if not self._household:
            self._go.setText(self.tr("开始"))
            why = self.tr("先选一户")
        for button in (self._go, self._print, self._type):
            if why:
                button.forbid(why)
            else:
                button.allow()
        self.head.show_actions([self._back, self._go])  # its words may have changed its width

    def print_page(self) -> bool:
        """Ctrl+P: the check sheet of this household and checklist."""
        if self._household and self._form:
            self.navigate.emit("print", {"document": "check-sheet", "keys": f"{self._household}:{self._form}"})
        return True

    def _start(self, _checked: bool = False, *, from_paper: bool = False) -> None:
        visits, household, form, channel = self._desk.services.visits, self._household, self._form, self._channel.chosen
        self._desk.tasks.write(
            self,
            lambda _progress: visits.start(household, form, channel=channel, from_paper=from_paper),
            self._started,
        )

    def _started(self, visit: str) -> None:
        self.navigate.emit("visit", {"visit": visit})


def _whom(services: Services, household: str) -> _Whom:
    forms = services.forms.available()
    return _Whom(services.households.page(household), services.visits.rows(household), forms)
