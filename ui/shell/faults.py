"""Faults of the program: the last one is kept for F1, which writes the note for a technician."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.bootstrap import Services
from app.domain.progress import Progress
from app.services.faults import Fault, save_note
from ui.core.tasks import Tasks, trouble_of
from ui.widgets.choosing import ChooseFile, choose_to_save

Hook: TypeAlias = Callable[[type[BaseException], BaseException, TracebackType | None], None]


class FaultNotes(QObject):
    """Keeps the last fault and writes the note about it. ``saved`` carries the name of the file, ``failed`` a Trouble.

    :param services: gives the open workspace; None at the gate
    :param choose: asks where the note goes
    """

    saved = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        services: Callable[[], Services | None],
        choose: ChooseFile = choose_to_save,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._services, self._choose = tasks, services, choose
        self._last: Fault | None = None
        tasks.fault.connect(self._keep)

    def save_last(self, over: QWidget) -> bool:
        """F1: write the note about the last fault; False when there is none that was not yet offered."""
        fault, self._last = self._last, None
        if fault is None:
            return False
        self.save(over, fault)
        return True

    def save(self, over: QWidget, fault: Fault) -> None:
        """Ask where and write the note about a fault."""
        path = self._choose(
            over, self.tr("说明存到哪里"), self.tr("村访说明-{number}").format(number=fault.number) + ".txt"
        )
        if path is None:
            return
        services = self._services()
        context = services.context if services is not None else None

        def work(_progress: Progress) -> str:
            return save_note(path, fault, context).name

        self._tasks.read(self, work, self.saved.emit, failed=self.failed.emit)

    def _keep(self, fault: Fault) -> None:
        self._last = fault


def fault_hook(tasks: Tasks) -> Hook:
    """What Python calls for an error that nothing caught (in a slot, say): the person is told and offered the note."""

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if not isinstance(error, Exception):  # Ctrl+C in a terminal, the end of the program
            sys.__excepthook__(kind, error, where)
            return
        tasks.tell(trouble_of(error))

    return hook
