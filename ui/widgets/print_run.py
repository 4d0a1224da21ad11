"""A print run: page after page is drawn at 300 dots to the inch and painted, and the window stays awake between pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, TypeAlias

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.domain.progress import Step
from ui.core.tasks import Tasks, Trouble

DOTS_PER_INCH: Final = 300
_STAGE: Final = "print-pages"
AskPrinter: TypeAlias = Callable[[QWidget], QPrinter | None]
"""Asks on which printer; None when the person thinks better of it."""


class Pages(Protocol):
    """Who draws the pages of a PDF."""

    def page_count(self, pdf: bytes) -> int:
        """Give the number of pages."""

    def page_image(self, pdf: bytes, page: int, dots_per_inch: int) -> bytes:
        """Give one page (from 0) as PNG."""


def ask_printer(over: QWidget) -> QPrinter | None:
    """The print dialog of the system."""
    printer = a4(QPrinter(QPrinter.PrinterMode.HighResolution))
    dialog = QPrintDialog(printer, over)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def a4(printer: QPrinter) -> QPrinter:
    """Set a printer to A4 over the whole sheet: the document brings its own margins."""
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    printer.setFullPage(True)
    return printer


class PrintRun(QObject):
    """Paints a PDF on a printer. ``stepped`` carries a Step, ``done`` the number of pages that went to the printer,
    ``failed`` a Trouble. :meth:`stop` ends it after the page under way.
    """

    stepped = Signal(object)
    done = Signal(int)
    failed = Signal(object)

    def __init__(self, pdf: bytes, printer: QPrinter, pages: Pages, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._pdf = pdf
        self._printer = printer
        self._drawn = pages
        self._tasks = tasks
        self._painter = QPainter()
        self._page = 0
        self._pages = 0
        self._stopped = False

    def start(self) -> None:
        """Begin with the first page."""
        self._tasks.read(self, lambda _: self._drawn.page_count(self._pdf), self._begin, failed=self._fail)

    def stop(self) -> None:
        """Print no further page; those that are with the printer come out."""
        self._stopped = True

    def _begin(self, pages: int) -> None:
        self._pages = pages
        if not self._painter.begin(self._printer):
            self._fail(Trouble(self.tr("打印机没有应答。看看它是不是开着、连着，再打一次；也可以先存成 PDF。"), None))
            return
        self._next()

    def _next(self) -> None:
        self.stepped.emit(Step(_STAGE, self._page, self._pages))
        if self._page >= self._pages or self._stopped:
            self._painter.end()
            self.done.emit(self._page)
            self.deleteLater()
            return
        page = self._page
        self._tasks.read(
            self, lambda _: self._drawn.page_image(self._pdf, page, DOTS_PER_INCH), self._paint, failed=self._fail
        )

    def _paint(self, png: bytes) -> None:
        if self._page:
            self._printer.newPage()
        image = QImage.fromData(png)
        area = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        size = QSizeF(image.size()).scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(area.topLeft(), size), image)
        self._page += 1
        self._next()

    def _fail(self, trouble: Trouble) -> None:
        if self._painter.isActive():
            self._painter.end()
        self.failed.emit(trouble)
        self.deleteLater()
