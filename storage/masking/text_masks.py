"""Masks for texts: known names, parts of a person's own numbers, a number split over two cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.model.kinds.masks import FEW_STARS, SOMEBODY, folded_digits, numbers_in, redact_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SURE = 3  # signs of a name that is found in the middle of words; 安全, 平安 are words as well
_WORDS = re.compile(r"[^\W\d_]+(?:·[^\W\d_]+)*")
_ABOUT = re.compile(  # what stands behind a name of two signs and is no part of it
    r"(?:同学|同志|妈妈|爸爸|母亲|父亲|家长|监护人|奶奶|爷爷|等|的|已|因|未|和|与|、)"
)
_PERSON = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|[^\W\d_]+(?:·[^\W\d_]+)+")


def person_alone(text: str) -> bool:
    """Return whether a text that names a person or a body has the length of a person's name."""
    return _PERSON.fullmatch(text) is not None


class Names:
    """Names that are hidden wherever they occur."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(name for name in known if len(name) > 1)
        self._lengths = sorted({len(name) for name in self._known}, reverse=True)

    def hide(self, text: str) -> str:
        """Return the text with 王某某 in place of every known name."""
        if not self._known or len(text) < 2:
            return text
        return _WORDS.sub(lambda found: self._in_words(found[0]), text)

    def _in_words(self, words: str) -> str:
        if words in self._known:
            return redact_name(words)
        parts, at = [], 0
        while at < len(words):
            name = self._at(words, at)
            parts.append(redact_name(name) if name else words[at])
            at += len(name) or 1
        return "".join(parts) if len(parts) < len(words) or SOMEBODY in parts else words

    def _at(self, words: str, at: int) -> str:
        """Return the longest name that begins at a position, "" if none does."""
        for length in self._lengths:
            name = words[at : at + length]
            if len(name) == length and name in self._known:
                alone = at == 0 and _ABOUT.match(words, length)
                return name if length >= SURE or alone else ""
        return ""


LEAST = 4  # digits of a piece that stands alone
WITHIN = 6  # digits of a piece within a longer number
_RUN = re.compile(r"\d{4,}X?|\d{3}X")
_A_DAY = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s?[年.\-/]\s?|(?<!\d))(?P<month>\d{1,2})(?!\d)"
    r"(?:(?P<sign>\s?月\s?|[.\-/])(?P<day>\d{1,2})(?!\d)日?|(?(year)月?|(?!)))"
)
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_TAIL, _HEAD = re.compile(r"[\dX\s\-]{2,}$"), re.compile(r"^[\s\-]*\d[\dX\s\-]+")


def own_numbers(
    id_number: str | None, birth_date: str | None, phones: Sequence[str | None]
) -> Callable[[str], str]:
    """Return the function that hides parts of a person's own numbers in a text.

    Of the ID number only what follows the area code counts; the year of birth is exported anyway.
    """
    known = [(id_number or "")[6:], *(one for one in phones if one)]
    tail = (id_number or "")[-4:]
    born = [int(one) for one in ((birth_date or "") or _day_in(id_number)).split("-") if one]

    def of_number(found: re.Match[str]) -> str:
        run = found[0]
        if _A_YEAR.fullmatch(run) and run != tail:
            return run
        return FEW_STARS if any(_reveals(run, one) for one in known) else run

    def of_day(found: re.Match[str]) -> str:
        return FEW_STARS if _is_day(found, born) else found[0]

    def hide(text: str) -> str:
        plain = folded_digits(text)
        text = _replaced(text, plain, _RUN, of_number)
        return _replaced(text, folded_digits(text), _A_DAY, of_day) if len(born) > 1 else text

    return hide


def joined(one: str, other: str) -> tuple[str, str] | None:
    """Mask a number that begins in one cell and ends in the next; None if there is none."""
    tail = _TAIL.search(folded_digits(one))
    head = _HEAD.match(folded_digits(other)) if tail else None
    if tail is None or head is None:
        return None
    middle = len(tail[0])
    for found in numbers_in(tail[0] + head[0]):
        if found.start < middle < found.end and found.kind in ("id", "phone"):
            return one[: tail.start()] + FEW_STARS, FEW_STARS + other[head.end() :]
    return None


def _replaced(
    text: str, plain: str, pattern: re.Pattern[str], made: Callable[[re.Match[str]], str]
) -> str:
    """Return the text with the matches of the pattern in its plain form replaced."""
    parts, last = [], 0
    for found in pattern.finditer(plain):
        new = made(found)
        if new != found[0]:
            parts += [text[last : found.start()], new]
            last = found.end()
    return "".join((*parts, text[last:])) if parts else text


def _reveals(run: str, number: str) -> bool:
    """Return whether a run of digits reveals part of a number."""
    if len(run) < WITHIN + 1 and run in number:
        return True
    return any(run[at : at + WITHIN] in number for at in range(len(run) - WITHIN + 1))


def _day_in(id_number: str | None) -> str:
    digits = (id_number or "")[6:14]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(id_number or "") == 18 else ""


def _is_day(found: re.Match[str], born: Sequence[int]) -> bool:
    """Return whether a written day or month is that of the birth; a bare pair of numbers is not."""
    year, month, sign, day = found["year"], found["month"], found["sign"], found["day"]
    if not sign:
        return [int(year), int(month)] == list(born[:2])
    if not year and "月" not in sign and len(month + day) < 4:
        return False
    return (not year or int(year) == born[0]) and [int(month), int(day)] == list(born[1:])
