"""打印: what is printed at the left, the paper in the middle; on a printer or as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.domain.progress import Progress
from app.services.files import write_whole
from app.services.printing.models import PrintItem
from ui.core import words
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.rows_model import Deliver
from ui.core.tasks import Trouble
from ui.core.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner, EmptyState
from ui.widgets.choosing import ChooseFile, choose_to_save
from ui.widgets.paper import PaperPreview
from ui.widgets.print_run import AskPrinter, PrintRun, ask_printer
from ui.widgets.progress import ProgressPanel
from ui.widgets.screen import Screen
from ui.widgets.table import Cell, Column, Table, TableRow

_LIST_WIDTH: Final = 312
_PREVIEW_SCALE: Final = 2.0
_NARROW_ZOOM: Final = 1.5
"""In a narrow window the print is to be read; the whole page is a press away."""


class PrintScreen(Screen):
    """The page 打印.

    Target: ``document`` and ``keys`` (ids, joined by commas).

    :param ask: asks for the printer
    :param choose_target: asks where the PDF goes
    """

    def __init__(self, desk: Desk, ask: AskPrinter = ask_printer, choose_target: ChooseFile = choose_to_save) -> None:
        super().__init__("")
        self._desk = desk
        self._printing = desk.services.printing
        self._ask, self._choose_target = ask, choose_target
        self._document = ""
        self._keys: tuple[str, ...] = ()
        self._left_out: set[str] = set()
        self.items: dict[str, PrintItem] = {}
        self.run: PrintRun | None = None
        self.trouble = Banner(Tone.RED, "")
        self.unsigned = Banner(Tone.AMBER, "")
        heads = (Column(self.tr("农户"), 0), Column(self.tr("页"), 84, right=True))
        self.list = Table(heads, self._fetch, self.tr("要打印的"), lines=2)
        self.list.horizontalHeader().hide()
        self.list.moved.connect(self._preview)
        self.list.opened.connect(self._open_paper)
        self.paper = PaperPreview()
        self.toggle = Button(self.tr("这份不打"), rowed=True)
        self.toggle.clicked.connect(self._leave_out)
        self.save = Button(self.tr("存成 PDF"), icon="file-pdf")
        self.save.clicked.connect(self.save_pdf)
        self.print_all = Button(self.tr("打印"), Kind.PRIMARY, "printer")
        self.print_all.clicked.connect(self.print_pages)
        self.primary = self.print_all
        self.head.set_actions([self.save, self.print_all])
        self._empty = QWidget()
        empty = EmptyState("printer", self.tr("没有要打印的。从走访或农户页点打印进来"))
        self._empty.setLayout(column(empty, -1, margins=(20, 14, 20, 14)))
        self._progress = column()
        self._build()
        self._show_items(())

    def open(self, **target: str) -> None:
        """Show what the target names; without one what was shown before."""
        if "keys" in target:
            self._document = target.get("document", "visit-record")
            self._keys = tuple(key for key in target["keys"].split(",") if key)
            self._left_out = set()
            self._load()

    def regions(self) -> Sequence[QWidget]:
        """List and paper."""
        return (self.list, self.paper)

    def set_fold(self, fold: Fold) -> None:
        """The room has changed."""
        self._beside.set_fold(fold)
        self.paper.set_zoom(None)

    def print_page(self) -> bool:
        """Ctrl+P prints."""
        self.print_all.click()
        return True

    def keys(self) -> Sequence[tuple[str, str]]:
        """The page's own keys."""
        return (
            ("Ctrl+P", self.tr("打印")),
            (self.tr("空格"), self.tr("这份不打、还是打")),
            ("PageDown", self.tr("下一页")),
            ("+ −", self.tr("放大、缩小")),
        )

    # what is printed

    @property
    def wanted(self) -> list[PrintItem]:
        """What will be printed, in order."""
        return [item for item in self.items.values() if item.ready and item.id not in self._left_out]

    def _load(self) -> None:
        document, keys = self._document, self._keys
        self._desk.tasks.read(
            self,
            lambda progress: self._printing.items(document, keys, progress),
            self._show_items,
            failed=self._say,
            title=self.tr("正在排版"),
            newest="items",
        )

    def _show_items(self, items: Sequence[PrintItem]) -> None:
        at = self.list.current_id()
        self.items = {item.id: item for item in items}
        self.trouble.hide()
        unsigned = [item.title for item in items if not item.ready]
        self.unsigned.set(
            Tone.AMBER,
            self.tr("{n} 户没签完，不打").format(n=len(unsigned)),
            self.tr("{names}还没有签字").format(names=words.listed(unsigned)),
        )
        self.unsigned.setVisible(bool(unsigned))
        self._empty.setVisible(not items)
        self._beside.setVisible(bool(items))
        self.list.set_ids(list(self.items), at)
        if len(items) == 1:
            self._beside.open_detail()
        self._count()

    def _count(self) -> None:
        pages = sum(item.pages for item in self.wanted)
        self.print_all.setText(self.tr("打印 {n} 页").format(n=f"{pages:,}"))
        facts = " · ".join(filter(None, (self._title(), self._days(), self._households())))
        self.head.set_words(self.tr("打印"), facts, self.tr("走访 / 打印"))
        for button in (self.print_all, self.save):
            if pages and self.run is None:
                button.allow()
            else:
                button.forbid(self.tr("正在打印") if self.run is not None else self.tr("没有签好字的可打"))
        self.head.show_actions((self.save, self.print_all))

    def _title(self) -> str:
        return next((kind.title for kind in self._printing.documents() if kind.name == self._document), "")

    @property
    def _signed(self) -> bool:
        """Whether the document stands under signatures."""
        return next((kind.signed for kind in self._printing.documents() if kind.name == self._document), True)

    def _days(self) -> str:
        days = sorted(item.day for item in self.items.values())
        if not days:
            return ""
        today = self._desk.services.today()
        return words.day(days[0], today) if days[0] == days[-1] else words.day_range(days[0], days[-1], today)

    def _households(self) -> str:
        return self.tr("{n} 份").format(n=len(self.wanted)) if self.items else ""

    def _leave_out(self) -> None:
        key = self.list.current_id()
        if key is not None and self.items[key].ready:
            self._left_out ^= {key}
            self.list.rows.refresh()
            self._words_of_toggle(key)
            self._count()

    def _words_of_toggle(self, key: str) -> None:
        out = key in self._left_out
        self.toggle.setText(self.tr("这份还是打") if out else self.tr("这份不打"))
        self.toggle.setVisible(self.items[key].ready and len(self.items) > 1)

    def _fetch(self, keys: Sequence[str], deliver: Deliver) -> None:
        deliver({key: self._row(self.items[key]) for key in keys if key in self.items})

    def _row(self, item: PrintItem) -> TableRow:
        day = words.day(item.day, self._desk.services.today())
        out = item.id in self._left_out
        if not item.ready:
            note, tone = self.tr("{day} · 缺签字，这批不打").format(day=day), "amber"
        elif out:
            note, tone = self.tr("{day} · 这批不打").format(day=day), "muted"
        else:
            words_of = self.tr("{day} · 已签 · 第 {n} 次打印") if self._signed else self.tr("第 {n} 次打印")
            note, tone = words_of.format(day=day, n=item.times), "text"
        pages = self.tr("{n} 页").format(n=item.pages) if item.pages else ""
        whose = Cell(item.title, after=item.group, note=note, strong=True, tone="muted" if out else "text")
        return TableRow((whose, Cell(pages, tone="muted" if tone != "text" else "text2")))

    # the paper

    def _open_paper(self, _key: str) -> None:
        self._beside.open_detail()
        self.paper.set_zoom(_NARROW_ZOOM if self._beside.narrow else None)

    def _preview(self, key: str) -> None:
        item, document = self.items[key], self._document
        self._words_of_toggle(key)
        if not item.pages:
            self.paper.show_pages((), item.title)
            return

        def work(_progress: Progress) -> list[bytes]:
            pdf = self._printing.preview(document, key)
            return self._printing.page_images(pdf, _PREVIEW_SCALE)

        self._desk.tasks.read(
            self, work, lambda pages: self.paper.show_pages(pages, item.title), failed=self._say, newest="paper"
        )

    # out of the machine

    def save_pdf(self) -> None:
        """Write everything wanted into one PDF."""
        proposed = f"{self._title()} {self._days()}.pdf"
        path = self._choose_target(self, self.tr("PDF 存到哪里"), proposed)
        if path is None:
            return
        document, keys = self._document, [item.id for item in self.wanted]

        def work(progress: Progress) -> Path:
            return write_whole(path, self._printing.render_many(document, keys, progress))

        self._desk.tasks.write(
            self,
            work,
            self._saved,
            failed=self._say,
            title=self.tr("正在存成 PDF"),
            safe=self.tr("停下就不留半个文件"),
        )

    def _saved(self, path: Path) -> None:
        self.said.emit(self.tr("存成了 {file}").format(file=path.name), None)
        self._load()

    def print_pages(self) -> None:
        """Print everything wanted."""
        printer = self._ask(self)
        if printer is None:
            return
        document, keys = self._document, [item.id for item in self.wanted]
        self._desk.tasks.write(
            self,
            lambda progress: self._printing.render_many(document, keys, progress),
            lambda pdf: self._start(pdf, printer),
            failed=self._say,
            title=self.tr("正在排版"),
        )

    def _start(self, pdf: bytes, printer: QPrinter) -> None:
        self.run = PrintRun(pdf, printer, self._printing, self._desk.tasks, self)
        panel = ProgressPanel(self.tr("正在送去打印"), self.tr("停下后，已送出的页照常打完"))
        self.run.stepped.connect(panel.show_step)
        panel.stopped.connect(self.run.stop)
        self.run.done.connect(lambda pages: self._printed(pages, panel))
        self.run.failed.connect(lambda trouble: self._not_printed(trouble, panel))
        self._progress.addWidget(panel)
        self._count()
        self.run.start()

    def _printed(self, pages: int, panel: ProgressPanel) -> None:
        self._end(panel)
        self.said.emit(self.tr("送去打印 {n} 页，已记下谁、何时、哪几份").format(n=f"{pages:,}"), None)
        self._load()

    def _not_printed(self, trouble: Trouble, panel: ProgressPanel) -> None:
        self._end(panel)
        self._say(trouble)

    def _end(self, panel: ProgressPanel) -> None:
        self.run = None
        panel.hide()
        panel.deleteLater()
        self._count()

    def _say(self, trouble: Trouble) -> None:
        self.trouble.set(Tone.RED, trouble.text)
        self.trouble.show()

    def _build(self) -> None:
        self.trouble.hide()
        left = QWidget()
        foot = line(-1, self.toggle, gap=8, margins=(12, 6, 12, 6))
        body = column(self.unsigned)
        body.addWidget(self.list, 1)
        body.addLayout(foot)
        left.setLayout(body)
        self._beside = Beside(left, self.paper, self.tr("回到清单"), width=_LIST_WIDTH)
        whole = column(self.head, self.trouble)
        whole.addWidget(self._beside, 1)
        whole.addWidget(self._empty)
        whole.addLayout(self._progress)
        self.setLayout(whole)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.list)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._leave_out)
