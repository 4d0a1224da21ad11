"""A box for words that grows with them: Enter goes on, Alt+Enter begins a new line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.core.theme import now
from ui.core.tokens import CONTROL_HEIGHT

MOST_LINES: Final = 6
"""From so many lines on the box scrolls."""


class WordsBox(QPlainTextEdit):
    """Text of one or more lines. ``left`` comes when the focus goes elsewhere.

    :param text: what stands in it
    :param least: lines that are always there
    """

    left = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None, *, least: int = 1) -> None:
        super().__init__(text, parent)
        self._least = least
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def focus_end(self) -> None:
        """Put the cursor behind the last word."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(now().grow(240), self._height())

    def minimumSizeHint(self) -> QSize:
        """Room for some characters."""
        return QSize(now().grow(80), self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Enter begins a line; Enter, and ↑ ↓ at the ends, are the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.insertPlainText("\n")
            else:
                event.ignore()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._at_end(up=event.key() == Qt.Key.Key_Up):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A new text size is a new height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _at_end(self, *, up: bool) -> bool:
        cursor = self.textCursor()
        return not cursor.movePosition(QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down)

    def _height(self) -> int:
        lines = min(MOST_LINES, max(self._least, round(self.document().size().height())))
        around = self.height() - self.viewport().height() if self.isVisible() else now().space(12) + 2 * now().line
        return max(now().grow(CONTROL_HEIGHT), lines * self.fontMetrics().lineSpacing() + around)

    def _fit(self) -> None:
        scrolls = self.document().size().height() > MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff)
        height = self._height()
        if self.minimumHeight() != height:
            self.setFixedHeight(height)
