"""A day with a time of day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from app.domain.dates import PartialDate
from app.services.visits.models import QuestionView
from app.services.visits.typed import in_words, parse_clock
from ui.core.theme import keep_width, restyle
from ui.core.tokens import Type
from ui.forms.composing import Composing
from ui.forms.editor import Editor
from ui.forms.line_editors import DATE_WIDTH, SAME, SHORT_WIDTH
from ui.widgets.boxes import column, line
from ui.widgets.fields import DateEdit, TextEdit
from ui.widgets.labels import Label


class MomentEditor(Editor):
    """Two boxes; an answer needs both."""

    def __init__(self, view: QuestionView, today: date) -> None:
        super().__init__()
        self._told = view.value
        self._day, self._clock = DateEdit(today), TextEdit()
        self._help_text = self.tr("左边写哪天，右边写几点，Tab 换过去")
        self._help = Label(self._help_text, Type.SMALL, "muted")
        for box, width in ((self._day, DATE_WIDTH), (self._clock, SHORT_WIDTH)):
            box.setReadOnly(view.readonly)
            box.installEventFilter(self)
            keep_width(box, width)
            Composing(box)
        self._day.setAccessibleName(self.tr("{question}：哪天").format(question=view.label))
        self._clock.setAccessibleName(self.tr("{question}：几点").format(question=view.label))
        self.setLayout(column(line(self._day, self._clock, -1, gap=8), self._help, gap=4))
        self._show(view.value)
        self._day.changed.connect(self._leave)
        self._clock.editingFinished.connect(self._leave)

    def show_answer(self, view: QuestionView) -> None:
        """Show an answer given elsewhere."""
        if view.value != self._told:
            self._told = view.value
            self._show(view.value)

    def focus(self) -> None:
        """Put the cursor into the day."""
        self._day.setFocus(Qt.FocusReason.OtherFocusReason)
        self._day.selectAll()

    def commit(self) -> bool:
        """Tell the moment if it is new; False when a box is empty or not understood."""
        day, clock = self._day.value(), self._clock.text().strip()
        if not self._day.text().strip() and not clock:
            return self._tell("")
        if day is None or day.day is None:
            return self._say(self.tr("看不懂哪天，写到哪一天"))
        try:
            at = parse_clock(clock)
        except ValueError:
            return self._say(self.tr("看不懂几点，写 8:30 或 下午3点"))
        self._clock.setText(at[:5])
        if self._told[:16] == f"{day.iso}T{at[:5]}":  # as it was given, seconds and zone with it
            return self._say("")
        return self._tell(f"{day.iso}T{at}")

    def show_wrong(self, wrong: bool) -> None:
        """Red boxes."""
        for box in (self._day, self._clock):
            restyle(box, state="error" if wrong else "plain")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """``=`` takes last time's answer."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.text() not in SAME:
            return False
        self.same.emit()
        return True

    def _leave(self) -> None:
        """One box was left: told once both are written."""
        if bool(self._day.text().strip()) == bool(self._clock.text().strip()):
            self.commit()

    def _tell(self, text: str) -> bool:
        self._say("")
        if text != self._told:
            self._told = text
            self.answered.emit(text or None)
        return True

    def _say(self, trouble: str) -> bool:
        self._help.setText(trouble or self._help_text)
        self._help.set_tone("red" if trouble else "muted")
        self._clock.setAccessibleDescription(self._help.text())
        return not trouble

    def _show(self, value: str) -> None:
        self._day.set_value(PartialDate.from_iso(value[:10]) if value else None)
        self._clock.setText(in_words(value[11:], "time") if value else "")
