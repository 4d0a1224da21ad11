"""看改动: what is refused, new, changed, missing; each change is decided before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.imports.models import ChangeLine, Counts, HouseholdItem, IssueGroup, MissingItem
from ui.core.layout import Fold
from ui.core.rows_model import Deliver
from ui.core.tokens import Type
from ui.screens.importing.detail import DetailBody
from ui.screens.importing.lists import Group, Item, groups, heading, line_of
from ui.screens.importing.state import Decisions
from ui.widgets.beside import Beside
from ui.widgets.boxes import Flow, Scroller, clear, column, line
from ui.widgets.cards import framed
from ui.widgets.labels import IconLabel, Label
from ui.widgets.table import Column, Table, TableRow

_LIST_WIDTH: Final = 336


class PreviewPart(QWidget):
    """The step 看改动.

    ``lines_wanted`` carries a household whose changes are to be shown (answer by :meth:`show_lines`), ``save`` comes for the
    workbook of refused rows, ``decided`` after each decision, ``household_wanted`` carries an id.
    """

    lines_wanted = Signal(object)
    save = Signal()
    decided = Signal()
    household_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decisions: Decisions | None = None
        self._lines: tuple[HouseholdItem, Sequence[ChangeLine]] | None = None
        self._fold = Fold.DRAWN
        self._places: dict[str, tuple[Group, Item | None]] = {}
        self._figures = QWidget()
        self._flow = Flow(self._figures, gap=24)
        self.list = Table((Column("", 0), Column("", 92, right=True)), self._fetch, self.tr("看改动"), lines=2)
        self.list.horizontalHeader().hide()
        self.list.moved.connect(self._show)
        self.list.opened.connect(self._open)
        self._detail = column()
        holder = QWidget()
        holder.setLayout(self._detail)
        self._beside = Beside(self.list, holder, self.tr("回到清单"), width=_LIST_WIDTH)
        self._foot = Label("", tone="text2")
        self._safe = Label(self.tr("写完还能整批撤销，后来改过的列给您看"), Type.SMALL, "muted")
        strip = framed("head", column(self._figures, margins=(20, 8, 20, 8)))
        strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = line(IconLabel("check-circle-fill", "green"), gap=10, margins=(20, 8, 20, 8))
        row.addWidget(self._foot, 3)
        row.addWidget(self._safe, 2)
        body = column(strip)
        body.addWidget(self._beside, 1)
        foot = framed("foot", row)
        body.addWidget(foot)
        self._beside.turned.connect(strip.setHidden)
        self._beside.turned.connect(foot.setHidden)
        self.setLayout(body)
        self.body: DetailBody | None = None

    def show_preview(self, decisions: Decisions) -> None:
        """Show what an import would do."""
        self._decisions = decisions
        self._places = {}
        for group in groups(decisions.outline):
            self._places[group.name] = (group, None)
            self._places.update({f"{group.name}:{place}": (group, item) for place, item in enumerate(group.items)})
        self._show_figures(decisions)
        self.show_decisions()
        headings = [key for key, (_, item) in self._places.items() if item is None]
        self.list.set_ids(list(self._places), headings=headings)
        self.list.setVisible(bool(self._places))
        if self._places:
            self._beside.open_list()
        else:
            self._new_body().show_nothing()
            self._beside.open_detail()

    def show_decisions(self) -> None:
        """Say in words what would be written now."""
        if self._decisions is None:
            return
        comparison = self._decisions.preview.comparison
        words = self.tr("试算完，还没写。会写 {new} 人新增、{changes} 处改动；{kept} 处先不改").format(
            new=f"{comparison.members.new:,}",
            changes=f"{self._decisions.made:,}",
            kept=f"{len(self._decisions.kept):,}",
        )
        if reasons := len(self._decisions.reasons):
            words += self.tr("；{n} 人说了原因").format(n=f"{reasons:,}")
        self._foot.setText(words)

    def show_lines(self, item: HouseholdItem, lines: Sequence[ChangeLine]) -> None:
        """Show the changes of the household that was asked for."""
        self._lines = (item, lines)
        self._new_body().show_changes(item, lines)

    def group(self, name: str) -> Group:
        """Give a group that is there.

        :raises KeyError: when nothing is in it
        """
        return self._places[name][0]

    def set_fold(self, fold: Fold) -> None:
        """The room has changed."""
        self._fold = fold
        self._beside.set_fold(fold)
        self._safe.setVisible(fold < Fold.SINGLE)
        if self._decisions is not None:
            self._show_figures(self._decisions)
            if (key := self.list.current_id()) is not None:
                self._show_again(key)

    def regions(self) -> Sequence[QWidget]:
        """List and detail."""
        return (self.list, self._beside)

    def _fetch(self, keys: Sequence[str], deliver: Deliver) -> None:
        deliver({key: self._row(*self._places[key]) for key in keys})

    def _row(self, group: Group, item: Item | None) -> TableRow:
        assert self._decisions is not None
        return heading(group) if item is None else line_of(group, item, self._decisions)

    def _open(self, key: str) -> None:
        self._show(key)
        self._beside.open_detail()

    def _show_again(self, key: str) -> None:
        """Lay the detail out anew for another room."""
        if self._lines is not None and self._places[key][1] is self._lines[0]:
            self.show_lines(*self._lines)
        else:
            self._show(key)

    def _show(self, key: str) -> None:
        group, item = self._places[key]
        if isinstance(item, HouseholdItem):
            if item.changes:
                self.lines_wanted.emit(item)
            else:
                self._new_body().show_new(item)
        elif isinstance(item, IssueGroup):
            self._new_body().show_issues(item.column or group.title, (item,), refused=group.name == "refused")
        elif isinstance(item, MissingItem):
            self._new_body().show_missing(item)
        else:
            self._show_group(group)

    def _show_group(self, group: Group) -> None:
        body = self._new_body()
        if group.name in {"refused", "warned"}:
            found = tuple(item for item in group.items if isinstance(item, IssueGroup))
            body.show_issues(group.title, found, refused=group.name == "refused")
        elif group.name == "changed":
            body.show_all_changes(group.title, len(group.items))
        elif group.name == "new":
            body.show_words(group.title, self.tr("名册里有、本机没有的人和户，写入后归到各户。"))
        else:
            body.show_words(group.title, self.tr("本机有、名册里没有的人。不删，等您说明。"))

    def _new_body(self) -> DetailBody:
        assert self._decisions is not None
        clear(self._detail)
        body = DetailBody(self._fold, self._decisions)
        body.decided.connect(self._tell_decided)
        body.save.connect(self.save)
        body.wanted.connect(self.household_wanted)
        self._detail.addWidget(Scroller(column(body)))
        self.body = body
        return body

    def _tell_decided(self) -> None:
        self.show_decisions()
        self.list.rows.refresh()
        self.decided.emit()

    def _show_figures(self, decisions: Decisions) -> None:
        clear(self._flow)
        comparison, reading = decisions.preview.comparison, decisions.preview.reading
        members: Counts = comparison.members
        changes = self.tr("{places} 处，{households} 户").format(
            places=f"{len(comparison.changes):,}", households=f"{len(decisions.outline.changed):,}"
        )
        new = self.tr("{n} 户是新的").format(n=f"{comparison.households.new:,}")
        figures = (
            ("plus-circle", "green", members.new, self.tr("人新增"), new),
            ("swap", "amber", members.changed, self.tr("人有改动"), changes),
            ("check", "text2", members.unchanged, self.tr("人没变"), self.tr("不动")),
            ("question", "amber", members.missing, self.tr("人名册里没有"), self.tr("不删，等您说明")),
            ("warning-circle-fill", "red", len(reading.refused_rows), self.tr("行拒收"), self.tr("补好可再导")),
        )
        for icon, tone, number, word, note in figures:
            self._flow.addWidget(self._figure(icon, tone if number else "muted", number, word, note))

    def _figure(self, icon: str, tone: str, number: int, word: str, note: str) -> QWidget:
        made = QWidget()
        scale = Type.NUM if self._fold < Fold.MENU else Type.BODY
        top = line(Label(f"{number:,}", scale, tone, strong=True, wrap=False), Label(word, wrap=False), gap=6)
        text = column(top, gap=2)
        if self._fold < Fold.MENU:
            text.addWidget(Label(note, Type.SMALL, "muted", wrap=False))
        made.setLayout(line(IconLabel(icon, tone), text, gap=8))
        made.setAccessibleName(f"{number} {word} {note}")
        return made
