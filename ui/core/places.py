"""Where the window's own files lie: fonts, sheets, translations."""

from __future__ import annotations

from pathlib import Path
from typing import Final

RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"
"""The folder ``resources`` beside the packages (the built program keeps the same neighbourhood)."""

FONTS: Final = RESOURCES / "fonts"
SHEETS: Final = RESOURCES / "qss"
WORDS: Final = RESOURCES / "i18n"
