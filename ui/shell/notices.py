"""What stands above the status strip: work that takes longer, and errors that no page took."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.core.tasks import Job, Trouble
from ui.core.tokens import Tone
from ui.widgets.boxes import column
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner
from ui.widgets.progress import ProgressPanel


class Notices(QWidget):
    """Notices under each other. ``note_wanted`` carries the :class:`~app.services.faults.Fault` whose note is asked for."""

    note_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = column(gap=8)
        self.setLayout(self._box)

    def show_job(self, job: Job) -> None:
        """A piece of work that takes longer than 600 ms: its progress."""
        panel = ProgressPanel(job.title or self.tr("正在做"), job.safe)
        job.stepped.connect(panel.show_step)
        panel.stopped.connect(job.cancel)
        job.ended.connect(partial(self._drop, panel))
        self._box.addWidget(panel)

    def show_trouble(self, trouble: Trouble) -> None:
        """A red banner that stays until it is put away; a fault of ours offers its note."""
        away, note = Button(self.tr("收起"), rowed=True), None
        if trouble.fault is not None:
            note = Button(self.tr("存一份说明"), rowed=True)
            note.clicked.connect(partial(self._ask_note, trouble))
        banner = Banner(Tone.RED, trouble.text, button=away, before=note)
        away.clicked.connect(partial(self._drop, banner))
        self._box.addWidget(banner)
        away.setFocus()

    def _ask_note(self, trouble: Trouble, _checked: bool = False) -> None:
        self.note_wanted.emit(trouble.fault)

    def _drop(self, notice: QWidget, _checked: bool = False) -> None:
        notice.hide()
        notice.deleteLater()
