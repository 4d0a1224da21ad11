"""The tokens of the look (design 1.1 to 1.3): the only place where a colour, size or spacing is written.

Colours are roles, one :class:`Colours` for each :class:`Mode`. Sizes are logical pixels at 100 % text size; the text
factor (1.0 to 2.0) grows them: :func:`grow` for what holds text, :func:`space` for spacing (half the rate),
:func:`points` for type (headings 60 % of the rate, never under the body).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

MIN_FACTOR: Final = 1.0
MAX_FACTOR: Final = 2.0
FACTORS: Final = (1.0, 1.25, 1.5, 2.0)
"""The steps of Ctrl+plus and Ctrl+minus and of the choice in the settings."""


class Mode(StrEnum):
    """The three looks."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Colours:
    """Every colour role of one look, as ``#RRGGBB``."""

    window: str
    nav: str
    surface: str
    sunken: str
    hover: str
    selected: str
    line: str
    line_strong: str
    text: str
    text2: str
    muted: str
    accent: str
    accent_hover: str
    accent_on: str
    accent_soft: str
    red: str
    red_soft: str
    red_on: str
    amber: str
    amber_soft: str
    amber_fill: str
    green: str
    green_soft: str
    grey_soft: str
    bar2: str
    brand: str
    brand_on: str
    focus: str
    toast: str
    toast_on: str

    def of(self, role: str) -> str:
        """The colour of a role by its name.

        :raises AttributeError: for a name that is no role
        """
        value: str = getattr(self, role)
        return value


LIGHT: Final = Colours(
    window="#F3F3F0",
    nav="#E8E8E4",
    surface="#FFFFFF",
    sunken="#F8F8F6",
    hover="#EEF2F8",
    selected="#E2EBF7",
    line="#DFDFDA",
    line_strong="#868C96",
    text="#1B2027",
    text2="#454D59",
    muted="#5E6671",
    accent="#1D4F91",
    accent_hover="#174176",
    accent_on="#FFFFFF",
    accent_soft="#E2EBF7",
    red="#A81E1E",
    red_soft="#FBE9E7",
    red_on="#FFFFFF",
    amber="#824600",
    amber_soft="#FCEFD8",
    amber_fill="#B4740E",
    green="#1A6337",
    green_soft="#E3F2E7",
    grey_soft="#ECEDEF",
    bar2="#7190BE",
    brand="#9C1F23",
    brand_on="#FFFFFF",
    focus="#1D4F91",
    toast="#1B2027",
    toast_on="#FFFFFF",
)

DARK: Final = Colours(
    window="#15181C",
    nav="#101215",
    surface="#1E2227",
    sunken="#191D21",
    hover="#272D35",
    selected="#223247",
    line="#343A43",
    line_strong="#7C8794",
    text="#E9EBEE",
    text2="#C3C9D1",
    muted="#9DA6B1",
    accent="#8DBAF3",
    accent_hover="#A6CAF7",
    accent_on="#0B1C33",
    accent_soft="#223247",
    red="#FF9D92",
    red_soft="#45211F",
    red_on="#2B0B09",
    amber="#F1B765",
    amber_soft="#3B2D17",
    amber_fill="#F1B765",
    green="#86D5A2",
    green_soft="#1B3426",
    grey_soft="#2D333B",
    bar2="#64809F",
    brand="#B5383B",
    brand_on="#FFFFFF",
    focus="#8DBAF3",
    toast="#E9EBEE",
    toast_on="#1E2227",
)

CONTRAST: Final = Colours(
    window="#000000",
    nav="#000000",
    surface="#000000",
    sunken="#000000",
    hover="#1F1F1F",
    selected="#000000",
    line="#FFFFFF",
    line_strong="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    muted="#E6E6E6",
    accent="#FFE14D",
    accent_hover="#FFF0A0",
    accent_on="#000000",
    accent_soft="#000000",
    red="#FF8A80",
    red_soft="#000000",
    red_on="#000000",
    amber="#FFC04D",
    amber_soft="#000000",
    amber_fill="#FFC04D",
    green="#6BFFA0",
    green_soft="#000000",
    grey_soft="#000000",
    bar2="#9A9A9A",
    brand="#FFFFFF",
    brand_on="#000000",
    focus="#4DE1FF",
    toast="#FFFFFF",
    toast_on="#000000",
)

COLOURS: Final = {Mode.LIGHT: LIGHT, Mode.DARK: DARK, Mode.CONTRAST: CONTRAST}
ROLES: Final = tuple(field.name for field in fields(Colours))

PAPER: Final = "#FFFFFF"
"""Signature pads and paper previews stay white in every look ..."""
INK: Final = "#14213D"
"""... with dark ink."""
PAPER_LINE: Final = "#868C96"


class Tone(StrEnum):
    """What a coloured piece says: never by colour alone, always with its word."""

    GREY = "grey"
    BLUE = "blue"
    AMBER = "amber"
    RED = "red"
    RED_SOLID = "red_solid"
    GREEN = "green"


TONE_COLOURS: Final = {
    Tone.GREY: ("text2", "grey_soft"),
    Tone.BLUE: ("accent", "accent_soft"),
    Tone.AMBER: ("amber", "amber_soft"),
    Tone.RED: ("red", "red_soft"),
    Tone.RED_SOLID: ("red_on", "red"),
    Tone.GREEN: ("green", "green_soft"),
}
"""Tone to its roles (text, fill)."""


class Type(StrEnum):
    """The roles of type."""

    SMALL = "small"
    BODY = "body"
    TITLE = "title"
    QUESTION = "question"
    PAGE = "page"
    NUM = "num"
    DISPLAY = "display"


POINTS: Final = {
    Type.SMALL: 10.0,
    Type.BODY: 11.0,
    Type.TITLE: 13.0,
    Type.QUESTION: 14.0,
    Type.PAGE: 16.0,
    Type.NUM: 18.0,
    Type.DISPLAY: 22.0,
}
GROWING_FULLY: Final = (Type.SMALL, Type.BODY)
HEADING_RATE: Final = 0.6

FAMILIES: Final = ("Noto Sans SC", "HanaMinB")
"""The family list for every QFont and sheet: the second holds the rare characters."""

SPACES: Final = (2, 4, 6, 8, 10, 12, 14, 16, 20, 24)
RADIUS_CHIP: Final = 4
RADIUS_BUTTON: Final = 6
RADIUS_CARD: Final = 8
MARK_WIDTH: Final = 3
FOCUS_WIDTH: Final = 2
CONTROL_HEIGHT: Final = 34
ROW_CONTROL_HEIGHT: Final = 28
STRIP_HEIGHT: Final = 32
NAV_WIDTH: Final = 176
RAIL_WIDTH: Final = 72
SIDE_PANEL: Final = 300
TIMELINE_PANEL: Final = 372
OUTLINE_PANEL: Final = 248
FACTS_PANEL: Final = 304
CLOCK_COLUMN: Final = 136
QUESTION_WIDTH_MAX: Final = 860
ICON_BODY: Final = 18
ICON_CHIP: Final = 14
ICON_RAIL: Final = 20


def clamp_factor(factor: float) -> float:
    """The nearest allowed text factor."""
    return min(MAX_FACTOR, max(MIN_FACTOR, factor))


def points(role: Type, factor: float) -> float:
    """Point size of a type role at a text factor: body doubles, headings grow at 60 % but never fall under the body."""
    base = POINTS[role]
    if role in GROWING_FULLY:
        return base * factor
    return max(base * (1 + HEADING_RATE * (factor - 1)), POINTS[Type.BODY] * factor)


def grow(pixels: float, factor: float) -> int:
    """Pixels of something that holds text: grows fully with the text."""
    return round(pixels * factor)


def space(pixels: float, factor: float) -> int:
    """Pixels of spacing: grows at half the rate of the text."""
    return round(pixels * (1 + (factor - 1) / 2))


def line_width(mode: Mode) -> int:
    """Pixels of a border: 1, in high contrast 2."""
    return 2 if mode is Mode.CONTRAST else 1


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # WCAG 2.x, sRGB

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The WCAG 2.x contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
