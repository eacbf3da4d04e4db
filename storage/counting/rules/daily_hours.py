"""Daily hours: the limits of one person's service on a day (令67 §§7, 11).

Travel is no service (中国注册志愿者管理办法 §14): only the time of serving is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from storage.model.kinds.numbers import show_hours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from storage.model.tables.setting import Policy

HOUR, DAY = 60, 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Stint:
    """One record of a person's service on a day: minutes, and start and end (minutes) if known."""

    minutes: int
    begun: int | None = None
    ended: int | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to hours; an error refuses the record, a warning does not."""

    message: str
    error: bool = True


def overlaps(one: Stint, other: Stint) -> bool:
    """Return whether two stints of one person share any time; one may begin as the other ends."""
    if None in (one.begun, one.ended, other.begun, other.ended):
        return False
    return bool(one.begun < other.ended and other.begun < one.ended)  # type: ignore[operator]


def judge_day(stints: Sequence[Stint], policy: Policy) -> Iterator[Objection]:
    """Yield the objections to one person's service on one day, corrections included."""
    if any(overlaps(one, other) for one, other in combinations(stints, 2)):
        yield Objection("同一天的服务时间有重叠")
    total = sum(one.minutes for one in stints)
    yield from _judge_total(total, all(one.confirmed for one in stints if one.minutes > 0), policy)


def _judge_total(total: int, confirmed: bool, policy: Policy) -> Iterator[Objection]:
    text = f"一天的时长共 {show_hours(total)} 小时"
    if total < 0:
        yield Objection("更正以后时长少于 0")
    elif total > DAY:
        yield Objection(f"{text}，超过 24 小时")
    elif total > policy.confirmed_day * HOUR and not confirmed:
        yield Objection(f"{text}，超过 {policy.confirmed_day} 小时，须有第二人复核")
    elif total > policy.long_day * HOUR:
        yield Objection(f"{text}，超过 {policy.long_day} 小时，请核对", error=False)


def judge_stint(
    stint: Stint, day: date, today: date, registered_on: date | None, policy: Policy
) -> Iterator[Objection]:
    """Yield the objections to one record by itself."""
    if day > today:
        yield Objection("服务日期在以后")
    if registered_on is not None and day < registered_on:
        yield Objection("注册以前的服务不计入星级时长", error=False)
    if policy.hours_step and stint.minutes % policy.hours_step:
        yield Objection(f"时长不是 {policy.hours_step} 分钟的整数倍", error=False)
    if stint.begun is not None and stint.ended is not None:
        yield from _judge_interval(stint, stint.ended - stint.begun)


def _judge_interval(stint: Stint, length: int) -> Iterator[Objection]:
    if length <= 0:
        yield Objection("结束时间不晚于开始时间")
    elif stint.minutes > length:
        yield Objection("时长比开始到结束的时间还长")
