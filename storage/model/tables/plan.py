"""The year's work plan: the rows of the notice, and the progress of each by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.model.kinds import COUNT, DATE, NOTE, QUARTER, TEXT, choice, link
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from datetime import date

LEADS, HELPS, CITY = "●", "○", "◇"
ROLES = {LEADS: "本县负责", HELPS: "配合提供", CITY: "市级事项"}
NOT_BEGUN, UNDER_WAY, DONE, LASTING, BEHIND = "未启动", "推进中", "已完成", "长期坚持", "滞后"


@record(frozen=True, kw_only=True, slots=True)
class WorkPlan:
    """The work plan of the city for a year; in force until a later one is saved."""

    id: int | None = None
    year: int = column(COUNT, "要点年度", required=True, synonyms=("年份",))
    title: str = column(TEXT, "通知标题", required=True)
    number: str | None = column(TEXT, "通知文号")
    issued_on: date | None = column(DATE, "印发日期")
    issuer: str | None = column(TEXT, "印发单位")


WORK_PLANS = Table(
    WorkPlan, name="work_plan", label="工作要点", unit="份", title="title", key=("year",)
)


@record(frozen=True, kw_only=True, slots=True)
class PlanRow:
    """A row of the notice, with the county's part in it."""

    id: int | None = None
    plan: int = column(link("work_plan"), "工作要点", required=True)
    ordering: int = column(COUNT, "顺序", required=True)
    section_number: int = column(COUNT, "任务序号", required=True)
    section: str = column(TEXT, "工作任务", required=True, synonyms=("重点任务", "主要任务"))
    item: str | None = column(TEXT, "任务分解", synonyms=("分解任务", "工作项目"))
    measure_number: str = column(
        TEXT, "要点编号", required=True, hint="任务序号.分解序号，同一分解有几行的加 a、b、c"
    )
    task: str = column(TEXT, "要点任务", required=True, synonyms=("要点",))
    wording: str | None = column(
        NOTE, "具体措施", synonyms=("措施", "工作措施", "主要措施", "工作内容", "具体内容")
    )
    lead_units: str | None = column(
        TEXT,
        "牵头单位",
        synonyms=("牵头部门", "责任单位", "牵头责任单位"),
        hint="几个单位之间用“、”",
    )
    part_units: str | None = column(
        NOTE, "参加单位", synonyms=("参与单位", "配合单位", "协办单位", "参加部门", "责任科室")
    )
    target: str | None = column(NOTE, "通知所定目标", synonyms=("目标", "工作目标"))
    role: str = column(
        choice(*ROLES, aliases={word: mark for mark, word in ROLES.items()}), "我县角色", default=HELPS,
        hint="● 本县负责　○ 配合提供　◇ 市级事项",
    )  # fmt: skip
    measures: str | None = column(
        TEXT, "对应指标要点", hint="按哪些要点编号统计指标，如 5.1a、5.1b；不填即没有指标"
    )
    our_share: str | None = column(NOTE, "我县分工", synonyms=("本县分工", "本区分工"))
    responsible: str | None = column(TEXT, "责任人")
    deadline: date | None = column(DATE, "完成时限", synonyms=("时限",))


PLAN_ROWS = Table(
    PlanRow,
    name="plan_row",
    label="要点条目",
    title="task",
    key=("plan", "measure_number"),
    search=("task", "wording", "measure_number", "our_share", "responsible"),
)


@record(frozen=True, kw_only=True, slots=True)
class PlanProgress:
    """The progress of a row in a quarter; a draft is shown until somebody writes the text."""

    id: int | None = None
    row: int = column(link("plan_row"), "要点条目", required=True)
    quarter: str = column(QUARTER, "填报季度", required=True)
    state: str = column(
        choice(NOT_BEGUN, UNDER_WAY, DONE, LASTING, BEHIND), "进展状态", required=True
    )
    progress: str | None = column(NOTE, "本季进展", hint="不填即按本季数字写成草稿")
    problems: str | None = column(NOTE, "存在问题")
    next_step: str | None = column(NOTE, "下步打算")
    evidence_note: str | None = column(NOTE, "佐证说明", hint="有哪些文件、照片、名单可以证明")


PLAN_PROGRESS = Table(
    PlanProgress, name="plan_progress", label="要点进展", title="quarter", key=("row", "quarter")
)
