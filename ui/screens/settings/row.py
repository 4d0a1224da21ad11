"""A line of a settings card: what it is, a word more, and the control at the right end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from ui.core.layout import Fold
from ui.core.tokens import Type
from ui.widgets.boxes import Flow, column, line
from ui.widgets.cards import Card
from ui.widgets.labels import Label

_BREAK = "\u200b"
"""Lets a long path go on in the next line."""


def breakable(path: str) -> str:
    """A path that wraps behind its separators."""
    return path.replace("/", f"/{_BREAK}").replace("\\", f"\\{_BREAK}")


class SettingRow(QFrame):
    """Words at the left, controls at the right; under each other when there is little room.

    :param controls: buttons, a segmented choice, a chip
    """

    def __init__(self, title: str, note: str, *controls: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self._note = Label(note, Type.SMALL, "text2")
        self._box: QBoxLayout = line(gap=12, margins=(12, 8, 12, 8))
        self._box.addLayout(column(Label(title), self._note, gap=2), 1)
        self._right = QWidget()
        self._right.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        flow = Flow(self._right, gap=8)
        for control in controls:
            flow.addWidget(control)
        self._flow = flow
        self._box.addWidget(self._right, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(self._box)
        self._note.setVisible(bool(note))  # not before it has a parent: it would be a window of its own
        self._right.setVisible(bool(controls))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_fold(Fold.DRAWN)

    @property
    def note(self) -> str:
        """The word more."""
        return self._note.text()

    def set_note(self, note: str, tone: str = "text2") -> None:
        """Another word more."""
        self._note.setText(note)
        self._note.set_tone(tone)
        self._note.setVisible(bool(note))

    def set_fold(self, fold: Fold) -> None:
        """The room has changed."""
        narrow = self._narrow = fold >= Fold.MENU
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        self.refit()

    def refit(self) -> None:
        """Controls came, went or changed their words: the room for them is asked anew."""
        self._right.setMinimumWidth(0 if self._narrow else self._flow.sizeHint().width())


class SettingsCard(Card):
    """A card of the settings with its name for the index.

    :param name: key of the index
    :param icon: icon in the index
    """

    def __init__(self, name: str, title: str, icon: str) -> None:
        super().__init__(title, headed=True)
        self.name = name
        self.words = title
        self.icon = icon

    def set_fold(self, fold: Fold) -> None:
        """Tell the rows."""
        for row in self.findChildren(SettingRow):
            row.set_fold(fold)

    def facts(self) -> tuple[str, str]:
        """One line for the index and its tone."""
        return "", "text2"
