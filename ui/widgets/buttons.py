"""Buttons: primary, secondary, danger, quiet, and the segmented choice of a view."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ui.core import icons
from ui.core.theme import now, restyle
from ui.core.tokens import ICON_BODY
from ui.core.words import named
from ui.widgets.boxes import line


class Kind(StrEnum):
    """The kinds of button: one primary per page, all else secondary; danger asks for a reason; quiet is blue text."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"
    QUIET = "quiet"
    TOAST = "toast"


_ICON_ROLES: Final = {
    Kind.PRIMARY: "accent_on",
    Kind.SECONDARY: "text2",
    Kind.DANGER: "red",
    Kind.QUIET: "accent",
    Kind.TOAST: "toast_on",
}


class Button(QPushButton):
    """A button with a verb; grows with the text, is never squeezed below it.

    :param rowed: the lower one that stands in table rows
    :param icon_role: colour role of the icon where it is not that of the kind
    :param name: accessible name where the text is only a sign (+, arrows)
    """

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        icon: str = "",
        *,
        rowed: bool = False,
        name: str = "",
        icon_role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon_name = icon
        self._own_icon_role = icon_role
        self._drawn: tuple[object, ...] = ()
        self._busy_text = ""
        self._idle_text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        restyle(self, kind=kind.value, rowed=rowed)
        self._refresh_icon()

    def set_kind(self, kind: Kind) -> None:
        """Another kind: the button of the selected row turns primary."""
        self._kind = kind
        restyle(self, kind=kind.value)
        self._refresh_icon()

    def set_icon(self, name: str, role: str = "") -> None:
        """Another icon, empty for none; ``role``: its colour role where it is not that of the kind."""
        self._icon_name = name
        self._own_icon_role = role or self._own_icon_role
        self._refresh_icon()

    def forbid(self, reason: str) -> None:
        """Disable and say why, on hover and to screen readers."""
        self.setEnabled(False)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def allow(self) -> None:
        """Enable again."""
        self.setEnabled(True)
        self.setToolTip("")
        self.setAccessibleDescription("")

    def set_busy(self, text: str = "") -> None:
        """Show ``text`` (正在打印) and take no press; empty ends it."""
        if text and not self._busy_text:
            self._idle_text = self.text()
        if text or self._busy_text:
            self.setText(text or self._idle_text)
        self._busy_text = text
        self.setEnabled(not text)

    def sizeHint(self) -> QSize:
        """Wide enough for the bold text that a checked segment shows."""
        hint = super().sizeHint()
        if self.isCheckable():
            plain, bold = self.font(), self.font()
            plain.setBold(False)
            bold.setBold(True)
            wider = QFontMetrics(bold).horizontalAdvance(self.text()) - QFontMetrics(plain).horizontalAdvance(
                self.text()
            )
            hint.setWidth(hint.width() + max(0, wider))
        return hint

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """A new look wants a new icon."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._refresh_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def _refresh_icon(self) -> None:
        theme = now()
        side, gap = theme.grow(ICON_BODY), theme.space(4) if self.text() else 0
        wanted = (self._icon_name, self._icon_role(), side, gap, theme.mode)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self.setIconSize(QSize(side + gap, side))
        has_icon = bool(self._icon_name)
        self.setIcon(icons.beside_text(self._icon_name, self._icon_role(), side, gap) if has_icon else QIcon())

    def _icon_role(self) -> str:
        return self._own_icon_role or _ICON_ROLES[self._kind]


class Segmented(QWidget):
    """Two to five choices of one view; arrow keys move. ``picked`` carries the key when the person chooses.

    :param choices: (key, word) in order
    :param name: what is chosen, for screen readers
    """

    picked = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], chosen: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, Button] = {}
        group = QButtonGroup(self)
        row = line()
        for place, (key, word) in enumerate(choices):
            button = Button(word)
            button.setCheckable(True)
            button.setAccessibleName(named(name, word))
            restyle(button, kind="segment", edge=_edge(place, len(choices)))
            button.clicked.connect(lambda _checked, key=key: self._press(key))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[key] = button
        self._chosen = chosen
        self._buttons[chosen].setChecked(True)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def chosen(self) -> str:
        """The key that holds."""
        return self._chosen

    def choose(self, key: str) -> None:
        """Set the choice without a signal."""
        self._chosen = key
        self._buttons[key].setChecked(True)

    def _press(self, key: str) -> None:
        if key != self._chosen:
            self.choose(key)
            self.picked.emit(key)


def _edge(place: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if place == 0 else "last" if place == count - 1 else "middle"
