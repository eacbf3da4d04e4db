"""Makes PDFs and reads them again with another program, character by character."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from exports.pdf import render_pdf

SAME_LINE = 1.0  # points


@dataclass(frozen=True)
class Char:
    text: str
    x: float
    baseline: float
    right: float
    size: float


@dataclass(frozen=True)
class Line:
    chars: tuple[Char, ...]

    @property
    def text(self):
        return "".join(char.text for char in self.chars)

    @property
    def left(self):
        return self.chars[0].x

    @property
    def right(self):
        return self.chars[-1].right

    @property
    def baseline(self):
        return self.chars[0].baseline

    @property
    def size(self):
        return max(char.size for char in self.chars)


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    text: str
    lines: tuple[Line, ...]

    def of_size(self, size):
        return [line for line in self.lines if round(line.size, 1) == size]


@dataclass(frozen=True)
class Made:
    data: bytes
    pages: tuple[Page, ...]
    result: object

    @property
    def text(self):
        return "".join(page.text for page in self.pages)


@pytest.fixture
def make():
    """Set a story and read it again."""

    def made(story, **options):
        data, result = render_pdf(story, **{"title": "题", "author": "团县委", **options})
        return Made(data, read(data), result)

    return made


def read(data):
    with pdfium.PdfDocument(data) as document:
        return tuple(_page(page) for page in document)


def _page(page):
    text_page = page.get_textpage()
    width, height = page.get_size()
    lines = tuple(_lines(_chars(text_page)))
    text = "".join(line.text for line in lines)
    text_page.close()
    return Page(width, height, text, lines)


def _chars(text_page):
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(text_page.count_chars()):
        if raw.FPDFText_IsGenerated(text_page, place):
            continue
        raw.FPDFText_GetCharOrigin(text_page, place, x, y)
        right = text_page.get_charbox(place, loose=True)[2]
        size = raw.FPDFText_GetFontSize(text_page, place)
        code = raw.FPDFText_GetUnicode(text_page, place)
        yield Char(chr(code), x.value, y.value, right, size)


def _lines(chars):
    """Lines from the top; in each, the characters from the left."""
    line = []
    for char in sorted(joined(chars), key=lambda char: -char.baseline):
        if line and line[0].baseline - char.baseline > SAME_LINE:
            yield Line(tuple(sorted(line, key=lambda char: char.x)))
            line = []
        line.append(char)
    if line:
        yield Line(tuple(sorted(line, key=lambda char: char.x)))


def joined(chars):
    """Put the halves of characters beyond the BMP together, where the reader gives two."""
    first = None
    for char in chars:
        if 0xD800 <= ord(char.text) < 0xDC00:
            first = char
            continue
        if first:
            both = (first.text + char.text).encode("utf-16", "surrogatepass").decode("utf-16")
            char = Char(both, first.x, first.baseline, char.right, char.size)
            first = None
        yield char
