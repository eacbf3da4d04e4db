"""Small PDFs for tests, with Chinese set in the bundled face, and what PDFs say page by page."""

from __future__ import annotations

import io
from functools import cache

import pypdfium2
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


def texts_of_pages(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    document.close()
    return texts
