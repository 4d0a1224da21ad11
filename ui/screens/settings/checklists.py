"""清单: the checklists in force, and taking in one that the county made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.services.forms import Finding, Forms, FormSummary, Outcome
from ui.core import words
from ui.core.tasks import Tasks, Trouble
from ui.core.tokens import Tone, Type
from ui.screens.settings.row import SettingRow, SettingsCard
from ui.widgets.boxes import clear, column, line
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, framed
from ui.widgets.choosing import ChooseFile
from ui.widgets.labels import IconLabel, Label

translate = QCoreApplication.translate


class ChecklistsCard(SettingsCard):
    """``said`` carries what was done, ``known`` comes when the checklists were read.

    :param choose: asks for a checklist
    """

    said = Signal(str)
    known = Signal()

    def __init__(self, forms: Forms, tasks: Tasks, choose: ChooseFile) -> None:
        super().__init__("checklists", translate("ChecklistsCard", "清单"), "clipboard-text")
        self._forms, self._tasks, self._choose = forms, tasks, choose
        self._known: Sequence[FormSummary] = ()
        self.take = Button(self.tr("导入清单"), icon="file-arrow-down")
        self.take.clicked.connect(self._ask)
        note = self.tr("县里做的 XLSForm（.xlsx、.xls）或 XForm（.xml）；办到一半的走访留着旧版，可以换过去")
        self._list = column()
        self._found = column(gap=8, margins=(12, 8, 12, 8))
        self._found_box = QWidget()
        self._found_box.setLayout(self._found)
        self.add(SettingRow(self.tr("收一份新清单"), note, self.take), self._found_box, self._list)
        self._found_box.hide()

    def load(self) -> None:
        """Read which there are."""
        self._tasks.read(self, lambda _progress: self._forms.available(), self._show, newest="checklists")

    def facts(self) -> tuple[str, str]:
        """How many there are."""
        return (self.tr("{n} 份").format(n=len(self._known)), "text2") if self._known else ("", "text2")

    def _show(self, forms: Sequence[FormSummary]) -> None:
        self._known = forms
        clear(self._list)
        for form in forms:
            row = line(gap=10, margins=(12, 5, 12, 5))
            row.addWidget(Label(words.kept(form.title)), 1)
            about = self.tr("{version} 版 · {n} 题").format(version=form.version, n=form.questions)
            row.addWidget(Label(about, Type.SMALL, "text2", wrap=False))
            self._list.addWidget(framed("row", row))
        self.known.emit()

    def _ask(self) -> None:
        path = self._choose(
            self.window(), self.tr("选一份清单"), self.tr("清单 ({kinds})").format(kinds="*.xlsx *.xls *.xml")
        )
        if path is not None:
            self._publish(path, allow_skipped=False)

    def _publish(self, path: Path, *, allow_skipped: bool) -> None:
        self.take.set_busy(self.tr("正在收"))
        self._tasks.write(
            self,
            lambda _progress: self._forms.try_publish(path, allow_skipped=allow_skipped),
            partial(self._published, path),
            failed=self._not_published,
        )

    def _published(self, path: Path, outcome: Outcome) -> None:
        self.take.set_busy()
        clear(self._found)
        if outcome.form is None:
            skip = None
            if outcome.skippable:
                skip = Button(self.tr("跳过这些题收下"))
                skip.clicked.connect(lambda: self._publish(path, allow_skipped=True))
            title = self.tr("{file} 没有收下，有 {n} 处要改").format(file=path.name, n=len(outcome.findings))
            self._found.addWidget(Banner(Tone.RED, title, self.tr("按下面的工作表、行、列改好再来"), button=skip))
        else:
            form = outcome.form
            done = self.tr("收下了：{title} {version} 版，{n} 题").format(
                title=words.kept(form.title), version=form.version, n=form.questions
            )
            self.said.emit(done)
            if outcome.findings:
                more = self.tr("还有 {n} 处提醒作者看看").format(n=len(outcome.findings))
                self._found.addWidget(Banner(Tone.AMBER, done, more))
            self.load()
        for finding in outcome.findings:
            self._found.addWidget(_line(finding))
        self._found_box.setVisible(bool(self._found.count()))
        self.take.setFocus()

    def _not_published(self, trouble: Trouble) -> None:
        self.take.set_busy()
        clear(self._found)
        self._found.addWidget(Banner(Tone.RED, self.tr("没有收下"), trouble.text))
        self._found_box.show()


def _line(finding: Finding) -> QWidget:
    """One thing to mend, with its cell."""
    parts = [finding.workbook, finding.sheet]
    if finding.row:
        parts.append(translate("ChecklistsCard", "第 {n} 行").format(n=finding.row))
    if finding.column:
        parts.append(translate("ChecklistsCard", "{column} 列").format(column=finding.column))
    chinese = words.language() is words.Language.CHINESE
    text = Label(finding.text if chinese else finding.text_en)
    place = Label(" ".join(filter(None, parts)), Type.SMALL, "text2")
    icon = IconLabel(*(("warning-circle-fill", "red") if finding.error else ("warning", "amber")))
    holder = QWidget()
    row = line(icon, gap=8)
    row.addLayout(column(text, place, gap=2), 1)
    holder.setLayout(row)
    place.setVisible(bool(place.text()))  # not before it has a parent: it would flash up as a window of its own
    return holder
