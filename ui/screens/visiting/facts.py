"""The facts beside a question: of the household, and of the member that the question speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.dates import PartialDate, format_date
from app.services.households.models import FactLine
from app.services.visits.models import Consequence
from ui.core import words
from ui.core.tokens import Tone, Type
from ui.widgets.boxes import clear, column, line
from ui.widgets.cards import Banner
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
        self._alarms: tuple[Consequence, ...] = ()
        self._contacts: tuple[str, ...] = ()
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

    def set_alarms(self, alarms: Sequence[Consequence], contacts: Sequence[str]) -> None:
        """A child or a life is in danger: whom to call stands in the place of the facts.

        :param contacts: whom to call beside the national numbers
        """
        if (tuple(alarms), tuple(contacts)) != (self._alarms, self._contacts):
            self._alarms, self._contacts = tuple(alarms), tuple(contacts)
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
        other._alarms, other._contacts = self._alarms, self._contacts
        other.set_facts(self._facts)
        return other

    def _draw(self) -> None:
        clear(self._box)
        if self._alarms:
            self._box.addWidget(_alarm(self._alarms, self._contacts))
            return
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


def _alarm(alarms: Sequence[Consequence], contacts: Sequence[str]) -> QWidget:
    """What is wrong, and whom to call now."""
    urgent = dict.fromkeys(
        words.named(alarm.label, alarm.answer)
        if alarm.label and alarm.answer
        else alarm.label or words.kept(alarm.words)
        for alarm in alarms
    )
    parts: list[QWidget] = [
        Banner(Tone.RED, words.translate("FactsPanel", "现在就要处置"), "\n".join(urgent)),
        Label(words.translate("FactsPanel", "打电话"), Type.TITLE, strong=True),
    ]
    parts += [Label(line, strong=True) for line in contacts]
    parts += [_number(number, who) for number, who in _national()]
    if not contacts:
        hint = words.translate("FactsPanel", "镇上、村里的电话可以在设置里写好，会排在最前面")
        parts.append(Label(hint, Type.SMALL, "text2"))
    stays = words.translate("FactsPanel", "电话打完接着问，已答的都存着；这一条会留在走访记录里")
    parts += [Rule(), Label(stays, Type.SMALL, "text2")]
    holder = QWidget()
    holder.setLayout(column(*parts, gap=8))
    return holder


def _national() -> tuple[tuple[str, str], ...]:
    """Numbers that answer everywhere in China."""
    return (
        ("110", words.translate("FactsPanel", "公安：人身危险、侵害、失踪")),
        ("120", words.translate("FactsPanel", "急救：伤病、自伤")),
        ("119", words.translate("FactsPanel", "消防：火灾、垮塌、被困")),
        ("12345", words.translate("FactsPanel", "政务热线，转民政、未成年人保护")),
    )


def _number(number: str, who: str) -> QWidget:
    holder = QWidget()
    row = line(Label(number, Type.TITLE, strong=True, wrap=False), gap=10)
    row.addWidget(Label(who, tone="text2"), 1)
    holder.setLayout(row)
    return holder


def _day(as_of: str, today: date) -> str:
    """Write a day as offices do; a month or a year as it is known."""
    known = PartialDate.from_iso(as_of) if as_of else None
    if known is None:
        return ""
    return words.day(known.first, today) if known.day is not None else format_date(known)


def _fact(fact: FactLine, today: date) -> QWidget:
    holder = QWidget()
    head = line(Label(words.kept(fact.label), Type.SMALL, "muted"), gap=6)
    as_of = Label(_day(fact.as_of, today), Type.SMALL, "muted", wrap=False)
    head.addWidget(as_of, 0, Qt.AlignmentFlag.AlignRight)
    value = line(Label(words.kept_value(fact.value)), gap=6)
    if fact.stale:
        value.addWidget(Chip(words.translate("FactsPanel", "旧了，再问"), Tone.AMBER))
    elif fact.inferred:
        value.addWidget(Chip(words.translate("FactsPanel", "名册推定")))
    holder.setLayout(column(head, value, gap=2))
    return holder
