"""Small pictures of a visit's photos, each with the way to take it away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.core.theme import now
from ui.core.tokens import PAPER
from ui.forms.files import Files
from ui.widgets.boxes import Flow, clear, column
from ui.widgets.buttons import Button, Kind

WIDTH, HEIGHT = 132, 99
LARGE: Final = 2
"""How much larger the picture that answers a question is than one beside it."""


class Thumbnail(QWidget):
    """One picture, fitted into its place; drawn when it has been read.

    :param name: of the file
    :param words: what it is, for screen readers
    :param scale: times the common size
    """

    def __init__(self, files: Files, name: str, words: str, scale: int = 1) -> None:
        super().__init__()
        self._scale = scale
        self._image = QImage()
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        files.picture(self, name, self._show)

    @property
    def shown(self) -> bool:
        """Whether the picture has been read."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        """The same for every picture; it is no text and grows as spacing does."""
        return QSize(now().space(WIDTH * self._scale), now().space(HEIGHT * self._scale))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, whole, on white as paper is."""
        theme, ratio = now(), self.devicePixelRatioF()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(PAPER))
            if not self._image.isNull():
                room = QSize(round(self.width() * ratio), round(self.height() * ratio))
                kept = Qt.AspectRatioMode.KeepAspectRatio
                small = self._image.scaled(room, kept, Qt.TransformationMode.SmoothTransformation)
                small.setDevicePixelRatio(ratio)
                size = small.deviceIndependentSize()
                left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
                painter.drawImage(round(left), round(top), small)
            painter.setPen(theme.colour("line_strong"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def changeEvent(self, event: QEvent) -> None:
        """A new text size is a new size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _show(self, image: QImage) -> None:
        self._image = image
        self.update()


class PhotoStrip(QWidget):
    """Photos beside a question. ``removed`` carries the name of one that is taken away."""

    removed = Signal(str)

    def __init__(self, files: Files, names: Sequence[str] = ()) -> None:
        super().__init__()
        self._files = files
        self._names: tuple[str, ...] = ()
        self._flow = Flow(self, gap=10)
        self.show_photos(names)

    def show_photos(self, names: Sequence[str]) -> None:
        """Show these."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        clear(self._flow)
        for place, name in enumerate(self._names, start=1):
            words = self.tr("照片 {n}").format(n=place)
            remove = Button(self.tr("拿掉"), Kind.QUIET, "x", rowed=True)
            remove.setAccessibleName(self.tr("拿掉照片 {n}").format(n=place))
            remove.clicked.connect(partial(self._remove, name))
            holder = QWidget()
            holder.setLayout(column(Thumbnail(self._files, name, words), remove, gap=2))
            self._flow.addWidget(holder)
        self.updateGeometry()

    def _remove(self, name: str, _checked: bool = False) -> None:
        self.removed.emit(name)
