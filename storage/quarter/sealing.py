"""Sealing a quarter: its conditions, and the contents of the seal other than its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.counting.knowledge import as_known
from storage.errors import UserError
from storage.progress import silent
from storage.quarter.check import CheckContext
from storage.quarter.corrections import figure_code
from storage.quarter.readiness import run_checks
from storage.quarter.seal_diff import corrections_since_seal, is_unchanged
from storage.seals.seal import Seal, last_seal, write_seal

if TYPE_CHECKING:
    from datetime import date

    from storage.counting.indicators import MeasuredIndicator
    from storage.model.period import Quarter
    from storage.progress import Progress
    from storage.quarter.readiness import Readiness
    from storage.store.store import Store

MIN_REASON = 4  # characters
NAMED = 3  # blockers listed in the message


def seal_quarter(
    store: Store,
    quarter: Quarter,
    on: date,
    reason: str = "",
    found: Readiness | None = None,
    progress: Progress = silent,
) -> Seal:
    """Seal the quarter as its next version; raises `UserError` where a check blocks it.

    `found` are the results of the checks, of the papers too, if they were run already.
    """
    check_sealable(store, quarter, on, reason)
    with as_known(store, quarter, on=on):
        return _seal(CheckContext(store, quarter, on), reason, found, progress)


def _seal(context: CheckContext, reason: str, found: Readiness | None, progress: Progress) -> Seal:
    quarter = context.quarter
    found = found or run_checks(context, lambda done, total: progress(done, 2 * total))
    if found.blockers:
        listed = "；".join(f"{code} {one.text}" for code, one in found.blockers[:NAMED])
        rest = f"；等 {len(found.blockers)} 处" if len(found.blockers) > NAMED else ""
        raise UserError(f"{quarter.label}还不能封存：{listed}{rest}。请先处理。")
    return _write(context, reason, found, lambda done, total: progress(total + done, 2 * total))


def check_sealable(store: Store, quarter: Quarter, on: date, reason: str = "") -> None:
    """Raise `UserError` where the quarter cannot be sealed on that day, whatever its records.

    A version after the first corrects the one before and needs a reason and a difference.
    """
    if on <= quarter.cut_off:
        day = quarter.cut_off
        raise UserError(
            f"{quarter.label}到 {day.month} 月 {day.day} 日才结束，还不能封存。请在那以后再封存。"
        )
    before = last_seal(store, quarter)
    if before is not None:
        if len(reason.strip()) < MIN_REASON:
            raise UserError(f"{quarter.label}已封存{before.label}。再封存要写明更正的原因。")
        if is_unchanged(store, before):
            raise UserError(
                f"{quarter.label}封存{before.label}以后，这一季的记录没有改动，不用再封存。"
                "后来新录入的计入下一季。"
            )


def seal_unchecked(
    store: Store,
    quarter: Quarter,
    on: date,
    reason: str = "",
    progress: Progress = silent,
) -> Seal:
    """Seal the quarter without running the checks."""
    with as_known(store, quarter, on=on):
        return _write(CheckContext(store, quarter, on), reason, None, progress)


def _write(context: CheckContext, reason: str, found: Readiness | None, progress: Progress) -> Seal:
    contents = {
        "figures": [_figure_json(one) for one in context.measured.values()],
        "comparison": context.comparison.as_json(),
        "corrections": [
            one.as_json() for one in corrections_since_seal(context.store, context.quarter)
        ],
        "put_right": [{**one.as_json(), "code": figure_code(one)} for one in context.corrected],
        "checks": found.as_json()["checks"] if found else [],
    }
    return write_seal(
        context.store, context.quarter, context.today, contents, reason.strip(), progress
    )


def _figure_json(one: MeasuredIndicator) -> dict[str, Any]:
    return {**one.as_json(), "measure": one.indicator.measure, "span": one.indicator.span}
