"""看改动, the detail: the changes of a household one by one, and those of one fact at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.services.imports.models import ChangeLine, FieldCount
from ui.core import words
from ui.core.tokens import Type
from ui.screens.importing.state import Decisions
from ui.screens.importing.wording import origin_words, value_words
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind, Segmented
from ui.widgets.cards import Card, framed
from ui.widgets.labels import IconLabel, Label

CHANGE: Final = "change"
KEEP: Final = "keep"
ONE_BY_ONE: Final = "each"
SHOWN_AT_ONCE: Final = 40
_STRETCHES: Final = (2, 3, 5, 0, 5, 0)


class HouseholdChanges(Card):
    """The changes of one household, each with 改 / 不改. ``decided`` comes after each.

    :param narrow: parts stand under each other
    """

    decided = Signal()

    def __init__(self, lines: Sequence[ChangeLine], decisions: Decisions, *, narrow: bool) -> None:
        super().__init__("")
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._lines = lines
        self._decisions = decisions
        self._narrow = narrow
        self.choices: dict[int, Segmented] = {}
        self._more = Button("", Kind.QUIET)
        self._more.clicked.connect(self._show_more)
        if not narrow:
            self.body.addWidget(self._heads())
        self.body.addWidget(self._more)
        self._show_more()

    def decide_all(self, *, kept: bool) -> None:
        """Decide all changes of the household."""
        self._decisions.keep((line.key for line in self._lines), kept)
        self.show_decisions()
        self.decided.emit()

    def show_decisions(self) -> None:
        """Show what is decided now."""
        for place, choice in self.choices.items():
            choice.choose(KEEP if self._lines[place].key in self._decisions.kept else CHANGE)

    def _show_more(self) -> None:
        first = len(self.choices)
        for place in range(first, min(len(self._lines), first + SHOWN_AT_ONCE)):
            self.body.insertWidget(self.body.count() - 1, self._row(place))
        left = len(self._lines) - len(self.choices)
        self._more.setText(self.tr("再显示 {n} 处").format(n=min(left, SHOWN_AT_ONCE)))
        self._more.setVisible(left > 0)

    def _heads(self) -> QFrame:
        """The words over the columns; their room is laid out as in the rows."""
        words = (self.tr("谁"), self.tr("什么"), self.tr("本机现在"), self.tr("名册里"))
        who, what, old, new = (Label(word, Type.SMALL, "muted") for word in words)
        room = Segmented(((CHANGE, self.tr("改")), (KEEP, self.tr("不改"))), CHANGE, "")
        arrow = IconLabel("arrow-right", "muted")
        for part in (room, arrow):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        made = framed("row", column(self._in_columns(who, what, old, arrow, new, room), margins=(12, 0, 12, 0)))
        room.hide()
        arrow.hide()
        return made

    def _row(self, place: int) -> QFrame:
        change = self._lines[place]
        kept = change.key in self._decisions.kept
        who = change.who or self.tr("全户")
        choice = Segmented(
            ((CHANGE, self.tr("改")), (KEEP, self.tr("不改"))),
            KEEP if kept else CHANGE,
            f"{who} {words.kept(change.label)}",
        )
        choice.picked.connect(lambda picked: self._decide(place, picked))
        self.choices[place] = choice
        old = _two(value_words(change.old) or self.tr("没有记"), (origin_words(change.origin), "muted"), "text2")
        new = _two(value_words(change.new), self._reason(change), "text", strong=True)
        if self._narrow:
            values = line(gap=8)
            values.addWidget(old, 1)
            values.addWidget(IconLabel("arrow-right", "muted"))
            values.addWidget(new, 1)
            inside = column(Label(f"{who} · {words.kept(change.label)}", strong=True), values, line(-1, choice), gap=6)
        else:
            inside = column(self._wide(who, change, old, new, choice))
        inside.setContentsMargins(12, 6, 12, 6)
        return framed("row", inside)

    def _wide(self, who: str, change: ChangeLine, old: QWidget, new: QWidget, choice: Segmented) -> QWidget:
        return self._in_columns(
            Label(who), Label(words.kept(change.label)), old, IconLabel("arrow-right", "muted"), new, choice
        )

    def _in_columns(self, *parts: QWidget) -> QWidget:
        made = QWidget()
        row = line(gap=12)
        for part, stretch in zip(parts, _STRETCHES, strict=True):
            row.addWidget(part, stretch)
        made.setLayout(row)
        return made

    def _reason(self, change: ChangeLine) -> tuple[str, str]:
        if change.origin is not None and change.origin.signed:
            return self.tr("走访签过字，先不改"), "amber"
        if change.origin is not None and change.origin.newer:
            return self.tr("本机的更新，先不改"), "amber"
        return (self.tr("名册推定"), "muted") if change.implied else ("", "muted")

    def _decide(self, place: int, picked: str) -> None:
        self._decisions.keep((self._lines[place].key,), picked == KEEP)
        self.decided.emit()


class AtOnce(Card):
    """同一列一次定: facts of which many values change. ``decided`` comes after each."""

    decided = Signal()

    def __init__(self, counts: Sequence[FieldCount], decisions: Decisions) -> None:
        super().__init__(
            words.translate("AtOnce", "同一列一次定"), count=words.translate("AtOnce", "改动多的列"), headed=True
        )
        self._decisions = decisions
        self.choices: dict[str, Segmented] = {}
        for count in counts:
            self.body.addWidget(self._row(count))

    def _row(self, count: FieldCount) -> QFrame:
        choice = Segmented(
            (
                (CHANGE, self.tr("都改")),
                (KEEP, self.tr("都不改")),
                (ONE_BY_ONE, self.tr("逐个看")),
            ),
            self._now(count),
            words.kept(count.label),
        )
        choice.picked.connect(lambda picked: self._decide(count, picked))
        self.choices[count.label] = choice
        note = self.tr("本机的更新或签过字的 {n} 处，先不改").format(n=count.kept) if count.kept else ""
        row = line(gap=12, margins=(12, 6, 12, 6))
        row.addWidget(_two(words.kept(count.label), (note, "text2"), "text"), 1)
        row.addWidget(Label(self.tr("{n} 处").format(n=f"{len(count.keys):,}"), Type.SMALL, "muted", wrap=False))
        row.addWidget(choice)
        return framed("row", row)

    def _now(self, count: FieldCount) -> str:
        kept = sum(1 for key in count.keys if key in self._decisions.kept)
        if kept == len(count.keys):
            return KEEP
        return CHANGE if not kept else ONE_BY_ONE

    def _decide(self, count: FieldCount, picked: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            CHANGE: lambda: self._decisions.keep(count.keys, False),
            KEEP: lambda: self._decisions.keep(count.keys, True),
            ONE_BY_ONE: lambda: self._decisions.propose(count.keys),
        }
        acts[picked]()
        self.decided.emit()


def _two(text: str, note: tuple[str, str], tone: str, *, strong: bool = False) -> QWidget:
    made = QWidget()
    under = Label(note[0], Type.SMALL, note[1])
    made.setLayout(column(Label(text, tone=tone, strong=strong), under, gap=2))
    under.setVisible(bool(note[0]))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
