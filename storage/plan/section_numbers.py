"""Section numbers in Chinese numerals."""

from __future__ import annotations

_NUMERALS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """Format a section number as in notices, 1 to 99."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones]
    return (_NUMERALS[tens] if tens > 1 else "") + "十" + (_NUMERALS[ones] if ones else "")
