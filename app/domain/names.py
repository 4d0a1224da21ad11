"""Names of persons as the record writes them."""

from __future__ import annotations

_INVISIBLE = (0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
_TIDIED: dict[int, str | None] = {**dict.fromkeys(map(ord, "•・‧∙⋅●․﹒"), "·"), **dict.fromkeys(_INVISIBLE)}


def tidy_name(text: str) -> str:
    """Give a name without inner blanks, with the one dot (U+00B7) that stands inside names of other nations.

    Signs of no width, which a name copied from a web page brings along, go: nobody would find the name again.
    """
    return "".join(text.translate(_TIDIED).split())
