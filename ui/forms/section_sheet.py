"""A section of a form: the question that has the keys as a card, those before and after it as lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.visits.models import QuestionView
from ui.core import words
from ui.forms.question_card import QuestionCard
from ui.forms.question_line import QuestionLine
from ui.widgets.boxes import column
from ui.widgets.cards import Card


class SectionSheet(QWidget):
    """Lines, card, lines. ``opened`` carries the question of a line that is opened.

    Lines are kept while the section stays, and made anew only where their question looks otherwise, so that an answer
    neither flickers nor loses the focus.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, QuestionLine] = {}
        self._card: QuestionCard | None = None
        self._before = Card(" ", headed=True)
        self._after = Card(headed=True)
        self._box = column(self._before, self._after, gap=10)
        self.setLayout(self._box)

    @property
    def card(self) -> QuestionCard | None:
        """The question that has the keys."""
        return self._card

    def set_card(self, card: QuestionCard) -> None:
        """Give the keys to another question. It takes the focus before the one before it goes, so that the focus is
        nowhere else in between."""
        before, self._card = self._card, card
        self._box.insertWidget(1, card)
        card.show()
        card.focus()
        if before is not None:
            self._box.removeWidget(before)
            before.hide()
            before.deleteLater()

    def forget(self) -> None:
        """Another form: nothing of the last one stays."""
        for ref in list(self._lines):
            self._drop(ref)
        if self._card is not None:
            self._box.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        self._before.hide()
        self._after.hide()

    def show_section(self, title: str, answered: int, total: int, views: Sequence[QuestionView], current: str) -> None:
        """Show a section; of one question at a time it gets only that.

        :param views: its questions, the one that has the keys among them
        """
        self._before.show()
        self._before.title.setText(title)
        self._before.count.setText(words.of_total(answered, total))
        self._before.setAccessibleName(title)
        wanted = {view.ref for view in views}
        for ref in [ref for ref in self._lines if ref not in wanted]:
            self._drop(ref)
        place = next((number for number, view in enumerate(views) if view.ref == current), 0)
        self._fill(self._before, views[:place])
        self._fill(self._after, views[place + 1 :])
        if current in self._lines:
            self._drop(current)
        self._after.setVisible(place + 1 < len(views))

    def _fill(self, card: Card, views: Sequence[QuestionView]) -> None:
        """Put the lines of these questions into a card, in this order, touching only those that are elsewhere."""
        for place, view in enumerate(views):
            line = self._line(view)
            here = card.body.itemAt(place)
            if here is None or here.widget() is not line:
                card.body.insertWidget(place, line)

    def _line(self, view: QuestionView) -> QuestionLine:
        line = self._lines.get(view.ref)
        if line is not None and line.shows(view):
            return line
        if line is not None:
            self._drop(view.ref)
        line = self._lines[view.ref] = QuestionLine(view)
        line.opened.connect(partial(self.opened.emit, view.ref))
        return line

    def _drop(self, ref: str) -> None:
        line = self._lines.pop(ref)
        for card in (self._before, self._after):
            card.body.removeWidget(line)
        line.hide()
        line.deleteLater()
