"""变更记录: every value that changed, newest first, with who, when and from where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.services.households.models import ChangeLine, TimelineEntry
from ui.core import words
from ui.core.layout import Fold
from ui.core.rows_model import Deliver
from ui.screens.household.wording import entry_title, old_and_new, source_words
from ui.widgets.boxes import column
from ui.widgets.cards import Card, EmptyState
from ui.widgets.table import Cell, Column, Table, TableRow


class ChangesTab(QWidget):
    """A line for each changed value, numbers masked."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[TimelineEntry, ChangeLine]] = []
        self._today = date.min
        columns = (
            Column(self.tr("日期"), 124, folds_from=Fold.SINGLE),
            Column(self.tr("改了什么")),
            Column(self.tr("怎么改的"), 190, folds_from=Fold.MENU),
        )
        self.table = Table(columns, self._fetch, self.tr("变更记录"), main=1, lines=2)
        self._card = Card(headed=True, fills=True)
        self._card.body.addWidget(self.table, 1)
        self._none = EmptyState("swap", self.tr("还没有变更"))
        whole = column(self._none, margins=(20, 10, 20, 12))
        whole.addWidget(self._card, 1)
        self.setLayout(whole)

    def show_entries(self, entries: Sequence[TimelineEntry], today: date) -> None:
        """Show every change of these entries."""
        self._today = today
        self._lines = [(entry, change) for entry in entries for change in entry.changes]
        self.table.set_ids([str(number) for number in range(len(self._lines))])
        self._card.setVisible(bool(self._lines))
        self._none.setVisible(not self._lines)

    def set_fold(self, fold: Fold) -> None:
        """Columns fold into the row."""
        self.table.set_fold(fold)

    def _fetch(self, numbers: Sequence[str], take: Deliver) -> None:
        take({number: self._row(*self._lines[int(number)]) for number in numbers})

    def _row(self, entry: TimelineEntry, change: ChangeLine) -> TableRow:
        what = f"{change.who} {words.kept(change.label)}".strip()
        who = " · ".join(filter(None, (entry.actor, source_words(entry.source))))
        return TableRow(
            (
                Cell(words.day(entry.when.date(), self._today), note=words.clock(entry.when)),
                Cell(what, strong=True, note=old_and_new(change.old, change.new)),
                Cell(entry_title(entry), note=who),
            )
        )
