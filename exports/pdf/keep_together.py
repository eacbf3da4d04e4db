"""Flowables that are not separated by a page break: headings and text, text and signature."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar

from reportlab.platypus import Flowable

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

ENOUGH = 2  # lines or rows that move to the next page with a signature
UNBOUNDED = 1e6
FUZZ = 1e-7


class Stack(Flowable):  # type: ignore[misc]
    """Flowables one below the other, moved as one."""

    def __init__(self, content: Sequence[Any]) -> None:
        super().__init__()
        self._content = list(content)  # the name reportlab looks for

    @property
    def units(self) -> int:
        """The number of lines and rows."""
        return units(self._content)

    def getSpaceBefore(self) -> float:  # noqa: N802
        """The distance above the first."""
        return float(self._content[0].getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802
        """The distance below the last."""
        return float(self._content[-1].getSpaceAfter())

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lay everything out."""
        self.width, self.height = width, stack_height(self._content, self.canv, width)
        return self.width, self.height

    def draw(self) -> None:
        """Draw from the top down."""
        y, previous = self.height, 0.0
        for place, item in enumerate(self._content):
            y -= max(item.getSpaceBefore(), previous) if place else 0
            y -= item.wrapOn(self.canv, self.width, UNBOUNDED)[1]
            item.drawOn(self.canv, 0, y)
            previous = item.getSpaceAfter()

    def _at_top(self) -> bool:
        return bool(getattr(getattr(self, "_frame", None), "_atTop", False))


class HeadingGroup(Stack):
    """Headings and the block that follows them; they stay with its first lines."""

    def split(self, width: float, height: float) -> list[Any]:
        """Split the last block; the headings stay with its first part."""
        *heads, last = self._content
        between = max(last.getSpaceBefore(), heads[-1].getSpaceAfter()) if heads else 0.0
        used = (
            stack_height(heads, self.canv, width) + between
        )  # measured as `wrap` does, else a part that fits here does not fit there
        parts = last.splitOn(self.canv, width, height - used)
        if parts:
            return [*heads, *parts]
        return list(self._content) if self._at_top() and heads else []


class ClosingGroup(Stack):
    """A text and its closing block, a signature or a note, which takes two lines or rows along."""

    def __init__(self, text: Sequence[Any], close: Any) -> None:
        super().__init__([*text, close])

    @property
    def parts(self) -> Sequence[Any]:
        """The blocks in order, the closing one last."""
        return self._content

    def split(self, width: float, height: float) -> list[Any]:
        """Split so that as much text as possible stays on this page."""
        *text, close = self._content
        for place in range(len(text) - 1, -1, -1):
            before, item, after = text[:place], text[place], text[place + 1 :]
            room = height - stack_height([*before, item], self.canv, width)
            if after and units(after) >= ENOUGH and room >= -FUZZ:
                return [*before, item, ClosingGroup(after, close)]
            room += item.wrapOn(self.canv, width, UNBOUNDED)[1]
            *heads, tail = item.splitOn(self.canv, width, room) or [item]
            if heads or (before and room >= 0 and units([item, *after]) >= ENOUGH):
                return [*before, *heads, ClosingGroup([tail, *after], close)]
        return list(self._content) if self._at_top() else []


def copy_part(whole: T) -> T:
    """Copy a flowable for one of its parts, without the attributes that reportlab sets on it."""
    part = copy(whole)
    for noted in ("_postponed", "_frame", "canv"):
        part.__dict__.pop(noted, None)
    return part


def units(items: Sequence[Any]) -> int:
    """Count lines and rows."""
    return sum(getattr(item, "units", 1) for item in items)


def stack_height(items: Sequence[Any], canvas: object, width: float) -> float:
    """Return the height of the flowables one below the other, in points."""
    total, previous = 0.0, 0.0
    for place, item in enumerate(items):
        total += max(item.getSpaceBefore(), previous) if place else 0
        total += item.wrapOn(canvas, width, UNBOUNDED)[1]
        previous = item.getSpaceAfter()
    return total
