"""The toast with undo: a dark bar above the strip, 8 seconds, pausing under pointer or focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.core.theme import now
from ui.widgets.boxes import line
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label

SHOWN_MS: Final = 8000


class Toast(QFrame):
    """Says what was done and offers to undo it. Never for errors. One at a time, a new one replaces the old.

    :param over: the widget at whose lower edge it stands
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("toast")
        self._text = Label("", tone="toast_on")
        self._undo = Button("", Kind.TOAST)
        self._undo.clicked.connect(self._press)
        self._action: Callable[[], None] | None = None
        row = line(gap=16, margins=(14, 3, 6, 3))
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        self.setLayout(row)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._undo.installEventFilter(self)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show ``text``; with ``undo`` the button 撤销 (and Ctrl+Z through :meth:`undo`)."""
        self._action = undo
        self._text.setText(text)
        self._undo.setText(self.tr("撤销  Ctrl+Z"))
        self._undo.setVisible(undo is not None)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def undo(self) -> bool:
        """Undo what it speaks of; False when there is nothing to undo."""
        if self._action is None:
            return False
        self._press()
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        """Pause under the pointer."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on."""
        if self.isVisible():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pause while the button has the focus; follow the page's size."""
        if watched is self._undo and event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif watched is self._undo and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._timer.start()
        elif event.type() == QEvent.Type.Resize and watched is self._over:
            self._place()
        return False

    def _press(self) -> None:
        action, self._action = self._action, None
        self.hide()
        if action is not None:
            action()

    def _place(self) -> None:
        over = self._over
        margin = now().space(20)
        width = over.width() - 2 * margin
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry(margin, over.height() - height - now().space(12), width, height)
