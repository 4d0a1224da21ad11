"""A PDF in memory, drawn record by record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TypeVar

from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf.fonts import Face, font
from app.documents.pdf.style import PAGE_HEIGHT, PAGE_WIDTH, Pen
from app.domain.progress import Progress

Data = TypeVar("Data")


def written(title: str, records: Sequence[Data], draw: Callable[[Pen, Data], None], progress: Progress) -> bytes:
    """Give one PDF with all records in the order given.

    :param draw: draws all pages of one record
    :raises Cancelled: when the person asked to stop
    """
    target = BytesIO()
    font(Face.BODY), font(Face.HEAD)
    canvas = Canvas(target, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), pageCompression=1)
    canvas.setTitle(title)
    canvas.setCreator("村访")
    pen = Pen(canvas)
    for done, record in enumerate(records):
        progress.step("print", done, len(records))
        draw(pen, record)
    progress.step("print", len(records), len(records))
    canvas.save()
    return target.getvalue()
