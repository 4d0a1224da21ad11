"""导入名册: choose, map, look, write. One can go back at each step and nothing is lost; nothing is written before the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.progress import Progress
from app.services.files import write_whole
from app.services.households.models import UndoResult
from app.services.imports.models import ColumnGuess, HouseholdItem, ImportPreview, ImportResult, SheetGuess
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.tasks import Job, Trouble
from ui.core.tokens import Tone
from ui.core.words import listed
from ui.screens.importing.ends import ChoosePart, DonePart, kinds_of_files
from ui.screens.importing.mapping import MappingPart, needed_words
from ui.screens.importing.preview import PreviewPart
from ui.screens.importing.state import Decisions, Mapping
from ui.widgets.boxes import column
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner
from ui.widgets.choosing import ChooseFile, choose_to_open, choose_to_save
from ui.widgets.screen import Screen
from ui.widgets.stepper import Stepper


class Step(IntEnum):
    """The steps in order."""

    CHOOSE = 0
    MAP = 1
    LOOK = 2
    WRITE = 3


class ImportScreen(Screen):
    """The page 导入名册.

    :param choose_file: asks for the roster
    :param choose_target: asks where the refused rows go
    """

    def __init__(
        self, desk: Desk, choose_file: ChooseFile = choose_to_open, choose_target: ChooseFile = choose_to_save
    ) -> None:
        super().__init__("")
        self._desk = desk
        self._imports = desk.services.imports
        self._choose_file, self._choose_target = choose_file, choose_target
        self.step = Step.CHOOSE
        self.mapping: Mapping | None = None
        self.decisions: Decisions | None = None
        self.result: ImportResult | None = None
        self._looked_at: ImportPreview | None = None
        self._writing = False
        self.trouble = Banner(Tone.RED, "")
        self.choosing, self.done = ChoosePart(), DonePart()
        self.columns = MappingPart(self._imports.targets(), desk.services.today())
        self.preview = PreviewPart()
        self.stepper = Stepper((self.tr("选文件"), self.tr("对列"), self.tr("看改动"), self.tr("写入")))
        self.other = Button(self.tr("换一个文件"), icon="file-arrow-down")
        self.look = Button(self.tr("看会改什么"), Kind.PRIMARY, "arrow-right")
        self.back_to_map = Button(self.tr("回去对列"), icon="arrow-left")
        self.write = Button(self.tr("写入"), Kind.PRIMARY, "check")
        self._parts = QStackedWidget()
        self._build()
        self._go(Step.CHOOSE)

    # the page

    def open(self, **target: str) -> None:
        """Show the step one was at; with a file, begin with it."""
        if file := target.get("file"):
            self.take(Path(file))
        else:
            self._go(self.step)

    def regions(self) -> Sequence[QWidget]:
        """Head, then the parts of the step."""
        parts = {Step.MAP: self.columns.regions, Step.LOOK: self.preview.regions}
        return (self.head, *(parts[self.step]() if self.step in parts else (self._parts,)))

    def set_fold(self, fold: Fold) -> None:
        """The room has changed."""
        self.columns.set_fold(fold)
        self.preview.set_fold(fold)
        self._show_actions()

    def keys(self) -> Sequence[tuple[str, str]]:
        """The page's own keys."""
        return (
            ("Ctrl+O", self.tr("选文件")),
            ("Ctrl+Enter", self.tr("下一步")),
            ("Enter", self.tr("打开这一列、这一户")),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere."""
        if not self._writing and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin with the file that was dropped."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.take(Path(files[0]))

    # choosing and mapping

    def choose(self) -> None:
        """Ask for a file."""
        kinds = kinds_of_files(self.tr("名册"), self.tr("所有文件"))
        path = None if self._writing else self._choose_file(self, self.tr("选一份名册"), kinds)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Begin with a file."""
        self.trouble.hide()

        def work(progress: Progress) -> tuple[Mapping, bool]:
            file = self._imports.read_file(path)
            return self._read(Mapping(file, self._imports.guess(file.content, file.name, progress=progress)), progress)

        self._desk.tasks.read(self, work, self._take_file, failed=self._say, title=self.tr("正在读名册"), newest="file")

    def _read(self, mapping: Mapping, progress: Progress) -> tuple[Mapping, bool]:
        """On the reader's lane: use the saved mapping that fits, and tell whether every column is known."""
        if self._imports.is_known(mapping.guess):
            return mapping, True
        fitting = self._imports.saved_mapping(mapping.guess)
        if fitting is None:
            return mapping, False
        used = replace(mapping, profile=fitting[0], saved=fitting[1])
        guess = self._imports.guess(used.file.content, used.file.name, used.options(), progress)
        return replace(used, guess=guess), self._imports.is_known(guess, used.saved)

    def _take_file(self, answer: tuple[Mapping, bool]) -> None:
        self.decisions = None
        self.result = None
        self._show_mapping(answer[0])
        if answer[1] and not answer[0].lacking():
            self.compare()
        else:
            self._go(Step.MAP)

    def _show_mapping(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.choosing.show_chosen(mapping.file.name)
        self._desk.tasks.read(self, lambda _: self._imports.saved_names(), self._show_profiles, newest="profiles")

    def _show_profiles(self, names: tuple[str, ...]) -> None:
        if self.mapping is not None:
            self.columns.show_mapping(self.mapping, names)
        self._words()

    def _choose_slot(self, guess: ColumnGuess, slot: str) -> None:
        if self.mapping is not None:
            self._read_again(self.mapping.with_choice(guess, slot))

    def _move_header(self, step: int) -> None:
        if self.mapping is not None:
            row = self.mapping.guess.header_row + step
            self._read_again(replace(self.mapping, header_row=row, sheet=self.mapping.guess.sheet))

    def _pick_sheet(self, name: str) -> None:
        if self.mapping is not None:
            self._read_again(replace(self.mapping, sheet=name, header_row=None))

    def _pick_profile(self, name: str) -> None:
        if self.mapping is None:
            return
        mapping, imports = self.mapping, self._imports

        def work(progress: Progress) -> Mapping:
            saved = imports.saved_profile(name) if name else {}
            used = replace(mapping, profile=name, saved=saved, chosen={})
            return replace(used, guess=imports.guess(used.file.content, used.file.name, used.options(), progress))

        self._desk.tasks.read(self, work, self._changed, failed=self._say, newest="guess")

    def _read_again(self, wanted: Mapping) -> None:
        def work(progress: Progress) -> SheetGuess:
            return self._imports.guess(wanted.file.content, wanted.file.name, wanted.options(), progress)

        def done(guess: SheetGuess) -> None:
            self._changed(replace(wanted, guess=guess))

        self.trouble.hide()
        self._desk.tasks.read(self, work, done, failed=self._say, title=self.tr("正在读名册"), newest="guess")

    def _changed(self, mapping: Mapping) -> None:
        self.decisions = None
        self._show_mapping(mapping)

    # looking and writing

    def compare(self) -> None:
        """Compare the file with the register; writes nothing."""
        mapping = self.mapping
        if mapping is None or mapping.lacking():
            return
        if self.decisions is not None:
            self._go(Step.LOOK)
            return
        keep_as, saved = self.columns.keep_as, mapping.as_profile()

        def work(progress: Progress) -> Decisions:
            preview = self._imports.preview(mapping.file.content, mapping.file.name, mapping.options(), progress)
            return Decisions(preview, self._imports.outline(preview))

        self.trouble.hide()
        if keep_as:
            self._desk.tasks.write(self, lambda _: self._imports.save_profile(keep_as, saved), lambda _: None)
        self._desk.tasks.read(
            self, work, self._compared, failed=self._say, title=self.tr("正在和本机比对"), newest="preview"
        )

    def _compared(self, decisions: Decisions) -> None:
        self.decisions = decisions
        self._looked_at = decisions.preview
        self.preview.show_preview(decisions)
        self._go(Step.LOOK)

    def _lines(self, item: HouseholdItem) -> None:
        decisions = self.decisions
        if decisions is None:
            return
        self._desk.tasks.read(
            self,
            lambda _: self._imports.lines(decisions.preview, item.key, decisions.outline.origins),
            lambda lines: self.preview.show_lines(item, lines),
            newest="lines",
        )

    def apply(self) -> Job | None:
        """Write the import in one transaction; gives the work under way, None when there is nothing to write."""
        decisions = self.decisions
        if decisions is None or self._writing:
            return None
        kept = frozenset(decisions.kept)
        self._writing = True
        self._go(Step.LOOK)
        job = self._desk.tasks.write(
            self,
            lambda progress: self._imports.apply(decisions.preview, kept, progress),
            self._written,
            failed=self._say,
            title=self.tr("正在写入名册"),
            safe=self.tr("停下或断电就当没导过，不会写一半"),
        )
        job.ended.connect(self._ended)
        return job

    def _written(self, result: ImportResult) -> None:
        made = self.decisions.made if self.decisions is not None else 0
        self.result = result
        self.decisions = None  # the register is another one now: nothing is written twice from one look
        self._writing = False
        self.done.show_result(result, made)
        self._go(Step.WRITE)
        self.stored.emit(datetime.now().astimezone())
        self.done.look.setFocus(Qt.FocusReason.OtherFocusReason)
        text = self.tr("名册写好了：新增 {n} 人，改了 {places} 处")
        self.said.emit(
            text.format(n=f"{result.members.new:,}", places=f"{made:,}"), self.undo if result.transaction else None
        )

    def _ended(self) -> None:
        """The writing is over, also when it was stopped: then nothing of it is there."""
        if self._writing:
            self._writing = False
            self._go(self.step)

    def undo(self) -> None:
        """Take the whole import back."""
        if self.result is None or not self.result.transaction:
            return
        transaction = self.result.transaction
        self._desk.tasks.write(
            self,
            lambda _: self._desk.services.households.undo(transaction),
            self._undone,
            failed=lambda trouble: self.done.show_trouble(trouble.text),
            title=self.tr("正在撤销导入"),
        )

    def _undone(self, result: UndoResult) -> None:
        self.decisions = None
        self.done.show_undone(result)

    def save_rejects(self) -> None:
        """Write the refused rows into a workbook, ready to be imported again."""
        preview = self._looked_at
        if preview is None:
            return
        name = self.tr("拒收的行-{file}").format(file=Path(self.mapping.file.name).stem if self.mapping else "")
        path = self._choose_target(self, self.tr("拒收的行存到哪里"), f"{name}.xlsx")
        if path is None:
            return
        self._desk.tasks.write(
            self,
            lambda _: write_whole(path, self._imports.rejects(preview)),
            lambda saved: self.said.emit(self.tr("拒收的行存到了 {file}").format(file=saved.name), None),
            failed=self._say,
        )

    # frame

    def _build(self) -> None:
        for part in (self.choosing, self.columns, self.preview, self.done):
            self._parts.addWidget(part)
        self.trouble.hide()
        body = column(self.head, self.trouble)
        body.addWidget(self._parts, 1)
        self.setLayout(body)
        self.setAcceptDrops(True)
        self.head.set_actions([self.stepper, self.other, self.look, self.back_to_map, self.write, self.done.look])
        open_file = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        open_file.activated.connect(self.choose)
        self._connect()

    def _connect(self) -> None:
        self.stepper.picked.connect(lambda number: self.go_back_to(Step(number)))
        self.choosing.wanted.connect(self.choose)
        self.choosing.on.connect(lambda: self._go(Step.MAP))
        self.other.clicked.connect(self.choose)
        self.look.clicked.connect(self.compare)
        self.back_to_map.clicked.connect(lambda: self._go(Step.MAP))
        self.write.clicked.connect(self.apply)
        self.columns.chosen.connect(self._choose_slot)
        self.columns.header_moved.connect(self._move_header)
        self.columns.sheet_picked.connect(self._pick_sheet)
        self.columns.profile_picked.connect(self._pick_profile)
        self.preview.lines_wanted.connect(self._lines)
        self.preview.save.connect(self.save_rejects)
        self.preview.household_wanted.connect(lambda key: self.navigate.emit("household", {"household": key}))
        self.done.undo.connect(self.undo)
        self.done.save.connect(self.save_rejects)
        self.done.again.connect(self.choose)
        self.done.see.connect(lambda: self.navigate.emit("households", {}))

    def go_back_to(self, step: Step) -> None:
        """Go back to a step; the changes are looked at anew when the register is another one since."""
        if step is Step.LOOK and self.decisions is None:
            self.compare()
        else:
            self._go(step)

    def _go(self, step: Step) -> None:
        self.step = step
        self._parts.setCurrentIndex(int(step))
        self.stepper.show_step(int(Step.WRITE if self._writing else step), open_behind=not self._writing)
        primary = {
            Step.CHOOSE: self.choosing.choose,
            Step.MAP: self.look,
            Step.LOOK: self.write,
            Step.WRITE: self.done.look,
        }
        self.primary = primary[step]
        self._show_actions()
        self._words()
        if self.isVisible():
            places = {Step.MAP: self.columns.table, Step.LOOK: self.preview.list}
            places.get(step, self.primary).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_actions(self) -> None:
        buttons: dict[Step, tuple[QWidget, ...]] = {
            Step.CHOOSE: (),
            Step.MAP: (self.other, self.look),
            Step.LOOK: (self.back_to_map, self.write),
            Step.WRITE: (self.done.look,),
        }
        steps: tuple[QWidget, ...] = (self.stepper,) if self.fold < Fold.MENU else ()
        self.head.show_actions((*steps, *buttons[self.step]))

    def _words(self) -> None:
        titles = {
            Step.CHOOSE: self.tr("导入名册"),
            Step.MAP: self.tr("对列"),
            Step.LOOK: self.tr("看改动"),
            Step.WRITE: self.tr("写好了"),
        }
        facts = ""
        if self.mapping is not None and self.step is not Step.CHOOSE:
            rows = self.tr("{n} 行").format(n=f"{self.mapping.guess.rows:,}")
            facts = f"{self.mapping.file.name} · {rows}"
        self.head.set_words(titles[self.step], facts, self.tr("农户 / 导入名册"))
        self._allow()

    def _allow(self) -> None:
        lacking = self.mapping.lacking() if self.mapping is not None else ()
        if lacking:
            self.look.forbid(self.tr("还没有哪一列是：{names}").format(names=listed(needed_words(lacking))))
        else:
            self.look.allow()
        self.back_to_map.setEnabled(not self._writing)
        if self.decisions is None:
            return
        self.write.setText(self.tr("写入 {n} 行").format(n=f"{self.decisions.preview.reading.accepted:,}"))
        self._show_actions()
        if self._writing:
            self.write.forbid(self.tr("正在写入"))
        elif not self.decisions.preview.changes_anything:
            self.write.forbid(self.tr("名册和本机一样，没有要写的"))
        else:
            self.write.allow()

    def _say(self, trouble: Trouble) -> None:
        self.trouble.set(Tone.RED, trouble.text)
        self.trouble.show()
        self._writing = False
        self._go(self.step)
