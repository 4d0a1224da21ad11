"""走访: who usually comes along, and whom to call when a child or a life is in danger."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal

from app.services.settings import Preferences
from ui.screens.settings.row import SettingsCard
from ui.widgets.boxes import column
from ui.widgets.fields import Field, TextEdit

CONTACTS: Final = 4
"""Lines for telephones; who needs more has not decided whom to call."""
translate = QCoreApplication.translate


class VisitsCard(SettingsCard):
    """``wanted`` carries the new preferences and what was done in words, when a line is left."""

    wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("visits", translate("VisitsCard", "走访"), "notebook")
        self._preferences = Preferences()
        self.visitors = TextEdit(placeholder=self.tr("何晓燕、陈立新"))
        self.contacts = [
            TextEdit(placeholder=self.tr("镇民政办 0000-1234567") if not n else "") for n in range(CONTACTS)
        ]
        names = Field(self.tr("常一起走访的人"), self.visitors, help_text=self.tr("用顿号隔开，签字时先填好"))
        first, *others = self.contacts
        calls = Field(
            self.tr("紧急时打给谁"), first, help_text=self.tr("走访中发现孩子或人命危险时，排在 110、120 前面")
        )
        for number, contact in enumerate(others, start=2):
            contact.setAccessibleName(self.tr("紧急时打给谁，第 {n} 个").format(n=number))
        self.body.addLayout(column(names, calls, *others, gap=8, margins=(12, 10, 12, 12)))
        for box in (self.visitors, *self.contacts):
            box.editingFinished.connect(self._tell)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what holds; a line that is being written stays as it is."""
        self._preferences = preferences
        lines = preferences.emergency.splitlines()
        texts = [preferences.visitors, *lines[:CONTACTS], *[""] * (CONTACTS - len(lines))]
        for box, text in zip((self.visitors, *self.contacts), texts, strict=True):
            if not box.hasFocus():
                box.setText(text)

    def facts(self) -> tuple[str, str]:
        """How many can be called."""
        count = sum(1 for line in self._preferences.emergency.splitlines() if line)
        return (self.tr("紧急电话 {n} 个").format(n=count), "text2") if count else (self.tr("没填紧急电话"), "amber")

    def _tell(self) -> None:
        lines = "\n".join(box.text().strip() for box in self.contacts).rstrip()  # each stays in its place
        written = replace(self._preferences, visitors=self.visitors.text().strip(), emergency=lines)
        if written != self._preferences:
            self.wanted.emit(written, self.tr("记下了"))
