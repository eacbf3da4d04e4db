"""What a text that was not understood was most likely meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Sequence

LIKE = 60  # how alike (0-100) a text must be to one that is known to be proposed

SURE = 75  # more alike than this wins over a text that holds the other


def likely(known: Sequence[str], text: str) -> str:
    """The known text that is most like this one, "" where none is."""
    text = "".join(text.split())
    if not known or not text:
        return ""
    best = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=LIKE)
    if best and best[1] >= SURE:
        return best[0]
    holding = [one for one in known if text in one or one in text]
    if len(holding) == 1:
        return holding[0]
    return best[0] if best else ""
