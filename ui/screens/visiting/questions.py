"""What of the answers is still to be done before signing: mistakes to mend, questions not answered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from app.services.visits.models import Review, Unanswered, Violation
from ui.core.tokens import Tone, Type
from ui.widgets.boxes import clear, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner, Card, framed
from ui.widgets.chips import Chip
from ui.widgets.labels import Label

OPEN_SHOWN = 5
"""Unanswered questions shown before 展开."""


class QuestionsPanel(QWidget):
    """Mistakes first, then what is open. ``asked`` carries the question to go to, ``unknown`` those to be noted 不清楚."""

    asked = Signal(str)
    unknown = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._all_open = False
        self._todo: list[Button] = []
        self._review: Review | None = None
        self._box = column(gap=10)
        self.setLayout(self._box)

    def show_review(self, review: Review) -> None:
        """Show what a review found."""
        self._review = review
        self._todo = []
        clear(self._box)
        wrong = {error.ref for error in review.errors}
        unanswered = [item for item in review.unanswered if item.ref not in wrong]
        if review.errors:
            self._box.addWidget(self._errors_card(review.errors))
        else:
            calm = Banner(Tone.GREEN, self.tr("没有错，可以签字"), self.tr("请签字的人先看一遍改动和需求，再签"))
            self._box.addWidget(calm)
        if unanswered:
            self._box.addWidget(self._unanswered_card(unanswered))

    def focus_first(self) -> bool:
        """Put the keys on what is to be done first; False when nothing is."""
        if self._todo:
            self._todo[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self._todo)

    def _errors_card(self, errors: Sequence[Violation]) -> Card:
        title = self.tr("有错，改好才能签字")
        card = Card(title, count=str(len(errors)), icon="warning-circle-fill", icon_role="red", headed=True)
        for error in errors:
            card.body.addWidget(self._error_line(error))
        return card

    def _unanswered_card(self, unanswered: Sequence[Unanswered]) -> Card:
        all_unknown = Button(self.tr("{n} 题都记“不清楚”").format(n=len(unanswered)), Kind.QUIET, rowed=True)
        all_unknown.clicked.connect(lambda: self.unknown.emit([item.ref for item in unanswered]))
        card = Card(self.tr("没答的题"), count=str(len(unanswered)), icon="circle", headed=True, extra=all_unknown)
        shown = unanswered if self._all_open else unanswered[:OPEN_SHOWN]
        for item in shown:
            card.body.addWidget(self._open_line(item))
        rest = len(unanswered) - len(shown)
        if rest:
            more = Button(self.tr("展开其余 {n} 题").format(n=rest), Kind.QUIET, "caret-down", rowed=True)
            more.clicked.connect(self._open_all)
            foot = line(gap=10, margins=(12, 4, 12, 4))
            foot.addWidget(Label(self.tr("不答也可以签字"), Type.SMALL, "text2"), 1)
            foot.addWidget(more)
            card.body.addWidget(framed("row", foot))
        return card

    def _error_line(self, error: Violation) -> QWidget:
        told = error.message or (self.tr("必答的题还没有答") if error.kind == "required" else self.tr("这个答案不对"))
        text = column(Label(error.label), Label(told, Type.SMALL, "red"), gap=2)
        return self._question_line(error.number, text, error.ref, self.tr("去改"), rowed=False)

    def _open_line(self, item: Unanswered) -> QWidget:
        text = line(gap=8)
        text.addWidget(Label(item.label), 1)
        if item.always:
            text.addWidget(Chip(self.tr("安全必问"), Tone.AMBER))
        return self._question_line(item.number, text, item.ref, self.tr("去答"), rowed=True)

    def _question_line(self, number: int, text: QLayout, ref: str, verb: str, *, rowed: bool) -> QWidget:
        row = line(Label(str(number), Type.SMALL, "muted", wrap=False), gap=10, margins=(12, 6, 12, 6))
        row.addLayout(text, 1)
        go = Button(verb, Kind.QUIET if rowed else Kind.SECONDARY, rowed=rowed)
        go.setAccessibleName(f"{verb} {number}")
        go.clicked.connect(partial(self._ask, ref))
        self._todo.append(go)
        row.addWidget(go)
        return framed("row", row)

    def _ask(self, ref: str, _checked: bool = False) -> None:
        self.asked.emit(ref)

    def _open_all(self) -> None:
        self._all_open = True
        if self._review is not None:
            self.show_review(self._review)
