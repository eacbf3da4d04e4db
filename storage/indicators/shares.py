"""What a share is counted from: numbers of records, or sums of money, which are kept in cents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.indicators.number import KEPT_AS, MONEY
from storage.tables import FUNDS

if TYPE_CHECKING:
    from storage.indicators.indicator import Measured


def of_money(one: Measured) -> bool:
    """Whether numerator and denominator are sums of money."""
    return one.indicator.table is FUNDS


def counted_from(one: Measured) -> str:
    """（5/6）, or （80,000/120,000元）; "" where there is nothing to share."""
    of, whole = one.figure.numerator or 0, one.figure.denominator
    if not whole:
        return ""
    if of_money(one):
        return f"（{_yuan(of)}/{_yuan(whole)}元）"
    return f"（{of:,}/{whole:,}）"


def _yuan(cents: int) -> str:
    whole, rest = divmod(cents, KEPT_AS[MONEY])
    return f"{whole:,}.{rest:02}" if rest else f"{whole:,}"
