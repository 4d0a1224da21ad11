"""机器丢了怎么办: the sheet to be printed beforehand, as it comes out of the printer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.progress import Progress
from app.services.key_sheets import KeySheets
from ui.core.tasks import Tasks, Trouble
from ui.core.tokens import Tone
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner, framed
from ui.widgets.paper import PaperPreview
from ui.widgets.print_run import AskPrinter
from ui.widgets.print_sheet import PrintSheet

_PREVIEW_DOTS: Final = 144


class LostMachine(QWidget):
    """The paper with its button. ``left`` comes when one goes back, ``said`` carries what was done.

    :param ask: asks for the printer; None: the dialog of the system
    """

    left = Signal()
    said = Signal(str)

    def __init__(self, sheets: KeySheets, tasks: Tasks, ask: AskPrinter | None = None) -> None:
        super().__init__()
        self._sheets, self._tasks = sheets, tasks
        self.trouble = Banner(Tone.RED, "")
        self.trouble.hide()
        self.paper = PaperPreview()
        self.paper.set_zoom(1.0)  # to be read, not only to be seen
        self.back = Button(self.tr("回到设置"), icon="caret-left")
        self.back.clicked.connect(self.left)
        self.print = PrintSheet(self.tr("打印一张"), sheets.lost_machine, sheets, tasks, ask, kind=Kind.PRIMARY)
        self.print.printed.connect(lambda _: self.said.emit(self.tr("送去打印了，和备份放在一起")))
        self.print.failed.connect(self._say)
        foot = framed("foot", line(self.back, -1, self.print, gap=8, margins=(14, 7, 14, 7)))
        whole = column(self.trouble)
        whole.addWidget(self.paper, 1)
        whole.addWidget(foot)
        self.setLayout(whole)

    def load(self) -> None:
        """Draw the sheet."""
        sheets = self._sheets

        def work(_progress: Progress) -> list[bytes]:
            pdf = sheets.lost_machine()
            return [sheets.page_image(pdf, page, _PREVIEW_DOTS) for page in range(sheets.page_count(pdf))]

        self._tasks.read(self, work, self.paper.show_pages, failed=self._say)

    def _say(self, trouble: Trouble) -> None:
        self.trouble.set(Tone.RED, trouble.text)
        self.trouble.show()
