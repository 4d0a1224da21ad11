"""对列: the beginning of the file, its columns in groups, and the column in hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.imports.models import ColumnGuess, TargetChoice
from ui.core import words
from ui.core.layout import Fold
from ui.core.rows_model import Deliver
from ui.core.tokens import SIDE_PANEL, Tone, Type
from ui.screens.importing.beginning import Beginning
from ui.screens.importing.column_panel import ColumnPanel, confidence_words
from ui.screens.importing.state import ColumnGroup, Mapping
from ui.screens.importing.wording import sample_words
from ui.widgets.beside import Beside
from ui.widgets.boxes import Flow, Scroller, clear, column
from ui.widgets.cards import Card, framed
from ui.widgets.chips import Chip, ChipWords
from ui.widgets.fields import Field, Select, TextEdit, TickBox
from ui.widgets.labels import Label
from ui.widgets.table import Cell, Column, Table, TableRow

_HEADING = "group:"
_NO_PROFILE = ""
_SAMPLE_LETTERS = 18


class MappingPart(QWidget):
    """The step 对列.

    ``chosen`` carries column and slot, ``header_moved`` +1 or -1, ``sheet_picked`` and ``profile_picked`` a name.

    :param targets: every fact that a column may set
    :param today: for days without a year
    """

    chosen = Signal(object, str)
    header_moved = Signal(int)
    sheet_picked = Signal(str)
    profile_picked = Signal(str)

    def __init__(self, targets: Sequence[TargetChoice], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._mapping: Mapping | None = None
        self._rows: dict[str, TableRow] = {}
        self._columns: dict[str, ColumnGuess] = {}
        self._facts = QWidget()
        self._flow = Flow(self._facts, gap=24)
        self.beginning = Beginning()
        self.beginning.moved.connect(self.header_moved)
        heads = (
            Column(self.tr("列"), 56),
            Column(self.tr("文件里的列名")),
            Column(self.tr("写到哪个事实"), 220, folds_from=Fold.SINGLE),
            Column(self.tr("把握"), 120),
            Column(self.tr("头三行"), 250, folds_from=Fold.STACKED),
        )
        self.table = Table(heads, self._fetch, self.tr("文件的列"), main=1, lines=2)
        self.table.moved.connect(self._show_column)
        self.table.opened.connect(self._open_column)
        self.panel = ColumnPanel(targets)
        self.panel.chosen.connect(self._choose)
        self.keep_tick = TickBox(self.tr("对完存进这个对法"))
        self.name = TextEdit(most=40)
        self._profiles = Select(())
        self._profiles.picked.connect(self.profile_picked)
        self._build()

    @property
    def keep_as(self) -> str:
        """The name under which the mapping is to be saved; empty: it is not."""
        return self.name.text().strip() if self.keep_tick.isChecked() else ""

    def show_mapping(self, mapping: Mapping, profiles: Sequence[str]) -> None:
        """Show a file; the column in hand stays."""
        at = self.table.current_id()
        self._mapping = mapping
        self._columns = {column.letters: column for column in mapping.guess.columns}
        self._show_facts(mapping)
        self.beginning.show_rows(mapping.guess.beginning, mapping.guess.header_row)
        self._show_profiles(mapping, profiles)
        ids = self._make_rows(mapping)
        first = next((key for key in ids if key in self._columns), None)
        headings = [key for key in ids if key.startswith(_HEADING)]
        self.table.set_ids(ids, at if at in self._columns else first, headings)

    def set_fold(self, fold: Fold) -> None:
        """The room has changed."""
        self.table.set_fold(fold)
        self._beside.set_fold(fold)
        self.beginning.setVisible(fold < Fold.MENU)

    def regions(self) -> Sequence[QWidget]:
        """Table and panel."""
        return (self.table, self.panel)

    def _build(self) -> None:
        card = Card("", headed=True, fills=True)
        card.body.addWidget(self.table, 1)
        left = QWidget()
        body = column(self.beginning, gap=12, margins=(20, 12, 16, 12))
        body.addWidget(card, 1)
        left.setLayout(body)
        self.keep_tick.toggled.connect(self.name.setEnabled)
        self.name.setEnabled(False)
        self._name_field = Field(self.tr("对法的名字"), self.name)
        self._profile_field = Field(self.tr("这种文件的对法"), self._profiles)
        foot = column(self._profile_field, self.keep_tick, self._name_field, gap=6, margins=(14, 8, 14, 10))
        right = Scroller(column(self.panel, framed("foot", foot)))
        self._beside = Beside(left, right, self.tr("回到各列"), width=SIDE_PANEL + 40, fixed_detail=True)
        strip = framed("head", column(self._facts, margins=(20, 8, 20, 8)))
        strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._beside.turned.connect(strip.setHidden)
        self.setLayout(column(strip, self._beside))

    def _show_facts(self, mapping: Mapping) -> None:
        clear(self._flow)
        guess, matched = mapping.guess, sum(1 for column in mapping.guess.columns if column.path)
        look = len(mapping.columns(ColumnGroup.LOOK))
        size = _size(len(mapping.file.content))
        when = datetime.fromisoformat(mapping.file.changed)
        stamp = f"{size} · {words.day(when.date(), self._today)} {words.clock(when)}"
        self._flow.addWidget(_fact(stamp, mapping.file.name))
        self._flow.addWidget(self._sheets(guess.sheet, guess.sheets))
        self._flow.addWidget(_fact(self.tr("表头"), self.tr("第 {n} 行").format(n=guess.header_row)))
        self._flow.addWidget(_fact(self.tr("数据"), self.tr("{n} 行").format(n=f"{guess.rows:,}")))
        self._flow.addWidget(_fact(self.tr("对上的列"), words.of_total(matched, len(guess.columns))))
        if look:
            self._flow.addWidget(_fact(self.tr("要您看一眼"), self.tr("{n} 列").format(n=look), "amber"))
        self._flow.addWidget(self._needed(mapping))

    def _sheets(self, chosen: str, names: Sequence[str]) -> QWidget:
        if len(names) < 2:
            return _fact(self.tr("工作表"), chosen)
        box = Select([(name, name) for name in names], chosen)
        box.picked.connect(self.sheet_picked)
        return Field(self.tr("工作表"), box)

    def _needed(self, mapping: Mapping) -> QWidget:
        if lacking := mapping.lacking():
            text = self.tr("还差：{names}").format(names=words.listed(needed_words(lacking)))
            return Chip(text, Tone.AMBER, "question")
        return Chip(self.tr("必需的 3 列都有"), Tone.GREEN, "check-circle-fill")

    def _show_profiles(self, mapping: Mapping, profiles: Sequence[str]) -> None:
        self._profiles.clear()
        self._profiles.addItem(self.tr("按表头自动对"), _NO_PROFILE)
        for name in profiles:
            self._profiles.addItem(name, name)
        self._profiles.choose(mapping.profile)
        self._profile_field.setVisible(bool(profiles))
        if not self.name.text():
            self.name.setText(mapping.profile or mapping.guess.sheet)

    def _make_rows(self, mapping: Mapping) -> list[str]:
        titles = {
            ColumnGroup.LOOK: self.tr("要您看一眼"),
            ColumnGroup.MATCHED: self.tr("对上了"),
            ColumnGroup.LEFT: self.tr("没对上，不写入"),
        }
        self._rows = {}
        for group, title in titles.items():
            if found := mapping.columns(group):
                heading = Cell(title, after=str(len(found)), strong=True)
                self._rows[_HEADING + group.value] = TableRow((Cell(), heading, Cell(), Cell(), Cell()), heading=True)
                self._rows.update({each.letters: self._row(mapping, each) for each in found})
        return list(self._rows)

    def _row(self, mapping: Mapping, guess: ColumnGuess) -> TableRow:
        word, tone, icon = confidence_words(mapping, guess)
        note = self.tr("{n} 格看不懂").format(n=guess.unreadable) if guess.unreadable else ""
        if guess.rival and guess.header not in mapping.chosen:
            note = self.tr("和 {letters} 列像是同一个事实").format(letters=guess.rival)
        return TableRow(
            (
                Cell(guess.letters, tone="muted"),
                Cell(guess.header, strong=True, note=note),
                Cell(
                    f"→ {words.kept(guess.label)}" if guess.path else self.tr("不写入"),
                    tone="text" if guess.path else "muted",
                ),
                Cell(badge=ChipWords(word, tone, icon)),
                Cell(sample_words(_short(text) for text in guess.samples), tone="text2"),
            )
        )

    def _fetch(self, keys: Sequence[str], deliver: Deliver) -> None:
        deliver({key: self._rows[key] for key in keys})

    def _show_column(self, key: str) -> None:
        if self._mapping is not None and key in self._columns:
            self.panel.show_column(self._mapping, self._columns[key])

    def _open_column(self, key: str) -> None:
        if key in self._columns:
            self._beside.open_detail()
            self.panel.focus_search()

    def _choose(self, slot: str) -> None:
        key = self.table.current_id()
        if key in self._columns:
            self.chosen.emit(self._columns[key], slot)
            self._beside.open_list()


def needed_words(paths: Sequence[str]) -> list[str]:
    """The needed columns as people call them."""
    known = {
        "household.code": words.translate("ImportColumn", "户编号"),
        "member.name": words.translate("ImportColumn", "姓名"),
        "member.id_number": words.translate("ImportColumn", "证件号码"),
    }
    return [known[path] for path in paths]


def _size(count: int) -> str:
    """Bytes as people say them: 46 KB, 1.2 MB."""
    return f"{count / 1_000_000:,.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"


def _short(text: str) -> str:
    """A sample; the whole of it stands in the panel."""
    return text if len(text) <= _SAMPLE_LETTERS else text[: _SAMPLE_LETTERS - 1] + "…"


def _fact(over: str, under: str, tone: str = "text") -> QWidget:
    made = QWidget()
    made.setLayout(
        column(Label(over, Type.SMALL, "muted", wrap=False), Label(under, tone=tone, strong=True, wrap=False), gap=2)
    )
    return made
