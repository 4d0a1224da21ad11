"""Labels that never cut their text, icons, key hints and rules."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.core import icons
from ui.core.theme import now, restyle
from ui.core.tokens import ICON_BODY, Type


class Label(QLabel):
    """Text in a type role and a tone (a colour role). It wraps and grows in height; it is never cut or elided.

    :param wrap: False for short words that stay on one line (their width is then the least width of the layout)
    """

    def __init__(
        self,
        text: str = "",
        scale: Type = Type.BODY,
        tone: str = "text",
        *,
        strong: bool = False,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        restyle(self, scale=scale.value, tone=tone, strong=strong)

    def set_tone(self, tone: str, *, strong: bool | None = None) -> None:
        """Another colour role, and weight where given."""
        restyle(self, tone=tone)
        if strong is not None:
            restyle(self, strong=strong)

    def minimumSizeHint(self) -> QSize:
        """One line stays whole: layouts may not squeeze it below its text."""
        return super().minimumSizeHint() if self.wordWrap() else self.sizeHint()


class IconLabel(QWidget):
    """An icon beside words. It is decoration for the eye; its word stands beside it, so readers skip it.

    :param role: colour role; follows the look by itself
    :param pixels: size at 100 %
    """

    def __init__(self, name: str, role: str = "text2", pixels: int = ICON_BODY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self._pixels = pixels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, role: str) -> None:
        """Another icon or colour role."""
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        """Grows with the text."""
        return QSize(now().grow(self._pixels), now().grow(self._pixels))

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the middle."""
        side = now().grow(self._pixels)
        picture = icons.pixmap(self._name, self._role, side, self.devicePixelRatioF())
        with QPainter(self) as painter:
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)

    def changeEvent(self, event: QEvent) -> None:
        """A new text size is a new size."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)


class KeyHint(QLabel):
    """A key cap: 1, F2, Enter."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setObjectName("key")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """At least square, so that digits stand in a column."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), hint.height()), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()


class Rule(QFrame):
    """A thin line between parts: lying, or upright between figures."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("upright" if upright else "rule")
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else wide, wide if upright else fixed)
