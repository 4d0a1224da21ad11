"""设置: one scrolling page of cards with an index at the left. Each change holds at once and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from app.domain.progress import Progress
from app.services.settings import Preferences
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.theme import keep_width
from ui.core.tokens import OUTLINE_PANEL, Type
from ui.screens.settings.about import AboutCard, OwnerCard
from ui.screens.settings.backups import BackupCard, CheckCard
from ui.screens.settings.checklists import ChecklistsCard
from ui.screens.settings.display import DisplayCard, LockCard, apply
from ui.screens.settings.keys import KeysCard
from ui.screens.settings.lost import LostMachine
from ui.screens.settings.row import SettingsCard
from ui.screens.settings.visits import VisitsCard
from ui.widgets.boxes import Scroller, clear, column, line
from ui.widgets.cards import Row, framed
from ui.widgets.choosing import ChooseFile, choose_to_open, choose_to_save
from ui.widgets.drawer import Drawer
from ui.widgets.labels import IconLabel, Label
from ui.widgets.print_run import AskPrinter
from ui.widgets.print_sheet import PrintSheet
from ui.widgets.recovery import RecoveryCode
from ui.widgets.screen import Screen


class SettingsScreen(Screen):
    """The page 设置.

    :param choose_source: asks for a backup to try, or a checklist to take in
    :param choose_target: asks where a backup goes
    :param ask: asks for the printer of the recovery code; None: the dialog of the system
    """

    def __init__(
        self,
        desk: Desk,
        choose_source: ChooseFile = choose_to_open,
        choose_target: ChooseFile = choose_to_save,
        ask: AskPrinter | None = None,
    ) -> None:
        super().__init__("")
        self._desk, self._ask = desk, ask
        services, keeping, tasks = desk.services, desk.services.keeping, desk.tasks
        self.preferences = Preferences()
        self.display, self.locking, self.visits = DisplayCard(), LockCard(), VisitsCard()
        self.owner = OwnerCard(services.owner, services.context.workspace.folder)
        self.own_keys = KeysCard(keeping, tasks)
        self.backup = BackupCard(keeping, tasks, services.today(), choose_source, choose_target)
        self.checklists = ChecklistsCard(services.forms, tasks, choose_source)
        self.check, self.about = CheckCard(keeping, tasks), AboutCard()
        self.cards: tuple[SettingsCard, ...] = (
            self.display,
            self.own_keys,
            self.locking,
            self.visits,
            self.checklists,
            self.backup,
            self.owner,
            self.check,
            self.about,
        )
        self.recovery: RecoveryCode | None = None
        self.lost: LostMachine | None = None
        self._index = column()
        self._index_rows: dict[str, Row] = {}
        self._shown_card = self.cards[0].name
        self._left = framed("panel", column(self._index, -1))
        self._left.setProperty("side", "left")
        keep_width(self._left, OUTLINE_PANEL)
        left = column(self.display, self.own_keys, self.locking, self.visits, self.checklists, -1, gap=12)
        right = column(self.backup, self.owner, self.check, self.about, -1, gap=12)
        self._columns: QBoxLayout = line(gap=12)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self._scroller = Scroller(column(self._columns, -1, margins=(20, 14, 20, 14)))
        self._stack = QStackedWidget()
        self._build()

    def open(self, **target: str) -> None:
        """Show what holds now."""
        self._show_settings()
        services = self._desk.services
        self._desk.tasks.read(self, lambda _: services.settings.preferences(), self._show, newest="preferences")
        self._desk.tasks.read(self, lambda _: services.keeping.slots(), self._show_slots, newest="slots")
        sheets = services.key_sheets
        self._desk.tasks.read(self, lambda _: sheets.key_end(), self.own_keys.show_key_end, newest="key end")
        self.backup.load()
        self.checklists.load()

    def leave(self) -> bool:
        """Not while the recovery code is shown: it is never shown again."""
        return self.recovery is None

    def regions(self) -> Sequence[QWidget]:
        """Index and cards."""
        return (self._left, self._scroller)

    def set_fold(self, fold: Fold) -> None:
        """The room has changed."""
        self._left.setVisible(fold < Fold.MENU)
        beside = QBoxLayout.Direction.LeftToRight if fold == Fold.DRAWN else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(beside)
        for card in self.cards:
            card.set_fold(fold)

    def go_to(self, name: str) -> None:
        """Scroll to a card and put the focus into it."""
        card = next(card for card in self.cards if card.name == name)
        self._scroller.verticalScrollBar().setValue(card.y() - self.cards[0].y())
        self._shown_card = name
        self._mark()
        first = next(
            (part for part in card.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus), None
        )
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put(self, preferences: Preferences, words: str = "") -> None:
        """Let preferences hold and keep them; with words the toast offers the way back."""
        before, self.preferences = self.preferences, preferences
        apply(preferences)
        self._show(preferences)
        if preferences.lock_minutes != before.lock_minutes:
            self.lock_after.emit(preferences.lock_minutes)
        settings = self._desk.services.settings
        undo = (lambda: self.put(before)) if words else None
        self._desk.tasks.write(
            self, lambda _: settings.save(preferences), lambda _: self.said.emit(words, undo) if words else None
        )

    def _speak(self, language: str) -> None:
        """Keep the language, then ask the shell to speak it; this page is made anew with all the others."""
        tasks, settings = self._desk.tasks, self._desk.services.settings

        def keep(wanted: str, done: Callable[[], None]) -> None:
            def work(_progress: Progress) -> None:
                settings.save(replace(settings.preferences(), language=wanted))

            tasks.write(tasks, work, lambda _: done())

        keep(language, lambda: self.language_wanted.emit(language, keep))

    def _show(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self.display.show_preferences(preferences)
        self.locking.show_minutes(preferences.lock_minutes)
        self.visits.show_preferences(preferences)
        self._show_index()

    def _show_slots(self, slots: tuple[str, ...]) -> None:
        self.own_keys.show_slots(slots)
        self._show_index()

    def _show_index(self) -> None:
        clear(self._index)
        self._index_rows.clear()
        for card in self.cards:
            facts, tone = card.facts()
            under = Label(facts, Type.SMALL, tone)
            text = column(Label(card.words), under, gap=2)
            inside = line(IconLabel(card.icon, "text2"), gap=10, margins=(11, 8, 12, 8))
            inside.addLayout(text, 1)
            row = Row(inside, f"{card.words} {facts}".strip())
            under.setVisible(bool(facts))
            row.opened.connect(lambda name=card.name: self.go_to(name))
            self._index.addWidget(row)
            self._index_rows[card.name] = row
        self._mark()

    def _mark(self) -> None:
        """The card that one went to is the current line of the index."""
        for name, row in self._index_rows.items():
            row.select(name == self._shown_card)

    def _show_code(self, code: str) -> None:
        """Nothing else is seen or reached until it is written down."""
        sheets = self._desk.services.key_sheets
        verb = self.tr("打印一份")
        paper = PrintSheet(verb, lambda: sheets.recovery(code), sheets, self._desk.tasks, self._ask)
        self.recovery = RecoveryCode(code, paper)
        self.recovery.copied.connect(self._copied)
        across = line()
        across.addStretch(1)
        across.addWidget(self.recovery)
        across.addStretch(1)
        self._cover(Scroller(column(across, -1, margins=(20, 20, 20, 20))))
        self.head.set_words(self.tr("抄恢复码"), self.tr("只显示这一次，抄好核过才能走开"))
        self.primary = self.recovery.done
        self.recovery.ready()

    def _copied(self) -> None:
        self.recovery = None
        self.open()
        self.said.emit(self.tr("新的恢复码生效了，旧的那份作废"), None)

    def _show_lost(self) -> None:
        """The sheet in place of the cards."""
        self.lost = LostMachine(self._desk.services.key_sheets, self._desk.tasks, self._ask)
        self.lost.left.connect(self._leave_lost)
        self.lost.said.connect(lambda text: self.said.emit(text, None))
        self._cover(self.lost)
        self.head.set_words(self.tr("机器丢了怎么办"), self.tr("趁没丢先打一张，和备份放在一起"), self.tr("设置"))
        self.primary = self.lost.print
        self.lost.load()
        self.lost.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_lost(self) -> None:
        self.open()
        self.own_keys.lost.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cover(self, page: QWidget) -> None:
        """Show something in place of the cards."""
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _show_settings(self) -> None:
        """Back to the cards; what covered them is gone."""
        owner = self._desk.services.owner
        self.head.set_words(self.tr("设置"), f"{owner.village_name(owner.village)} · {owner.user}")
        while self._stack.count() > 1:
            shown = self._stack.widget(1)
            self._stack.removeWidget(shown)
            shown.deleteLater()
        self.lost, self.primary = None, None

    def _read_licence(self, title: str, text: str) -> None:
        content = QWidget()
        content.setLayout(column(Label(text, Type.SMALL), -1))
        drawer = Drawer(self, title, content)
        drawer.closed.connect(drawer.deleteLater)
        drawer.open_drawer()

    def _build(self) -> None:
        self.display.wanted.connect(self.put)
        self.visits.wanted.connect(self.put)
        self.display.language_wanted.connect(self._speak)
        self.locking.wanted.connect(
            lambda minutes: self.put(replace(self.preferences, lock_minutes=minutes), self.tr("锁屏时间改好了"))
        )
        self.own_keys.code.connect(self._show_code)
        self.own_keys.lost_wanted.connect(self._show_lost)
        self.own_keys.said.connect(lambda text: self.said.emit(text, None))
        self.backup.said.connect(lambda text: self.said.emit(text, None))
        self.backup.known.connect(self._show_backups)
        self.checklists.said.connect(lambda text: self.said.emit(text, None))
        self.checklists.known.connect(self._show_index)
        self.about.licence.connect(self._read_licence)
        settings = QWidget()
        row = line(self._left)
        row.addWidget(self._scroller, 1)
        settings.setLayout(row)
        self._stack.addWidget(settings)
        body = column(self.head)
        body.addWidget(self._stack, 1)
        self.setLayout(body)
        self._show(self.preferences)

    def _show_backups(self) -> None:
        self._show_index()
        if self.recovery is None and self.lost is None:
            self.primary = self.backup.make if self.backup.ready_to_make else None
