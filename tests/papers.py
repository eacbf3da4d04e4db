"""Small PDFs for tests, with Chinese set in the bundled face."""

from __future__ import annotations

import io
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from resources import path

A4 = (595.28, 841.89)


@cache
def _face() -> str:
    pdfmetrics.registerFont(TTFont("TestFace", str(path("fonts/NotoSerifSC-Regular.ttf"))))
    return "TestFace"


def pdf(*pages: tuple[str, ...], size: tuple[float, float] = A4) -> bytes:
    """A PDF with these lines on its pages: the first 100 points below the top, then every 30."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    for lines in pages:
        canvas.setFont(_face(), 16)
        for number, line in enumerate(lines):
            canvas.drawString(80, size[1] - 100 - 30 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
