"""看改动, the detail of a line at the left: refused rows, changes, new persons, who is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.domain.masking import mask_identity
from app.services.imports.models import Absence, ChangeLine, HouseholdItem, IssueGroup, MissingItem, RosterIssue
from ui.core.layout import Fold
from ui.core.rows_model import Deliver
from ui.core.theme import keep_least_height
from ui.core.tokens import Type
from ui.core.words import listed
from ui.screens.importing.change_rows import AtOnce, HouseholdChanges
from ui.screens.importing.lists import absence_words, rows_words
from ui.screens.importing.state import AT_ONCE_FROM, Decisions
from ui.screens.importing.wording import household_words, issue_words
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card, EmptyState
from ui.widgets.choices import Choice, ChoiceList
from ui.widgets.labels import Label
from ui.widgets.table import Cell, Column, Table, TableRow

_LONG_NUMBER: Final = 15
_LEAST_TABLE: Final = 200
_TABLE_ROW: Final = 54
_MOST_ROWS: Final = 8
translate = QCoreApplication.translate


class IssuesCard(Card):
    """Refused rows or warnings as a table. ``save`` comes when the refused rows are wanted as a workbook."""

    save = Signal()

    def __init__(self, title: str, issues: Sequence[RosterIssue], fold: Fold, *, savable: bool) -> None:
        button = Button(translate("ImportDetail", "存成 Excel，补好再导"), Kind.QUIET, "file-arrow-up", rowed=True)
        super().__init__(title, count=f"{len(issues):,}", headed=True, extra=button if savable else None)
        button.clicked.connect(self.save)
        button.setVisible(savable)
        self._rows = {str(place): _issue_row(issue) for place, issue in enumerate(issues)}
        heads = (
            Column(translate("ImportDetail", "行"), 90),
            Column(translate("ImportDetail", "列"), 190, folds_from=Fold.MENU),
            Column(translate("ImportDetail", "格里写着"), 220, folds_from=Fold.MENU),
            Column(translate("ImportDetail", "为什么")),
        )
        self.table = Table(heads, self._fetch, title, main=3, lines=2)
        self.table.set_fold(fold)
        keep_least_height(self.table, max(_LEAST_TABLE, _TABLE_ROW * min(_MOST_ROWS, len(issues) + 1)))
        self.table.set_ids(list(self._rows))
        self.add(self.table)

    def _fetch(self, keys: Sequence[str], deliver: Deliver) -> None:
        deliver({key: self._rows[key] for key in keys})


class AbsenceCard(Card):
    """Why a person is not in the file.

    :param decided: called after each choice
    """

    def __init__(self, item: MissingItem, decisions: Decisions, decided: Callable[[], None]) -> None:
        question = translate("ImportDetail", "为什么名册里没有？")
        super().__init__(question)
        notes = {
            Absence.DIED: translate("ImportDetail", "写成不在世。去世日期到农户页上补。"),
            Absence.MOVED: translate("ImportDetail", "写成已迁出，不再共同生活。"),
            Absence.OMITTED: translate("ImportDetail", "本机不变，只在这次导入里记一笔。"),
            Absence.OPEN: translate("ImportDetail", "本机不变，下次导入再提醒。"),
        }
        choices = [Choice(reason.name, absence_words(reason), note) for reason, note in notes.items()]
        self.choices = ChoiceList(choices, question, columns=2)
        self.choices.choose({decisions.why(item).name})

        def say(keys: tuple[str, ...]) -> None:
            decisions.say_why(item, Absence[keys[0]])
            decided()

        self.choices.picked.connect(say)
        self.add(self.choices)


class DetailBody(QWidget):
    """What the right side shows of one line. ``decided`` after a decision, ``save`` for the workbook of refused rows,
    ``wanted`` carries the id of a household to look at.
    """

    decided = Signal()
    save = Signal()
    wanted = Signal(str)

    def __init__(self, fold: Fold, decisions: Decisions) -> None:
        super().__init__()
        self._fold = fold
        self._decisions = decisions
        self._box = column(gap=12, margins=(20, 14, 20, 14))
        self.setLayout(self._box)

    def show_issues(self, title: str, groups: Sequence[IssueGroup], *, refused: bool) -> None:
        """Refused rows, or warnings."""
        note = (
            translate("ImportDetail", "这些行整行不写，其余照写。补好再导入，不会重复。")
            if refused
            else translate("ImportDetail", "这些行照写，看不懂的格当作不清楚。")
        )
        self._title(title, "", note)
        issues = [issue for group in groups for issue in group.issues]
        card = IssuesCard(title, sorted(issues, key=lambda issue: issue.row), self._fold, savable=refused)
        card.save.connect(self.save)
        self._box.addWidget(card)
        self._box.addStretch(1)

    def show_changes(self, item: HouseholdItem, lines: Sequence[ChangeLine]) -> None:
        """A household that changes."""
        changes = HouseholdChanges(lines, self._decisions, narrow=self._fold >= Fold.MENU)
        facts = " · ".join(filter(None, (item.group, rows_words(item.rows))))
        note = translate("ImportDetail", "每处自选。没选“改”的，本机的值照旧。")
        take = Button(translate("ImportDetail", "这户都改"))
        leave = Button(translate("ImportDetail", "这户都不改"))
        take.clicked.connect(lambda: changes.decide_all(kept=False))
        leave.clicked.connect(lambda: changes.decide_all(kept=True))
        self._title(household_words(item.head), facts, note, take, leave)
        changes.decided.connect(self.decided)
        self._box.addWidget(changes)
        self._at_once(changes)
        self._box.addStretch(1)

    def show_all_changes(self, title: str, households: int) -> None:
        """The group of changes: facts that change in many places."""
        note = translate("ImportDetail", "{n} 户有改动。左边逐户看，改动多的列可以一次定。").format(n=f"{households:,}")
        self._title(title, "", note)
        self._at_once(None)
        self._box.addStretch(1)

    def show_new(self, item: HouseholdItem) -> None:
        """New persons of a household."""
        facts = " · ".join(filter(None, (item.group, rows_words(item.rows))))
        self._title(household_words(item.head), facts, "")
        title = translate("ImportDetail", "新户") if item.is_new else translate("ImportDetail", "这户新增的人")
        card = Card(title, count=translate("ImportDetail", "{n} 人").format(n=len(item.names)))
        card.add(Label(listed(item.names)))
        self._box.addWidget(card)
        self._box.addStretch(1)

    def show_missing(self, item: MissingItem) -> None:
        """Somebody whom the file does not name."""
        whose = household_words(item.head) if item.head else item.household
        note = translate("ImportDetail", "名册里没有，本机不删。说了原因的，和名册一起写入，也能一起撤销。")
        see = Button(translate("ImportDetail", "去看这户"), icon="house-line")
        see.clicked.connect(lambda: self.wanted.emit(item.household_id))
        self._title(item.name or item.household, f"{whose} {item.group}".strip(), note, see)
        if item.member_id:
            self._box.addWidget(AbsenceCard(item, self._decisions, self.decided.emit))
        self._box.addStretch(1)

    def show_words(self, title: str, note: str) -> None:
        """A group without more to say."""
        self._title(title, "", note)
        self._box.addStretch(1)

    def show_nothing(self) -> None:
        """The file says nothing that is not known."""
        self._box.addWidget(EmptyState("check-circle", translate("ImportDetail", "名册和本机一样，没有要写的")))
        self._box.addStretch(1)

    def _title(self, title: str, facts: str, note: str, *buttons: Button) -> None:
        words = line(Label(title, Type.PAGE, wrap=False), gap=12)
        words.addWidget(Label(facts, tone="text2"), 1)
        under = Label(note, tone="text2")
        text = column(words, under, gap=4)
        if not buttons:
            self._box.addLayout(text)
            return
        row = line(gap=8)
        for button in buttons:
            row.addWidget(button)
        if self._fold >= Fold.MENU:
            row.addStretch(1)
            self._box.addLayout(column(text, row, gap=8))
        else:
            whole = line(gap=12)
            whole.addLayout(text, 1)
            whole.addLayout(row)
            self._box.addLayout(whole)

    def _at_once(self, changes: HouseholdChanges | None) -> None:
        many = [count for count in self._decisions.outline.fields if len(count.keys) >= AT_ONCE_FROM]
        if not many:
            return
        card = AtOnce(many, self._decisions)
        card.decided.connect(self.decided)
        if changes is not None:
            card.decided.connect(changes.show_decisions)
        self._box.addWidget(card)


def _issue_row(issue: RosterIssue) -> TableRow:
    value = mask_identity(issue.value) if len(issue.value) >= _LONG_NUMBER else issue.value
    number = translate("ImportDetail", "第 {n} 行").format(n=issue.row)
    why = issue_words(issue.code)
    return TableRow((Cell(number, strong=True), Cell(issue.column), Cell(value), Cell(why.message, note=why.hint)))
