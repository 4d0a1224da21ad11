"""One household: who they are at a glance, what holds now, what is known, what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.services.households.models import FactEdit, HouseholdPage, SetResult, UndoResult
from app.services.visits.models import VisitRow
from ui.core import words
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.tasks import Trouble
from ui.core.theme import keep_width
from ui.core.tokens import TIMELINE_PANEL
from ui.screens.household.cards import BenefitsCard
from ui.screens.household.changes import ChangesTab
from ui.screens.household.fact_editor import FactEditor, NewValue
from ui.screens.household.facts import FactsTab, Known
from ui.screens.household.glance import GlanceLine
from ui.screens.household.happenings import Happenings
from ui.screens.household.overview import MembersTab, Overview, scrolled
from ui.screens.household.visits import VisitsCard
from ui.widgets.boxes import Scroller, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import EmptyState, framed
from ui.widgets.chips import ChipRow
from ui.widgets.drawer import Drawer
from ui.widgets.household import chips
from ui.widgets.masked import SHOWN_MS, Masked
from ui.widgets.screen import Screen
from ui.widgets.tabs import Pages, Tabs

OVERVIEW, MEMBERS, VISITS, BENEFITS, FACTS, CHANGES = "overview", "members", "visits", "benefits", "facts", "changes"
_ACCESS = frozenset({"access"})
"""Records that say who saw what; they change nothing on a page."""


class HouseholdScreen(Screen):
    """The page of a household. Target: ``household``.

    :param shown_ms: how long a revealed number stays open
    """

    def __init__(self, desk: Desk, shown_ms: int = SHOWN_MS) -> None:
        super().__init__("")
        self._desk = desk
        self._household = ""
        self._page: HouseholdPage | None = None
        self._visits: Sequence[VisitRow] = ()
        self._known: Known = {}
        self._drawer: Drawer | None = None
        self._arrived = False
        self.glance = GlanceLine(partial(self._reveal, "", "phone"), shown_ms)
        self.tabs = Tabs(self._tab_words(), self.tr("这户的内容"))
        self.tabs.picked.connect(self._show_tab)
        self.overview = Overview(self._reveal, shown_ms)
        self.overview.go_on.connect(self._go_on)
        self.overview.all_benefits.connect(partial(self.show_tab, BENEFITS))
        self.members = MembersTab(self._reveal, shown_ms)
        self.visits = VisitsCard()
        self.visits.go_on.connect(self._go_on)
        self.visits.printed.connect(self._print)
        self.benefits = BenefitsCard()
        self.facts = FactsTab()
        self.facts.edited.connect(self.edit_fact)
        self.changes = ChangesTab()
        self.happenings = Happenings()
        self.happenings.visit_opened.connect(self._print)
        self._build()
        desk.tasks.changes.connect(self._changed)

    def open(self, **target: str) -> None:
        """Show a household; another one from its first tab on."""
        household = target.get("household", self._household)
        if household != self._household:
            self._household = household
            self._page, self._visits, self._known = None, (), {}
            self._close_drawer()
            self.tabs.choose(OVERVIEW)
            self._body.hide()
            self._strip.hide()
        self._arrived = True
        self._load()

    def leave(self) -> bool:
        """What was shown is masked again, a drawer closes."""
        self._close_drawer()
        for number in self.findChildren(Masked):
            number.cover()
        return True

    def regions(self) -> Sequence[QWidget]:
        """Figures, tabs, the tab's content, timeline."""
        return (self.glance, self.tabs, self._stack, self._panel)

    def set_fold(self, fold: Fold) -> None:
        """The timeline goes into a drawer, tables into two lines a row."""
        self._panel.setVisible(fold < Fold.MENU)
        self.facts.set_fold(fold)
        self.changes.set_fold(fold)
        self._draw()

    def print_page(self) -> bool:
        """Ctrl+P prints the latest visit."""
        if self._page is None or not self._page.visit_ids:
            return False
        self._print(self._page.visit_ids[0])
        return True

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of this page."""
        return (
            ("← →", self.tr("换一栏")),
            ("Ctrl+Enter", self.tr("开始走访")),
            ("Ctrl+P", self.tr("打印最近一次走访")),
            ("Enter", self.tr("在档案事实里：改这一项")),
        )

    def show_tab(self, key: str) -> None:
        """Go to a tab."""
        self.tabs.choose(key)
        self._show_tab(key)

    def edit_fact(self, path: str) -> None:
        """Open the form of a fact, by its full path."""
        if path:
            households, household = self._desk.services.households, self._household
            self._desk.tasks.read(self, lambda _progress: households.fact(household, path), self._open_editor)

    def _tab_words(self) -> list[tuple[str, str]]:
        return [
            (OVERVIEW, self.tr("概况")),
            (MEMBERS, self.tr("成员")),
            (VISITS, self.tr("走访")),
            (BENEFITS, self.tr("享受政策")),
            (FACTS, self.tr("档案事实")),
            (CHANGES, self.tr("变更记录")),
        ]

    def _build(self) -> None:
        self._past = Button(self.tr("经过"), icon="clock-counter-clockwise")
        self._past.clicked.connect(self._open_past)
        self._paper = Button(self.tr("打印"), icon="printer")
        self._paper.clicked.connect(self.print_page)
        self._start = Button(self.tr("开始走访"), Kind.PRIMARY, "notebook")
        self._start.clicked.connect(self._start_visit)
        self.primary = self._start
        self.head.set_actions([self._past, self._paper, self._start])
        self._stack = Pages()
        self._places = {
            OVERVIEW: Scroller(column(self.overview)),
            MEMBERS: Scroller(column(self.members)),
            VISITS: scrolled(self.visits),
            BENEFITS: scrolled(self.benefits),
            FACTS: self.facts,
            CHANGES: self.changes,
        }
        for place in self._places.values():
            self._stack.addWidget(place)
        self._strip = framed("head", column(self.glance))
        self._panel = framed("panel", column(Scroller(column(self.happenings, margins=(16, 12, 16, 12)))))
        self._panel.setProperty("side", "right")
        keep_width(self._panel, TIMELINE_PANEL)
        left = column(line(self.tabs, margins=(20, 4, 20, 0)))
        left.addWidget(self._stack, 1)
        inside = line()
        inside.addLayout(left, 1)
        inside.addWidget(self._panel)
        self._body = QWidget()
        self._body.setLayout(inside)
        back = Button(self.tr("回农户"), icon="arrow-left")
        back.clicked.connect(lambda: self.navigate.emit("households", {}))
        gone = EmptyState("house-line", self.tr("这一户不在了，可能是撤销了导入"), back)
        self._gone = QWidget()
        self._gone.setLayout(column(gone, -1, margins=(20, 14, 20, 0)))
        whole = column(self.head, self._strip, self._gone)
        whole.addWidget(self._body, 1)
        self.setLayout(whole)
        for part in (self._strip, self._body, self._gone):
            part.hide()

    # loading

    def _changed(self, changes: Changes) -> None:
        if self._household in changes.households and changes.kinds - _ACCESS and self.isVisible():
            self._load()

    def _load(self) -> None:
        households, household = self._desk.services.households, self._household
        if household:
            self._desk.tasks.read(
                self, lambda _progress: households.page(household), self._show, failed=self._lost, newest="page"
            )
            self._load_tab(self.tabs.current)

    def _load_tab(self, key: str) -> None:
        """What only one tab shows is asked for when it is in view."""
        services, household, tasks = self._desk.services, self._household, self._desk.tasks
        if key == VISITS:
            tasks.write(self, lambda _progress: services.visits.rows(household), self._show_visits)
        elif key == FACTS:
            tasks.read(
                self, lambda _progress: services.households.visit_facts(household), self._show_facts, newest=FACTS
            )

    def _lost(self, _trouble: Trouble) -> None:
        self._page = None
        for part in (self._strip, self._body):
            part.hide()
        self._gone.show()
        self.head.show_actions([])

    def _show(self, page: HouseholdPage) -> None:
        if page.id != self._household:
            return
        self._page = page
        for part in (self._strip, self._body):
            part.show()
        self._gone.hide()
        self._draw()
        if self._arrived:
            self._arrived = False
            self.begin_at(self.tabs.button(self.tabs.current))

    def _draw(self) -> None:
        page = self._page
        if page is None:
            return
        today, narrow = self._desk.services.today(), self.fold >= Fold.MENU
        crumb = self.tr("农户 / {group} / {door}").format(group=page.group, door=page.door)
        self.head.set_words(page.title, page.door if narrow else "", "" if narrow else crumb)
        self.head.set_chips([] if narrow or not page.labels else [ChipRow(chips(page.labels))])
        self.head.show_actions([*([self._past] if narrow else []), self._paper, self._start])
        if page.visit_ids:
            self._paper.allow()
        else:
            self._paper.forbid(self.tr("还没有签过字的走访"))
        self.glance.show_page(page, today, narrow=narrow)
        self.tabs.set_counts(
            {
                MEMBERS: len(page.members),
                VISITS: len(page.visit_ids) + len(page.draft_ids),
                BENEFITS: len(page.benefits),
            }
        )
        self.happenings.show_entries(page.timeline, today)
        self._draw_tab(self.tabs.current)

    def _show_tab(self, key: str) -> None:
        self._load_tab(key)
        self._draw_tab(key)

    def _draw_tab(self, key: str) -> None:
        """Make the tab in view; the others are made when they are asked for."""
        page, today, folded = self._page, self._desk.services.today(), self.fold >= Fold.STACKED
        self._stack.setCurrentWidget(self._places[key])
        if page is None:
            return
        if key == OVERVIEW:
            self.overview.show_page(page, today, folded=folded, narrow=self.fold >= Fold.MENU)
        elif key == MEMBERS:
            self.members.show_page(page, folded=folded)
        elif key == VISITS:
            self.visits.show_visits(self._visits, today, folded=folded)
        elif key == BENEFITS:
            self.benefits.show_benefits(page.benefits, today, folded=folded)
        elif key == CHANGES:
            self.changes.show_entries(page.timeline, today)

    def _show_visits(self, rows: Sequence[VisitRow]) -> None:
        self._visits = rows
        if self.tabs.current == VISITS:
            self._draw_tab(VISITS)

    def _show_facts(self, known: Known) -> None:
        self.facts.show_facts(known, self._desk.services.today())

    # acting

    def _reveal(self, member: str, field: str, owner: QObject, show: Callable[[str], None]) -> None:
        households, household = self._desk.services.households, self._household
        self._desk.tasks.write(owner, lambda _progress: households.reveal(household, member, field), show)

    def _start_visit(self) -> None:
        self.navigate.emit("visit-start", {"household": self._household})

    def _go_on(self, visit: str) -> None:
        self.navigate.emit("visit", {"visit": visit})

    def _print(self, visit: str) -> None:
        self.navigate.emit("print", {"document": "visit-record", "keys": visit})

    def _open_past(self) -> None:
        if self._page is not None:
            content = Happenings(titled=False)
            content.visit_opened.connect(self._print)
            content.show_entries(self._page.timeline, self._desk.services.today())
            self._open_drawer(self.tr("经过"), content)

    def _open_editor(self, fact: FactEdit) -> None:
        editor = FactEditor(fact, self._desk.services.today())
        editor.saved.connect(partial(self._save, editor))
        self._open_drawer(f"{fact.who} {words.kept(fact.label)}".strip(), editor)
        self._start.set_kind(Kind.SECONDARY)
        self.primary = editor.save
        editor.focus_first()

    def _open_drawer(self, title: str, content: QWidget) -> None:
        self._close_drawer()
        self._drawer = Drawer(self, title, content)
        self._drawer.closed.connect(self._drawer_closed)
        self._drawer.open_drawer()

    def _close_drawer(self) -> None:
        if self._drawer is not None:
            self._drawer.close_drawer()

    def _drawer_closed(self) -> None:
        if self._drawer is not None:
            self._drawer.deleteLater()
            self._drawer = None
        self._start.set_kind(Kind.PRIMARY)
        self.primary = self._start

    def _save(self, editor: FactEditor, new: NewValue) -> None:
        households, household = self._desk.services.households, self._household

        def write(_progress: object) -> SetResult:
            return households.set(
                household, {new.path: new.value}, evidence=new.evidence, as_of=new.as_of, reason=new.reason
            )

        editor.save.set_busy(self.tr("正在改"))
        self._desk.tasks.write(self, write, partial(self._saved, new.label), failed=partial(self._refused, editor))

    def _saved(self, label: str, result: SetResult) -> None:
        self._close_drawer()
        self.facts.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stored.emit(self._desk.services.context.clock.now())
        told = self.tr("已改：{label}") if result.changed else self.tr("{label}没有变，日期和依据换新了")
        self.said.emit(told.format(label=label), partial(self._undo, result.transaction))

    def _refused(self, editor: FactEditor, trouble: Trouble) -> None:
        if self._drawer is not None:
            editor.save.set_busy()
            editor.refuse(trouble.text)

    def _undo(self, transaction: str) -> None:
        households = self._desk.services.households
        self._desk.tasks.write(self, lambda _progress: households.undo(transaction), self._undone)

    def _undone(self, _result: UndoResult) -> None:
        self.said.emit(self.tr("改回去了"), None)
