"""Changing one fact by hand: the new value, its day, evidence and reason; below, what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.dates import PartialDate
from app.domain.facts import FactType
from app.services.households.models import EVIDENCE, FactEdit, FactValue
from ui.core import words
from ui.core.tokens import Type
from ui.screens.household.wording import history_happening
from ui.widgets.boxes import Flow, column
from ui.widgets.buttons import Button, Kind
from ui.widgets.choices import OPEN_CHOICES, Choice, ChoiceList
from ui.widgets.fields import DateEdit, Field, NumberEdit, Select, TextEdit
from ui.widgets.labels import Label, Rule
from ui.widgets.timeline import Timeline

YES, NO = "yes", "no"
_NUMBERS = frozenset({FactType.INTEGER, FactType.DECIMAL, FactType.MONEY})
_DAYS = frozenset({FactType.DATE, FactType.MONTH})
Editor = TextEdit | NumberEdit | DateEdit | Select | ChoiceList


@dataclass(frozen=True)
class NewValue:
    """What the person wrote. ``value`` None: unknown again."""

    path: str
    label: str
    value: FactValue
    as_of: str
    evidence: str
    reason: str


class FactEditor(QWidget):
    """The form for one fact. ``saved`` carries a :class:`NewValue` that holds together."""

    saved = Signal(object)

    def __init__(self, fact: FactEdit, today: date) -> None:
        super().__init__()
        self._fact = fact
        self._today = today
        self.editor = self._make_editor()
        self.value_field = Field(self.tr("改成"), self.editor, self._help())
        self.day = DateEdit(today, PartialDate.of(today))
        self.day_field = Field(self.tr("哪天的情况"), self.day)
        self.evidence = ChoiceList([Choice(word, words.kept(word)) for word in EVIDENCE], self.tr("依据"), columns=3)
        self.evidence_field = Field(self.tr("依据"), self.evidence)
        self.reason = TextEdit()
        self.reason_field = Field(self.tr("原因") if fact.needs_reason else self.tr("原因（可不写）"), self.reason)
        self.save = Button(self.tr("改成这样"), Kind.PRIMARY, "check")
        self.save.clicked.connect(self._save)
        self.forget = Button(self.tr("记作不清楚"), Kind.QUIET)
        self.forget.clicked.connect(self._forget)
        buttons = Flow(gap=8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.forget)
        whole = column(self._now(), gap=12)
        for field in (self.value_field, self.day_field, self.evidence_field, self.reason_field):
            whole.addWidget(field)
        whole.addLayout(buttons)
        whole.addWidget(Rule())
        whole.addWidget(Label(self.tr("以前的值"), Type.TITLE))
        whole.addWidget(Timeline([history_happening(one, today) for one in fact.history]))
        self.setLayout(whole)

    def focus_first(self) -> None:
        """Put the keys where the new value is written."""
        if isinstance(self.editor, ChoiceList):
            self.editor.focus_first()
        else:
            self.editor.setFocus()
            if not isinstance(self.editor, Select):
                self.editor.selectAll()

    def refuse(self, text: str) -> None:
        """The value was refused: say why under it."""
        self.value_field.set_error(text)

    def _now(self) -> Label:
        return Label(self.tr("现在：{value}").format(value=self._fact.shown), tone="text2")

    def _help(self) -> str:
        if self._fact.masked:
            return self.tr("原来的号不显示，写整个新号")
        return self.tr("单位：{unit}").format(unit=self._fact.unit) if self._fact.unit else ""

    def _make_editor(self) -> Editor:
        fact, value = self._fact, self._fact.value
        if fact.type is FactType.BOOLEAN:
            return self._choice_list([Choice(YES, self.tr("是")), Choice(NO, self.tr("否"))], {_yes_no(value)})
        if fact.choices:
            return self._choices()
        if fact.type in _NUMBERS and not isinstance(value, (str, list, dict)):
            decimals = 0 if fact.type is FactType.INTEGER else 2
            return NumberEdit(None if value is None else Decimal(str(value)), decimals=decimals)
        if fact.type in _DAYS:
            return DateEdit(self._today, PartialDate.from_iso(value) if isinstance(value, str) and value else None)
        return TextEdit("" if value is None else str(value))

    def _choices(self) -> Editor:
        fact, value = self._fact, self._fact.value
        several = fact.type is FactType.CODES
        if len(fact.choices) > OPEN_CHOICES and not several:
            return Select([(word, word) for word in fact.choices], str(value or ""))
        held = {str(word) for word in value} if isinstance(value, list) else {str(value)}
        return self._choice_list([Choice(word, word) for word in fact.choices], held, several=several)

    def _choice_list(self, choices: list[Choice], held: set[str], *, several: bool = False) -> ChoiceList:
        made = ChoiceList(choices, self._fact.label, several=several, alone=("无",))
        made.choose(held)
        return made

    def _written(self) -> FactValue:
        """The value as it stands in the form; None where nothing is written.

        :raises ValueError: when it cannot be read
        """
        editor = self.editor
        if isinstance(editor, ChoiceList):
            return self._chosen(editor)
        if isinstance(editor, Select):
            return editor.chosen or None
        if isinstance(editor, (NumberEdit, DateEdit)) and not editor.is_valid():
            raise ValueError
        if isinstance(editor, NumberEdit):
            number = editor.value()
            return None if number is None else int(number) if number == int(number) else float(number)
        if isinstance(editor, DateEdit):
            day = editor.value()
            return day.iso if day else None
        return editor.text().strip() or None

    def _chosen(self, editor: ChoiceList) -> FactValue:
        chosen = editor.chosen
        if self._fact.type is FactType.BOOLEAN:
            return chosen == (YES,) if chosen else None
        if self._fact.type is FactType.CODES:
            return list[FactValue](chosen) or None
        return chosen[0] if chosen else None

    def _save(self) -> None:
        try:
            value = self._written()
        except ValueError:
            self.refuse(
                self.tr("这里要写数字") if self._fact.type in _NUMBERS else self.tr("日期看不懂，例如 10月28日")
            )
            return
        if value is None:
            self.refuse(self.tr("写上新的值；问不清就点“记作不清楚”"))
            return
        self.value_field.set_error("")
        self._send(value)

    def _forget(self) -> None:
        self._send(None)

    def _send(self, value: FactValue) -> None:
        day, evidence, reason = self.day.value(), self.evidence.chosen, self.reason.text().strip()
        lacks_reason = self._fact.needs_reason and not reason
        self.day_field.set_error("" if day else self.tr("日期看不懂，例如 10月28日"))
        self.evidence_field.set_error("" if evidence else self.tr("选一样依据"))
        self.reason_field.set_error(
            self.tr("改“{label}”要写原因").format(label=words.kept(self._fact.label)) if lacks_reason else ""
        )
        if day and evidence and not lacks_reason:
            label = f"{self._fact.who} {words.kept(self._fact.label)}".strip()
            self.saved.emit(NewValue(self._fact.path, label, value, day.iso, evidence[0], reason))


def _yes_no(value: object) -> str:
    return {True: YES, False: NO}.get(value, "") if isinstance(value, bool) else ""
