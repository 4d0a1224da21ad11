"""The question that has the keys, and the questions before and after it as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.services.visits.models import Consequence, QuestionView
from ui.core import words
from ui.core.theme import restyle
from ui.core.tokens import Tone, Type
from ui.forms.editors import Editor, editor_for
from ui.widgets.boxes import Flow, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner, Row, framed
from ui.widgets.chips import Chip
from ui.widgets.fields import TextEdit
from ui.widgets.labels import IconLabel, KeyHint, Label

ALERTS: Final = {"1": "现在就要处置", "2": "24 小时内处置", "3": "7 天内处置"}


class QuestionCard(QFrame):
    """One question with its number, last time's answer, input, consequences, note and keys.

    ``answered(ref, value)``, ``unknown(ref)``, ``same(ref)``, ``noted(ref, text)``, ``next_wanted`` and
    ``previous_wanted`` tell what the person does.
    """

    answered = Signal(str, object)
    unknown = Signal(str)
    same = Signal(str)
    noted = Signal(str, str)
    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(self, view: QuestionView, consequences: Sequence[Consequence], today: date) -> None:
        super().__init__()
        self.setObjectName("card")
        restyle(self, state="focus")
        self.view = view
        self.editor: Editor = editor_for(view, today)
        self._today = today
        self._note = TextEdit(view.note)
        self._error = Label("", tone="red")
        self._consequences: QWidget = QWidget()
        self._consequence_box = column(gap=8)
        self._consequences.setLayout(self._consequence_box)
        self.setLayout(column(*self._parts(), gap=10, margins=(14, 12, 14, 12)))
        self.setAccessibleName(f"{view.number} {view.label}")
        self._connect()
        self.update_state(view, consequences)

    def update_state(self, view: QuestionView, consequences: Sequence[Consequence]) -> None:
        """Show error and consequences after an answer, leaving the input alone."""
        self.view = view
        wrong = view.violation == "constraint"
        self._error.setText(view.message or self.tr("这个答案不对，请再看一遍") if wrong else "")
        self._error.setVisible(wrong)
        for banner in self._consequences.findChildren(Banner):
            self._consequence_box.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        for banner in self._banners(view, consequences):
            self._consequence_box.addWidget(banner)
        self._consequences.setVisible(self._consequence_box.count() > 0)

    def focus(self) -> None:
        """Put the keys on the input."""
        self.editor.focus()

    def focus_note(self) -> None:
        """F2: put the cursor into the note."""
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Take what is typed and not yet told, before leaving the question."""
        self.editor.commit()
        self._tell_note()

    def _parts(self) -> Sequence[QWidget]:
        view = self.view
        head = line(Label(str(view.number), Type.SMALL, "muted", wrap=False), gap=8)
        head.addWidget(Label(view.label.strip(), Type.QUESTION, strong=True), 1)
        if view.required:
            head.addWidget(Chip(self.tr("必答")))
        top = QWidget()
        top.setLayout(column(head, *([Label(view.hint, Type.SMALL, "text2")] if view.hint else []), gap=4))
        last = [self._last_line()] if view.last is not None else []
        return (top, *last, self.editor, self._error, self._consequences, self._note_line(), self._foot())

    def _last_line(self) -> QWidget:
        last = self.view.last
        assert last is not None
        told = [words.day(last.on, self._today), "、".join(last.visitors)]
        if last.interviewee:
            told[1] = self.tr("{visitors}问{who}").format(visitors=told[1], who=last.interviewee)
        row = line(IconLabel("clock-counter-clockwise", "text2"), gap=8, margins=(10, 4, 8, 4))
        text = Flow(gap=8)
        text.addWidget(Label(self.tr("上次答 {answer}").format(answer=last.label), strong=True, wrap=False))
        text.addWidget(Label(" · ".join(told), Type.SMALL, "text2", wrap=False))
        row.addLayout(text, 1)
        if self.view.last_usable:
            button = Button(self.tr("与上次相同"), rowed=True)
            button.clicked.connect(lambda: self.same.emit(self.view.ref))
            row.addWidget(button)
            row.addWidget(KeyHint("="))
        return framed("sunken", row)

    def _note_line(self) -> QWidget:
        holder = QWidget()
        label = Label(self.tr("说明"), tone="text2", wrap=False)
        label.setBuddy(self._note)
        self._note.setAccessibleName(self.tr("说明"))
        row = line(label, gap=8)
        row.addWidget(self._note, 1)
        holder.setLayout(row)
        return holder

    def _foot(self) -> QWidget:
        holder = QWidget()
        keys = Flow(gap=6)
        for key, act in self._keys():
            pair = QWidget()
            pair.setLayout(line(KeyHint(key), Label(act, Type.SMALL, "text2", wrap=False), gap=6))
            keys.addWidget(pair)
        back = Button(self.tr("上一题"))
        back.clicked.connect(self.previous_wanted)
        self.next_button = Button(self.tr("下一题"), Kind.PRIMARY, "arrow-down")
        self.next_button.clicked.connect(self.next_wanted)
        row = line(gap=8)
        row.addLayout(keys, 1)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignBottom)
        holder.setLayout(row)
        return holder

    def _keys(self) -> Sequence[tuple[str, str]]:
        keys = [("Enter", self.tr("下一题")), ("F4", self.tr("不清楚")), ("F2", self.tr("写说明"))]
        count = len(self.view.choices)
        if count > 1:
            keys.insert(1, (f"1–{min(9, count)}", self.tr("选答案")))
        return keys

    def _connect(self) -> None:
        self.editor.answered.connect(lambda value: self.answered.emit(self.view.ref, value))
        self.editor.unknown.connect(lambda: self.unknown.emit(self.view.ref))
        self.editor.finished.connect(self.next_wanted)
        self._note.editingFinished.connect(self._tell_note)

    def _tell_note(self) -> None:
        text = self._note.text().strip()
        if text != self.view.note:
            self.noted.emit(self.view.ref, text)

    def _banners(self, view: QuestionView, consequences: Sequence[Consequence]) -> list[Banner]:
        found = [
            Banner(Tone.RED if one.code == "1" else Tone.AMBER, _alert(one))
            for one in consequences
            if one.kind == "alert"
        ]
        raised = [one.words for one in consequences if one.kind in {"need", "lead"}]
        differs = view.last is not None and bool(view.value) and view.last.value != view.value
        if differs or raised:
            title = self.tr("与上次不同") if differs else self.tr("这个答案会记下")
            change = f"{view.last.label} → {view.value_label}" if differs and view.last is not None else ""
            reason = "；".join(part for part in (change, *dict.fromkeys(raised)) if part)
            found.append(Banner(Tone.AMBER, title, reason, icon="lightning"))
        return found


def _alert(consequence: Consequence) -> str:
    return ALERTS.get(consequence.code, consequence.words)


class QuestionLine(Row):
    """A question that does not have the keys, in one line: answered ones with last → new."""

    def __init__(self, view: QuestionView) -> None:
        self.ref = view.ref
        icon, role = _state(view)
        row = line(IconLabel(icon, role), gap=10, margins=(12, 6, 12, 6))
        row.addWidget(Label(str(view.number), Type.SMALL, "muted", wrap=False))
        label = view.label.strip()
        row.addWidget(Label(label, tone="text" if view.value or view.unknown else "text2"), 1)
        for part in _answer_parts(view):
            row.addWidget(part)
        super().__init__(row, f"{view.number} {label} {view.value_label}".strip())


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
    shown = Label(view.value_label, strong=True)
    shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if view.last is None:
        return [shown]
    if view.last.value == view.value:
        return [Label(words.translate("QuestionLine", "同上次"), Type.SMALL, "text2", wrap=False), shown]
    shown.set_tone("amber")
    before = words.translate("QuestionLine", "上次 {answer} →").format(answer=view.last.label)
    return [Label(before, Type.SMALL, "text2", wrap=False), shown]
