"""The look that holds now: sheet, palette and fonts, switched live.

One :class:`Themes` belongs to the QApplication (its child object); :func:`themes` finds it, so that widgets need not be
handed it. It follows the system until the person picks a look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from ui.core.places import FONTS
from ui.core.sheet import style_sheet
from ui.core.tokens import (
    COLOURS,
    FACTORS,
    FAMILIES,
    Colours,
    Mode,
    Type,
    clamp_factor,
    contrast,
    grow,
    line_width,
    points,
    space,
)

FONT_FILES: Final = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "HanaMinB.ttf")
_BOX_TOKENS: Final = "box_tokens"
_WIDTH_TOKEN: Final = "width_token"
_HEIGHT_TOKEN: Final = "height_token"
_INSTALLED: Final = "themes"
"""Where the application keeps its :class:`Themes`."""
_NO_LIMIT: Final = 16_777_215  # QWIDGETSIZE_MAX
_CONTRAST_OF_SYSTEM: Final = 20.9
"""Only the contrast looks of a system put pure white on pure black (21); their usual looks stay below 20."""


@dataclass(frozen=True)
class Theme:
    """A look and a text factor, with what is reckoned from them."""

    mode: Mode = Mode.LIGHT
    factor: float = 1.0

    @property
    def colours(self) -> Colours:
        """The colours of this look."""
        return COLOURS[self.mode]

    def colour(self, role: str) -> QColor:
        """The colour of a role, for painting."""
        return QColor(self.colours.of(role))

    def font(self, role: Type = Type.BODY, *, bold: bool = False) -> QFont:
        """The font of a type role, for painting; headings are bold by themselves."""
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPointSizeF(points(role, self.factor))
        font.setBold(bold or role not in (Type.SMALL, Type.BODY))
        return font

    def grow(self, pixels: float) -> int:
        """Pixels of what holds text."""
        return grow(pixels, self.factor)

    def space(self, pixels: float) -> int:
        """Pixels of spacing."""
        return space(pixels, self.factor)

    @property
    def line(self) -> int:
        """Width of a border in pixels."""
        return line_width(self.mode)


class Themes(QObject):
    """Keeps and switches the theme of the application.

    Signal ``changing`` carries the new :class:`Theme` before it is in force (fold first, then grow: a window that grows
    first pushes its own edge out), ``changed`` after sheet, palette and font are in force. Widgets that paint by
    themselves need no connection: a new sheet sends them ``StyleChange`` and a repaint.
    """

    changing = Signal(object)
    changed = Signal(object)

    def __init__(self, app: QApplication, theme: Theme | None = None) -> None:
        """Install on ``app``: fonts, Fusion style, sheet. Without a theme the system's look is followed."""
        super().__init__(app)
        self._app = app
        setattr(app, _INSTALLED, self)
        self._system_contrast = _has_contrast(app.palette())
        self._picked: Mode | None = theme.mode if theme else None
        self._factor = clamp_factor(theme.factor) if theme else 1.0
        _load_fonts()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._now = Theme(self._wanted_mode(), self._factor)
        self._apply()

    @property
    def now(self) -> Theme:
        """The theme in force."""
        return self._now

    @property
    def picked(self) -> Mode | None:
        """The look the person picked; None while the system is followed."""
        return self._picked

    def pick(self, mode: Mode | None) -> None:
        """Take this look; None follows the system again."""
        self._picked = mode
        self._switch(replace(self._now, mode=self._wanted_mode()))

    def set_factor(self, factor: float) -> None:
        """Take this text factor, brought into 1.0 to 2.0."""
        self._switch(replace(self._now, factor=clamp_factor(factor)))

    def larger(self) -> None:
        """The next text size up (Ctrl+plus)."""
        self.set_factor(next((step for step in FACTORS if step > self._now.factor), FACTORS[-1]))

    def smaller(self) -> None:
        """The next text size down (Ctrl+minus)."""
        self.set_factor(next((step for step in reversed(FACTORS) if step < self._now.factor), FACTORS[0]))

    def _wanted_mode(self) -> Mode:
        if self._picked is not None:
            return self._picked
        if self._system_contrast:
            return Mode.CONTRAST
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return Mode.DARK if dark else Mode.LIGHT

    def _system_changed(self) -> None:
        if self._picked is None:
            self._switch(replace(self._now, mode=self._wanted_mode()))

    def _switch(self, theme: Theme) -> None:
        if theme != self._now:
            self.changing.emit(theme)
            self._now = theme
            self._apply()
            self.changed.emit(theme)

    def _apply(self) -> None:
        self._app.setPalette(_palette(self._now.colours))
        self._app.setFont(self._now.font())
        self._app.setStyleSheet(style_sheet(self._now.mode, self._now.factor))
        for window in self._app.topLevelWidgets():
            _respace(window, self._now)


def themes() -> Themes:
    """The :class:`Themes` of the running application.

    :raises RuntimeError: when none was installed
    """
    found = getattr(QCoreApplication.instance(), _INSTALLED, None)  # asked at every measure: no search
    if not isinstance(found, Themes):
        raise RuntimeError("no Themes installed on the application")
    return found


def now() -> Theme:
    """The theme in force."""
    return themes().now


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Set dynamic properties that the sheet selects by, and let the sheet look again."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # a new widget is polished when shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.updateGeometry()


def keep_spacing(box: QBoxLayout, gap: int, margins: tuple[int, int, int, int]) -> None:
    """Give a box its spacing and margins (left, top, right, bottom; at 100 %) and keep them so at every text size."""
    box.setProperty(_BOX_TOKENS, [gap, *margins])
    _space_box(box, now())


def keep_width(widget: QWidget, pixels: int) -> None:
    """Fix a width given at 100 % and let it grow with the text."""
    widget.setProperty(_WIDTH_TOKEN, pixels)
    widget.setFixedWidth(now().grow(pixels))


def free_width(widget: QWidget) -> None:
    """Undo :func:`keep_width`: the widget is as wide as its layout wants."""
    widget.setProperty(_WIDTH_TOKEN, None)
    widget.setMinimumWidth(0)
    widget.setMaximumWidth(_NO_LIMIT)


def keep_least_height(widget: QWidget, pixels: int) -> None:
    """Give a least height given at 100 % that grows with the text."""
    widget.setProperty(_HEIGHT_TOKEN, pixels)
    widget.setMinimumHeight(now().grow(pixels))


def _space_box(box: QBoxLayout, theme: Theme) -> None:
    gap, left, top, right, bottom = (theme.space(number) for number in box.property(_BOX_TOKENS))
    box.setSpacing(gap)
    box.setContentsMargins(left, top, right, bottom)


def _respace(window: QWidget, theme: Theme) -> None:
    for box in window.findChildren(QBoxLayout):
        if box.property(_BOX_TOKENS) is not None:
            _space_box(box, theme)
    for widget in window.findChildren(QWidget):
        if (pixels := widget.property(_WIDTH_TOKEN)) is not None:
            widget.setFixedWidth(theme.grow(pixels))
        if (pixels := widget.property(_HEIGHT_TOKEN)) is not None:
            widget.setMinimumHeight(theme.grow(pixels))


def _load_fonts() -> None:
    """The bundled fonts; Qt maps the big fallback file and reads glyphs as they are wanted (about 15 ms)."""
    known = set(QFontDatabase.families())
    if set(FAMILIES) <= known:
        return
    for name in FONT_FILES:
        if QFontDatabase.addApplicationFont(str(FONTS / name)) < 0:
            raise RuntimeError(f"bundled font cannot be loaded: {name}")


def _has_contrast(palette: QPalette) -> bool:
    text = palette.color(QPalette.ColorRole.WindowText).name()
    return contrast(palette.color(QPalette.ColorRole.Window).name(), text) >= _CONTRAST_OF_SYSTEM


_PALETTE_ROLES: Final = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_on",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
}


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    for role, name in _PALETTE_ROLES.items():
        palette.setColor(role, QColor(colours.of(name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette
