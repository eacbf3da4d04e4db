"""A chart as a picture, for documents that hold no shapes."""

from __future__ import annotations

import io
from copy import copy
from typing import TYPE_CHECKING

import pypdfium2

from exports.pdf.fonts import Faces
from exports.pdf.paper import FIXED_DATE, Paper

if TYPE_CHECKING:
    from exports.pdf.chart import Drawing

SHARP = 200 / 72  # dots for a point


def picture_of(drawing: Drawing, width: float) -> bytes:
    """Draw the chart on a page of its size and take a PNG of it."""
    drawing = copy(drawing)
    target = io.BytesIO()
    faces = Faces()
    canvas = Paper(target, faces=faces, made=FIXED_DATE)
    _width, height = drawing.wrapOn(canvas, width, 0)
    canvas.setPageSize((width, height))
    drawing.drawOn(canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(target.getvalue())
    image = document[0].render(scale=SHARP).to_pil()
    document.close()
    made = io.BytesIO()
    image.convert("P").save(made, "PNG", optimize=True)
    return made.getvalue()
