"""The preview of printed pages: scroll, zoom, turn pages. Paper stays white in every look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ui.core.theme import now
from ui.core.tokens import PAPER
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button
from ui.widgets.cards import framed
from ui.widgets.labels import Label

ZOOMS: Final = (0.5, 0.75, 1.0, 1.5, 2.0)
_GAP: Final = 16
_POINTS_TO_PIXELS: Final = 96 / 72


class _Sheets(QWidget):
    """The pages under each other."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[QImage] = []
        self.page_width = 100
        self._fitted: dict[int, QImage] = {}

    def fit(self, width: int) -> None:
        """Another width of the pages; they are scaled anew as they are seen."""
        self.page_width = width
        self._fitted.clear()
        self.resize(self.sizeHint())
        self.update()

    def _scaled(self, number: int, height: int) -> QImage:
        """A page scaled with averaging: fine print stays readable when a whole page is shown."""
        if number not in self._fitted:
            ratio = self.devicePixelRatioF()
            smooth, stretch = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
            size = QSize(round(self.page_width * ratio), round(height * ratio))
            self._fitted[number] = self.pages[number].scaled(size, stretch, smooth)
        return self._fitted[number]

    def heights(self) -> list[int]:
        return [round(self.page_width * page.height() / max(1, page.width())) for page in self.pages]

    def top_of(self, number: int) -> int:
        return _GAP + sum(height + _GAP for height in self.heights()[:number])

    def sizeHint(self) -> QSize:
        return QSize(self.page_width + 2 * _GAP, self.top_of(len(self.pages)))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            left = (self.width() - self.page_width) // 2
            for number, height in enumerate(self.heights()):
                sheet = QRect(left, self.top_of(number), self.page_width, height)
                if sheet.intersects(event.rect().adjusted(-4, -4, 4, 4)):
                    painter.fillRect(sheet.adjusted(-2, -2, 2, 2), now().colour("line"))
                    painter.fillRect(sheet, QColor(PAPER))
                    painter.drawImage(sheet, self._scaled(number, height))


class PaperPreview(QWidget):
    """Shows page images. PageUp/PageDown turn, + and − zoom, 0 shows the whole page. ``turned`` carries the page
    number from 1.

    :param whose: words beside the page number (李桂珍户)
    """

    turned = Signal(int)

    def __init__(self, whose: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._zoom: float | None = None
        self._sheets = _Sheets()
        self._area = QScrollArea()
        self._area.setWidget(self._sheets)
        self._area.setWidgetResizable(False)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._area.installEventFilter(self)
        self._number = Label("", strong=True, wrap=False)
        self._whose = Label(whose, tone="text2", wrap=False)
        self._back = Button("", icon="caret-left", name=self.tr("上一页"))
        self._on = Button("", icon="caret-right", name=self.tr("下一页"))
        self._smaller = Button("", icon="magnifying-glass-minus", name=self.tr("缩小"))
        self._whole = Button(self.tr("整页"))
        self._larger = Button("", icon="magnifying-glass-plus", name=self.tr("放大"))
        self._back.clicked.connect(lambda: self.turn_to(self.page - 1))
        self._on.clicked.connect(lambda: self.turn_to(self.page + 1))
        self._smaller.clicked.connect(lambda: self._step_zoom(-1))
        self._larger.clicked.connect(lambda: self._step_zoom(1))
        self._whole.clicked.connect(lambda: self.set_zoom(None))
        foot = line(self._back, self._number, self._on, self._whose, -1, gap=8, margins=(14, 7, 14, 7))
        for button in (self._smaller, self._whole, self._larger):
            foot.addWidget(button)
        self.setLayout(column(self._area, framed("foot", foot)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_pages(())

    @property
    def page_count(self) -> int:
        """Number of pages."""
        return len(self._sheets.pages)

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 when there is none."""
        if not self.page_count:
            return 0
        middle = self._area.verticalScrollBar().value() + self._area.viewport().height() // 2
        return sum(1 for number in range(self.page_count) if self._sheets.top_of(number) <= middle) or 1

    def show_pages(self, pages: Sequence[bytes], whose: str = "") -> None:
        """Show pages given as PNG."""
        self._sheets.pages = [QImage.fromData(page) for page in pages]
        if whose:
            self._whose.setText(whose)
        self._lay_out()
        self._area.verticalScrollBar().setValue(0)

    def set_zoom(self, zoom: float | None) -> None:
        """1.0 is the paper's size on a usual screen; None fits the whole page."""
        self._zoom = zoom
        self._lay_out()

    def turn_to(self, number: int) -> None:
        """Bring a page (from 1) to the top."""
        if 1 <= number <= self.page_count:
            self._area.verticalScrollBar().setValue(self._sheets.top_of(number - 1) - _GAP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the room changes."""
        if event.type() == QEvent.Type.Resize:
            self._lay_out()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn and zoom."""
        actions = {
            Qt.Key.Key_PageDown: lambda: self.turn_to(self.page + 1),
            Qt.Key.Key_PageUp: lambda: self.turn_to(self.page - 1),
            Qt.Key.Key_Plus: lambda: self._step_zoom(1),
            Qt.Key.Key_Minus: lambda: self._step_zoom(-1),
            Qt.Key.Key_0: lambda: self.set_zoom(None),
        }
        action = actions.get(Qt.Key(event.key()))
        if action is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            action()
        else:
            super().keyPressEvent(event)

    def _step_zoom(self, step: int) -> None:
        here = self._sheets.page_width / self._paper_width()
        if step > 0:
            self.set_zoom(next((zoom for zoom in ZOOMS if zoom > here + 0.01), ZOOMS[-1]))
        else:
            self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < here - 0.01), ZOOMS[0]))

    def _paper_width(self) -> float:
        return 210 / 25.4 * 72 * _POINTS_TO_PIXELS  # A4

    def _lay_out(self) -> None:
        if self._zoom is not None:
            width = self._paper_width() * self._zoom
        else:
            shape = max((p.height() / max(1, p.width()) for p in self._sheets.pages), default=1.414)
            width = (self._area.viewport().height() - 2 * _GAP) / shape
        self._sheets.fit(max(200, round(width)))
        self._scrolled()

    def _scrolled(self) -> None:
        text = self.tr("第 {n} / {total} 页").format(n=self.page, total=self.page_count) if self.page_count else ""
        self._number.setText(text)
        self._back.setEnabled(self.page > 1)
        self._on.setEnabled(self.page < self.page_count)
        self.setAccessibleName(text or self.tr("纸面"))
        self.turned.emit(self.page)
