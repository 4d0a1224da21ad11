"""The facts beside a question: of the household, and of the member that the question speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.dates import PartialDate, format_date
from app.services.households.models import FactLine
from ui.core import words
from ui.core.tokens import Tone, Type
from ui.widgets.boxes import clear, column, line
from ui.widgets.chips import Chip
from ui.widgets.labels import Label, Rule

LINES = 9
"""Facts shown of each; the household's page has all of them."""

SOON_MS = 60
"""The facts follow the question when the person has stayed on it, so that running through questions stays quick."""


class FactsPanel(QWidget):
    """Facts that a visitor wants beside the question; changes with the member that is spoken of.

    :param titled: False where a drawer has the title already
    """

    def __init__(self, today: date, *, titled: bool = True) -> None:
        super().__init__()
        self._today = today
        self._titled = titled
        self._facts: Mapping[str, tuple[str, Sequence[FactLine]]] = {}
        self._member = ""
        self._topic = ""
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._draw)
        self._box = column(gap=8)
        self.setLayout(self._box)
        self.setAccessibleName(self.tr("相关事实"))

    def clear(self) -> None:
        """Another visit: nothing is known yet."""
        self._facts = {}
        self._draw()

    def set_facts(self, facts: Mapping[str, tuple[str, Sequence[FactLine]]]) -> None:
        """Take the facts: name and lines by member key, the household under the empty key."""
        self._facts = facts
        self._draw()

    def show_question(self, member: str, fact: str) -> None:
        """Show what touches a question: first the facts beside its own (all of water for a question about water), of
        the member that it speaks of, then the others.

        :param fact: path of the fact that the question sets, empty for none
        """
        topic = fact.rsplit("*.", maxsplit=1)[-1].split(".", maxsplit=1)[0]
        if (member, topic) != (self._member, self._topic):
            self._member, self._topic = member, topic
            self._soon.start()

    def copy(self) -> FactsPanel:
        """Give a panel with the same content, for a drawer."""
        other = FactsPanel(self._today, titled=False)
        other._member, other._topic = self._member, self._topic
        other.set_facts(self._facts)
        return other

    def _draw(self) -> None:
        clear(self._box)
        if self._titled:
            self._box.addWidget(Label(self.tr("相关事实"), Type.TITLE, strong=True))
        shown = [key for key in dict.fromkeys((self._member, "")) if key in self._facts]
        for place, key in enumerate(shown):
            if place:
                self._box.addWidget(Rule())
            name, lines = self._facts[key]
            self._box.addWidget(Label(name, Type.BODY, strong=True))
            near = [fact for fact in lines if fact.path.split(".")[0] == self._topic]
            for fact in [*near, *(fact for fact in lines if fact not in near)][: max(LINES, len(near))]:
                self._box.addWidget(_fact(fact, self._today))
        if not shown:
            self._box.addWidget(Label(self.tr("还没有记录"), tone="text2"))


def _day(as_of: str, today: date) -> str:
    """Write a day as offices do; a month or a year as it is known."""
    known = PartialDate.from_iso(as_of) if as_of else None
    if known is None:
        return ""
    return words.day(known.first, today) if known.day is not None else format_date(known)


def _fact(fact: FactLine, today: date) -> QWidget:
    holder = QWidget()
    head = line(Label(fact.label, Type.SMALL, "muted"), gap=6)
    as_of = Label(_day(fact.as_of, today), Type.SMALL, "muted", wrap=False)
    head.addWidget(as_of, 0, Qt.AlignmentFlag.AlignRight)
    value = line(Label(fact.value), gap=6)
    if fact.stale:
        value.addWidget(Chip(words.translate("FactsPanel", "旧了，再问"), Tone.AMBER))
    elif fact.inferred:
        value.addWidget(Chip(words.translate("FactsPanel", "名册推定")))
    holder.setLayout(column(head, value, gap=2))
    return holder
