"""Checks C6, C8, C16: figures against one another and against earlier quarters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.counting.indicators import BY_CODE
from storage.quarter.check import EXPLAIN, Check, CheckContext, Finding
from storage.quarter.comparison import values_of
from storage.quarter.seal_diff import ADDED, corrections_since_seal, format_change
from storage.seals.seal import last_seal

if TYPE_CHECKING:
    from collections.abc import Iterator

# 人数 and 人次 of the same events
PAIRS = (("T02", "T03"), ("T06", "T07"), ("H05", "H03"), ("H06", "H04"))
# The quarter's figure and the year's: each total is the last one plus the quarter
ADDED_UP = (
    ("T01", "T05"), ("T03", "T07"), ("T04", "T08"), ("P08", "P09"), ("H01", "H02"), ("H03", "H04"),
)  # fmt: skip


def check_attendances(context: CheckContext) -> Iterator[Finding]:
    """Yield findings where people outnumber attendances (人数 ≤ 人次)."""
    for people, times in PAIRS:
        if context.number(people) > context.number(times):
            one, other = context.measured[people], context.measured[times]
            yield Finding(
                f"{one.label} {one.text}，多于{other.label} {other.text}",
                "请核对这些场次的名单。",
                blocks=True,
                selection=one.part,
                codes=(people, times),
            )


def check_totals(context: CheckContext) -> Iterator[Finding]:
    """Yield findings where totals do not add up (本期累计 = 上期累计 + 本期 ± 更正)."""
    begun = context.quarter.number > 1
    before, basis = values_of(context.store, context.quarter.previous) if begun else ({}, "")
    for flow, to_date in ADDED_UP:
        earlier = before.get(to_date) or 0
        expected, now = earlier + context.number(flow), context.number(to_date)
        rest = round(now - expected, 1) if isinstance(now, float) else now - expected
        if rest and not _explained(context, to_date):
            yield Finding(
                f"{BY_CODE[to_date].label}与上季累计 + 本季差 {format_change(rest)}",
                _changes_since_seal(context, to_date, basis),
                blocks=True,
                action="写说明",
                act=EXPLAIN,
                codes=(to_date,),
            )


def _changes_since_seal(context: CheckContext, code: str, basis: str) -> str:
    """Return what happened to the previous quarter after its seal, and the remedy."""
    if last_seal(context.store, context.quarter.previous) is None:
        return f"上季{basis.partition('季度')[2]}。请核对这些记录的日期，或写明原因。"
    found = corrections_since_seal(context.store, context.quarter)
    if {one.kind for one in found if one.code == code} == {ADDED}:
        return f"上季封存后（{basis}）又补报了那时的记录：请把上季另封一版，或写明补报的原因。"
    return f"上季封存后（{basis}）记录又改过：请把上季另封一版更正，或写明更正的原因。"


def _explained(context: CheckContext, code: str) -> bool:
    return any(line.code == code and line.written for line in context.comparison.lines)


def check_decreases(context: CheckContext) -> Iterator[Finding]:
    """Yield findings for decreases without an explanation (下降项均有说明)."""
    lines = context.comparison.decreased
    held_up = [line for line in lines if line.must_explain]
    if held_up:
        first = held_up[0]
        one = f"{first.label}下降 {first.change_text.lstrip('−')}，缺说明"
        yield Finding(
            one if len(held_up) == 1 else f"{len(held_up)} 个指标下降，缺说明：{first.label} 等",
            "请看草稿里列出的原因，改好后保存。",
            blocks=True,
            action="写说明",
            act=EXPLAIN,
            codes=tuple(line.code for line in held_up),
        )
    others = tuple(line.code for line in lines if not line.must_explain and not line.written)
    if others:
        yield Finding(
            f"{len(others)} 个本季或累计数低于上期，还没有说明",
            "可以写上原因；不写的，报表里印程序的草稿。",
            blocks=False,
            action="写说明",
            act=EXPLAIN,
            codes=others,
        )


FIGURE_CHECKS = (
    Check("C6", "人数不大于人次", check_attendances),
    Check("C8", "累计 = 上季累计 + 本季 ± 更正", check_totals),
    Check("C16", "下降的指标都有说明", check_decreases),
)
