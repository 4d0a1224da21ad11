"""档案事实: every known fact with its day, evidence and author; Enter changes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.services.households.models import FactLine
from ui.core import words
from ui.core.layout import Fold
from ui.core.rows_model import Deliver
from ui.core.tokens import Tone
from ui.screens.household.wording import as_of_words
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.chips import ChipWords
from ui.widgets.row_menu import RowAct
from ui.widgets.table import Cell, Column, Table, TableRow
from ui.widgets.toggles import Toggles

Known = Mapping[str, tuple[str, Sequence[FactLine]]]
"""Name and facts by member key; the household's under the empty key."""
_HOUSEHOLD = "*"
_SHORT = 22
"""Longer values stand in the second line, where they are cut with …; the drawer shows them whole."""


class FactsTab(QWidget):
    """The facts of the household or one member. ``edited`` carries the full path of the fact to change."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._known: Known = {}
        self._lines: dict[str, FactLine] = {}
        self._today = date.min
        self.persons = Toggles(self.tr("谁的"), optional=False)
        self.persons.picked.connect(lambda _key: self._fill(None))
        columns = (
            Column(self.tr("事实"), 210),
            Column(self.tr("现在的值")),
            Column(self.tr("哪天的"), 124, folds_from=Fold.SINGLE),
            Column(self.tr("依据、谁记的"), 150, folds_from=Fold.MENU),
        )
        self.table = Table(columns, self._fetch, self.tr("档案事实"), main=1, lines=2)
        self.table.opened.connect(self.edited)
        self.table.offer(
            lambda path: (RowAct(self.tr("改这一项"), lambda: self.edited.emit(path), "pencil-simple", "Enter"),)
        )
        change = Button(self.tr("改这一项"), icon="pencil-simple", rowed=True)
        change.clicked.connect(lambda: self.edited.emit(self.table.current_id() or ""))
        self.change = change
        card = Card(headed=True, fills=True)
        card.body.addWidget(self.table, 1)
        top = line(gap=12)
        top.addWidget(self.persons, 1)
        top.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(top, gap=8, margins=(20, 8, 20, 10))
        whole.addWidget(card, 1)
        self.setLayout(whole)

    def show_facts(self, known: Known, today: date) -> None:
        """Show what is known; person and row stay as they were."""
        self._known, self._today = known, today
        chosen = self.persons.chosen
        current = self.table.current_id()
        choices = [(key or _HOUSEHOLD, name if key else self.tr("全户")) for key, (name, _) in known.items()]
        self.persons.set_choices(choices, chosen if chosen in dict(choices) else _HOUSEHOLD)
        self._fill(current)

    def set_fold(self, fold: Fold) -> None:
        """Columns fold into the row."""
        self.table.set_fold(fold)

    def _fill(self, current: str | None) -> None:
        member = "" if self.persons.chosen == _HOUSEHOLD else self.persons.chosen
        lines = self._known.get(member, ("", ()))[1]
        prefix = f"members.{member}." if member else ""
        self._lines = {prefix + fact.path: fact for fact in lines}
        self.change.setEnabled(bool(lines))
        self.table.set_ids(list(self._lines), keep=current)

    def _fetch(self, paths: Sequence[str], take: Deliver) -> None:
        take({path: _row(self._lines[path], self._today) for path in paths if path in self._lines})


def _row(fact: FactLine, today: date) -> TableRow:
    marks = (
        (fact.conflict, ChipWords(words.translate("HouseholdFacts", "对不上"), Tone.AMBER, "git-diff")),
        (fact.stale, ChipWords(words.translate("HouseholdFacts", "旧了，再问"), Tone.AMBER, "clock-counter-clockwise")),
        (fact.inferred, ChipWords(words.translate("HouseholdFacts", "名册推定"))),
    )
    chips = tuple(chip for holds, chip in marks if holds)
    told = words.kept_value(fact.value)
    value = Cell(told, strong=True, chips=chips) if len(told) <= _SHORT else Cell("", chips=chips, note=told)
    return TableRow(
        (
            Cell(words.kept(fact.label)),
            value,
            Cell(as_of_words(fact.as_of, today)),
            Cell(words.kept(fact.evidence), note=fact.actor),
        )
    )
