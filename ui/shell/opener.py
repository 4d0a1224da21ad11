"""From the start of the program to the window at work: which page comes first, unlocking, locking, closing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

from app.bootstrap import Services, create_app, open_app
from app.domain.changes import Changes
from app.domain.errors import AppError, ErrorCode
from app.domain.progress import Progress
from app.services.context import Owner
from app.services.status import Status
from ui.core.desk import Desk
from ui.core.tasks import Lane, Tasks, Trouble
from ui.core.theme import Theme, Themes, themes
from ui.core.tokens import Mode
from ui.core.words import Language, installed
from ui.shell.faults import FaultNotes, fault_hook
from ui.shell.gate import FirstRunPage, GateActions, GatePage, LockPage, NewWorkspace, TroublePage
from ui.shell.screens import SCREENS, ScreenEntry
from ui.shell.window import Window
from ui.widgets.choosing import ChooseFile, choose_to_save
from ui.widgets.strip import StripState

if TYPE_CHECKING:
    from app.services.key_sheets import KeySheets
    from ui.widgets.print_run import AskPrinter

HOUR_MS: Final = 3_600_000
IMPORT_BATCH: Final = "import_batch"
_MODES = {mode.value: mode for mode in Mode}
"""What is not among them (system) follows the system."""
_WANT_A_KEY = frozenset({ErrorCode.KEY_MISSING, ErrorCode.KEY_WRONG, ErrorCode.KEYRING_LOCKED})


@dataclass(frozen=True)
class Start:
    """With what the program was started.

    :param home: folder of the workspace; None for the usual one
    :param today: the day that counts as today; None for the clock's
    :param passphrase: from the environment; None asks the keyring
    """

    home: Path | None = None
    today: date | None = None
    passphrase: str | None = None


class Opener(QObject):
    """Opens the workspace and shows the window, or the page that is needed first.

    :param entries: the pages of the window
    :param make_demonstration: fills an empty workspace with the invented village
    :param ask: asks for the printer of the recovery code; None: the dialog of the system
    :param choose: asks where the note about a fault goes
    """

    def __init__(
        self,
        start: Start,
        tasks: Tasks,
        entries: Sequence[ScreenEntry] = SCREENS,
        make_demonstration: Callable[[Start, Progress], Services] | None = None,
        ask: AskPrinter | None = None,
        choose: ChooseFile = choose_to_save,
    ) -> None:
        super().__init__()
        self._start = start
        self._tasks = tasks
        self._entries = entries
        self._make_demonstration = make_demonstration or _demonstration
        self._ask = ask
        self._choose = choose
        self._services: Services | None = None
        self._daily = QTimer(self, interval=HOUR_MS)
        self._daily.timeout.connect(self._back_up)
        self.gate: QMainWindow | None = None
        self.window: Window | None = None

    @property
    def services(self) -> Services | None:
        """The open workspace; None until it is open."""
        return self._services

    def open(self) -> None:
        """Try to open with what there is; the keyring or the environment may hold the key."""
        self._tasks.read(self, self._open_with(self._start.passphrase), self._work, failed=self._refused)

    def close(self) -> None:
        """Finish what is under way and close the store."""
        self._daily.stop()
        if self.window is not None:
            themes().changed.disconnect(self._keep_text_size)
        self._tasks.close()
        if self._services is not None:
            self._services.close()

    def _open_with(self, passphrase: str | None) -> Callable[[Progress], None]:
        start = self._start

        def work(progress: Progress) -> None:
            self._services = open_app(start.home, start.today, passphrase, progress)

        return work

    def _refused(self, trouble: Trouble) -> None:
        code = trouble.error.code if trouble.error else None
        if code is ErrorCode.NO_WORKSPACE:
            actions = GateActions(self._unlock, self._create, self._open_demonstration, self._sheets)
            first = FirstRunPage(actions, self._tasks, self._ask)
            first.passed.connect(self._work)
            self._show_gate(first)
        elif code in _WANT_A_KEY:
            lock = LockPage("", self._unlock, self._tasks)
            lock.passed.connect(self._work)
            self._show_gate(lock)
        else:
            page = TroublePage(trouble, self._tasks)
            page.passed.connect(self.open)
            self._show_gate(page)

    def _show_gate(self, page: GatePage) -> None:
        if self.gate is None:
            self.gate = QMainWindow()
            self.gate.setWindowTitle(self.tr("村访"))
            self.gate.resize(1366, 690)
            notes = FaultNotes(self._tasks, lambda: self._services, self._choose, self.gate)
            note = QShortcut(QKeySequence("F1"), self.gate)
            note.activated.connect(lambda gate=self.gate: notes.save_last(gate))
            notes.saved.connect(self._tell_saved)
            notes.failed.connect(self._tell_not_saved)
        self.gate.setCentralWidget(page)
        self.gate.show()
        page.ready()

    def _tell_saved(self, name: str) -> None:
        if self.gate is not None and isinstance(page := self.gate.centralWidget(), GatePage):
            page.say(QCoreApplication.translate("Window", "存成了 {file}，交给技术员").format(file=name))

    def _tell_not_saved(self, trouble: Trouble) -> None:
        if self.gate is not None and isinstance(page := self.gate.centralWidget(), GatePage):
            page.show_trouble(trouble)

    def _unlock(self, passphrase: str, progress: Progress) -> None:
        self._open_with(passphrase)(progress)

    def _create(self, wanted: NewWorkspace, _progress: Progress) -> str:
        owner = Owner(wanted.user, (wanted.village_code,), (wanted.village,), demonstration=False)
        self._services, code = create_app(self._start.home, owner, self._start.today, wanted.passphrase)
        return code

    def _sheets(self) -> KeySheets:
        if self._services is None:
            raise RuntimeError("no workspace was made yet")
        return self._services.key_sheets

    def _open_demonstration(self, progress: Progress) -> None:
        self._services = self._make_demonstration(self._start, progress)

    def _work(self, _nothing: None = None) -> None:
        """The workspace is open: the window."""
        services = self._services
        if services is None:
            return
        self._take_preferences(services)
        services.context.announce.append(self._tasks.announce)
        owner = services.owner
        village = owner.village_name(owner.village)
        self.window = Window(Desk(services, self._tasks), self._entries, village, self._choose)
        self.window.lock_wanted.connect(self._lock)
        self.window.idle.set_minutes(services.settings.preferences().lock_minutes)
        self.window.resize(1366, 690)
        if self._entries:
            self.window.show_screen(self._entries[0].name)
        self.window.show()
        self.window.take_focus()
        if self.gate is not None:
            self.gate.close()
            self.gate.deleteLater()
            self.gate = None
        themes().changed.connect(self._keep_text_size)
        self._tasks.changes.connect(self._count)
        self._count()
        self._tasks.changes.connect(self._back_up_import)
        self._daily.start()
        self._back_up()

    def _back_up(self) -> None:
        """Today's backup if there is none yet: asked when the window opens and each hour, so that a window which stays
        open over days has one of each.
        """
        if self._services is not None:
            self._tasks.write(self, self._services.keeping.automatic_backup, self._backed_up, lane=Lane.NETWORK)

    def _back_up_import(self, changes: Changes) -> None:
        if self._services is not None and IMPORT_BATCH in changes.kinds:
            self._tasks.write(self, self._services.keeping.backup_after_import, self._backed_up, lane=Lane.NETWORK)

    def _count(self, _changes: object = None) -> None:
        """Ask what the strip may say; the newest answer holds."""
        services = self._services
        if services is not None:
            self._tasks.read(self, lambda _progress: services.status(), self._show_status, newest="status")

    def _show_status(self, known: Status) -> None:
        window, services = self.window, self._services
        if window is None or services is None:
            return
        before = window.known_strip
        window.show_strip(
            StripState(
                today=services.today(),
                operations=known.operations,
                attachments=known.attachments,
                conflicts=known.conflicts,
                saved_at=before.saved_at if before is not None else None,
                who=services.owner.user,
            )
        )

    def _keep_text_size(self, theme: Theme) -> None:
        """Ctrl+plus and Ctrl+minus hold at the next start too."""
        services = self._services
        if services is None:
            return
        size = round(theme.factor * 100)

        def work(_progress: Progress) -> None:
            before = services.settings.preferences()
            if before.text_size != size:
                services.settings.save(replace(before, text_size=size))

        self._tasks.write(self, work, self._kept)

    def _kept(self, _nothing: None) -> None:
        """The settings page shows it when it is opened."""

    def _backed_up(self, _backup: Path | None) -> None:
        """The day's backup is written; the settings show it."""

    def _take_preferences(self, services: Services) -> None:
        preferences = services.settings.preferences()
        look = themes()
        look.pick(_MODES.get(preferences.theme))
        look.set_factor(preferences.text_size / 100)
        if preferences.language in set(Language):
            installed().speak(Language(preferences.language))

    def _lock(self) -> None:
        window, services = self.window, self._services
        if window is None or services is None or window.covered:
            return
        keeping = services.keeping

        def check(passphrase: str, _progress: Progress) -> None:
            if not keeping.check_passphrase(passphrase):
                raise AppError(ErrorCode.KEY_WRONG)

        page = LockPage(services.owner.village_name(services.owner.village), check, self._tasks)
        page.passed.connect(lambda: self._unlocked(page))
        window.cover(page)
        page.ready()

    def _unlocked(self, page: LockPage) -> None:
        if self.window is not None:
            self.window.uncover()
            page.deleteLater()


def _demonstration(start: Start, progress: Progress) -> Services:
    from app.services.demonstration.loading import (  # noqa: PLC0415 - only who wants the village loads its generator
        DEMONSTRATION_NAME,
        load_village,
    )
    from app.services.workspace import DEMONSTRATION_VILLAGE  # noqa: PLC0415 - the same

    owner = Owner("周明远", (DEMONSTRATION_VILLAGE,), (DEMONSTRATION_NAME,), demonstration=True)
    services, _ = create_app(start.home, owner, start.today)
    load_village(services.context, services.forms, 120, 1, progress)
    return services


def open_window(start: Start) -> int:
    """Run the window until it is closed; the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("the window needs a QApplication")
    Themes(app)
    tasks = Tasks()
    sys.excepthook = fault_hook(tasks)
    opener = Opener(start, tasks)
    opener.open()
    code = app.exec()
    opener.close()
    return code
