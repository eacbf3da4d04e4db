"""What 0, 1 and 2 mean in a sheet's column of sexes: the sheet's own ID numbers say it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from storage.intake.vocabulary.cell_values import cell_text
from storage.model.kinds import SEX
from storage.model.kinds.identity import id_number_fault, plain_number, sex_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.intake.vocabulary.column_match import MappedColumn

_DIGITS = frozenset(("0", "1", "2"))
_SURE = 0.9  # share of the ID numbers that must agree
_STANDARD: dict[object, str] = {
    "1": "男",
    "2": "女",
}  # GB/T 2261.1; only where both stand in the column, and no 0


def sex_codes(
    headers: Sequence[MappedColumn], rows: Sequence[Sequence[Any]]
) -> Mapping[object, str]:
    """The sex that each bare digit stands for here; nothing where the sheet does not show it.

    One school system writes 0 for men and 1 for women, another 1 and 0.
    """
    at = next((one.index for one in headers if one.column and one.column.kind is SEX), None)
    number = next(
        (one.index for one in headers if one.column and one.column.name == "id_number"), None
    )
    if at is None:
        return {}
    if not any(
        cell_text(cell).strip() in _DIGITS for cell in {row[at] for row in rows if at < len(row)}
    ):
        return {}
    digits: set[str] = set()
    votes: Counter[tuple[str, str]] = Counter()
    for row in rows:
        digit = cell_text(row[at]).strip() if at < len(row) else ""
        if digit not in _DIGITS:
            continue
        digits.add(digit)
        text = row[number] if number is not None and number < len(row) else None
        if isinstance(text, str) and id_number_fault(plain := plain_number(text)) is None:
            votes[digit, sex_of(plain)] += 1
    return _meaning(digits, votes)


def _meaning(digits: set[str], votes: Counter[tuple[str, str]]) -> Mapping[object, str]:
    if not votes:
        return dict(_STANDARD) if digits == set(_STANDARD) else {}
    found: dict[object, str] = {}
    for digit in digits:
        men, women = votes[digit, "男"], votes[digit, "女"]
        if max(men, women) < _SURE * (men + women) or men == women:
            return {}
        found[digit] = "男" if men > women else "女"
    return found if len(set(found.values())) == len(found) else {}
