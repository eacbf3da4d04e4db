"""Text measured once, character by character, and the segments drawn for a line of it."""

from __future__ import annotations

from copy import copy
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics

from exports.pdf.text.kinsoku import CLOSING, Kind, is_elastic, is_hollow, kind_of, may_break

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.pdf.text.fonts import Faces
    from exports.pdf.text.style import Run, Style


@cache
def half_face(name: str) -> str:
    """Register a copy of a face in which closing marks are half as wide; returns its name."""
    font: Any = copy(pdfmetrics.getFont(name))
    font.fontName = f"{name}-half"
    font.face = face = copy(font.face)
    face.name = face.name + b"-Half"  # reportlab distinguishes their subsets by this name
    face.charWidths, face.hmetrics = dict(face.charWidths), list(face.hmetrics)
    for code in map(ord, CLOSING & set(map(chr, face.charToGlyph))):
        glyph = face.charToGlyph[code]
        advance, bearing = face.hmetrics[glyph]
        face.hmetrics[glyph] = (advance // 2, bearing)
        face.charWidths[code] /= 2
    font.state = WeakKeyDictionary()
    pdfmetrics.registerFont(font)
    return str(font.fontName)


FULL = 0.9  # ems: the least width of a full-width mark


class TextLook(NamedTuple):
    """The face, size and colour of a character."""

    face: str
    size: float
    colour: str


class Line(NamedTuple):
    """Characters `start` to `stop`, from `x`, with `spread` points in each elastic gap."""

    start: int
    stop: int
    x: float
    spread: float


class Segment(NamedTuple):
    """A part of a line that is drawn with one operator."""

    x: float
    text: str
    look: TextLook
    spread: float


class MeasuredText:
    """A measured text, ready to be broken into lines of any width."""

    def __init__(self, runs: Sequence[Run], style: Style, faces: Faces) -> None:
        self.chars: list[str] = []
        self.looks: list[TextLook] = []
        self.widths: list[float] = []
        for run in runs:
            self._take(run, style, faces)
        self._halve_marks()
        self.kinds = [kind_of(char) for char in self.chars]
        self.tracking = style.tracking
        self.size = max((look.size for look in self.looks), default=style.size)
        self.elastic = [is_elastic(*pair) for pair in zip(self.kinds, self.kinds[1:], strict=False)]
        self.elastic.append(False)
        self.at = [0.0, *accumulate(map(self._advance, range(len(self.chars))))]
        self._gaps = [0, *accumulate(self.elastic)]
        self.breaks = self._break_places()

    def _take(self, run: Run, style: Style, faces: Faces) -> None:
        size = style.size if run.size is None else run.size
        colour = style.colour if run.colour is None else run.colour
        bold = style.bold if run.bold is None else run.bold
        looks: dict[str, TextLook] = {}
        for char, glyph in faces.glyphs(run.text, run.role or style.role, bold=bold):
            if glyph.face not in looks:
                looks[glyph.face] = TextLook(glyph.face, size, colour)
            self.chars.append(char)
            self.looks.append(looks[glyph.face])
            self.widths.append(glyph.width * size)

    def _halve_marks(self) -> None:
        """Set the first of two adjoining marks half as wide, as 标点挤压 wants it."""
        for place in range(len(self.chars) - 1):
            look, width, following = self.looks[place], self.widths[place], place + 1
            if is_hollow(self.chars[place], self.chars[following]) and width > FULL * look.size:
                self.looks[place] = look._replace(face=half_face(look.face))
                self.widths[place] = width / 2

    def _advance(self, place: int) -> float:
        return self.widths[place] + (self.tracking if self.elastic[place] else 0.0)

    def _break_places(self) -> list[int]:
        """For every place, the nearest one at or before it where a line may end."""
        places, last = [0], 0
        for place in range(1, len(self.chars)):
            if may_break(self.chars, self.kinds, place):
                last = place
            places.append(last)
        return places

    def natural(self, start: int, stop: int) -> float:
        """Return the width of the characters without justification, in points."""
        while stop > start and self.kinds[stop - 1] is Kind.SPACE:
            stop -= 1
        if stop == start:
            return 0.0
        last = self.tracking if self.elastic[stop - 1] else 0.0
        return self.at[stop] - self.at[start] - last

    def inner(self, start: int, stop: int) -> int:
        """Count the gaps inside a line that may be widened."""
        while stop > start and self.kinds[stop - 1] is Kind.SPACE:
            stop -= 1
        return max(0, self._gaps[max(start, stop - 1)] - self._gaps[start])

    def segments(self, line: Line) -> Iterator[Segment]:
        """Yield the segments of a line; words apart from Chinese, which alone is spread."""
        x, begun, at = line.x, line.start, line.x
        for place in range(line.start, line.stop):
            x += self.widths[place] + (line.spread if self.elastic[place] else 0.0)
            following = place + 1
            if following < line.stop and self._same_operator(place, following):
                continue
            text = "".join(self.chars[begun:following])
            rigid = following - begun > 1 and not self.elastic[begun]
            yield Segment(at, text, self.looks[begun], 0.0 if rigid else line.spread)
            begun, at = following, x

    def _same_operator(self, place: int, following: int) -> bool:
        """Whether two neighbours can be drawn with one operator."""
        inside = self.kinds[place] == self.kinds[following] or self._both_loose(place, following)
        return inside and self.looks[place] is self.looks[following]

    def _both_loose(self, place: int, following: int) -> bool:
        loose = (Kind.HAN, Kind.SPACE)
        return self.kinds[place] in loose and self.kinds[following] in loose
