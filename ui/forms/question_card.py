"""The question that has the keys: number, words, last time's answer, input, consequences, note, keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.services.visits.models import Consequence, QuestionView, RepeatPlace
from ui.core import words
from ui.core.theme import restyle
from ui.core.tokens import Tone, Type
from ui.forms.beside import BesideQuestion, Remarks
from ui.forms.consequences import banners
from ui.forms.editors import editor_for
from ui.forms.files import Files
from ui.widgets.boxes import Flow, clear, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import framed
from ui.widgets.chips import Chip
from ui.widgets.labels import IconLabel, KeyHint, Label

_BY_DIGIT: Final = 9


class QuestionCard(QFrame):
    """One question with its number, last time's answer, input, consequences, note and keys.

    ``answered(ref, value)``, ``unknown(ref)``, ``same(ref)``, ``noted(ref, text)``, ``photographed(ref, names)``,
    ``more_wanted(repeat)``, ``less_wanted(instance)``, ``next_wanted`` and ``previous_wanted`` tell what the person does.

    :param files: of the visit; without it no photo can be taken
    """

    answered = Signal(str, object)
    unknown = Signal(str)
    same = Signal(str)
    noted = Signal(str, str)
    photographed = Signal(str, list)
    more_wanted = Signal(str)
    less_wanted = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(
        self, view: QuestionView, consequences: Sequence[Consequence], today: date, files: Files | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        restyle(self, state="focus")
        self.view = view
        self.editor = editor_for(view, today, files)
        self._files = files
        self._before, self._after = Remarks(), Remarks()
        self._beside = BesideQuestion(view, files)
        self._today = today
        self._number = Label("", Type.SMALL, "muted", wrap=False)
        self._unknown = Chip(self.tr("不清楚"), Tone.AMBER, "question")
        self._same = Chip(self.tr("同上次"))
        self._error = Label("", tone="red")
        self._error_row = QWidget()
        error = line(IconLabel("warning-circle-fill", "red"), gap=6)
        error.addWidget(self._error, 1)
        self._error_row.setLayout(error)
        self._told: tuple[object, ...] = ()
        self._consequences = QWidget()
        self._consequence_box = column(gap=8)
        self._consequences.setLayout(self._consequence_box)
        self.next_button = Button(self.tr("下一题"), Kind.PRIMARY, "arrow-down")
        self._back = Button(self.tr("上一题"))
        self.foot = self._foot()
        self.setLayout(column(*self._parts(), gap=10, margins=(14, 12, 14, 12)))
        self._connect()
        self.update_state(view, consequences)

    def update_state(self, view: QuestionView, consequences: Sequence[Consequence]) -> None:
        """Show what an answer changed: error, marks, consequences; an answer given elsewhere goes into the input."""
        self.view = view
        self.editor.show_answer(view)
        self._before.show_words(view.before)
        self._after.show_words(view.after)
        self._beside.show_photos(view.photos)
        self._number.setText(str(view.number))
        wrong = view.violation == "constraint"
        self._error.setText(view.message or self.tr("这个答案不对，请再看一遍") if wrong else "")
        self._error_row.setVisible(wrong)
        self.editor.show_wrong(wrong)
        self._unknown.setVisible(view.unknown)
        self._same.setVisible(bool(view.value) and view.last is not None and view.last.value == view.value)
        self.setAccessibleName(f"{view.number} {view.label}")
        self.setAccessibleDescription(self._error.text())
        told = (view.value, tuple(consequences))
        if told != self._told:
            self._told = told
            clear(self._consequence_box)
            for banner in banners(view, consequences):
                self._consequence_box.addWidget(banner)
            self._consequences.setVisible(self._consequence_box.count() > 0)

    def shows(self, view: QuestionView) -> bool:
        """Whether this card shows that question: the same one, in the same words, with the same choices."""
        mine = self.view
        return _look(mine) == _look(view)

    def focus(self) -> None:
        """Put the keys on the input."""
        self.editor.focus()

    def focus_note(self) -> None:
        """F2: put the cursor into the note."""
        self._beside.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_photo(self) -> None:
        """F5: choose a photo that stands beside the question."""
        self._beside.take_photo()

    @property
    def types(self) -> bool:
        """Whether characters are typed as text where the focus is."""
        return self._beside.note.hasFocus() or self.editor.types

    def commit(self) -> bool:
        """Take what is typed and not yet told, before leaving the question; False when it is not understood."""
        understood = self.editor.commit()
        self._tell_note()
        return understood

    def _parts(self) -> Sequence[QWidget]:
        last = [self._last_line()] if self.view.last is not None else []
        repeat = [self._repeat_line(self.view.repeat)] if self.view.repeat is not None else []
        return (
            self._before,
            self._top(),
            *last,
            self.editor,
            self._error_row,
            self._consequences,
            self._beside,
            *repeat,
            self._after,
            self.foot,
        )

    def _top(self) -> QWidget:
        view = self.view
        head = line(self._number, gap=8)
        head.addWidget(Label(view.label, Type.QUESTION, strong=True), 1)
        paper = [Chip(self.tr("纸上 {n}").format(n=view.paper))] if view.paper else []
        for chip in (*paper, self._unknown, self._same):
            head.addWidget(chip)
        if view.required:
            head.addWidget(Chip(self.tr("必答")))
        top = QWidget()
        top.setLayout(column(head, *([Label(view.hint, Type.SMALL, "text2")] if view.hint else []), gap=4))
        return top

    def _last_line(self) -> QWidget:
        last = self.view.last
        assert last is not None
        told = [words.day(last.on, self._today), words.listed(last.visitors)]
        if last.interviewee:
            told[1] = self.tr("{visitors}问{who}").format(visitors=told[1], who=last.interviewee)
        row = line(IconLabel("clock-counter-clockwise", "text2"), gap=8, margins=(10, 4, 8, 4))
        answer = Label(self.tr("上次答 {answer}").format(answer=self.view.measured(last.label)), strong=True)
        row.addLayout(column(answer, Label(" · ".join(filter(None, told)), Type.SMALL, "text2")), 1)
        if self.view.last_usable:
            button = Button(self.tr("与上次相同"), rowed=True)
            button.clicked.connect(lambda: self.same.emit(self.view.ref))
            row.addWidget(button)
            row.addWidget(KeyHint("=" if not self.editor.types else "F3"))
        return framed("sunken", row)

    def _repeat_line(self, here: RepeatPlace) -> QWidget:
        """Where the question stands in a repeat, and the ways to another instance or one less."""
        row = line(gap=8, margins=(10, 4, 8, 4))
        place = self.tr("第 {n} 个，共 {total} 个").format(n=here.place, total=here.count)
        row.addWidget(Label(place, tone="text2"), 1)
        more = Button(self.tr("再加一个"), icon="plus", rowed=True)
        more.clicked.connect(lambda: self.more_wanted.emit(here.repeat))
        row.addWidget(more)
        if here.count > 1:
            less = Button(self.tr("去掉这一个"), rowed=True)
            less.clicked.connect(lambda: self.less_wanted.emit(here.ref))
            row.addWidget(less)
        return framed("sunken", row)

    def _foot(self) -> QWidget:
        holder = QWidget()
        keys = Flow(gap=10)
        for key, act in self._keys():
            pair = QWidget()
            pair.setLayout(line(KeyHint(key), Label(act, Type.SMALL, "text2", wrap=False), gap=6))
            keys.addWidget(pair)
        row = line(gap=8)
        row.addLayout(keys, 1)
        for button in (self._back, self.next_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        holder.setLayout(row)
        return holder

    def _keys(self) -> Sequence[tuple[str, str]]:
        keys = [("Enter", self.tr("下一题")), ("↑ ↓", self.tr("换题"))]
        count = len(self.view.choices)
        if count > 1 and not self.editor.types:
            keys.append((f"1–{min(_BY_DIGIT, count)}", self.tr("选答案")))
        return [*keys, ("F4", self.tr("不清楚")), ("F2", self.tr("写说明"))]

    def _connect(self) -> None:
        self.editor.answered.connect(lambda value: self.answered.emit(self.view.ref, value))
        self.editor.unknown.connect(lambda: self.unknown.emit(self.view.ref))
        self.editor.same.connect(lambda: self.same.emit(self.view.ref))
        self.next_button.clicked.connect(self.next_wanted)
        self._back.clicked.connect(self.previous_wanted)
        self._beside.note.editingFinished.connect(self._tell_note)
        self._beside.photographed.connect(lambda names: self.photographed.emit(self.view.ref, names))

    def _tell_note(self) -> None:
        text = self._beside.note.text().strip()
        if text != self.view.note:
            self.noted.emit(self.view.ref, text)


def _look(view: QuestionView) -> tuple[object, ...]:
    """What a card is made of; what else changes is shown by the card that stands."""
    return (view.ref, view.label, view.hint, view.choices, view.readonly, view.required, view.repeat)
