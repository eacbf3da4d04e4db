"""Masking of identity and phone numbers: in a field, within a text, and in pairs that differ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from storage.model.kinds.identity import hide_numbers

if TYPE_CHECKING:
    from storage.model.schema import Column

MAX_UNMASKED = 2  # masked digits shown nevertheless, because the decision depends on them
MAX_NAMED = 4  # positions that are listed one by one
_IN_FIELD = re.compile(r"\d{7,}[Xx]?")


def mask_text(text: str, column: Column | None = None) -> str:
    """Return a text with people's numbers masked.

    In a masked column every run of seven or more digits counts as a number, valid or not: a typing
    error must not show the rest of it.
    """
    mask = column.kind.mask if column is not None else None
    if mask is not None:
        return _IN_FIELD.sub(lambda found: mask(found[0]), text)
    return hide_numbers(text)


class MaskedPair(NamedTuple):
    """Two values as they are shown next to each other; the positions that differ, from 0."""

    one: str
    other: str
    positions: tuple[int, ...] = ()

    @property
    def note(self) -> str:
        """Which positions differ, as a phrase for the clerk; "" where none do."""
        if not self.positions:
            return ""
        if len(self.positions) > MAX_NAMED:
            return f"{len(self.one)} 位中有 {len(self.positions)} 位不同"
        numbers = "、".join(str(at + 1) for at in self.positions)
        return f"只有第 {numbers} 位不同" if len(self.positions) == 1 else f"第 {numbers} 位不同"


def masked_pair(column: Column, one: str, other: str, *, masked: bool) -> MaskedPair:
    """Return two values of a column for comparison, masked except for the few digits that differ.

    Two numbers that are nearly the same are usually one number with a slip of the pen, and the slip
    may be in the masked part; where many digits differ, their positions are enough.
    """
    mask = column.kind.mask
    if mask is None:
        return MaskedPair(one, other)
    positions = _differing_positions(one, other)
    if not masked:
        return MaskedPair(one, other, positions)
    first, second = (mask(text) if text else "" for text in (one, other))
    hidden = [at for at in positions if first[at] == "*" or second[at] == "*"]
    if len(hidden) <= MAX_UNMASKED:
        first, second = _unmask(first, one, hidden), _unmask(second, other, hidden)
    return MaskedPair(first, second, positions)


def _differing_positions(one: str, other: str) -> tuple[int, ...]:
    if len(one) != len(other):
        return ()
    return tuple(at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)


def _unmask(masked: str, text: str, positions: list[int]) -> str:
    return "".join(text[at] if at in positions else sign for at, sign in enumerate(masked))
