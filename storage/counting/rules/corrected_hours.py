"""Hours of a service record after corrections, and the difference a further one has to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.kinds.numbers import parse_hours, show_hours
from storage.model.tables.service_record import DAY

if TYPE_CHECKING:
    from storage.store.store import Store

_NET = (
    "SELECT total(hours) FROM service_record WHERE (id = ? OR corrects = ?)"
    " AND (? IS NULL OR id < ?)"
)


def net_minutes(store: Store, record_id: int, before: int | None = None) -> int:
    """Return the minutes of a record and its corrections, only those numbered below `before` if set."""
    return int(store.value(_NET, (record_id, record_id, before, before)))


def correction_minutes(wanted: str, now: int) -> int:
    """Return the signed minutes that turn `now` minutes into the hours typed in `wanted`.

    Raises `ValueError` with the reason, in the clerk's words, where no correction can do that.
    """
    if wanted.strip().startswith(("-", "−", "－")):
        raise ValueError("写应为多少小时，不能少于 0；多记了的写正确的小时数，整条不算的写 0")
    if wanted.strip().startswith(("+", "＋")):
        raise ValueError("写应为多少小时，不写增减")
    minutes = parse_hours(wanted)
    if minutes > DAY:
        raise ValueError("一天不能超过 24 小时")
    if minutes == now:
        raise ValueError(f"现在就是 {hours_text(now)} 小时，不用更正")
    return minutes - now


def correction_text(now: int, by: int) -> str:
    """Format a correction of `now` minutes `by` minutes: 8 → 6（−2）."""
    sign = "+" if by > 0 else "−"
    return f"{hours_text(now)} → {hours_text(now + by)}（{sign}{hours_text(abs(by))}）"


def hours_text(minutes: int) -> str:
    """Format minutes as hours: 8, 6.5."""
    return show_hours(minutes).removesuffix(".0")
