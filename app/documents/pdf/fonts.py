"""The fonts of printed forms: which face draws which character, and text that copies as it was written.

Body is Noto Serif SC, heads are Noto Sans SC Bold, rare characters of names come from HanaMinB. reportlab has no fallback
between fonts, so a text is split by the characters that a face has (:func:`runs`); widths are looked up in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from reportlab.pdfbase import pdfmetrics, ttfonts

from app.system import resources


class Face(StrEnum):
    """The faces; the value is the name that the PDF library knows."""

    BODY = "CunfangSerif"
    HEAD = "CunfangSansBold"
    RARE = "CunfangRare"


_FILES: Final = {Face.BODY: "NotoSerifSC-Regular.ttf", Face.HEAD: "NotoSansSC-Bold.ttf", Face.RARE: "HanaMinB.ttf"}
_UNITS: Final = 1000
"""Widths of glyphs are told in thousandths of the size."""
_CMAP_BLOCK: Final = 100
"""Most entries of one ``beginbfchar`` block (PDF 32000-1, 9.10.3)."""


@cache
def font(face: Face) -> ttfonts.TTFont:
    """The font of a face, loaded and registered at its first use (the rare one only when a text needs it)."""
    _mend_copying()
    made = ttfonts.TTFont(face.value, str(resources.root() / "fonts" / _FILES[face]))
    pdfmetrics.registerFont(made)
    return made


@lru_cache(maxsize=65536)
def glyph(character: str, face: Face) -> tuple[Face, float]:
    """The face that draws a character where ``face`` is wanted, and its width for size 1.

    A character that no font has is drawn as the empty box of the wanted face (see :func:`missing`).
    """
    wanted = font(face)
    if ord(character) not in wanted.face.charToGlyph and character != "\u00a0":
        rare = font(Face.RARE)
        if ord(character) in rare.face.charToGlyph:
            return Face.RARE, rare.face.getCharWidth(ord(character)) / _UNITS
    return face, wanted.face.getCharWidth(ord(character)) / _UNITS


def runs(text: str, face: Face) -> Sequence[tuple[Face, str]]:
    """The text in pieces that one face each can draw."""
    return [(used, "".join(part)) for used, part in groupby(text, key=lambda character: glyph(character, face)[0])]


def width(text: str, face: Face, size: float) -> float:
    """Points that a text takes."""
    return sum(glyph(character, face)[1] for character in text) * size


def missing(texts: Iterable[str], face: Face = Face.BODY) -> frozenset[str]:
    """The characters that no font can draw: to warn before a form is printed with empty boxes in a name."""
    has, rare = font(face).face.charToGlyph, None
    lacking = set()
    for character in set("".join(texts)) - {"\n", "\u00a0"}:
        if ord(character) not in has:
            rare = rare or font(Face.RARE).face.charToGlyph
            if ord(character) not in rare:
                lacking.add(character)
    return frozenset(lacking)


@cache
def _mend_copying() -> None:
    """Make copied and searched text right for characters beyond U+FFFF.

    reportlab writes the ToUnicode map of a font with ``%04X`` of the code point: five digits for 𬭼, which readers take
    for other characters (李ⲷ instead of 李𬭼). The map must be UTF-16BE with surrogates (PDF 32000-1, 9.10.3). The function
    is replaced in its module because ``TTFont.addObjects`` calls it by that name; a test reads such names back out of a
    made PDF, so that a release of reportlab that mends or moves it is noticed.
    """
    ttfonts.makeToUnicodeCMap = _to_unicode_map


def _to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of a subset: code in the font to UTF-16BE text."""
    entries = [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)]
    blocks = [entries[start : start + _CMAP_BLOCK] for start in range(0, len(entries), _CMAP_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({font_name})",
        f"/Ordering ({font_name})",
        "/Supplement 0",
        ">> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])
