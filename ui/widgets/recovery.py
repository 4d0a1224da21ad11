"""The recovery code, shown once."""

from __future__ import annotations

import secrets
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal

from ui.core.theme import keep_width
from ui.core.tokens import Type
from ui.widgets.boxes import line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card
from ui.widgets.fields import Field, TextEdit
from ui.widgets.labels import Label

_ASKED_GROUPS: Final = 2


class RecoveryCode(Card):
    """Shows the recovery code once; 抄好了 asks for two of its groups. ``copied`` comes when both are right."""

    copied = Signal()

    def __init__(self, code: str) -> None:
        super().__init__(QCoreApplication.translate("RecoveryCode", "恢复码，抄在纸上"))
        keep_width(self, 440)
        self._groups = code.split("-")
        picked = sorted(secrets.SystemRandom().sample(range(len(self._groups)), min(_ASKED_GROUPS, len(self._groups))))
        half = (len(self._groups) + 1) // 2
        lines = ("    ".join(part) for part in (self._groups[:half], self._groups[half:]))
        shown = Label("\n".join(lines), Type.QUESTION)
        shown.setAccessibleName(self.tr("恢复码 {code}").format(code=" ".join(self._groups)))
        self.add(shown, Label(self.tr("口令忘了，只有它能打开。只显示这一次，封好放村委会保险柜。"), tone="text2"))
        self.asked = {number: TextEdit() for number in picked}
        self._fields = {
            number: Field(self.tr("第 {n} 组").format(n=number + 1), edit) for number, edit in self.asked.items()
        }
        self.add(*self._fields.values())
        self.done = Button(self.tr("抄好了"), Kind.PRIMARY, "check")
        self.done.clicked.connect(self._check)
        self.body.addLayout(line(-1, self.done))

    def ready(self) -> None:
        """The focus on the first group that is asked."""
        next(iter(self.asked.values())).setFocus()

    def _check(self) -> None:
        wrong = [
            number for number, edit in self.asked.items() if edit.text().strip().upper() != self._groups[number].upper()
        ]
        for number, field in self._fields.items():
            field.set_error(self.tr("和上面的对不上") if number in wrong else "")
        if wrong:
            self.asked[wrong[0]].setFocus()
        else:
            self.copied.emit()
