"""Line breaking: 禁则 first, then the even look of justified text, then whole words."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from exports.pdf.text.kinsoku import NO_START, SOFT, Kind
from exports.pdf.text.line import Line, MeasuredText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.pdf.text.style import Align

NEAR = 0.01  # points: rounding, not overflow
TIGHTEST = (
    0.036  # ems per gap: how far a line is squeezed to take in a mark that must not start the next
)
LOOSEST = 0.2  # ems per gap: beyond this a long word is broken rather than the line torn apart
NO_RUNT = 8  # characters: a longer line gives one away so that the last line has two


def break_lines(
    setting: MeasuredText, width: float, *, align: Align = "left", first: float = 0, start: int = 0
) -> list[Line]:
    """Break the text from `start` into lines of `width` points; `first` indents paragraphs."""
    breaker = Breaker(setting, align)
    made: list[Line] = []
    kinds = setting.kinds
    ends = [place for place in range(start, len(kinds)) if kinds[place] is Kind.END]
    for end in [*ends, len(kinds)]:
        anew = start == 0 or kinds[start - 1] is Kind.END
        made += breaker.block(start, end, width, first if anew else 0.0)
        start = end + 1
    return made


class Breaker:
    """Breaks one text into lines."""

    def __init__(self, setting: MeasuredText, align: Align) -> None:
        self._setting, self._align = setting, align
        self._chars, self._kinds = setting.chars, setting.kinds
        self._at, self._breaks = setting.at, setting.breaks

    def block(self, start: int, end: int, width: float, indent: float) -> Iterator[Line]:
        """Yield the lines of the text between two typed line ends."""
        while True:
            stop = self._stop(start, end, width - indent)
            yield self._placed(start, stop, indent, width - indent, last=stop >= end)
            while stop < end and self._kinds[stop] is Kind.SPACE:
                stop += 1
            if stop >= end:
                return
            start, indent = stop, 0.0

    def _stop(self, start: int, end: int, room: float) -> int:
        """Return the end of the line that starts at `start`."""
        over = bisect_right(self._at, self._at[start] + room + NEAR) - 1
        while over < end and self._kinds[over] is Kind.SPACE:  # spaces hang over the edge
            over += 1
        if over >= end:
            return end
        stop = self._breaks[over]
        if stop <= start:
            return self._forced(start, over)
        if self._align != "justify":
            return self._without_runt(start, stop, end)
        return self._better(start, stop, over, end, room)

    def _forced(self, start: int, over: int) -> int:
        """Break inside a word that is wider than the line, after a `SOFT` sign if it has one."""
        inside = range(over, start + 1, -1)
        soft = (place for place in inside if self._chars[place - 1] in SOFT)
        return next(soft, self._hard(start, over))

    def _hard(self, start: int, over: int) -> int:
        """Break anywhere, if possible not before a mark that ends something."""
        inside = range(over, start + 1, -1)
        mild = (place for place in inside if self._chars[place] not in NO_START)
        return next(mild, max(over, start + 1))

    def _better(self, start: int, stop: int, over: int, end: int, room: float) -> int:
        """Choose between pulling in, pushing out and breaking a word, by the look of the line."""
        size = self._setting.looks[start].size
        loose = self._gap(start, stop, room)
        further = self._next_break(over, end)
        if further:
            tight = -self._gap(start, further, room)
            if tight < loose and tight <= TIGHTEST * size:
                return further
        if loose > LOOSEST * size and self._kinds[over - 1] == self._kinds[over] == Kind.WORD:
            return self._inside_word(start, stop, over, room)
        return self._without_runt(start, stop, end)

    def _inside_word(self, start: int, stop: int, over: int, room: float) -> int:
        """Break a long word, after a sign in it if the line is not torn apart by that either."""
        word = over
        while word > stop and self._kinds[word - 1] is Kind.WORD:
            word -= 1
        soft = self._forced(word, over)
        gap = self._gap(start, soft, room)
        return soft if gap <= LOOSEST * self._setting.looks[start].size else self._hard(word, over)

    def _gap(self, start: int, stop: int, room: float) -> float:
        """Return the points by which each gap must grow; negative if the line is too long."""
        missing = room - self._setting.natural(start, stop)
        return missing / max(1, self._setting.inner(start, stop))

    def _next_break(self, over: int, end: int) -> int | None:
        """Find the next place a line may end, if it is near enough to be pulled in."""
        for place in range(over + 1, min(over + 4, end) + 1):
            if place == end or self._breaks[place] == place:
                return place
        return None

    def _without_runt(self, start: int, stop: int, end: int) -> int:
        """End the line earlier where the last line would be a single character."""
        if end - stop > NO_RUNT:
            return stop
        left = [char for char in self._chars[stop:end] if char not in NO_START]
        earlier = self._breaks[stop - 1]
        lonely = len(left) == 1 and self._kinds[stop] is Kind.HAN
        return earlier if lonely and earlier - start > NO_RUNT else stop

    def _placed(self, start: int, stop: int, indent: float, room: float, *, last: bool) -> Line:
        """Return the line with its x and the spread of its gaps, by alignment."""
        while stop > start and self._kinds[stop - 1] is Kind.SPACE:
            stop -= 1
        align, tracking = self._align, self._setting.tracking
        natural, gaps = self._setting.natural(start, stop), self._setting.inner(start, stop)
        if align in ("center", "right"):
            slack = (room - natural) / (2 if align == "center" else 1)
            return Line(start, stop, indent + slack, tracking)
        spread = tracking + (room - natural) / gaps if gaps else tracking
        torn = gaps and spread > self._setting.looks[start].size
        if torn or align == "left" or (last and natural <= room + NEAR):
            spread = tracking
        return Line(start, stop, indent, spread)
