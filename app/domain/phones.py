"""Telephone numbers as Chinese offices write them."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s()\-—–·.'’\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9]\d{9}$)")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(?:0\d{2,3})?[2-9]\d{6,7}(?:转?\d{1,5})?", re.ASCII)


def tidy_phone(text: str) -> str:
    """Give the number in half-width digits without separators and without the country code.

    Texts with other words ("138… 儿子") keep their words: a person may need them.
    """
    half = unicodedata.normalize("NFKC", text).strip()
    bare = _COUNTRY.sub("", _SEPARATORS.sub("", half))
    return bare if bare.isascii() and bare.lstrip("+").isdigit() else half


def is_phone(text: str) -> bool:
    """Say whether the text is a mobile number or a landline number of mainland China."""
    bare = tidy_phone(text)
    return bool(_MOBILE.fullmatch(bare) or _LANDLINE.fullmatch(bare))
