"""Progress of the sample county's work plan over two quarters, with its zero reports."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING

from storage.model.tables import EXPLANATIONS, PLAN_PROGRESS, PLAN_ROWS, UNITS
from storage.model.tables.plan import BEHIND, DONE, LASTING, NOT_BEGUN, UNDER_WAY, PlanProgress
from storage.model.tables.quarter import REPORT_TEXTS, Explanation, ReportText
from storage.model.tables.unit import TOWNSHIP
from storage.plan.year_plan import plan_on, rows_of
from storage.quarter.coverage import save_zero_reports

if TYPE_CHECKING:
    from storage.model.period import Quarter
    from storage.store.edit import Edit
    from storage.store.store import Store

SILENT = "平地镇"  # has sent neither records nor a zero report


def add_quarter(store: Store, edit: Edit, quarter: Quarter, county: str) -> None:
    """Add zero reports of two quarters, one township's missing, and an explanation of the first."""
    ours = store.find(UNITS, kind=TOWNSHIP, parent=store.named(UNITS, county))
    silent = [one.id or 0 for one in ours if one.name != SILENT]
    before = quarter.previous
    save_zero_reports(edit, quarter, silent, quarter.cut_off + timedelta(days=5), "周嘉诚")
    save_zero_reports(edit, before, [one.id or 0 for one in ours], before.cut_off, "周嘉诚")
    words = "两名组织负责人调走，待新的负责人上岗后恢复培训。"
    edit.save(EXPLANATIONS, Explanation(quarter=str(before), indicator="T01", text=words))


PEOPLE = ("周嘉诚", "陈思远", "唐雨桐", "邓子涵")
LATER_DEADLINE = 60  # days after the cut-off
# measure, state before, state now; None where nobody has written anything yet
STATES = (
    ("1.1", UNDER_WAY, DONE), ("1.3a", UNDER_WAY, UNDER_WAY), ("1.3b", UNDER_WAY, UNDER_WAY),
    ("1.3c", UNDER_WAY, BEHIND), ("2.1", UNDER_WAY, UNDER_WAY), ("2.2", LASTING, LASTING),
    ("2.3", NOT_BEGUN, UNDER_WAY), ("3.1", UNDER_WAY, UNDER_WAY), ("3.2", NOT_BEGUN, UNDER_WAY),
    ("3.3a", LASTING, LASTING), ("3.3b", UNDER_WAY, UNDER_WAY), ("4.1", UNDER_WAY, UNDER_WAY),
    ("4.2", NOT_BEGUN, UNDER_WAY), ("4.3", NOT_BEGUN, NOT_BEGUN), ("5.1", UNDER_WAY, UNDER_WAY),
    ("5.2a", UNDER_WAY, UNDER_WAY), ("5.2b", UNDER_WAY, UNDER_WAY), ("5.3", NOT_BEGUN, None),
    ("6.1", UNDER_WAY, UNDER_WAY), ("6.2", LASTING, LASTING), ("8.1", UNDER_WAY, BEHIND),
    ("9.1", UNDER_WAY, UNDER_WAY), ("9.2a", UNDER_WAY, UNDER_WAY), ("9.2b", NOT_BEGUN, UNDER_WAY),
    ("9.3", DONE, DONE),
)  # fmt: skip
WRITTEN = {
    "1.1": "区青年志愿服务制度改革领导小组已成立，本季召开第二次会议，明确各部门任务。",
    "1.3c": "民政注册组织团员数已逐个核对，应建未建的组织已列出名单，建团方案正在报批。",
    "8.1": "激励办法征求意见稿已送区文明办、区教育和体育局，尚有两家单位没有回复。",
    "9.3": "分解方案已印发，29 项任务都落实了责任人，按季度通报。",
}
PROBLEMS = {
    "1.3c": "个别组织团员流动大，人数在三人上下变动。",
    "8.1": "推优入团的具体条款需要与学校再商量。",
}
NEXT = {
    "1.3c": "下季度内完成单独建团批复，不足三人的就近联合。",
    "8.1": "下季度提交常务会议审定后印发。",
    "5.2a": "十一月举办应急志愿者专项培训班。",
}
EVIDENCE = {
    "1.1": "成立文件、两次会议纪要",
    "9.3": "任务分解方案、责任清单",
}


def add_progress(store: Store, edit: Edit, quarter: Quarter) -> None:
    """Assign people and deadlines to the plan's rows and add the progress of two quarters."""
    plan = plan_on(store, quarter.year)
    if plan is None:
        return
    states = {number: (before, now) for number, before, now in STATES}
    for at, row in enumerate(rows_of(store, plan)):
        late = row.measure_number in ("1.3c", "8.1", "9.2b")
        days = -10 if late else LATER_DEADLINE
        edit.save(
            PLAN_ROWS,
            dataclasses.replace(
                row,
                responsible=PEOPLE[at % len(PEOPLE)],
                deadline=quarter.cut_off + timedelta(days=days) if at % 3 or late else None,
            ),
        )
        before, now = states.get(row.measure_number, (None, None))
        for when, state in ((quarter.previous, before), (quarter, now)):
            if state:
                edit.save(PLAN_PROGRESS, _progress(row.id or 0, when, state, row.measure_number))
    edit.save(
        REPORT_TEXTS,
        ReportText(
            quarter=str(quarter.previous),
            paragraph="教育培训",
            text="本季以骨干培训为主，另办青少年事务社工沙龙；因汛期停办一场户外培训。（示例）",
        ),
    )


def _progress(row: int, quarter: Quarter, state: str, number: str) -> PlanProgress:
    return PlanProgress(
        row=row,
        quarter=str(quarter),
        state=state,
        progress=WRITTEN.get(number),
        problems=PROBLEMS.get(number),
        next_step=NEXT.get(number),
        evidence_note=EVIDENCE.get(number),
    )
