"""Pieces of a person's own numbers in other cells of the row, and a number set in two cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.kinds.masks import FEW_STARS, folded_digits, numbers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LEAST = 4  # digits of a piece that stands alone
WITHIN = 6  # digits of a piece within a longer number
_RUN = re.compile(r"\d{4,}X?|\d{3}X")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_TAIL, _HEAD = re.compile(r"[\dX\s\-]{2,}$"), re.compile(r"^[\s\-]*\d[\dX\s\-]+")


def own_numbers(
    id_number: str | None, birth_date: str | None, phones: Sequence[str | None]
) -> Callable[[str], str]:
    """Make the function that hides in a text whatever gives a person's own numbers away.

    Of the ID number that is what follows the area; the year of birth leaves anyway.
    """
    known = [(id_number or "")[6:], *(one for one in phones if one)]
    tail = (id_number or "")[-4:]
    days = _days((birth_date or "") or _day_in(id_number))

    def hidden(found: re.Match[str]) -> str:
        run = found[0]
        if _A_YEAR.fullmatch(run) and run != tail:
            return run
        return FEW_STARS if any(_tells(run, one) for one in known) else run

    def hide(text: str) -> str:
        plain = folded_digits(text)
        if len(plain) == len(text) and any(map(str.isdigit, plain)):
            text = _replaced(text, plain, _RUN, hidden)
            if days is not None:
                text = _replaced(text, folded_digits(text), days, lambda _found: FEW_STARS)
        return text

    return hide


def joined(one: str, other: str) -> tuple[str, str] | None:
    """Two cells side by side without the number whose digits begin in one and end in the other."""
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
    """The text with what the pattern finds in its plain form replaced."""
    said, last = [], 0
    for found in pattern.finditer(plain):
        new = made(found)
        if new != found[0]:
            said += [text[last : found.start()], new]
            last = found.end()
    return "".join((*said, text[last:])) if said else text


def _tells(run: str, number: str) -> bool:
    """Whether a run of digits gives a piece of a number away."""
    if len(run) < WITHIN + 1 and run in number:
        return True
    return any(run[at : at + WITHIN] in number for at in range(len(run) - WITHIN + 1))


def _day_in(id_number: str | None) -> str:
    digits = (id_number or "")[6:14]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(id_number or "") == 18 else ""


def _days(birth_date: str) -> re.Pattern[str] | None:
    """What finds the day however it is written: 2011年1月7日, 2011.1.7, 1月7日, 01-07."""
    year, _, rest = birth_date.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdigit() and month.isdigit()):
        return None
    m, d = int(month), int(day) if day.isdigit() else 0
    days = rf"(?:[\s月.\-/]{{1,2}}0?{d}(?!\d)日?)?" if d else ""
    with_year = rf"{year}\s?[年.\-/]\s?0?{m}(?!\d)月?{days}"
    alone = rf"|(?<!\d)(?:0?{m}\s?月\s?0?{d}(?!\d)日?|{m:02}[.\-/]{d:02}(?!\d))" if d else ""
    return re.compile(f"{with_year}{alone}")
