"""Names of people within a text, found and hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.kinds.masks import SOMEBODY, name_left

if TYPE_CHECKING:
    from collections.abc import Iterable

SURE = 3  # signs of a name that is found in the middle of words; 安全, 平安 are words as well
_WORDS = re.compile(r"[^\W\d_]+(?:·[^\W\d_]+)*")
_ABOUT = re.compile(  # what stands behind a name of two signs and is no part of it
    r"(?:同学|同志|妈妈|爸爸|母亲|父亲|家长|监护人|奶奶|爷爷|等|的|已|因|未|和|与|、)"
)
_PERSON = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|[^\W\d_]+(?:·[^\W\d_]+)+")


def person_alone(text: str) -> bool:
    """Whether a text that may name a person or a body is of the length of a person's name."""
    return _PERSON.fullmatch(text) is not None


class Names:
    """Names to be hidden wherever they stand."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(name for name in known if len(name) > 1)
        self._lengths = sorted({len(name) for name in self._known}, reverse=True)

    def hide(self, text: str) -> str:
        """The text with 王某某 in the place of every name that is known."""
        if not self._known or len(text) < 2:
            return text
        return _WORDS.sub(lambda found: self._in_words(found[0]), text)

    def _in_words(self, words: str) -> str:
        if words in self._known:
            return name_left(words)
        said, at = [], 0
        while at < len(words):
            name = self._at(words, at)
            said.append(name_left(name) if name else words[at])
            at += len(name) or 1
        return "".join(said) if len(said) < len(words) or SOMEBODY in said else words

    def _at(self, words: str, at: int) -> str:
        """The longest name that begins at a place, "" where none does."""
        for length in self._lengths:
            name = words[at : at + length]
            if len(name) == length and name in self._known:
                alone = at == 0 and _ABOUT.match(words, length)
                return name if length >= SURE or alone else ""
        return ""
