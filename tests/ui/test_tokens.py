"""The contrast table of design 1.2, computed from the tokens; type and spacing growth of 1.3."""

from __future__ import annotations

import pytest

from ui.core.tokens import COLOURS, Colours, Mode, Type, contrast, grow, points, space

GROUNDS = ("window", "surface", "nav", "sunken", "hover", "selected")
TEXT = ("text", "text2", "muted", "accent", "red", "amber", "green")
PAIRS = (
    ("accent", "accent_soft"),
    ("red", "red_soft"),
    ("amber", "amber_soft"),
    ("green", "green_soft"),
    ("text2", "grey_soft"),
    ("muted", "grey_soft"),
    ("accent_on", "accent"),
    ("accent_on", "accent_hover"),
    ("red_on", "red"),
    ("brand_on", "brand"),
    ("toast_on", "toast"),
)
MARKS = (
    *((mark, ground) for mark in ("line_strong", "focus") for ground in ("surface", "window", "sunken")),
    ("amber_fill", "surface"),
    ("bar2", "surface"),
)
EXPECTED_TEXT = {
    Mode.LIGHT: (13.3, 7.0, 4.7, 6.6, 6.0, 6.1, 5.9),
    Mode.DARK: (10.9, 7.8, 5.3, 6.5, 6.5, 7.2, 7.5),
}


def lowest(colours: Colours, role: str) -> float:
    return min(contrast(colours.of(role), colours.of(ground)) for ground in GROUNDS)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("role", TEXT)
def test_text_can_be_read_on_every_ground(mode: Mode, role: str) -> None:
    assert lowest(COLOURS[mode], role) >= 4.5


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(("role", "ground"), PAIRS)
def test_text_can_be_read_on_its_own_fill(mode: Mode, role: str, ground: str) -> None:
    colours = COLOURS[mode]
    assert contrast(colours.of(role), colours.of(ground)) >= 4.5


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_borders_marks_and_bars_are_seen(mode: Mode, mark: str, ground: str) -> None:
    colours = COLOURS[mode]
    assert contrast(colours.of(mark), colours.of(ground)) >= 3.0


@pytest.mark.parametrize("mode", EXPECTED_TEXT)
def test_the_computed_table_is_the_one_of_the_design(mode: Mode) -> None:
    computed = tuple(round(lowest(COLOURS[mode], role), 1) for role in TEXT)
    assert computed == pytest.approx(EXPECTED_TEXT[mode], abs=0.1)


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("role", "factor", "wanted"),
    [
        (Type.SMALL, 1.5, 15),
        (Type.BODY, 2.0, 22),
        (Type.TITLE, 1.5, 16.9),
        (Type.TITLE, 2.0, 22),
        (Type.QUESTION, 2.0, 22.4),
        (Type.PAGE, 1.5, 20.8),
        (Type.DISPLAY, 2.0, 35.2),
    ],
)
def test_type_grows_as_the_table_says(role: Type, factor: float, wanted: float) -> None:
    assert points(role, factor) == pytest.approx(wanted)


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_no_heading_falls_under_the_body_and_nothing_under_the_smallest(factor: float) -> None:
    sizes = {role: points(role, factor) for role in Type}
    assert all(size >= sizes[Type.BODY] for role, size in sizes.items() if role is not Type.SMALL)
    assert min(sizes.values()) == sizes[Type.SMALL] >= 10


def test_what_holds_text_grows_fully_and_spacing_half_as_much() -> None:
    assert grow(34, 2.0) == 68
    assert space(20, 2.0) == 30
