"""The drawer over the right half of a page: facts, timeline, outline at large text, and notes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.core.layout import DRAWER_SHARE
from ui.core.theme import now
from ui.core.tokens import Type
from ui.widgets.boxes import Scroller, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label


class Drawer(QFrame):
    """Opens over ``over``; Esc or the × closes it, loses nothing and gives the focus back. ``closed`` comes then.

    :param content: kept by the drawer; scrolls when it is longer than the page
    """

    closed = Signal()

    def __init__(self, over: QWidget, title: str, content: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("drawer")
        self._over = over
        self._before: QWidget | None = None
        self.setAccessibleName(title)
        self._shut = Button("", Kind.QUIET, "x", name=self.tr("收起"))
        self._shut.clicked.connect(self.close_drawer)
        head = line(gap=8, margins=(16, 8, 8, 8))
        head.addWidget(Label(title, Type.TITLE), 1)
        head.addWidget(self._shut)
        scroller = Scroller(column(content, -1, margins=(16, 4, 16, 12)))
        self.setLayout(column(head, scroller))
        over.installEventFilter(self)
        self.hide()

    def open_drawer(self) -> None:
        """Show it and take the focus."""
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self._shut.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_drawer(self) -> None:
        """Put it away."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Content that wants more width gets it."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._place()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        least = max(now().grow(300), self.minimumSizeHint().width())
        width = min(self._over.width(), max(least, round(self._over.width() * DRAWER_SHARE)))
        self.setGeometry(self._over.width() - width, 0, width, self._over.height())
