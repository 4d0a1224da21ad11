"""备份: to a place of one's own, the automatic ones, and trying whether one can be restored; 检查."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal

from app.domain.progress import Progress
from app.services.workspace import BackupCounts, BackupFile, Keeping
from ui.core import words
from ui.core.tasks import Job, Tasks, Trouble
from ui.core.tokens import Tone
from ui.screens.settings.row import SettingRow, SettingsCard, breakable
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner
from ui.widgets.choosing import ChooseFile

DUE_DAYS: Final = 3
SHOWN: Final = 5
_SUFFIX: Final = ".cunfang"
translate = QCoreApplication.translate


@dataclass(frozen=True)
class Kept:
    """What is known of backups.

    :param there: whether the medium of the last one is there now
    :param automatic: name, time and bytes, newest first
    """

    by_hand: BackupFile | None
    there: bool
    automatic: Sequence[tuple[str, datetime, int]]


class BackupCard(SettingsCard):
    """``said`` carries what was done, ``known`` comes when the backups were read.

    :param today: for how long ago the last one was
    :param choose_source: asks for a backup to try
    :param choose_target: asks where one goes
    """

    said = Signal(str)
    known = Signal()

    def __init__(
        self, keeping: Keeping, tasks: Tasks, today: date, choose_source: ChooseFile, choose_target: ChooseFile
    ) -> None:
        super().__init__("backup", translate("BackupCard", "备份"), "hard-drive")
        self._keeping, self._tasks, self._today = keeping, tasks, today
        self._choose_source, self._choose_target = choose_source, choose_target
        self._kept = Kept(None, there=False, automatic=())
        self.trouble = Banner(Tone.RED, "")
        self.trouble.hide()
        self.make = Button(self.tr("现在备份"), icon="floppy-disk")
        self.attempt = Button(self.tr("试着恢复"))
        self.elsewhere = Button(self.tr("换地方"))
        self.elsewhere.hide()
        self.make.clicked.connect(self._make)
        self.elsewhere.clicked.connect(self._make_elsewhere)
        self.attempt.clicked.connect(self._attempt)
        self._last = SettingRow(self.tr("备份到 U 盘或别的地方"), "", self.elsewhere, self.make)
        self._automatic = SettingRow(self.tr("这台电脑上的自动备份"), "")
        self.tried = SettingRow(self.tr("试着恢复"), self.tr("拿一份备份在旁边打开数一数，现有数据不动"), self.attempt)
        self.add(self._last, self._automatic, self.tried, self.trouble)

    @property
    def ready_to_make(self) -> bool:
        """Whether a backup is the next step: one is due, and its medium is there or none was chosen yet."""
        return self.due and (self._kept.there or not self._place())

    @property
    def due(self) -> bool:
        """Whether the last backup to another place is more than a few days ago."""
        last = self._kept.by_hand
        return last is None or (self._today - last.made.date()).days > DUE_DAYS

    def load(self) -> None:
        """Read what is known."""
        keeping = self._keeping
        self._tasks.read(self, lambda _: _known(keeping), self.show_kept, newest="backups")

    def show_kept(self, kept: Kept) -> None:
        """Show what is known."""
        self._kept = kept
        self._last.set_note(*self._words_of_last())
        lines = [
            f"{words.day(when.date(), self._today)} {words.clock(when)} · {size_words(size)}"
            for _, when, size in kept.automatic[:SHOWN]
        ]
        self._automatic.set_note("\n".join(lines) or self.tr("还没有，每天做一份，导入名册后再做一份"))
        self.elsewhere.setVisible(bool(self._place()))
        self.make.set_kind(Kind.PRIMARY if self.ready_to_make else Kind.SECONDARY)
        self._last.refit()
        self.known.emit()

    def facts(self) -> tuple[str, str]:
        """When the last one was made."""
        last = self._kept.by_hand
        if last is None:
            return self.tr("还没有备份到别处"), "amber"
        when = f"{words.day(last.made.date(), self._today)} {words.clock(last.made)}"
        text = self.tr("最近一次 {when} · {size}").format(when=when, size=size_words(last.size))
        if self.due:
            return self.tr("{text}，该备份了").format(text=text), "amber"
        return text, "text2"

    def _place(self) -> str:
        """The folder of the last backup; empty while none was chosen."""
        return self._kept.by_hand.folder if self._kept.by_hand is not None else ""

    def _words_of_last(self) -> tuple[str, str]:
        """When, where, and why it cannot be made there now."""
        text, tone = self.facts()
        place = self._place()
        if not place:
            return text, tone
        if self._kept.there:
            return f"{text}\n{breakable(place)}", tone
        missing = self.tr("备份的地方不在：{place}。插上那个 U 盘，或者换个地方").format(place=breakable(place))
        return f"{text}\n{missing}", "amber"

    def _make(self) -> None:
        """To the place of the last one; the first time a place is asked for."""
        if not self._place():
            self._make_elsewhere()
            return
        keeping, name = self._keeping, self._proposed()
        self._run(lambda progress: keeping.backup_again(name, progress))

    def _make_elsewhere(self) -> None:
        path = self._choose_target(self, self.tr("备份到哪里"), self._proposed())
        if path is not None:
            keeping = self._keeping
            self._run(lambda progress: keeping.backup_by_hand(path, progress))

    def _proposed(self) -> str:
        return self.tr("村访备份-{day}").format(day=self._today.isoformat()) + _SUFFIX

    def _run(self, work: Callable[[Progress], BackupFile]) -> None:
        self.trouble.hide()
        self.make.set_busy(self.tr("正在备份"))
        job = self._tasks.write(
            self,
            work,
            self._made,
            failed=self._say,
            title=self.tr("正在备份"),
            safe=self.tr("停下就不留半个文件"),
        )
        job.ended.connect(self.make.set_busy)

    def _made(self, made: BackupFile) -> None:
        self.said.emit(self.tr("备份好了：{file}").format(file=made.name))
        self.load()

    def _attempt(self) -> None:
        path = self._choose_source(self, self.tr("拿哪一份备份来试"), self.tr("村访备份") + f" (*{_SUFFIX})")
        if path is None:
            return
        self.trouble.hide()
        self._tasks.read(
            self,
            lambda progress: self._keeping.try_restore(path, progress),
            lambda counts: self._tried(path, counts),
            failed=self._say,
            title=self.tr("正在试着恢复"),
        )

    def _tried(self, path: Path, counts: BackupCounts) -> None:
        text = self.tr("{file} 打开核过，读得出：{households} 户、{persons} 人、{visits} 次走访").format(
            file=path.name,
            households=f"{counts.households:,}",
            persons=f"{counts.persons:,}",
            visits=f"{counts.visits:,}",
        )
        self.tried.set_note(text, "green")

    def _say(self, trouble: Trouble) -> None:
        self.trouble.set(Tone.RED, trouble.text)
        self.trouble.show()
        self.load()


class CheckCard(SettingsCard):
    """检查: every page of the store is read and checked."""

    def __init__(self, keeping: Keeping, tasks: Tasks) -> None:
        super().__init__("check", translate("CheckCard", "检查"), "database")
        self._keeping, self._tasks = keeping, tasks
        self.begin = Button(self.tr("查一遍"))
        self.begin.clicked.connect(self.check)
        self.result = SettingRow(self.tr("数据完好吗"), self.tr("逐页核对校验码，停电、摔过之后查一遍"), self.begin)
        self.add(self.result)

    def facts(self) -> tuple[str, str]:
        """Nothing until asked."""
        return "", "text2"

    def check(self) -> Job:
        """Check; gives the work under way. Stopped, it leaves everything as it was, also what the last check said."""
        self.begin.set_busy(self.tr("正在查"))
        job = self._tasks.read(
            self,
            self._keeping.integrity,
            self._checked,
            failed=lambda trouble: self.result.set_note(trouble.text, "red"),
            title=self.tr("正在查数据"),
            safe=self.tr("只看不改，停下也不影响数据"),
        )
        job.ended.connect(self.begin.set_busy)
        return job

    def _checked(self, troubles: tuple[str, ...]) -> None:
        if troubles:
            text = self.tr("有 {n} 处不对。先别再写，从最近的备份恢复，把这句话告诉技术员：{first}")
            self.result.set_note(text.format(n=len(troubles), first=troubles[0]), "red")
        else:
            self.result.set_note(self.tr("查完了，没有发现问题"), "green")


def _known(keeping: Keeping) -> Kept:
    last = keeping.last_by_hand()
    return Kept(last, there=last is not None and last.place_is_there, automatic=keeping.backups())


def size_words(count: int) -> str:
    """Bytes as people say them: 640 KB, 86 MB."""
    return f"{count / 1_000_000:,.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"
