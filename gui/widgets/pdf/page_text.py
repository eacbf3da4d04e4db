"""The text of a PDF page with the box of every character, to select, copy and search."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Box(NamedTuple):
    """An area of a page in points, counted from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def distance(self, x: float, y: float) -> float:
        """Return the distance of a point; vertical distance weighs more than horizontal."""
        across = max(self.left - x, 0, x - self.right)
        down = max(self.top - y, 0, y - self.bottom)
        return across + 4 * down


class Span(NamedTuple):
    """A range of a page's characters from `first` up to, not including, `last`."""

    first: int
    last: int


@dataclass(frozen=True)
class PageText:
    """The characters of a page in reading order; a line break has no box."""

    chars: tuple[str, ...] = ()
    boxes: tuple[Box | None, ...] = ()

    @cached_property
    def lines(self) -> tuple[tuple[Span, Box], ...]:
        """The lines: runs of adjacent characters, each with the box around it."""
        lines: list[tuple[Span, Box]] = []
        for at, box in enumerate(self.boxes):
            if box is None:
                continue
            if lines and _continues(lines[-1], at, box):
                span, line = lines[-1]
                lines[-1] = (Span(span.first, at + 1), line.joined(box))
            else:
                lines.append((Span(at, at + 1), box))
        return tuple(lines)

    def caret(self, x: float, y: float) -> int:
        """Return the caret position, between two characters, that is nearest to a point."""
        if not self.lines:
            return 0
        span, _line = min(self.lines, key=lambda one: one[1].distance(x, y))
        for at in range(span.first, span.last):
            box = self.boxes[at]
            if box is not None and x < (box.left + box.right) / 2:
                return at
        return span.last

    def word(self, caret: int) -> Span:
        """Return the word, or the run of Chinese between punctuation, around a caret position."""
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
        """Return the line around a caret position, an empty span outside of all lines."""
        for span, _box in self.lines:
            if span.first <= caret <= span.last:
                return span
        return Span(caret, caret)

    def areas(self, span: Span) -> list[Box]:
        """Return the boxes that cover the characters of a span, one for each line."""
        areas: list[Box] = []
        for (first, last), line in self.lines:
            inside = self.boxes[max(first, span.first) : min(last, span.last)]
            boxes = [box for box in inside if box is not None]
            if boxes:
                areas.append(Box(boxes[0].left, line.top, boxes[-1].right, line.bottom))
        return areas

    def text(self, span: Span) -> str:
        """Return the text of a span; unpaired surrogates are replaced."""
        raw = "".join(self.chars[span.first : span.last]).replace("\r\n", "\n")
        return raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def find(self, words: str) -> list[Span]:
        """Return the spans of a text; white space, width of characters and case are ignored."""
        wanted = fold_text(words)
        page, indices = self._folded
        spans: list[Span] = []
        at = page.find(wanted) if wanted else -1
        while at >= 0:
            last = at + len(wanted) - 1
            spans.append(Span(indices[at], indices[last] + 1))
            at = page.find(wanted, last + 1)
        return spans

    @cached_property
    def _folded(self) -> tuple[str, Sequence[int]]:
        """The folded text, and the index of the character from which each letter comes."""
        letters: list[str] = []
        indices: list[int] = []
        for at, letter in self._joined_pairs():
            plain = fold_text(letter)
            letters.append(plain)
            indices.extend([at] * len(plain))
        return "".join(letters), indices

    def _joined_pairs(self) -> Iterator[tuple[int, str]]:
        """Yield characters with their index; a surrogate pair counts as one character."""
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


def fold_text(text: str) -> str:
    """Return a text in the form that is compared: NFKC, case-folded, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _continues(run: tuple[Span, Box], at: int, box: Box) -> bool:
    """Return whether a character is in the same line as a run and close enough to its end."""
    span, line = run
    height = min(line.bottom - line.top, box.bottom - box.top)
    overlap = min(line.bottom, box.bottom) - max(line.top, box.top)
    gap = box.left - line.right
    return at - span.last <= 1 and overlap > height / 2 and -height < gap < 2 * max(height, 1)


def _class(letter: str) -> str:
    """Return the class of a character; a word is a run of one class."""
    if letter.isspace():
        return "space"
    if letter.isascii() and (letter.isalnum() or letter in "-_.@"):
        return "latin"
    half = "\ud800" <= letter <= "\udfff"
    return "han" if half or letter.isalpha() else letter
