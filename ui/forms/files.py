"""Files of a visit at the window's side: chosen by the person, kept and read on the lanes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.services.visits.attachments import Chosen, VisitFile
from ui.core.desk import Desk
from ui.core.tasks import Trouble
from ui.widgets.choosing import ChooseFile

PICTURES: Final = "*.jpg *.jpeg *.png *.webp *.bmp *.gif *.tif *.tiff"


class Files(QObject):
    """Keeps and reads the files of one visit.

    Once the store has a file, ``kept`` carries it, then ``answered(ref, name)`` or ``photographed(ref, name)`` says what it is
    for, whatever question is open by then. ``failed`` carries the words for what went wrong.

    :param visit: whose files
    :param choose: asks for a file
    """

    kept = Signal(object)
    answered = Signal(str, str)
    photographed = Signal(str, str)
    failed = Signal(str)

    def __init__(self, desk: Desk, visit: str, choose: ChooseFile, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._visit = visit
        self._choose = choose

    def choose_picture(self, over: QWidget) -> Path | None:
        """Ask for a photo; None when the person thinks better of it."""
        return self._choose(over.window(), self.tr("选一张照片"), self.tr("照片 ({kinds})").format(kinds=PICTURES))

    def choose_any(self, over: QWidget) -> Path | None:
        """Ask for any file."""
        return self._choose(over.window(), self.tr("选一个文件，最多 20 MB"), self.tr("所有文件 (*)"))

    def answer(self, ref: str, chosen: Chosen) -> None:
        """Keep a file that answers a question."""
        self._keep(chosen, partial(self.answered.emit, ref))

    def put_beside(self, ref: str, chosen: Chosen) -> None:
        """Keep a photo that stands beside a question."""
        self._keep(chosen, partial(self.photographed.emit, ref))

    def picture(self, owner: QObject, name: str, done: Callable[[QImage], None]) -> None:
        """Read a picture; ``done`` gets it unless the owner is gone by then."""
        visits, visit = self._desk.services.visits, self._visit
        self._desk.tasks.read(owner, lambda _progress: QImage.fromData(visits.attachment(visit, name)), done)

    def _keep(self, chosen: Chosen, done: Callable[[str], None]) -> None:
        visits, visit = self._desk.services.visits, self._visit
        self._desk.tasks.write(
            self,
            lambda _progress: visits.attach(visit, chosen),
            partial(self._kept, done),
            failed=self._not_kept,
        )

    def _kept(self, done: Callable[[str], None], file: VisitFile) -> None:
        self.kept.emit(file)
        done(file.name)

    def _not_kept(self, trouble: Trouble) -> None:
        self.failed.emit(trouble.text)
