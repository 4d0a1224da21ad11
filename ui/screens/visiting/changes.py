"""The changes that a visit makes to the record: old → new, each taken (改) or kept as it is (不改, with a reason)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.visits.entity_words import aside_words
from app.services.visits.models import KeptAside, Newcomer, ProposedChange
from ui.core import words
from ui.core.theme import keep_width
from ui.core.tokens import Tone, Type
from ui.widgets.boxes import clear, column, line
from ui.widgets.buttons import Segmented
from ui.widgets.cards import Card, framed
from ui.widgets.chips import Chip
from ui.widgets.fields import TextEdit
from ui.widgets.labels import IconLabel, Label

TAKE, KEEP = "take", "keep"
WHO_WIDTH = 64


class ChangesCard(QWidget):
    """One line for each change. ``changed`` comes when the person decides or writes a reason."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, str] = {}
        self._reasons: dict[str, str] = {}
        self._shown: Sequence[ProposedChange] = ()
        self._box = column(gap=10)
        self.setLayout(self._box)

    def forget(self) -> None:
        """Another visit: no decision holds any more."""
        self.decide({}, {})

    def decide(self, kept: Mapping[str, str], reasons: Mapping[str, str]) -> None:
        """Take up what was decided before; it is seen with the next :meth:`show_changes`."""
        self._kept, self._reasons = dict(kept), dict(reasons)

    def show_changes(
        self,
        changes: Sequence[ProposedChange],
        newcomers: Sequence[Newcomer] = (),
        aside: Sequence[KeptAside] = (),
    ) -> None:
        """Show what differs from the record; equal values only refresh date and evidence and are not listed.

        :param newcomers: members that the record gets
        :param aside: what the checklist wants to register and no record takes
        """
        self._shown = [change for change in changes if not change.same]
        self._kept = {path: why for path, why in self._kept.items() if path in {c.path for c in self._shown}}
        clear(self._box)
        card = Card(self.tr("这次会改动的记录"), count=str(len(self._shown) + len(newcomers)), icon="swap", headed=True)
        for change in self._shown:
            card.body.addWidget(self._line(change))
        for newcomer in newcomers:
            card.body.addWidget(_newcomer_line(newcomer))
        if not self._shown and not newcomers:
            card.body.addWidget(
                framed("row", column(Label(self.tr("和记录一样，没有要改的"), tone="text2"), margins=(12, 8, 12, 8)))
            )
        self._box.addWidget(card)
        if aside:
            self._box.addWidget(_aside_card(aside))

    def kept(self) -> dict[str, str]:
        """Give the changes that are not made, with their reasons."""
        return dict(self._kept)

    def reasons(self) -> dict[str, str]:
        """Give the reasons written for changes that want one."""
        return {path: why for path, why in self._reasons.items() if why and path not in self._kept}

    def lacking(self) -> str:
        """Say what is lacking here, or nothing."""
        open_ = [change for change in self._shown if change.path in self._kept and not self._kept[change.path].strip()]
        return (
            self.tr("不改“{fact}”要写原因").format(fact=f"{open_[0].who}{words.kept(open_[0].label)}") if open_ else ""
        )

    def _line(self, change: ProposedChange) -> QWidget:
        decision = Segmented(
            [(TAKE, self.tr("改")), (KEEP, self.tr("不改"))],
            KEEP if change.path in self._kept else TAKE,
            f"{change.who}{words.kept(change.label)}",
        )
        reason = TextEdit(self._kept.get(change.path) or self._reasons.get(change.path, ""), placeholder="")
        reason.setAccessibleName(self.tr("原因：{fact}").format(fact=f"{change.who}{words.kept(change.label)}"))
        reason_line = QWidget()
        why = Label(self._why(change), Type.SMALL, "amber", wrap=False)
        row_of_reason = line(why, gap=8)
        row_of_reason.addWidget(reason, 1)
        reason_line.setLayout(row_of_reason)
        decision.picked.connect(partial(self._decide, change, reason, reason_line, why))
        reason.textEdited.connect(partial(self._explain, change))
        who = _who(change.who or words.translate("ChangesCard", "全户"))
        old, new = Label(words.kept_value(change.old), tone="text2"), Label(words.kept_value(change.new), strong=True)
        values = line(gap=8)
        values.addWidget(old, 2)
        values.addWidget(IconLabel("arrow-right", "text2", 14))
        values.addWidget(new, 3)
        top = line(who, gap=10)
        top.addWidget(Label(words.kept(change.label)), 2)
        top.addLayout(values, 4)
        top.addWidget(decision)
        told = self.tr("走访期间有人改过这一项，左边是现在的记录")
        parts = [Label(told, Type.SMALL, "amber")] if change.meanwhile else []
        row = framed("row", column(top, *parts, reason_line, gap=4, margins=(12, 5, 8, 5)))
        reason_line.setVisible(change.path in self._kept or change.needs_reason)
        return row

    def _why(self, change: ProposedChange) -> str:
        return self.tr("不改的原因") if change.path in self._kept else self.tr("改的原因（可不写，默认入户核实）")

    def _decide(self, change: ProposedChange, reason: TextEdit, reason_line: QWidget, why: Label, key: str) -> None:
        self._kept.pop(change.path, None)
        if key == KEEP:
            self._kept[change.path] = reason.text().strip()
        reason_line.setVisible(key == KEEP or change.needs_reason)
        why.setText(self._why(change))
        if key == KEEP:
            reason.setFocus()
        self.changed.emit()

    def _explain(self, change: ProposedChange, text: str) -> None:
        if change.path in self._kept:
            self._kept[change.path] = text.strip()
        else:
            self._reasons[change.path] = text.strip()
        self.changed.emit()


def _who(name: str) -> Label:
    """A name in a column of its own."""
    label = Label(name, tone="text2")
    keep_width(label, WHO_WIDTH)
    return label


def _aside_card(aside: Sequence[KeptAside]) -> Card:
    card = Card(
        words.translate("ChangesCard", "记不进档案的登记"), count=str(len(aside)), icon="archive-box", headed=True
    )
    for one in aside:
        lines = [
            Label(aside_words(one, words.language().value)),
            *([Label(one.told, tone="text2")] if one.told else []),
        ]
        card.body.addWidget(framed("row", column(*lines, gap=2, margins=(12, 6, 12, 6))))
    told = words.translate("ChangesCard", "内容随走访记录保存，不改档案，也不影响签字")
    card.body.addLayout(column(Label(told, Type.SMALL, "text2"), margins=(12, 6, 12, 8)))
    return card


def _newcomer_line(newcomer: Newcomer) -> QWidget:
    row = line(_who(newcomer.name), gap=10, margins=(12, 8, 12, 8))
    row.addWidget(Label(newcomer.facts), 1)
    row.addWidget(Chip(words.translate("ChangesCard", "新增成员"), Tone.BLUE))
    return framed("row", row)
