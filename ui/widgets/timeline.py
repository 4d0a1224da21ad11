"""The timeline: newest first; dot with icon and state colour, bold what, date at right, text, who and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.core import icons
from ui.core.theme import now
from ui.core.tokens import ICON_CHIP, TONE_COLOURS, Tone, Type
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label


@dataclass(frozen=True)
class Happening:
    """One entry: what, when (in words), the text, who and from which source, its icon and tone.

    :param link: words of a button that opens what stands behind the entry, empty for none
    :param key: what :attr:`Timeline.opened` carries then
    """

    what: str
    when: str
    text: str = ""
    who: str = ""
    icon: str = "circle"
    tone: Tone = Tone.GREY
    link: str = ""
    key: str = ""


class _Dot(QWidget):
    """The dot and the line down to the next."""

    def __init__(self, icon: str, tone: Tone, *, last: bool) -> None:
        super().__init__()
        self._icon = icon
        self._role = TONE_COLOURS[tone][0]
        self._last = last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A circle wide."""
        return QSize(now().grow(26), now().grow(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, circle, icon."""
        theme, side = now(), now().grow(24)
        circle = QRectF((self.width() - side) / 2, 1, side - 1, side - 1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self._last:
                painter.setPen(QPen(theme.colour("line_strong"), theme.line))
                middle = circle.center().x()
                painter.drawLine(QPointF(middle, circle.bottom()), QPointF(middle, self.height()))
            painter.setPen(QPen(theme.colour(self._role), 1.5))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(circle)
            small = theme.grow(ICON_CHIP)
            picture = icons.pixmap(self._icon, self._role, small, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(circle.center().x() - small / 2, circle.center().y() - small / 2), picture)


class Timeline(QWidget):
    """Entries under each other, as plain labels so that screen readers read them. ``opened`` carries an entry's key."""

    opened = Signal(str)

    def __init__(self, entries: Sequence[Happening], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = column()
        for place, entry in enumerate(entries):
            rows.addLayout(self._entry(entry, last=place == len(entries) - 1))
        rows.addStretch(1)
        self.setLayout(rows)

    def _entry(self, entry: Happening, *, last: bool) -> QHBoxLayout:
        head = line(gap=8)
        head.addWidget(Label(entry.what, strong=True), 1)
        head.addWidget(Label(entry.when, Type.SMALL, "muted", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        words = column(head, gap=2, margins=(0, 0, 0, 10))
        if entry.text:
            words.addWidget(Label(entry.text, Type.SMALL, "text2"))
        if entry.who:
            words.addWidget(Label(entry.who, Type.SMALL, "muted"))
        if entry.link:
            link = Button(entry.link, Kind.QUIET, rowed=True)
            link.setAccessibleName(f"{entry.link} {entry.what} {entry.when}")
            link.clicked.connect(partial(self._open, entry.key))
            words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row = line(_Dot(entry.icon, entry.tone, last=last), gap=10)
        row.addLayout(words, 1)
        return row

    def _open(self, key: str, _checked: bool = False) -> None:
        self.opened.emit(key)
