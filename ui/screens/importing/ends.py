"""The first and the last step: choosing a file, and what was written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.households.models import UndoResult
from app.services.imports.models import ImportResult
from ui.core.tokens import Tone
from ui.widgets.boxes import Flow, Scroller, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner, Card, EmptyState
from ui.widgets.labels import Label


class ChoosePart(QWidget):
    """The step 选文件. ``wanted`` comes when a file is to be chosen, ``on`` to go on with the one that was."""

    wanted = Signal()
    on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = Button(self.tr("选文件"), Kind.PRIMARY, "file-arrow-down")
        self.choose.clicked.connect(self.wanted)
        text = self.tr("把名册拖到这里，或者选一个文件。能读 Excel（.xlsx .xls）和 .csv，导出的名册不用改。")
        self._empty = EmptyState("file-arrow-down", text, self.choose)
        self._chosen = Card(self.tr("选好的文件"))
        self._name = Label("", strong=True)
        self._on = Button(self.tr("接着对列"), icon="arrow-right")
        self._on.clicked.connect(self.on)
        row = line(gap=12)
        row.addWidget(self._name, 1)
        row.addWidget(self._on)
        self._chosen.body.addLayout(row)
        self._chosen.hide()
        notes = Card(self.tr("导入前知道三件事"))
        notes.add(
            Label(self.tr("先看会改什么，看完再写；写完能整批撤销。")),
            Label(self.tr("名册里没有的人不会被删，只提醒。")),
            Label(self.tr("证件号码不对的行单独存成表，补好再导，不会重复。")),
        )
        self.setLayout(column(Scroller(column(self._chosen, self._empty, notes, -1, gap=12, margins=(20, 14, 20, 14)))))

    def show_chosen(self, name: str) -> None:
        """Say which file was chosen before."""
        self._name.setText(name)
        self._chosen.setVisible(bool(name))


class DonePart(QWidget):
    """What was written. ``undo`` and ``see`` (去看农户) and ``again`` come from its buttons."""

    undo = Signal()
    see = Signal()
    again = Signal()
    save = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = Banner(Tone.GREEN, "")
        self._card = Card(self.tr("这次导入"))
        self._lines = [Label("") for _ in range(4)]
        self._card.add(*self._lines)
        more = QWidget()
        flow = Flow(more, gap=8)
        self.take_back = Button(self.tr("撤销整次导入"), Kind.DANGER, "arrow-u-up-left")
        self.rejects = Button(self.tr("存拒收的行"), icon="file-arrow-up")
        self.another = Button(self.tr("再导一个文件"), icon="file-arrow-down")
        self.look = Button(self.tr("去看农户"), Kind.PRIMARY, "house-line")
        for button, signal in (
            (self.take_back, self.undo),
            (self.rejects, self.save),
            (self.another, self.again),
            (self.look, self.see),
        ):
            button.clicked.connect(signal)
        for button in (self.take_back, self.rejects, self.another):
            flow.addWidget(button)
        self._card.add(more)
        self.setLayout(column(Scroller(column(self._state, self._card, -1, gap=12, margins=(20, 14, 20, 14)))))

    def show_result(self, result: ImportResult, made: int) -> None:
        """Say what was written."""
        self._state.set(Tone.GREEN, self.tr("写好了"), self.tr("整次导入可以撤销，后来改过的列不动。"))
        refused = self.tr("{n} 行拒收，没有写。").format(n=f"{result.refused:,}") if result.refused else ""
        missing = self.tr("{n} 人名册里没有，没有删。").format(n=f"{result.members.missing:,}")
        if result.explained:
            missing += self.tr("其中 {n} 人记了原因。").format(n=f"{result.explained:,}")
        left = self.tr("{n} 处照您说的不改。").format(n=f"{result.left_out:,}")
        texts = (
            self.tr("新增 {persons} 人、{households} 户，改了 {places} 处。").format(
                persons=f"{result.members.new:,}", households=f"{result.households.new:,}", places=f"{made:,}"
            ),
            left if result.left_out else "",
            missing if result.members.missing else "",
            refused,
        )
        for label, text in zip(self._lines, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self.take_back.setVisible(bool(result.transaction))
        self.take_back.allow()
        self.rejects.setVisible(bool(result.refused))

    def show_undone(self, result: UndoResult) -> None:
        """Say that it was taken back."""
        left = len(result.left)
        reason = self.tr("{n} 处后来又改过，没有动。").format(n=f"{left:,}") if left else self.tr("名册和导入前一样。")
        self._state.set(Tone.BLUE, self.tr("已撤销整次导入"), reason)
        self.take_back.forbid(self.tr("已经撤销了"))

    def show_trouble(self, text: str) -> None:
        """It could not be taken back."""
        self._state.set(Tone.RED, text)


def kinds_of_files(excel: str, everything: str) -> str:
    """The kinds that the dialog offers."""
    return f"{excel} (*.xlsx *.xls *.csv *.xlsm *.et);;{everything} (*)"
