"""农户: the list of households, found while typing, quick at 30,000."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.changes import Changes
from app.domain.progress import Progress
from app.services.files import write_whole
from app.services.households.models import HouseholdList, HouseholdRow
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.rows_model import PAGE, Deliver
from ui.core.theme import keep_width
from ui.screens.households.filters import Filters
from ui.screens.households.glance import Glance
from ui.screens.households.rows import columns, table_row
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card, EmptyState, framed
from ui.widgets.choosing import ChooseFile, choose_to_save
from ui.widgets.row_menu import RowAct
from ui.widgets.screen import Screen
from ui.widgets.table import Table

GLANCE_PANEL = 348
KEPT_ROWS = 30 * PAGE
"""Lines kept for the panel and for pages that were seen."""
SHEETS_AT_ONCE = 200
"""Households whose check sheets are printed together: a group or two, some thousand pages."""
_ACCESS = frozenset({"access"})
"""Records that say who saw what; they change nothing on a page."""


class HouseholdsScreen(Screen):
    """The page 农户. Target: ``search`` (a text to look for), or nothing: as it was left.

    :param ask_target: asks where a ledger is written
    """

    def __init__(self, desk: Desk, ask_target: ChooseFile = choose_to_save) -> None:
        super().__init__("")
        self._desk = desk
        self._ask_target = ask_target
        self._known: dict[str, HouseholdRow] = {}
        self._ids: tuple[str, ...] = ()
        self._shown_text = ""
        self._total = 0
        self._arrived = False
        self._menu: QMenu | None = None
        self.setAcceptDrops(True)
        self.filters = Filters()
        self.filters.changed.connect(self._load)
        self.filters.search.moved.connect(self._walk)
        self.filters.search.taken.connect(lambda: self._open(self.table.current_id() or ""))
        self.table: Table = Table(columns(), self._fetch, self.tr("农户"), lines=2)
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._glance)
        self.table.offer(self._acts)
        self.table.installEventFilter(self)
        self.glance = Glance()
        self.glance.opened.connect(self._open)
        self._build()
        desk.tasks.changes.connect(self._changed)

    def open(self, **target: str) -> None:
        """Show the list; with ``search`` what is found. The keys go to the list."""
        self._arrived = True
        if "search" in target:
            self.filters.search.blockSignals(True)
            self.filters.search.setText(target["search"])
            self.filters.search.blockSignals(False)
        self._load()
        self._load_groups()

    def regions(self) -> Sequence[QWidget]:
        """Filters, list, panel."""
        return (self.filters, self.table, self._panel)

    def set_fold(self, fold: Fold) -> None:
        """The panel goes when the room does; columns fold into the row."""
        self.table.set_fold(fold)
        self._panel.setVisible(fold == Fold.DRAWN and self._total > 0)

    def focus_search(self) -> bool:
        """Ctrl+K: the search line, its text chosen."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()
        return True

    def print_page(self) -> bool:
        """Ctrl+P: the check sheets of the households in the list."""
        if self._sheets.isEnabled() and self._ids:
            self.navigate.emit("print", {"document": "check-sheet", "keys": ",".join(self._ids)})
        return True

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of the list."""
        return (
            ("↑ ↓ Home End", self.tr("在农户里走")),
            ("Enter", self.tr("打开这一户")),
            ("字母、汉字、数字", self.tr("找：姓名、拼音、尾号、电话")),
            ("Ctrl+Enter", self.tr("开始走访")),
            ("Ctrl+O", self.tr("导入名册")),
            ("Ctrl+P", self.tr("打印对照表")),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters typed on the list go to the search line."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and event.text().strip() and event.text().isprintable():
                self.filters.search.setFocus(Qt.FocusReason.OtherFocusReason)
                self.filters.search.insert(event.text())
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere on the page."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A dropped file goes to the import."""
        if file := _dropped(event):
            event.acceptProposedAction()
            self.navigate.emit("import", {"file": file})

    def _build(self) -> None:
        self._import = Button(self.tr("导入名册"), icon="file-arrow-down")
        self._import.setToolTip("Ctrl+O")
        self._import.clicked.connect(lambda: self.navigate.emit("import", {}))
        self._export = Button(self.tr("导出台账"), icon="file-arrow-up")
        self._export.clicked.connect(self._offer_ledgers)
        self._sheets = Button(self.tr("打印对照表"), icon="printer")
        self._sheets.clicked.connect(self.print_page)
        self._start = Button(self.tr("开始走访"), Kind.PRIMARY, "notebook")
        self._start.clicked.connect(self._start_visit)
        self.head.set_actions([self._import, self._export, self._sheets, self._start])
        shortcut = QShortcut(QKeySequence("Ctrl+O"), self)
        shortcut.activated.connect(self._import.click)
        first = Button(self.tr("导入名册"), Kind.PRIMARY, "file-arrow-down")
        first.clicked.connect(self._import.click)
        self._first = first
        self._none = EmptyState("house-line", self.tr("还没有农户，把镇上给的名册拖进来，或者点导入名册"), first)
        widen = Button(self.tr("看全部农户"), icon="arrow-u-up-left")
        widen.clicked.connect(self.filters.widen)
        self._nothing = EmptyState("magnifying-glass", self.tr("没有找到，少打一个字，或者换个条件试试"), widen)
        self._card = Card(headed=True, fills=True)
        self._card.body.addWidget(self.table, 1)
        self._panel = framed("panel", column(self.glance))
        self._panel.setProperty("side", "right")
        keep_width(self._panel, GLANCE_PANEL)
        self._strip = framed("head", column(self.filters))
        inside = column(self._none, self._nothing, margins=(20, 14, 20, 14))
        inside.addWidget(self._card, 1)
        inside.addStretch(0)
        self._rest = inside
        whole = line(gap=0)
        whole.addLayout(inside, 1)
        whole.addWidget(self._panel)
        page = column(self.head, self._strip)
        page.addLayout(whole, 1)
        self.setLayout(page)
        for part in (self._strip, self._none, self._nothing, self._card, self._panel):
            part.hide()
        self.head.set_words(self.tr("农户"))

    # loading

    def _changed(self, changes: Changes) -> None:
        if changes.kinds - _ACCESS and self.isVisible():
            self._load()
            self._load_groups()

    def _load(self) -> None:
        wanted, households = self.filters.wanted, self._desk.services.households
        narrowed = self.filters.narrowed

        def ask(_progress: Progress) -> HouseholdList:
            return households.first(wanted, PAGE)

        done = partial(self._show, wanted.text, narrowed)
        self._desk.tasks.read(self, ask, done, newest="list")

    def _load_groups(self) -> None:
        households = self._desk.services.households
        self._desk.tasks.read(self, lambda _progress: households.groups(), self._show_groups, newest="groups")

    def _show(self, text: str, narrowed: bool, found: HouseholdList) -> None:
        self._shown_text = text
        self._known = {row.id: row for row in found.rows}
        self._ids = found.ids
        if len(found.ids) > SHEETS_AT_ONCE:
            self._sheets.forbid(self.tr("一次最多 {n} 户，先选一个组").format(n=SHEETS_AT_ONCE))
        else:
            self._sheets.allow()
        searched = bool(text.strip())
        current = None if searched else self.table.current_id()
        if not narrowed:
            self._total = len(found.ids)
        self._arrange(len(found.ids), narrowed=narrowed)
        self.table.set_ids(found.ids, keep=current)
        self._glance(self.table.current_id() or "")
        if self._arrived and found.ids and not self.filters.search.hasFocus():
            self.begin_at(self.table)
        self._arrived = False

    def _arrange(self, count: int, *, narrowed: bool) -> None:
        """List, nothing found, or nothing there yet."""
        empty = not narrowed and not count
        for part, shown in (
            (self._strip, not empty),
            (self._none, empty),
            (self._nothing, narrowed and not count),
            (self._card, bool(count)),
            (self._panel, bool(count) and self.fold == Fold.DRAWN),
        ):
            part.setVisible(shown)
        self.head.show_actions([self._import] if empty else [self._import, self._export, self._sheets, self._start])
        self.primary = self._first if empty else self._start
        facts = self.tr("{n} 户").format(n=f"{count:,}")
        if narrowed:
            facts = self.tr("找到 {n} 户").format(n=f"{count:,}")
        self.head.set_words(self.tr("农户"), "" if empty else facts)

    def _show_groups(self, groups: tuple[tuple[str, int], ...]) -> None:
        self.filters.set_groups(groups)

    def _fetch(self, ids: Sequence[str], take: Deliver) -> None:
        today = self._desk.services.today()
        if all(identifier in self._known for identifier in ids):
            take({identifier: table_row(self._known[identifier], today) for identifier in ids})
            return
        households, text = self._desk.services.households, self._shown_text
        wanted = list(ids)
        self._desk.tasks.read(self, lambda _progress: households.rows(wanted, text), partial(self._take, take))

    def _take(self, take: Deliver, rows: list[HouseholdRow]) -> None:
        if len(self._known) > KEPT_ROWS:
            self._known.clear()
        self._known.update((row.id, row) for row in rows)
        today = self._desk.services.today()
        take({row.id: table_row(row, today) for row in rows})
        self._glance(self.table.current_id() or "")

    def _glance(self, household: str) -> None:
        row = self._known.get(household)
        if row is not None and self._panel.isVisibleTo(self):
            self.glance.show_household(row, self._desk.services.today())

    # acting

    def _walk(self, step: int) -> None:
        """Arrows in the search line move in the list."""
        place = self.table.currentIndex().row() + step
        if 0 <= place < self.table.rows.rowCount():
            self.table.select(place)

    def _open(self, household: str) -> None:
        if household:
            self.navigate.emit("household", {"household": household})

    def _acts(self, household: str) -> Sequence[RowAct]:
        """What can be done with a row."""
        sheet = {"document": "check-sheet", "keys": household}
        return (
            RowAct(self.tr("打开这一户"), partial(self._open, household), "house-line", "Enter"),
            RowAct(self.tr("开始走访"), self._start_visit, "notebook", "Ctrl+Enter"),
            RowAct(self.tr("打印对照表"), partial(self.navigate.emit, "print", sheet), "printer"),
        )

    def _start_visit(self) -> None:
        household = self.table.current_id()
        self.navigate.emit("visit-start", {"household": household} if household else {})

    def _offer_ledgers(self) -> None:
        services = self._desk.services
        self._desk.tasks.read(self, lambda _progress: services.exports.kinds(), self._show_ledgers, newest="ledgers")

    def _show_ledgers(self, kinds: Sequence[tuple[str, str]]) -> None:
        """The ledgers as a menu under the button."""
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self)
        for kind, title in kinds:
            action = QAction(title, self._menu)
            action.triggered.connect(partial(self.export, kind, title))
            self._menu.addAction(action)
        self._menu.popup(self._export.mapToGlobal(self._export.rect().bottomLeft()))

    def export(self, kind: str, title: str, _checked: bool = False) -> None:
        """Write a ledger as a workbook where the person says."""
        day = self._desk.services.today().isoformat()
        path = self._ask_target(self, self.tr("{title}写到哪里").format(title=title), f"{title}{day}.xlsx")
        if path is None:
            return
        services = self._desk.services
        self._desk.tasks.write(
            self,
            lambda progress: write_whole(path, services.exports.ledger(kind, progress)),
            partial(self._exported, title, path),
            title=self.tr("正在写{title}").format(title=title),
            safe=self.tr("停下就不写这份文件"),
        )

    def _exported(self, title: str, path: Path, _written: Path) -> None:
        self.said.emit(self.tr("{title}写好了：{file}").format(title=title, file=path.name), None)


def _dropped(event: QDropEvent) -> str:
    """The one local file that is dragged, empty for anything else."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
