"""What is drawn and not written: the QR code as one path, signatures as pen lines or as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby

import segno
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf.visit_record_data import Signature

_PEN: float = 1.1


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """A QR code with its lower left corner at (x, y): encoded once, dark runs of each row as one filled path."""
    code = segno.make(text, micro=False, error="m")
    rows = [list(row) for row in code.matrix]
    module = side / len(rows)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        for start, length in _dark_runs(row):
            path.rect(x + start * module, y + side - (number + 1) * module, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)


def _dark_runs(row: list[int]) -> Iterator[tuple[int, int]]:
    place = 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            yield place, length
        place += length


def draw_signature(canvas: Canvas, signature: Signature, box: tuple[float, float, float, float]) -> None:
    """The pen lines or the picture of a signature, fitted into ``box`` (x, y, width, height) without distortion."""
    if signature.strokes:
        _draw_strokes(canvas, signature.strokes, box)
    elif signature.png:
        x, y, width, height = box
        picture = ImageReader(BytesIO(signature.png))
        canvas.drawImage(picture, x, y, width, height, mask="auto", preserveAspectRatio=True, anchor="c")


def _draw_strokes(
    canvas: Canvas, strokes: tuple[tuple[tuple[float, float], ...], ...], box: tuple[float, float, float, float]
) -> None:
    xs = [x for stroke in strokes for x, _ in stroke]
    ys = [y for stroke in strokes for _, y in stroke]
    left, top, wide, high = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    x, y, width, height = box
    scale = min(width / max(wide, 0.001), height / max(high, 0.001), width)
    offset = (width - wide * scale) / 2, (height - high * scale) / 2
    path = canvas.beginPath()
    for stroke in strokes:
        points = [
            (x + offset[0] + (px - left) * scale, y + height - offset[1] - (py - top) * scale) for px, py in stroke
        ]
        path.moveTo(*points[0])
        for point in points[1:] or [(points[0][0] + 0.2, points[0][1])]:
            path.lineTo(*point)
    canvas.saveState()
    canvas.setLineWidth(_PEN)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.drawPath(path)
    canvas.restoreState()
