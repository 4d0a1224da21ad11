"""Photos made small, without what a camera writes beside them (place, owner, device)."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from app.domain.errors import AppError, ErrorCode

READABLE: Final = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "AVIF")
_QUALITY: Final = 82
_MOST_AREA: Final = 120_000_000
"""Pixels; a larger picture is no photo and would take all memory."""


def small_photo(data: bytes, pixels: int) -> bytes:
    """Give a photo as JPEG, upright, its longer side at most ``pixels``, with nothing but the picture in it.

    :raises AppError: PICTURE_UNREADABLE
    """
    Image.init()  # reads what knows the formats; does nothing the second time
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data), formats=READABLE) as opened:
            warnings.simplefilter("ignore")
            if opened.width * opened.height > _MOST_AREA:
                raise AppError(ErrorCode.PICTURE_UNREADABLE)
            opened.draft("RGB", (pixels, pixels))  # a JPEG is read at a fraction of its size: ten times faster
            picture = _on_white(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise AppError(ErrorCode.PICTURE_UNREADABLE) from error
    picture.thumbnail((pixels, pixels), Image.Resampling.LANCZOS)
    kept = Image.new("RGB", picture.size)  # a new picture: profiles, comments and EXIF stay behind
    kept.paste(picture)
    target = BytesIO()
    kept.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Give it without transparency: a JPEG would make it black."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    white.alpha_composite(clear)
    return white.convert("RGB")
