"""How plans number their sections in words."""

from __future__ import annotations

_NUMERALS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A section's number as notices write it, up to 九十九."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones]
    return (_NUMERALS[tens] if tens > 1 else "") + "十" + (_NUMERALS[ones] if ones else "")
