"""开始走访: which household, which checklist, by which channel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.forms import FormSummary
from app.services.households.models import HouseholdPage, HouseholdRow
from app.services.visits.models import Channel
from ui.core import words
from ui.core.desk import Desk
from ui.core.tokens import Tone, Type
from ui.widgets.boxes import Scroller, clear, column, line
from ui.widgets.buttons import Button, Kind, Segmented
from ui.widgets.cards import Banner, Card, EmptyState, Row, SearchBox
from ui.widgets.chips import ChipRow, ChipWords
from ui.widgets.choices import Choice, ChoiceList
from ui.widgets.labels import Label
from ui.widgets.screen import Screen

FOUND_SHOWN = 12


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
        self._whom = column(gap=8)
        self._forms = column(gap=8)
        self._form_card = Card(self.tr("用哪份清单"))
        self._form_card.body.addLayout(self._forms)
        self._channel = Segmented(
            [(channel.value, self._channel_word(channel)) for channel in Channel],
            Channel.HOME.value,
            self.tr("走访方式"),
        )
        self._channel_card = Card(self.tr("怎么走访"))
        self._channel_card.add(self._channel)
        self._go = Button(self.tr("开始"), Kind.PRIMARY, "arrow-right")
        self._go.clicked.connect(self._start)
        self.primary = self._go
        back = Button(self.tr("退回"), icon="arrow-left")
        back.clicked.connect(self.back)
        self.head.set_actions([back, self._go])
        whom = QWidget()
        whom.setLayout(self._whom)
        inside = column(
            whom, self._search_card, self._form_card, self._channel_card, -1, gap=12, margins=(20, 14, 20, 14)
        )
        self.setLayout(column(self.head, Scroller(inside)))
        self.head.set_words(self.tr("开始走访"))

    def open(self, **target: str) -> None:
        """Show the household's last visit and the checklists; or the search."""
        self._household = target.get("household", "")
        self._search.clear()
        clear(self._found)
        clear(self._whom)
        self._search_card.setVisible(not self._household)
        self._channel.choose(Channel.HOME.value)
        services = self._desk.services
        self._desk.tasks.read(self, lambda _progress: services.forms.available(), self._show_forms)
        if self._household:
            household = self._household
            self._desk.tasks.read(self, lambda _progress: services.households.page(household), self._show_household)
        else:
            self._search.setFocus()
        self._allow()

    def focus_search(self) -> bool:
        """Ctrl+K: look for another household."""
        self._household = ""
        self._search_card.show()
        self._search.setFocus()
        self._allow()
        return True

    def _channel_word(self, channel: Channel) -> str:
        return {Channel.HOME: self.tr("入户"), Channel.PHONE: self.tr("电话"), Channel.VIDEO: self.tr("视频")}[channel]

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

    def _show_household(self, page: HouseholdPage) -> None:
        clear(self._whom)
        today = self._desk.services.today()
        card = Card(page.title)
        card.add(ChipRow([ChipWords(label.text) for label in page.labels]))
        last = (
            self.tr("上次走访 {day}（{ago}）").format(
                day=words.day(page.last_visit, today), ago=words.ago(page.last_visit, today)
            )
            if page.last_visit
            else self.tr("还没有走访过")
        )
        place = f"{page.group} · {page.address}" if page.address else page.group
        card.add(Label(place, tone="text2"), Label(last, Type.SMALL, "text2"))
        self._whom.addWidget(card)
        if page.draft_ids:
            go_on = Button(self.tr("接着做"))
            go_on.clicked.connect(lambda: self.navigate.emit("visit", {"visit": page.draft_ids[0]}))
            text = self.tr("这户有没做完的走访 {n} 份").format(n=len(page.draft_ids))
            self._whom.addWidget(Banner(Tone.AMBER, text, self.tr("接着做，或另开一份"), button=go_on))
        self.head.set_words(self.tr("开始走访"), page.title)

    def _show_forms(self, forms: tuple[FormSummary, ...]) -> None:
        clear(self._forms)
        choices = [
            Choice(
                form.form_id,
                form.title,
                self.tr("{n} 题 · {version} 版").format(n=form.questions, version=form.version)
                + (self.tr(" · 限制查看") if form.restricted else ""),
            )
            for form in sorted(forms, key=lambda form: (form.restricted, form.form_id != "routine", form.form_id))
        ]
        options = ChoiceList(choices, self.tr("用哪份清单"))
        options.picked.connect(self._pick_form)
        self._form = (
            self._form if self._form in {choice.key for choice in choices} else choices[0].key if choices else ""
        )
        options.choose({self._form})
        self._forms.addWidget(options)
        self._allow()

    def _pick_form(self, keys: tuple[str, ...]) -> None:
        self._form = keys[0] if keys else ""
        self._allow()

    def _allow(self) -> None:
        if not self._household:
            self._go.forbid(self.tr("先选一户"))
        elif not self._form:
            self._go.forbid(self.tr("先选一份清单"))
        else:
            self._go.allow()

    def _start(self) -> None:
        visits, household, form, channel = self._desk.services.visits, self._household, self._form, self._channel.chosen
        self._desk.tasks.write(self, lambda _progress: visits.start(household, form, channel=channel), self._started)

    def _started(self, visit: str) -> None:
        self.navigate.emit("visit", {"visit": visit})

    def regions(self) -> Sequence[QWidget]:
        """Household, checklist, channel."""
        return (self._search_card, self._form_card, self._channel_card)
