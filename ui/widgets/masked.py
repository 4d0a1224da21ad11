"""A number shown in part, with *显示* that shows it whole for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.core.tokens import Type
from ui.widgets.boxes import line
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label

SHOWN_MS: Final = 30_000
"""How long a number stays open."""
Reveal: TypeAlias = Callable[[QObject, Callable[[str], None]], object]
"""Asks for the whole number on behalf of a widget (the asking is logged there) and hands it to the callable it gets."""


class Masked(QWidget):
    """A masked number. Nothing is asked before it is shown; it is masked again after a while or by *收起*.

    :param masked: what stands there usually; empty shows a dash and no button
    :param reveal: asks for the whole number
    :param name: whose number, for screen readers
    :param shown_ms: milliseconds until it is masked again
    """

    def __init__(
        self,
        masked: str,
        reveal: Reveal,
        name: str,
        *,
        shown_ms: int = SHOWN_MS,
        strong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._masked = masked
        self._reveal = reveal
        self._name = name
        self.label = Label(masked or "–", Type.BODY, "text" if strong else "text2", strong=strong, wrap=False)
        self.button = Button("", Kind.QUIET, rowed=True)
        self.button.clicked.connect(self._press)
        self._timer = QTimer(self, singleShot=True, interval=shown_ms)
        self._timer.timeout.connect(self.cover)
        self.setLayout(line(self.label, self.button, gap=6))
        self.button.setVisible(bool(masked))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.cover()

    @property
    def text(self) -> str:
        """What stands there now."""
        return self.label.text()

    def cover(self) -> None:
        """Hide the number again."""
        self._timer.stop()
        self._say(self._masked or "–", self.tr("显示"))

    def _press(self) -> None:
        if self._timer.isActive():
            self.cover()
        else:
            self._reveal(self, self._show)

    def _show(self, whole: str) -> None:
        self._say(whole, self.tr("收起"))
        self._timer.start()

    def _say(self, text: str, verb: str) -> None:
        self.label.setText(text)
        self.button.setText(verb)
        self.button.setAccessibleName(f"{verb}{self._name}")
