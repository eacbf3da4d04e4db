"""Sealing a quarter: what is refused, and what is told beside the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.errors import UserError
from storage.indicators import figures
from storage.progress import silent
from storage.quarter.comparison import compare
from storage.quarter.difference import is_unchanged
from storage.quarter.seal import Seal, keep_seal, last_seal

if TYPE_CHECKING:
    from datetime import date

    from storage.indicators import Measured
    from storage.period import Quarter
    from storage.progress import Progress
    from storage.store import Store

SHORTEST_REASON = 4  # characters


def seal_quarter(
    store: Store,
    quarter: Quarter,
    on: date,
    reason: str = "",
    progress: Progress = silent,
) -> Seal:
    """Freeze the quarter as its next version; raises `UserError` where it cannot be sealed yet.

    A version after the first corrects the one before and needs a reason and a difference.
    """
    if on <= quarter.cut_off:
        day = quarter.cut_off
        raise UserError(
            f"{quarter.label}到 {day.month} 月 {day.day} 日才结束，还不能封存。请在那以后再封存。"
        )
    before = last_seal(store, quarter)
    if before is not None:
        if len(reason.strip()) < SHORTEST_REASON:
            raise UserError(f"{quarter.label}已封存{before.label}。再封存要写明更正的原因。")
        if is_unchanged(store, before):
            raise UserError(f"{quarter.label}封存{before.label}以后没有改动，不用再封存。")
    told = {
        "figures": [_told(one) for one in figures(store, quarter)],
        "comparison": compare(store, quarter).as_json(),
    }
    return keep_seal(store, quarter, on, told, reason.strip(), progress)


def _told(one: Measured) -> dict[str, Any]:
    return {**one.as_json(), "measure": one.indicator.measure, "span": one.indicator.span}
