"""The signature pad: pen or mouse, strokes kept as vectors, Space opens it full screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from ui.core.theme import now
from ui.core.tokens import INK, PAPER, PAPER_LINE, RADIUS_BUTTON, Type
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label

IMAGE_WIDTH: Final = 600
_PEN_SHARE: Final = 0.012
"""Pen width as a share of the pad's width."""


@dataclass(frozen=True)
class Stroke:
    """One line of the pen: points (x, y) as shares of the pad's width, so that it draws sharp at any size."""

    points: tuple[tuple[float, float], ...]


class PadState(StrEnum):
    """Whether one may sign."""

    OPEN = "open"
    LOCKED = "locked"


class SignaturePad(QWidget):
    """White in every look, dashed while empty, solid once signed. ``signed`` comes after each stroke, ``cleared`` when
    it is emptied.

    :param who: whose signature; the accessible name
    :param hint: words on the empty pad (在这里签)
    """

    signed = Signal()
    cleared = Signal()

    def __init__(self, who: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = who
        self._hint = hint
        self._reason = ""
        self._strokes: list[Stroke] = []
        self._current: list[tuple[float, float]] = []
        self._large: _LargePad | None = None
        self.setAccessibleName(who)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def empty(self) -> bool:
        """Whether nothing is written."""
        return not self._strokes

    @property
    def state(self) -> PadState:
        """Whether one may sign."""
        return PadState.LOCKED if self._reason else PadState.OPEN

    def lock(self, reason: str) -> None:
        """Take no stroke and say why (改好 1 处错后可签)."""
        self._reason = reason
        self._tell()

    def unlock(self) -> None:
        """Take strokes again."""
        self._reason = ""
        self._tell()

    def clear(self) -> None:
        """Empty it (重签)."""
        self._strokes.clear()
        self._current.clear()
        self._tell()
        self.cleared.emit()

    def strokes(self) -> tuple[Stroke, ...]:
        """The lines of the pen."""
        return tuple(self._strokes)

    def set_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Show these lines."""
        self._strokes = list(strokes)
        self._tell()

    def image(self) -> bytes:
        """The signature as PNG, dark on transparent, 600 px wide; empty bytes when nothing is written."""
        if self.empty:
            return b""
        picture = QImage(IMAGE_WIDTH, round(IMAGE_WIDTH * self._ratio()), QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            self._draw_strokes(painter, IMAGE_WIDTH)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(picture)
        return bytes(buffer.data().data())

    def sizeHint(self) -> QSize:
        """A line of writing."""
        return QSize(now().grow(240), now().grow(64))

    def minimumSizeHint(self) -> QSize:
        """Room for the hint."""
        return QSize(now().grow(180), now().grow(64))

    def open_large(self) -> QDialog:
        """The same pad over the whole screen; what is written there is taken over when it is closed."""
        if self._large is None:
            self._large = _LargePad(self)
        self._large.begin()
        return self._large

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space opens it full screen, Delete empties it."""
        if event.key() == Qt.Key.Key_Space and not self._reason:
            self.open_large()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self._reason:
            self.clear()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A line begins."""
        self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It goes on."""
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It ends."""
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """The same by pen; the pen's points come closer together than those of a mouse."""
        steps = {
            QTabletEvent.Type.TabletPress: lambda: self._begin(event.position()),
            QTabletEvent.Type.TabletMove: lambda: self._go_on(event.position()),
            QTabletEvent.Type.TabletRelease: self._end,
        }
        if event.type() in steps:
            steps[event.type()]()
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White sheet, base line, strokes or hint, focus ring."""
        theme = now()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(PAPER))
            painter.setPen(self._frame_pen())
            painter.drawRoundedRect(frame, RADIUS_BUTTON, RADIUS_BUTTON)
            painter.setPen(QPen(QColor(PAPER_LINE), 0.6))
            base = self.height() * 0.76
            painter.drawLine(QPointF(14, base), QPointF(self.width() - 14, base))
            if self.empty and not self._current:
                painter.setPen(QColor("#454D59" if not self._reason else "#5E6671"))
                painter.setFont(theme.font(Type.SMALL))
                painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), self._reason or self._hint)
            self._draw_strokes(painter, self.width())

    def _frame_pen(self) -> QPen:
        theme = now()
        if self.hasFocus():
            return QPen(theme.colour("focus"), 2)
        pen = QPen(QColor(PAPER_LINE), theme.line)
        if self.empty:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _draw_strokes(self, painter: QPainter, width: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor(INK), max(1.6, width * _PEN_SHARE), Qt.PenStyle.SolidLine, round_cap, round_join))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for points in [*(stroke.points for stroke in self._strokes), tuple(self._current)]:
            if points:
                painter.drawPath(_path(points, width))

    def _ratio(self) -> float:
        return self.height() / max(1, self.width())

    def _begin(self, place: QPointF) -> None:
        if not self._reason:
            self._current = [self._share(place)]

    def _go_on(self, place: QPointF) -> None:
        if self._current:
            self._current.append(self._share(place))
            self.update()

    def _end(self) -> None:
        if self._current:
            self._strokes.append(Stroke(tuple(self._current)))
            self._current = []
            self._tell()
            self.signed.emit()

    def _share(self, place: QPointF) -> tuple[float, float]:
        return round(place.x() / self.width(), 4), round(place.y() / self.width(), 4)

    def _tell(self) -> None:
        self.setAccessibleDescription(self._reason or (self._hint if self.empty else self.tr("已签")))
        self.update()


def _path(points: Sequence[tuple[float, float]], width: float) -> QPainterPath:
    """A smooth line through the middles of the points; a single touch is a dot."""
    places = [QPointF(x * width, y * width) for x, y in points]
    path = QPainterPath(places[0])
    for here, after in pairwise(places[1:]):
        path.quadTo(here, QPointF((here.x() + after.x()) / 2, (here.y() + after.y()) / 2))
    path.lineTo(places[-1] + QPointF(0.1, 0.1))
    return path


class _LargePad(QDialog):
    """The pad over the whole screen: write, 签好了 or 重签."""

    def __init__(self, pad: SignaturePad) -> None:
        super().__init__(pad)
        self.setWindowTitle(self.tr("请签名"))
        self._small = pad
        self.pad = SignaturePad(pad.accessibleName(), self.tr("在这里签，Enter 签好了"))
        self.pad.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        again, done = Button(self.tr("重签")), Button(self.tr("签好了"), Kind.PRIMARY, "check")
        again.clicked.connect(self.pad.clear)
        done.clicked.connect(self.accept)
        foot = line(-1, again, done, gap=8)
        self.setLayout(column(Label(pad.accessibleName(), Type.PAGE), self.pad, foot, gap=12, margins=(24, 20, 24, 20)))

    def begin(self) -> None:
        """Show it with what the small pad holds."""
        self.pad.set_strokes(self._small.strokes())
        self.showFullScreen()
        self.pad.setFocus()

    def accept(self) -> None:
        """Take the lines over to the small pad, fitted into its height."""
        ratio = min(1.0, self._small._ratio() / self.pad._ratio())
        left = (1 - ratio) / 2
        strokes = [
            Stroke(tuple((left + x * ratio, y * ratio) for x, y in stroke.points)) for stroke in self.pad.strokes()
        ]
        self._small.set_strokes(strokes)
        if strokes:
            self._small.signed.emit()
        else:
            self._small.cleared.emit()
        super().accept()
        self._small.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it, Esc leaves the small pad as it was."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)
