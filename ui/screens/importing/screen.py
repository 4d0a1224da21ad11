"""导入名册: choose, map, look, write. One can go back at each step and nothing is lost; nothing is written before the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.errors import ErrorCode
from app.services.files import write_whole
from app.services.households.models import UndoResult
from app.services.imports.models import HouseholdItem, ImportPreview, ImportResult
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.tasks import Job, Trouble
from ui.core.tokens import Tone
from ui.screens.importing.ends import ChoosePart, DonePart, kinds_of_files
from ui.screens.importing.mapping import MappingPart
from ui.screens.importing.preview import PreviewPart
from ui.screens.importing.reading import FileInHand, compared
from ui.screens.importing.state import Decisions, Mapping
from ui.screens.importing.steps import Actions, Standing, Step
from ui.widgets.boxes import column
from ui.widgets.cards import Banner
from ui.widgets.choosing import ChooseFile, choose_to_open, choose_to_save
from ui.widgets.screen import Screen


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
        self.file = FileInHand(desk, self)
        self.decisions: Decisions | None = None
        self.result: ImportResult | None = None
        self._looked_at: ImportPreview | None = None
        self._writing = False
        self.trouble = Banner(Tone.RED, "")
        self.choosing, self.done = ChoosePart(), DonePart()
        self.columns = MappingPart(self._imports.targets(), desk.services.today())
        self.preview = PreviewPart()
        self._actions = actions = Actions(self.head, self.done.look)
        self.stepper, self.other, self.look = actions.stepper, actions.other, actions.look
        self.back_to_map, self.write = actions.back_to_map, actions.write
        self._parts = QStackedWidget()
        self._build()
        self._go(Step.CHOOSE)

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
        self._show_standing()

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

        self.file.take(path)

    @property
    def mapping(self) -> Mapping | None:
        """How the file in hand is read."""
        return self.file.mapping

    def _taken(self, known: bool) -> None:
        self.decisions = None
        self.result = None
        self._show_mapping()
        if known and self.mapping is not None and not self.mapping.lacking():
            self.compare()
        else:
            self._go(Step.MAP)

    def _read_anew(self) -> None:
        self.trouble.hide()
        self.decisions = None
        self._show_mapping()

    def _show_mapping(self) -> None:
        if self.mapping is not None:
            self.choosing.show_chosen(self.mapping.file.name)
            self._desk.tasks.read(self, lambda _: self._imports.saved_names(), self._show_profiles, newest="profiles")

    def _show_profiles(self, names: tuple[str, ...]) -> None:
        if self.mapping is not None:
            self.columns.show_mapping(self.mapping, names)
        self._show_standing()

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

        self.trouble.hide()
        if keep_as:
            self._desk.tasks.write(self, lambda _: self._imports.save_profile(keep_as, saved), lambda _: None)
        self._compare(mapping, None, self._compared)

    def _compare(self, mapping: Mapping, before: Decisions | None, done: Callable[[Decisions], None]) -> None:
        self._desk.tasks.read(
            self,
            lambda progress: compared(self._imports, mapping, before, progress),
            done,
            failed=self._say,
            title=self.tr("正在和本机比对"),
            newest="preview",
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
        kept, reasons = frozenset(decisions.kept), decisions.reasons
        self._writing = True
        self.trouble.hide()
        self._go(Step.LOOK)
        job = self._desk.tasks.write(
            self,
            lambda progress: self._imports.apply(decisions.preview, kept, progress, reasons),
            self._written,
            failed=self._not_written,
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

    def _not_written(self, trouble: Trouble) -> None:
        """Nothing was written; where the register is another one since, compare with it anew and ask again."""
        if trouble.error is None or trouble.error.code is not ErrorCode.REGISTER_CHANGED or self.mapping is None:
            self._say(trouble)
            return
        self._writing = False
        self._compare(self.mapping, self.decisions, self._compared_again)

    def _compared_again(self, decisions: Decisions) -> None:
        self._compared(decisions)
        self._tell(
            Tone.AMBER,
            self.tr("您看改动的时候，本机又改过。已经重新比对，什么都没有写。"),
            self.tr("您定过的还照旧。再看一遍，再点写入。"),
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

    def _build(self) -> None:
        for part in (self.choosing, self.columns, self.preview, self.done):
            self._parts.addWidget(part)
        self.trouble.hide()
        body = column(self.head, self.trouble)
        body.addWidget(self._parts, 1)
        self.setLayout(body)
        self.setAcceptDrops(True)
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
        self.file.taken.connect(self._taken)
        self.file.changed.connect(self._read_anew)
        self.file.failed.connect(self._say)
        self.columns.chosen.connect(self.file.choose_slot)
        self.columns.header_moved.connect(self.file.move_header)
        self.columns.sheet_picked.connect(self.file.pick_sheet)
        self.columns.profile_picked.connect(self.file.pick_profile)
        self.preview.lines_wanted.connect(self._lines)
        self.preview.decided.connect(self._show_standing)
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
        primary = {
            Step.CHOOSE: self.choosing.choose,
            Step.MAP: self.look,
            Step.LOOK: self.write,
            Step.WRITE: self.done.look,
        }
        self.primary = primary[step]
        self._show_standing()
        if self.isVisible():
            places = {Step.MAP: self.columns.table, Step.LOOK: self.preview.list}
            places.get(step, self.primary).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_standing(self) -> None:
        self._actions.show(Standing(self.step, self.mapping, self.decisions, self._writing), self.fold)

    def _say(self, trouble: Trouble) -> None:
        self._tell(Tone.RED, trouble.text)
        self._writing = False
        self._go(self.step)

    def _tell(self, tone: Tone, text: str, reason: str = "") -> None:
        """Say it over the page."""
        self.trouble.set(tone, text, reason)
        self.trouble.show()
