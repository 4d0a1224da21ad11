"""Fonts: every character is drawn by a face that has it, and copies as it was written."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf.fonts import Face, font, glyph, missing, runs, width

RARE = "㛃䶮𬭼𫖯𬀩𠅤𡋾"


def copied(text: str, face: Face = Face.BODY) -> str:
    """What a reader copies from a page on which the text was drawn."""
    target = BytesIO()
    canvas = Canvas(target)
    x = 50.0
    for used, part in runs(text, face):
        font(used)
        canvas.setFont(used.value, 12)
        canvas.drawString(x, 700, part)
        x += width(part, used, 12)
    canvas.save()
    with pypdfium2.PdfDocument(target.getvalue()) as document:
        return document[0].get_textpage().get_text_range()


@pytest.mark.parametrize("face", [Face.BODY, Face.HEAD])
def test_rare_names_copy_as_they_were_written(face: Face) -> None:
    assert copied(f"李{RARE}户", face) == f"李{RARE}户"


def test_a_text_of_more_than_a_hundred_characters_copies_wholly() -> None:
    text = "".join(chr(0x4E00 + 7 * number) for number in range(230))
    assert copied(text).replace("\r\n", "") == text


@pytest.mark.parametrize("character", RARE)
def test_every_rare_character_has_a_glyph(character: str) -> None:
    used, wide = glyph(character, Face.BODY)
    assert ord(character) in font(used).face.charToGlyph
    assert wide > 0.5
    assert missing([character]) == frozenset()


def test_characters_that_no_font_has_are_named() -> None:
    assert missing(["李桂珍\U0001f600", "王\ue123\n"]) == {"\U0001f600", "\ue123"}


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from("李桂珍abc 12（）" + RARE), max_size=30))
def test_runs_keep_the_text_and_the_width(text: str) -> None:
    parts = runs(text, Face.BODY)
    assert "".join(part for _, part in parts) == text
    assert width(text, Face.BODY, 10) == pytest.approx(sum(width(part, used, 10) for used, part in parts))
    assert all(before[0] is not after[0] for before, after in pairwise(parts))
