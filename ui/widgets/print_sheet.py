"""A button that prints one sheet out of memory: no file of it is made, and what came of it is said beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.domain.progress import Progress
from ui.core.tasks import Tasks, Trouble
from ui.widgets.buttons import Button, Kind

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.widgets.print_run import AskPrinter, Pages


class PrintSheet(Button):
    """Asks for the printer, draws the sheet and paints it there. ``printed`` carries the number of pages that went to the
    printer, ``failed`` a :class:`~ui.core.tasks.Trouble`.

    :param text: the verb on the button
    :param render: gives the sheet as PDF; runs off the window's thread
    :param pages: who draws its pages
    :param ask: asks for the printer; None: the dialog of the system
    """

    printed = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        text: str,
        render: Callable[[], bytes],
        pages: Pages,
        tasks: Tasks,
        ask: AskPrinter | None = None,
        *,
        kind: Kind = Kind.SECONDARY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, kind, "printer", parent=parent)
        self._render, self._pages, self._tasks, self._ask = render, pages, tasks, ask
        self.clicked.connect(self._begin)

    def _begin(self) -> None:
        from ui.widgets.print_run import ask_printer  # noqa: PLC0415 - the first window does without a printer

        printer = (self._ask or ask_printer)(self)
        if printer is None:
            return
        self.set_busy(QCoreApplication.translate("PrintSheet", "正在送去打印"))
        render = self._render

        def work(_progress: Progress) -> bytes:
            return render()

        self._tasks.read(self, work, lambda pdf: self._paint(pdf, printer), failed=self._fail)

    def _paint(self, pdf: bytes, printer: QPrinter) -> None:
        from ui.widgets.print_run import PrintRun  # noqa: PLC0415 - the same

        run = PrintRun(pdf, printer, self._pages, self._tasks, self)
        run.done.connect(self._done)
        run.failed.connect(self._fail)
        run.start()

    def _done(self, pages: int) -> None:
        self.set_busy()
        self.printed.emit(pages)

    def _fail(self, trouble: Trouble) -> None:
        self.set_busy()
        self.failed.emit(trouble)
