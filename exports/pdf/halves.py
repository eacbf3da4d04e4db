"""Marks half an em wide, for where two marks meet: ”。 and ）、 and 》（.

Moving the second mark over the empty half of the first would look the same, but a reader that
copies the text sees two overlapping characters and begins a new line. So the first mark is drawn
with a face that is the same in all but the advance of these marks.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics

from exports.pdf.kinsoku import CLOSING


@cache
def half_face(name: str) -> str:
    """Register the sister of a face whose closing marks are half as wide."""
    font: Any = copy(pdfmetrics.getFont(name))
    font.fontName = f"{name}-half"
    font.face = face = copy(font.face)
    face.name = face.name + b"-Half"  # by this name reportlab tells their parts apart
    face.charWidths, face.hmetrics = dict(face.charWidths), list(face.hmetrics)
    for code in map(ord, CLOSING & set(map(chr, face.charToGlyph))):
        glyph = face.charToGlyph[code]
        advance, bearing = face.hmetrics[glyph]
        face.hmetrics[glyph] = (advance // 2, bearing)
        face.charWidths[code] /= 2
    font.state = WeakKeyDictionary()
    pdfmetrics.registerFont(font)
    return str(font.fontName)
