"""A question that does not have the keys, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services.visits.models import QuestionView
from ui.core import words
from ui.core.tokens import Type
from ui.widgets.boxes import line
from ui.widgets.cards import Row
from ui.widgets.labels import IconLabel, Label


class QuestionLine(Row):
    """A question that does not have the keys, in one line: answered ones with last → new."""

    def __init__(self, view: QuestionView) -> None:
        self.view = view
        icon, role = _state(view)
        row = line(IconLabel(icon, role), gap=10, margins=(12, 6, 12, 6))
        self._number = Label(str(view.number), Type.SMALL, "muted", wrap=False)
        row.addWidget(self._number)
        row.addWidget(Label(view.label, tone="text" if view.value or view.unknown else "text2"), 1)
        for part in _answer_parts(view):
            row.addWidget(part)
        super().__init__(row, _name(view))

    def shows(self, view: QuestionView) -> bool:
        """Whether this line shows that question as it is; it takes over another number, which moves with each answer
        that opens a question before it."""
        if replace(self.view, number=view.number) != view:
            return False
        if view.number != self.view.number:
            self.view = view
            self._number.setText(str(view.number))
            self.setAccessibleName(_name(view))
        return True


def _name(view: QuestionView) -> str:
    return f"{view.number} {view.label} {view.measured(view.value_label)}".strip()


def _state(view: QuestionView) -> tuple[str, str]:
    if view.violation == "constraint":
        return "warning-circle-fill", "red"
    if view.unknown:
        return "question", "amber"
    return ("check", "green") if view.value else ("circle", "muted")


def _answer_parts(view: QuestionView) -> Sequence[QWidget]:
    if view.unknown:
        return [Label(words.translate("QuestionLine", "不清楚"), tone="amber", wrap=False)]
    if not view.value:
        return []
    shown = Label(view.measured(view.value_label), strong=True)
    shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if view.last is None:
        return [shown]
    if view.last.value == view.value:
        return [Label(words.translate("QuestionLine", "同上次"), Type.SMALL, "text2", wrap=False), shown]
    shown.set_tone("amber")
    before = words.translate("QuestionLine", "上次 {answer} →").format(answer=view.measured(view.last.label))
    return [Label(before, Type.SMALL, "text2", wrap=False), shown]
