"""经过: what happened in the household, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.households.models import EntryKind, TimelineEntry
from ui.core.tokens import Type
from ui.screens.household.wording import happening
from ui.widgets.boxes import Flow, clear, column
from ui.widgets.buttons import Button, Kind, Segmented
from ui.widgets.labels import Label
from ui.widgets.timeline import Timeline

FIRST, MORE = 12, 30
"""Entries made at first, and by each press of *看更早的*."""
ALL, VISITS, CHANGES = "all", "visits", "changes"


class Happenings(QWidget):
    """The timeline with its filter. ``visit_opened`` carries the visit whose record is to be seen.

    :param titled: False inside a drawer, which has the title
    """

    visit_opened = Signal(str)

    def __init__(self, *, titled: bool = True) -> None:
        super().__init__()
        self._entries: Sequence[TimelineEntry] = ()
        self._today = date.min
        self._room = FIRST
        choices = [(ALL, self.tr("全部")), (VISITS, self.tr("走访")), (CHANGES, self.tr("变更"))]
        self.kinds = Segmented(choices, ALL, self.tr("看哪些"))
        self.kinds.picked.connect(self._refilter)
        head = Flow(gap=12)
        if titled:
            head.addWidget(Label(self.tr("经过"), Type.TITLE, wrap=False))
        head.addWidget(self.kinds)
        self._box = column()
        whole = column(gap=10)
        whole.addLayout(head)
        whole.addLayout(self._box)
        whole.addStretch(1)
        self.setLayout(whole)
        self.setAccessibleName(self.tr("经过"))

    def show_entries(self, entries: Sequence[TimelineEntry], today: date) -> None:
        """Show a household's entries."""
        self._entries, self._today, self._room = entries, today, FIRST
        self._draw()

    def _refilter(self, _kind: str) -> None:
        self._room = FIRST
        self._draw()

    def _draw(self) -> None:
        clear(self._box)
        visits = (EntryKind.VISIT, EntryKind.AMENDMENT)
        kind = self.kinds.chosen
        wanted = [entry for entry in self._entries if kind == ALL or (entry.kind in visits) == (kind == VISITS)]
        timeline = Timeline([happening(entry, self._today) for entry in wanted[: self._room]])
        timeline.opened.connect(self.visit_opened)
        self._box.addWidget(timeline)
        if not wanted:
            self._box.addWidget(Label(self.tr("还没有"), tone="text2"))
        if len(wanted) > self._room:
            more = Button(self.tr("看更早的"), Kind.QUIET, "caret-down")
            more.clicked.connect(self._show_more)
            self._box.addWidget(more)

    def _show_more(self) -> None:
        self._room += MORE
        self._draw()
