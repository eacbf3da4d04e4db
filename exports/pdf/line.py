"""Text becomes lines: characters are measured once, then broken and justified for any width."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from exports.pdf.halves import half_face
from exports.pdf.kinsoku import NO_START, SOFT, Kind, elastic, hollow, kind_of, may_break

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.pdf.fonts import Faces
    from exports.pdf.style import Align, Run, Style

NEAR = 0.01  # points: rounding, not overflow
TIGHTEST = 0.03  # ems per gap: so much may a line be squeezed to take in a mark it must not begin
LOOSEST = 0.2  # ems per gap: beyond this a long word is broken rather than the line torn apart
FULL = 0.9  # ems: what counts as a full-width mark
NO_RUNT = 8  # characters: lines longer than this give one away so that none stands alone


class Look(NamedTuple):
    """Everything a character is drawn with."""

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
    """What is drawn with one operator."""

    x: float
    text: str
    look: Look
    spread: float


class Setting:
    """A measured text, ready to be broken into lines of any width."""

    def __init__(self, runs: Sequence[Run], style: Style, faces: Faces) -> None:
        self.chars: list[str] = []
        self.looks: list[Look] = []
        self.widths: list[float] = []
        for run in runs:
            self._take(run, style, faces)
        self._halve_marks()
        self.kinds = [kind_of(char) for char in self.chars]
        self.tracking = style.tracking
        self.size = max((look.size for look in self.looks), default=style.size)
        self.elastic = [elastic(*pair) for pair in zip(self.kinds, self.kinds[1:], strict=False)]
        self.elastic.append(False)
        self._at = [0.0, *accumulate(map(self._advance, range(len(self.chars))))]
        self._gaps = [0, *accumulate(self.elastic)]
        self._breaks = self._break_places()

    def _take(self, run: Run, style: Style, faces: Faces) -> None:
        size = style.size if run.size is None else run.size
        colour = style.colour if run.colour is None else run.colour
        bold = style.bold if run.bold is None else run.bold
        looks: dict[str, Look] = {}
        for char, glyph in faces.glyphs(run.text, run.role or style.role, bold=bold):
            if glyph.face not in looks:
                looks[glyph.face] = Look(glyph.face, size, colour)
            self.chars.append(char)
            self.looks.append(looks[glyph.face])
            self.widths.append(glyph.width * size)

    def _halve_marks(self) -> None:
        """Where two marks meet, take the empty half of the first."""
        for place in range(len(self.chars) - 1):
            look, width, following = self.looks[place], self.widths[place], place + 1
            if hollow(self.chars[place], self.chars[following]) and width > FULL * look.size:
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
        """Say how wide the characters are, set without justification."""
        while stop > start and self.kinds[stop - 1] is Kind.SPACE:
            stop -= 1
        if stop == start:
            return 0.0
        last = self.tracking if self.elastic[stop - 1] else 0.0
        return self._at[stop] - self._at[start] - last

    def lines(
        self, width: float, *, align: Align = "left", first: float = 0, start: int = 0
    ) -> list[Line]:
        """Break the text from `start` into lines of this width; the first is indented."""
        made: list[Line] = []
        ends = [place for place, kind in enumerate(self.kinds) if kind is Kind.END]
        for end in [*(place for place in ends if place >= start), len(self.chars)]:
            made += self._block(start, end, width, align, first)
            start = end + 1
        return made

    def _block(
        self, start: int, end: int, width: float, align: Align, first: float
    ) -> Iterator[Line]:
        indent = first
        while True:
            stop = self._stop(start, end, width - indent, justify=align == "justify")
            room = width - indent
            yield self._placed(start, stop, indent, room, align, last=stop >= end)
            while stop < end and self.kinds[stop] is Kind.SPACE:
                stop += 1
            if stop >= end:
                return
            start, indent = stop, 0.0

    def _stop(self, start: int, end: int, room: float, *, justify: bool) -> int:
        """Say where the line that begins at `start` ends."""
        over = bisect_right(self._at, self._at[start] + room + NEAR) - 1
        while over < end and self.kinds[over] is Kind.SPACE:  # spaces hang over the edge
            over += 1
        if over >= end:
            return end
        stop = self._breaks[over]
        if stop <= start:
            return self._forced(start, over)
        if not justify:
            return self._without_runt(start, stop, end)
        return self._better(start, stop, over, end, room)

    def _forced(self, start: int, over: int) -> int:
        """Break inside what should not be broken: it is wider than the line."""
        inside = range(over, start + 1, -1)
        soft = (place for place in inside if self.chars[place - 1] in SOFT)
        return next(soft, self._hard(start, over))

    def _hard(self, start: int, over: int) -> int:
        """Break anywhere, if possible not before a mark that ends something."""
        inside = range(over, start + 1, -1)
        mild = (place for place in inside if self.chars[place] not in NO_START)
        return next(mild, max(over, start + 1))

    def _better(self, start: int, stop: int, over: int, end: int, room: float) -> int:
        """Choose between pulling in, pushing out and breaking a word, by the look of the line."""
        size = self.looks[start].size
        loose = (room - self.natural(start, stop)) / max(1, self._inner(start, stop))
        further = self._next_break(over, end)
        if further:
            tight = (self.natural(start, further) - room) / max(1, self._inner(start, further))
            if tight < loose and tight <= TIGHTEST * size:
                return further
        if loose > LOOSEST * size and over > stop and self.kinds[stop] is Kind.WORD:
            soft = self._forced(stop, over)
            gap = (room - self.natural(start, soft)) / max(1, self._inner(start, soft))
            return self._hard(stop, over) if gap > LOOSEST * size else soft
        return self._without_runt(start, stop, end)

    def _next_break(self, over: int, end: int) -> int | None:
        """Find the next place a line may end, if it is near enough to be pulled in."""
        for place in range(over + 1, min(over + 4, end) + 1):
            if place == end or self._breaks[place] == place:
                return place
        return None

    def _without_runt(self, start: int, stop: int, end: int) -> int:
        """Leave company to a last line of one character."""
        left = [char for char in self.chars[stop:end] if char not in NO_START]
        earlier = self._breaks[stop - 1]
        lonely = len(left) == 1 and self.kinds[stop] is Kind.HAN
        return earlier if lonely and earlier - start > NO_RUNT else stop

    def _inner(self, start: int, stop: int) -> int:
        """Count the gaps inside a line that may be widened."""
        while stop > start and self.kinds[stop - 1] is Kind.SPACE:
            stop -= 1
        return max(0, self._gaps[max(start, stop - 1)] - self._gaps[start])

    def _placed(
        self, start: int, stop: int, indent: float, room: float, align: Align, *, last: bool
    ) -> Line:
        while stop > start and self.kinds[stop - 1] is Kind.SPACE:
            stop -= 1
        natural, gaps = self.natural(start, stop), self._inner(start, stop)
        if align in ("center", "right"):
            slack = room - natural
            return Line(
                start, stop, indent + slack / (2 if align == "center" else 1), self.tracking
            )
        spread = self.tracking + (room - natural) / gaps if gaps else self.tracking
        torn = gaps and spread > self.looks[start].size
        if torn or align == "left" or (last and natural <= room + NEAR):
            spread = self.tracking
        return Line(start, stop, indent, spread)

    def segments(self, line: Line) -> Iterator[Segment]:
        """Yield what to draw for a line: words apart from Chinese, since only Chinese is spread."""
        x, begun, at = line.x, line.start, line.x
        for place in range(line.start, line.stop):
            x += self.widths[place] + (line.spread if self.elastic[place] else 0.0)
            following = place + 1
            if following < line.stop and self._alike(place, following):
                continue
            text = "".join(self.chars[begun:following])
            rigid = following - begun > 1 and not self.elastic[begun]
            yield Segment(at, text, self.looks[begun], 0.0 if rigid else line.spread)
            begun, at = following, x

    def _alike(self, place: int, following: int) -> bool:
        """Say whether two neighbours can be drawn with one operator."""
        inside = self.kinds[place] == self.kinds[following] or self._both_loose(place, following)
        return inside and self.looks[place] is self.looks[following]

    def _both_loose(self, place: int, following: int) -> bool:
        loose = (Kind.HAN, Kind.SPACE)
        return self.kinds[place] in loose and self.kinds[following] in loose
