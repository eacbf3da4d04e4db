"""The text of a PDF page with the place of every character: to select, copy and search."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Box(NamedTuple):
    """A place on a page in points, counted from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def distance(self, x: float, y: float) -> float:
        """How far a point is; up and down counts more, so that a line is kept to."""
        across = max(self.left - x, 0, x - self.right)
        down = max(self.top - y, 0, y - self.bottom)
        return across + 4 * down


class Span(NamedTuple):
    """Characters of a page from `first` up to, not including, `last`."""

    first: int
    last: int


@dataclass(frozen=True)
class PageText:
    """The characters of a page in reading order; one that is only a break has no box."""

    chars: tuple[str, ...] = ()
    boxes: tuple[Box | None, ...] = ()

    @cached_property
    def lines(self) -> tuple[tuple[Span, Box], ...]:
        """Runs of characters that stand beside each other, each with the box around it."""
        made: list[tuple[Span, Box]] = []
        for at, box in enumerate(self.boxes):
            if box is None:
                continue
            if made and _continues(made[-1], at, box):
                span, line = made[-1]
                made[-1] = (Span(span.first, at + 1), line.joined(box))
            else:
                made.append((Span(at, at + 1), box))
        return tuple(made)

    def caret(self, x: float, y: float) -> int:
        """The place between characters that is nearest to a point."""
        if not self.lines:
            return 0
        span, _line = min(self.lines, key=lambda one: one[1].distance(x, y))
        for at in range(span.first, span.last):
            box = self.boxes[at]
            if box is not None and x < (box.left + box.right) / 2:
                return at
        return span.last

    def word(self, caret: int) -> Span:
        """The word, or run of Chinese between punctuation, around a place."""
        if not self.chars:
            return Span(0, 0)
        first = last = min(caret, len(self.chars) - 1)
        kind = _class(self.chars[first])
        while first > 0 and _class(self.chars[first - 1]) == kind:
            first -= 1
        while last < len(self.chars) and _class(self.chars[last]) == kind:
            last += 1
        return Span(first, last)

    def line(self, caret: int) -> Span:
        """The line around a place."""
        for span, _box in self.lines:
            if span.first <= caret <= span.last:
                return span
        return Span(caret, caret)

    def areas(self, span: Span) -> list[Box]:
        """The boxes, one a line, that cover the characters."""
        found: list[Box] = []
        for (first, last), line in self.lines:
            inside = self.boxes[max(first, span.first) : min(last, span.last)]
            boxes = [box for box in inside if box is not None]
            if boxes:
                found.append(Box(boxes[0].left, line.top, boxes[-1].right, line.bottom))
        return found

    def text(self, span: Span) -> str:
        """The characters as text, each line on its own."""
        raw = "".join(self.chars[span.first : span.last]).replace("\r\n", "\n")
        return raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def find(self, words: str) -> list[Span]:
        """Where the words stand; spaces, breaks, width and case make no difference."""
        wanted = folded(words)
        hay, places = self._folded
        found: list[Span] = []
        at = hay.find(wanted) if wanted else -1
        while at >= 0:
            last = at + len(wanted) - 1
            found.append(Span(places[at], places[last] + 1))
            at = hay.find(wanted, last + 1)
        return found

    @cached_property
    def _folded(self) -> tuple[str, Sequence[int]]:
        letters: list[str] = []
        places: list[int] = []
        for at, letter in self._joined_pairs():
            plain = folded(letter)
            letters.append(plain)
            places.extend([at] * len(plain))
        return "".join(letters), places

    def _joined_pairs(self) -> Iterator[tuple[int, str]]:
        """The characters, the two halves of one beyond the BMP put together."""
        high = ""
        for at, letter in enumerate(self.chars):
            if "\ud800" <= letter <= "\udbff":
                high = letter
            elif high:
                pair = (high + letter).encode("utf-16", "surrogatepass")
                yield at - 1, pair.decode("utf-16", "replace")
                high = ""
            else:
                yield at, letter


def folded(text: str) -> str:
    """Text as it is compared when searching."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _continues(run: tuple[Span, Box], at: int, box: Box) -> bool:
    span, line = run
    height = min(line.bottom - line.top, box.bottom - box.top)
    overlap = min(line.bottom, box.bottom) - max(line.top, box.top)
    gap = box.left - line.right
    return at - span.last <= 1 and overlap > height / 2 and -height < gap < 2 * max(height, 1)


def _class(letter: str) -> str:
    if letter.isspace():
        return "space"
    if letter.isascii() and (letter.isalnum() or letter in "-_.@"):
        return "latin"
    half = "\ud800" <= letter <= "\udfff"
    return "han" if half or letter.isalpha() else letter
