"""Checks C7, C12, C17, C19 and 数据: activities, trainings, the plan, missing units, faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.counting import counting_rules as rules
from storage.faults import find_faults
from storage.model.tables.plan import PLAN_ROWS
from storage.model.tables.project import ACTIVITIES
from storage.model.tables.training import TRAININGS
from storage.model.tables.unit import UNITS
from storage.plan.plan_progress import plan_outline
from storage.quarter.check import PLAN, ZERO, Check, CheckContext, Finding
from storage.quarter.coverage import MISSING_UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.counting.indicators import Selection
    from storage.plan.plan_progress import PlanLine

NAMED = 4
_LISTED = "EXISTS (SELECT 1 FROM attendance a WHERE a.training = t.id)"
_HOURS = "(t.hours > 0)"
_OF_ACTIVITY = {one.name: one.sql for one in ACTIVITIES.derived}
_UNEVEN = f"({_OF_ACTIVITY['hours']} > 0) <> ({_OF_ACTIVITY['attendances']} > 0)"


def check_trainings(context: CheckContext) -> Iterator[Finding]:
    """Yield findings for trainings with hours and no attendances, or the reverse."""
    held = f"{rules.held_since(rules.THIS_YEAR)} AND "
    unlisted = context.select(TRAININGS, f"{held}{_HOURS} AND NOT {_LISTED}")
    count = context.count(unlisted)
    if count:
        yield Finding(
            f"{count} 场培训有学时，没有参训名单",
            "请录入参训名单；没有举办的请删除这场培训。",
            blocks=False,
            action="去补",
            selection=unlisted,
        )
    empty = context.select(TRAININGS, f"{held}NOT {_HOURS} AND {_LISTED}")
    count = context.count(empty)
    if count:
        yield Finding(
            f"{count} 场培训有参训名单，学时是 0",
            "请填上实际的学时。",
            blocks=True,
            action="去补",
            selection=empty,
        )


def check_activities(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for activities with hours and no attendances, or the reverse."""
    uneven = context.select(ACTIVITIES, f"{rules.held_since(rules.THIS_YEAR)} AND {_UNEVEN}")
    count = context.count(uneven)
    if count:
        yield Finding(
            f"{count} 场活动的时长和人次对不上",
            "请核对服务记录的更正：只更正原来的记录，不更正更正。",
            blocks=True,
            action="去核对",
            selection=uneven,
        )


def check_occasions(context: CheckContext) -> Iterator[Finding]:
    """Yield the findings of trainings and activities (时长 > 0 ⇔ 人次 > 0)."""
    yield from check_trainings(context)
    yield from check_activities(context)


def check_listed(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding where more people are trained than are listed (参训人数 ≤ 名单去重)."""
    sql = (
        "SELECT count(DISTINCT a.volunteer) FROM attendance a JOIN training r ON r.id = a.training"
        f" WHERE {rules.held_since(rules.THIS_YEAR, 'r')}"
    )
    listed = int(context.store.value(sql, dict(context.counting.parameters)))
    one = context.measured["T06"]
    if context.number("T06") > listed:
        yield Finding(
            f"{one.label} {one.text}，名单去重只有 {listed:,} 人",
            "请核对参训名单。",
            blocks=True,
            selection=one.part,
            codes=("T06",),
        )


def check_plan(context: CheckContext) -> Iterator[Finding]:
    """Yield findings for plan rows without a state or evidence in the quarter."""
    status = plan_outline(context.store, context.quarter, context.today)
    if status.plan is None:
        yield Finding(
            "还没有本年的工作要点",
            "请在“工作要点”导入市里的通知，或沿用上一年的。",
            blocks=True,
            act=PLAN,
        )
        return
    unfilled = [line for line in status.lines if line.progress is None]
    if unfilled:
        yield Finding(
            f"{len(unfilled)} 条要点没有本季进展：{_numbers(unfilled)}",
            "请逐条选定状态；没有动的选“未启动”。",
            blocks=True,
            action="去填",
            act=PLAN,
            selection=_rows(context, unfilled),
            view="unfilled",
        )
    unproven = [line for line in status.lines if line.progress and not line.has_evidence]
    if unproven:
        yield Finding(
            f"{len(unproven)} 条要点没有佐证：{_numbers(unproven)}",
            "请附上文件、照片或名单，或写明佐证在哪里。",
            blocks=False,
            action="去补",
            act=PLAN,
            selection=_rows(context, unproven),
            view="unproven",
        )


def _numbers(lines: list[PlanLine]) -> str:
    shown = "、".join(line.row.measure_number for line in lines[:NAMED])
    return shown + (" 等" if len(lines) > NAMED else "")


def _rows(context: CheckContext, lines: list[PlanLine]) -> Selection:
    return context.chosen(PLAN_ROWS, (line.row.id or 0 for line in lines))


def check_units(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for units that must report and have neither data nor a zero report."""
    silent = context.select(UNITS, MISSING_UNITS)
    count = context.count(silent)
    if count:
        names = context.names(silent)
        text = (
            f"{names}没有数据，也没有零报告"
            if count <= NAMED
            else f"{count} 个单位没有数据或零报告"
        )
        yield Finding(
            text,
            "请催报；确实没有数据的，由单位确认后记零报告。",
            blocks=True,
            action="零报告",
            act=ZERO,
            selection=silent,
        )


def check_faults(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each table with faults that are errors."""
    found = find_faults(context.store, context.quarter.cut_off, context.today, ("error",))
    errors: dict[str, set[int]] = {}
    tables = {}
    for fault in found:
        errors.setdefault(fault.table.name, set()).add(fault.record_id)
        tables[fault.table.name] = fault.table
    for name, ids in errors.items():
        table = tables[name]
        yield Finding(
            f"{len(ids):,} {table.unit}{table.label}的数据有错",
            "请按记录上的提示更正。",
            blocks=False,
            selection=context.chosen(table, ids),
        )


WORK_CHECKS = (
    Check("C7", "有时长就有人次，有人次就有时长", check_occasions),
    Check("C12", "参训人数不大于名单去重", check_listed),
    Check("C17", "工作要点每行都有本季状态和佐证", check_plan),
    Check("C19", "乡镇街道、学校和必建单位都有数据或零报告", check_units),
    Check("数据", "数据没有错误", check_faults),
)
