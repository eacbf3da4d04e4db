"""People's numbers kept from sight: of a field, within a text, and beside one that differs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from storage.model.kinds.identity import hide_numbers

if TYPE_CHECKING:
    from storage.model.schema import Column

MAX_UNMASKED = 2  # digits behind the stars that are shown because the judgement hangs on them
MAX_NAMED = 4  # places that are named one by one
_IN_FIELD = re.compile(r"\d{7,}[Xx]?")


def mask_text(text: str, column: Column | None = None) -> str:
    """A text with people's numbers masked; in a field of such numbers whatever looks like one."""
    mask = column.kind.mask if column is not None else None
    if mask is not None:
        return _IN_FIELD.sub(lambda found: mask(found[0]), text)
    return hide_numbers(text)


class MaskedPair(NamedTuple):
    """Two values as they are shown beside each other, and the places (from 0) that differ."""

    one: str
    other: str
    places: tuple[int, ...] = ()

    @property
    def note(self) -> str:
        """Which places differ, in words; "" where nothing needs to be said."""
        if not self.places:
            return ""
        if len(self.places) > MAX_NAMED:
            return f"{len(self.one)} 位中有 {len(self.places)} 位不同"
        numbers = "、".join(str(at + 1) for at in self.places)
        return f"只有第 {numbers} 位不同" if len(self.places) == 1 else f"第 {numbers} 位不同"


def masked_pair(column: Column, one: str, other: str, *, masked: bool) -> MaskedPair:
    """Two values of a field; of masked numbers the few digits that differ show, the rest does not.

    Two numbers that are nearly the same are one number with a slip of the pen, and the slip may lie
    behind the stars; where many digits differ, which places they are is enough.
    """
    mask = column.kind.mask
    if mask is None:
        return MaskedPair(one, other)
    places = _differing(one, other)
    if not masked:
        return MaskedPair(one, other, places)
    first, second = (mask(text) if text else "" for text in (one, other))
    records_behind = [at for at in places if first[at] == "*" or second[at] == "*"]
    if len(records_behind) <= MAX_UNMASKED:
        first, second = _opened(first, one, records_behind), _opened(second, other, records_behind)
    return MaskedPair(first, second, places)


def _differing(one: str, other: str) -> tuple[int, ...]:
    if len(one) != len(other):
        return ()
    return tuple(at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)


def _opened(masked: str, text: str, places: list[int]) -> str:
    return "".join(text[at] if at in places else sign for at, sign in enumerate(masked))
