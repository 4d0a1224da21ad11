"""The style sheet of the window: the template ``resources/qss/cunfang.qss`` filled in from the tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import Template
from typing import Final

from ui.core import tokens
from ui.core.places import SHEETS
from ui.core.tokens import COLOURS, FAMILIES, Colours, Mode, Tone, Type, grow, line_width, points, space

_SPACING: Final = re.compile(r"s(\d+)([fp]?)")
_GROWING: Final = re.compile(r"g(\d+)")
_BORDER_OF: Final = {"": None, "f": 2, "p": 3}
"""Suffix of a spacing or height to the border it makes room for: focus 2 px, focus of the primary button 3 px."""


class _Values(Mapping[str, str]):
    """Names of the template to their values for one look and text factor."""

    def __init__(self, mode: Mode, factor: float) -> None:
        self._mode = mode
        self._factor = factor
        self._colours: Colours = COLOURS[mode]
        self._named = self._fixed()

    def _fixed(self) -> dict[str, str]:
        colours, contrast = self._colours, self._mode is Mode.CONTRAST
        named = {role: colours.of(role) for role in tokens.ROLES}
        named |= {f"pt_{role}": f"{points(role, self._factor):.2f}" for role in Type}
        named |= {f"chip_{tone}_line": colours.of(tokens.TONE_COLOURS[tone][0 if contrast else 1]) for tone in Tone}
        named |= self._heights("h_control", tokens.CONTROL_HEIGHT) | self._heights("h_row", tokens.ROW_CONTROL_HEIGHT)
        return named | {
            "w": str(line_width(self._mode)),
            "families": ", ".join(f'"{family}"' for family in FAMILIES),
            "r_chip": str(tokens.RADIUS_CHIP),
            "r_button": str(tokens.RADIUS_BUTTON),
            "r_card": str(tokens.RADIUS_CARD),
            "disabled": colours.muted,
            "disabled_line": f"2px dashed {colours.line}" if contrast else f"1px solid {colours.line}",
            "focus_primary": colours.focus if contrast else colours.text,
            "nav_current": colours.accent if contrast else colours.surface,
            "nav_current_on": colours.accent_on if contrast else colours.accent,
            "nav_line": f"2px solid {colours.line}" if contrast else "none",
            "strip_inner": str(grow(tokens.STRIP_HEIGHT, self._factor) - 6),
        }

    def _heights(self, name: str, outer: int) -> dict[str, str]:
        """Inner heights that make the outer height equal whatever the border is."""
        whole, line = grow(outer, self._factor), line_width(self._mode)
        return {
            name + ("_" + suffix if suffix else ""): str(whole - 2 * (border or line))
            for suffix, border in _BORDER_OF.items()
        }

    def __getitem__(self, name: str) -> str:
        if (found := self._named.get(name)) is not None:
            return found
        if match := _GROWING.fullmatch(name):
            return str(grow(int(match[1]), self._factor))
        if match := _SPACING.fullmatch(name):
            border = _BORDER_OF[match[2]]
            narrower = 0 if border is None else border - line_width(self._mode)
            return str(space(int(match[1]), self._factor) - narrower)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)


@cache
def _template() -> Template:
    return Template((SHEETS / "cunfang.qss").read_text(encoding="utf-8"))


def style_sheet(mode: Mode, factor: float) -> str:
    """The whole sheet for a look and a text factor.

    :raises KeyError: when the template names something that is no token
    """
    return _template().substitute(_Values(mode, factor))
