"""The column in hand: why it wants a look, what it may be, and every fact that it could set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.services.imports.models import ColumnGuess, Confidence, TargetChoice
from ui.core import words
from ui.core.rows_model import Deliver
from ui.core.theme import keep_least_height
from ui.core.tokens import Tone, Type
from ui.screens.importing.state import Mapping
from ui.screens.importing.wording import sample_words
from ui.widgets.boxes import clear, column, line
from ui.widgets.cards import SearchBox
from ui.widgets.chips import Chip
from ui.widgets.choices import Choice, ChoiceList
from ui.widgets.labels import Label, Rule
from ui.widgets.table import Cell, Column, Table, TableRow

LEAVE_OUT: Final = ""
_LEAVE_OUT_KEY: Final = "-"
_LEAST_LIST: Final = 170
translate = QCoreApplication.translate


def confidence_words(mapping: Mapping, guess: ColumnGuess) -> tuple[str, Tone, str]:
    """Word, tone and icon for how sure a column is."""
    if guess.confidence is Confidence.LOOK and (guess.unreadable or guess.header not in mapping.chosen):
        return translate("ImportColumn", "看一眼"), Tone.AMBER, "question"
    if guess.header in mapping.chosen:
        return translate("ImportColumn", "您选的"), Tone.GREEN, "check"
    known = {
        Confidence.EXACT: translate("ImportColumn", "一致"),
        Confidence.ALIAS: translate("ImportColumn", "别名"),
        Confidence.REMEMBERED: translate("ImportColumn", "上次用过"),
    }
    if guess.confidence in known and guess.path:
        return known[guess.confidence], Tone.GREEN, "check"
    return translate("ImportColumn", "没对上"), Tone.GREY, "minus-circle"


class ColumnPanel(QWidget):
    """Shows a column and takes what it is to be. ``chosen`` carries the slot, empty for 不要这一列."""

    chosen = Signal(str)

    def __init__(self, targets: Sequence[TargetChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._targets = {target.slot: target for target in targets}
        self._shown = tuple(self._targets)
        self._top = column(gap=8)
        self.search = SearchBox(self.tr("找要写到的事实"))
        self.facts = Table((Column(self.tr("写到")),), self._fetch, self.tr("可以写到的事实"))
        self.facts.horizontalHeader().hide()
        keep_least_height(self.facts, _LEAST_LIST)
        self.facts.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.search.asked.connect(self._filter)
        self.search.moved.connect(self._move)
        self.search.taken.connect(self._take)
        self.facts.opened.connect(self.chosen)
        self.facts.clicked.connect(lambda _index: self._take())
        body = column(self._top, Rule(), self.search, gap=8, margins=(14, 12, 14, 8))
        body.addWidget(self.facts, 1)
        self.setLayout(body)
        self._filter("")

    def show_column(self, mapping: Mapping, guess: ColumnGuess) -> None:
        """Show a column."""
        clear(self._top)
        word, tone, icon = confidence_words(mapping, guess)
        title = line(gap=8)
        name = self.tr("{letters} 列 {header}").format(letters=guess.letters, header=guess.header)
        title.addWidget(Label(name, Type.TITLE), 1)
        title.addWidget(Chip(word, tone, icon), 0, Qt.AlignmentFlag.AlignTop)
        self._top.addLayout(title)
        for text in self._reasons(mapping, guess):
            self._top.addWidget(Label(text, tone="text2"))
        proposals = ChoiceList(self._choices(mapping, guess), self.tr("这一列写到哪里"), columns=1)
        proposals.choose({guess.saved or _LEAVE_OUT_KEY})
        proposals.picked.connect(lambda keys: self.chosen.emit(keys[0] if keys[0] != _LEAVE_OUT_KEY else LEAVE_OUT))
        self._top.addWidget(proposals)
        self.search.clear()
        if guess.saved in self._shown:
            self.facts.select(self._shown.index(guess.saved))

    def focus_search(self) -> None:
        """Put the keys on the search of facts."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _reasons(self, mapping: Mapping, guess: ColumnGuess) -> list[str]:
        found = []
        rival = next((other for other in mapping.guess.columns if other.letters == guess.rival), None)
        if rival is not None and guess.header not in mapping.chosen:
            told = self.tr("{letters} 列“{header}”已对到{label}，一个事实只能由一列写。")
            found.append(told.format(letters=rival.letters, header=rival.header, label=words.kept(rival.label)))
        if guess.unreadable:
            found.append(self.tr("有 {n} 格看不懂，会当作不清楚。").format(n=f"{guess.unreadable:,}"))
        found.append(self.tr("头三行：{samples}").format(samples=sample_words(guess.samples)))
        return found

    def _choices(self, mapping: Mapping, guess: ColumnGuess) -> list[Choice]:
        choices = [Choice(guess.saved, self._words(guess.saved))] if guess.saved else []
        rival = next((other for other in mapping.guess.columns if other.letters == guess.rival), None)
        if rival is not None and rival.saved and rival.saved != guess.saved:
            instead = self.tr("{label}，代替 {letters} 列").format(label=words.kept(rival.label), letters=rival.letters)
            choices.append(Choice(rival.saved, instead))
        choices.append(Choice(_LEAVE_OUT_KEY, self.tr("不要这一列"), self.tr("留在原文件里")))
        return choices

    def _words(self, slot: str) -> str:
        target = self._targets.get(slot)
        return words.kept(target.label) if target else slot

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        self._shown = tuple(
            slot
            for slot, target in self._targets.items()
            if wanted in f"{target.label} {words.kept(target.label)}".casefold()
        )
        self.facts.set_ids(self._shown)

    def _move(self, step: int) -> None:
        place = self.facts.currentIndex().row() + step
        if 0 <= place < len(self._shown):
            self.facts.select(place)

    def _take(self) -> None:
        if (slot := self.facts.current_id()) is not None:
            self.chosen.emit(slot)

    def _fetch(self, slots: Sequence[str], deliver: Deliver) -> None:
        deliver({slot: self._row(self._targets[slot]) for slot in slots})

    def _row(self, target: TargetChoice) -> TableRow:
        whose = self.tr("户") if target.household else self.tr("人")
        return TableRow((Cell(words.kept(target.label), after=whose),))
