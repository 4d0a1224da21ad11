"""Progress that really measures: the bar, and the panel with 停下."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.domain.progress import Step
from ui.core.theme import now
from ui.core.tokens import Type
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_MEASURED_S: Final = 10.0
_SILENT_S: Final = 3.0
_MINUTE: Final = 60


class ProgressLine(QWidget):
    """A bar that shows a share of 0 to 1, or stands empty while the total is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.set_share(0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return self._share

    def set_share(self, share: float) -> None:
        """Show a share of 0 to 1."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleName(f"{round(self._share * 100)}%")
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(now().grow(80), now().space(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track and what is done; in high contrast the track has an outline."""
        theme = now()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            radius = self.height() / 2
            painter.setPen(theme.colour("line") if theme.line > 1 else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("grey_soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, self.height()), radius, radius)


class TimeLeft:
    """Seconds left, measured over the last 10 s and rounded; nothing in the first 3 s."""

    def __init__(self) -> None:
        self._points: deque[tuple[float, int]] = deque()
        self._stage = ""

    def words(self, step: Step, moment: float) -> str:
        """约 12 秒, 约 3 分钟, or nothing while it cannot be told. ``moment``: seconds of a monotonic clock."""
        if step.stage != self._stage:
            self._stage = step.stage
            self._points.clear()
        self._points.append((moment, step.done))
        while self._points[-1][0] - self._points[0][0] > _MEASURED_S:
            self._points.popleft()
        (start, before), (end, done) = self._points[0], self._points[-1]
        if step.total is None or end - start < _SILENT_S or done <= before:
            return ""
        return _rounded((step.total - done) * (end - start) / (done - before))


def _rounded(seconds: float) -> str:
    if seconds >= 1.5 * _MINUTE:
        return QCoreApplication.translate("Progress", "约 {n} 分钟").format(n=round(seconds / _MINUTE))
    whole = max(1, round(seconds))
    return QCoreApplication.translate("Progress", "约 {n} 秒").format(n=whole if whole < 10 else round(whole, -1))


class ProgressPanel(QFrame):
    """What, n / total, seconds left, 停下, and what is safe if stopped. ``stopped`` comes when the person stops it.

    :param title: what is being done (正在写入名单)
    :param safe: what is safe if it is stopped; empty means that it cannot be stopped
    """

    stopped = Signal()

    def __init__(self, title: str, safe: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = title
        self._left = TimeLeft()
        self._what = Label(title, strong=True)
        self._time = Label("", Type.SMALL, "muted", wrap=False)
        self.bar = ProgressLine()
        self._safe = Label(safe, Type.SMALL, "text2")
        self.stop = Button(self.tr("停下"))
        self.stop.clicked.connect(self._stop)
        head, foot = line(gap=12), line(gap=12)
        head.addWidget(self._what, 1)
        head.addWidget(self._time)
        foot.addWidget(self._safe, 1)
        foot.addWidget(self.stop)
        self.setLayout(column(head, self.bar, foot, gap=8, margins=(14, 12, 14, 12)))
        self.stop.setVisible(bool(safe))  # not before it has a parent: it would flash up as a window of its own
        self.setAccessibleName(title)

    def show_step(self, step: Step) -> None:
        """Show how far the work is."""
        counted = f"{step.done:,} / {step.total:,}" if step.total else f"{step.done:,}" if step.done else ""
        self._what.setText(f"{self._title} {counted}".strip())
        self.bar.set_share(step.done / step.total if step.total else 0.0)
        self._time.setText(self._left.words(step, time.monotonic()))
        self.setAccessibleDescription(self._what.text())

    def _stop(self) -> None:
        self.stop.set_busy(self.tr("正在停下"))
        self.stopped.emit()
