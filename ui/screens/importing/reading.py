"""The file in hand: read on the reader's lane, and read anew whenever a column means something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.domain.progress import Progress
from app.services.imports import Imports
from app.services.imports.models import ColumnGuess
from ui.core.desk import Desk
from ui.screens.importing.state import Decisions, Mapping

translate = QCoreApplication.translate


class FileInHand(QObject):
    """The file that is being imported and how its columns are read.

    ``taken`` comes when a file was read and says whether every column of it is known, ``changed`` when its columns were read
    anew, ``failed`` carries the :class:`~ui.core.tasks.Trouble`.
    """

    taken = Signal(bool)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = desk.tasks
        self._imports = desk.services.imports
        self.mapping: Mapping | None = None

    def take(self, path: Path) -> None:
        """Begin with a file; the one in hand stays until the other is read."""
        self._tasks.read(
            self,
            lambda progress: read_file(self._imports, path, progress),
            self._take,
            failed=self.failed.emit,
            title=translate("ImportScreen", "正在读名册"),
            newest="file",
        )

    def choose_slot(self, guess: ColumnGuess, slot: str) -> None:
        """A column means another fact, or none."""
        if self.mapping is not None:
            self._read_again(self.mapping.with_choice(guess, slot))

    def move_header(self, step: int) -> None:
        """The header is a row further down or up."""
        if self.mapping is not None:
            row = self.mapping.guess.header_row + step
            self._read_again(replace(self.mapping, header_row=row, sheet=self.mapping.guess.sheet))

    def pick_sheet(self, name: str) -> None:
        """The roster is in another sheet."""
        if self.mapping is not None:
            self._read_again(replace(self.mapping, sheet=name, header_row=None))

    def pick_profile(self, name: str) -> None:
        """A saved mapping is to be used; none where it has no name."""
        mapping = self.mapping
        if mapping is not None:
            self._tasks.read(
                self,
                lambda progress: with_profile(self._imports, mapping, name, progress),
                self._change,
                failed=self.failed.emit,
                newest="guess",
            )

    def _read_again(self, wanted: Mapping) -> None:
        self._tasks.read(
            self,
            lambda progress: guessed(self._imports, wanted, progress),
            self._change,
            failed=self.failed.emit,
            title=translate("ImportScreen", "正在读名册"),
            newest="guess",
        )

    def _take(self, answer: tuple[Mapping, bool]) -> None:
        self.mapping = answer[0]
        self.taken.emit(answer[1])

    def _change(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.changed.emit()


def read_file(imports: Imports, path: Path, progress: Progress) -> tuple[Mapping, bool]:
    """Read a file with the saved mapping that fits it; tell whether every column is known.

    :raises AppError: FILE_NOT_FOUND, NOT_A_WORKBOOK ...
    """
    file = imports.read_file(path)
    mapping = Mapping(file, imports.guess(file.content, file.name, progress=progress))
    if imports.is_known(mapping.guess):
        return mapping, True
    fitting = imports.saved_mapping(mapping.guess)
    if fitting is None:
        return mapping, False
    used = replace(mapping, profile=fitting[0], saved=fitting[1])
    used = guessed(imports, used, progress)
    return used, imports.is_known(used.guess, used.saved)


def guessed(imports: Imports, mapping: Mapping, progress: Progress) -> Mapping:
    """Read the columns of a file anew as a mapping says."""
    guess = imports.guess(mapping.file.content, mapping.file.name, mapping.options(), progress)
    return replace(mapping, guess=guess)


def with_profile(imports: Imports, mapping: Mapping, name: str, progress: Progress) -> Mapping:
    """Read the columns of a file anew by a saved mapping; by the header alone where it has no name.

    :raises AppError: PROFILE_UNKNOWN
    """
    saved = imports.saved_profile(name) if name else {}
    return guessed(imports, replace(mapping, profile=name, saved=saved, chosen={}), progress)


def compared(imports: Imports, mapping: Mapping, before: Decisions | None, progress: Progress) -> Decisions:
    """Compare a file with the register; what was decided before holds where the same is still to be decided."""
    preview = imports.preview(mapping.file.content, mapping.file.name, mapping.options(), progress)
    decisions = Decisions(preview, imports.outline(preview))
    if before is not None:
        decisions.take_over(before)
    return decisions
