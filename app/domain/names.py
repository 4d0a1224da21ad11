"""Names of persons as the record writes them."""

from __future__ import annotations

_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅●․‧", "·"))


def tidy_name(text: str) -> str:
    """Give a name without inner blanks, with the one dot (U+00B7) that stands inside names of other nations."""
    return "".join(text.translate(_DOTS).split())
