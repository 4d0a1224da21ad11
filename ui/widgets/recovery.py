"""The recovery code, shown and printed once."""

from __future__ import annotations

import secrets
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.core.tasks import Trouble
from ui.core.theme import keep_width
from ui.core.tokens import Tone, Type
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner, Card
from ui.widgets.fields import Field, TextEdit
from ui.widgets.labels import Label
from ui.widgets.print_sheet import PrintSheet

_ASKED_GROUPS: Final = 2
_GROUPS_IN_A_ROW: Final = 4


class RecoveryCode(Card):
    """Shows the recovery code once; 抄好了 asks for two of its groups. ``copied`` comes when both are right.

    :param code: its groups, joined by hyphens
    :param paper: the button that prints it, where that can be; what came of it is said under the code
    """

    copied = Signal()

    def __init__(self, code: str, paper: PrintSheet | None = None) -> None:
        super().__init__(QCoreApplication.translate("RecoveryCode", "恢复码，打印或抄在纸上"))
        keep_width(self, 440)
        self._groups = code.split("-")
        picked = sorted(secrets.SystemRandom().sample(range(len(self._groups)), min(_ASKED_GROUPS, len(self._groups))))
        self.printed = Banner(Tone.GREEN, "")
        self.printed.hide()
        note = Label(self.tr("口令忘了，只有它能打开。只显示这一次，封好放村委会保险柜。"), tone="text2")
        self.add(self._shown(), note, self.printed)
        self.asked = {number: TextEdit() for number in picked}
        self._fields = {
            number: Field(self.tr("第 {n} 组").format(n=number + 1), edit) for number, edit in self.asked.items()
        }
        self.add(*self._fields.values())
        self.done = Button(self.tr("抄好了"), Kind.PRIMARY, "check")
        self.done.clicked.connect(self._check)
        self.paper = paper
        foot = line(-1, self.done, gap=8)
        if paper is not None:
            paper.printed.connect(self._say_printed)
            paper.failed.connect(self._say_trouble)
            foot.insertWidget(0, paper)
        self.body.addLayout(foot)

    def _shown(self) -> QWidget:
        """The groups in two rows, each under its number, so that 第 5 组 is found without counting."""
        shown = QWidget()
        shown.setAccessibleName(self.tr("恢复码 {code}").format(code=" ".join(self._groups)))
        grid = QGridLayout(shown)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, group in enumerate(self._groups):
            cell = column(
                Label(str(place + 1), Type.SMALL, "muted", wrap=False), Label(group, Type.QUESTION, wrap=False)
            )
            grid.addLayout(cell, place // _GROUPS_IN_A_ROW, place % _GROUPS_IN_A_ROW)
        return shown

    def ready(self) -> None:
        """The focus on the first group that is asked."""
        next(iter(self.asked.values())).setFocus()

    def _say_printed(self, _pages: int) -> None:
        self.printed.set(Tone.GREEN, self.tr("送去打印了"), self.tr("拿到纸，从纸上照着填下面两组，电脑里不留这一份。"))
        self.printed.show()

    def _say_trouble(self, trouble: Trouble) -> None:
        self.printed.set(Tone.RED, trouble.text)
        self.printed.show()

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
