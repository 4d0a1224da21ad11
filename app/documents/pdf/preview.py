"""Pages of a PDF as pictures, for the preview in the window."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

SCREEN_SCALE = 96 / 72
"""Pixels for a point that show the paper in its own size on a usual screen."""


def page_count(pdf: bytes) -> int:
    """Number of pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_images(pdf: bytes, scale: float = 2 * SCREEN_SCALE) -> list[bytes]:
    """Every page as PNG; ``scale``: pixels for a point."""
    return [page_image(pdf, number, scale) for number in range(page_count(pdf))]


def page_image(pdf: bytes, number: int, scale: float = 2 * SCREEN_SCALE) -> bytes:
    """One page (from 0) as PNG, so that a long batch is drawn as it is looked at."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number]
        buffer = BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(buffer, "PNG", compress_level=1)
        page.close()
        return buffer.getvalue()
