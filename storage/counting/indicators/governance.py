"""Figures on leadership, the association's meetings and the work plan (通知一、九)."""

from __future__ import annotations

from storage.counting.indicators.indicator import STOCK, TO_DATE, Indicator
from storage.counting.indicators.meetings import DUE, MET
from storage.model.tables.dispatch import DISPATCHES, reported
from storage.model.tables.governance_record import CHARTERS, MEETINGS, POLICY_DOCUMENTS
from storage.model.tables.plan import DONE, LASTING, PLAN_PROGRESS, PLAN_ROWS, WORK_PLANS

_THIS_PLAN = (
    "t.plan = (SELECT w.id FROM work_plan w WHERE w.year <= CAST(substr(:on, 1, 4) AS INTEGER)"
    " ORDER BY w.year DESC LIMIT 1)"
)
_STATE = (
    "(SELECT g.state FROM plan_progress g WHERE g.row = t.id AND g.quarter <= :quarter"
    " ORDER BY g.quarter DESC LIMIT 1)"
)

_QUARTER_END = (
    "date(substr(t.quarter, 1, 4) || '-01-01', '+' || (3 * substr(t.quarter, 6, 1)) || ' months',"
    " '-1 day')"
)
_FIRST_SENT = (
    f"{reported('t')}"
    " AND NOT EXISTS (SELECT 1 FROM dispatch d WHERE d.quarter = t.quarter"
    f" AND {reported('d')} AND (d.sent_on, d.id) < (t.sent_on, t.id))"
)


def _issued(
    code: str, label: str, measure: str, rule: str, kind: str, *, required: bool = False
) -> Indicator:
    return Indicator(
        code, label, measure, "是否", STOCK,
        f"有一份截止日前印发、有文号的{rule}", POLICY_DOCUMENTS,
        f"t.kind = '{kind}' AND ifnull(t.number, '') <> '' AND t.issued_on <= :on",
        required_target=1 if required else None,
    )  # fmt: skip


GOVERNANCE_FIGURES = (
    _issued("G01", "改革推进领导小组已成立", "1.1", "成立改革领导小组的文件（通知一·1）。", "改革领导小组"),
    Indicator(
        "G02", "本年领导小组会议次数", "1.1", "次", TO_DATE, "本年召开的改革领导小组会议（通知一·1）。",
        MEETINGS, "t.body = '改革领导小组' AND t.held_on BETWEEN :year_first AND :on",
    ),
    Indicator(
        "G03", "协会会议按期率", "1.3a", "%", TO_DATE,
        "开了会的 ÷ 按章程的间隔在本年到期的各届会议：会员代表大会、理事会、常务理事会等（通知一·3：按时召开）。",
        CHARTERS, f"{DUE} > 0", whole=f"{DUE} > 0", amount=MET, whole_amount=DUE, required_target=100,
        also_reads=(MEETINGS,),
    ),
    _issued(
        "G04", "已纳入全面深化改革部署", "9.1", "纳入全面深化改革部署的文件（通知九·1）。", "纳入改革部署",
        required=True,
    ),
    _issued("G05", "已纳入国民经济和社会发展规划", "9.2a", "规划文件（通知九·2）。", "规划"),
    _issued(
        "D01", "任务分解方案已印发", "9.3", "任务分解方案（通知九·3：细化分解目标任务）。", "任务分解方案",
        required=True,
    ),
    Indicator(
        "D02", "要点任务落实到人率", "9.3", "%", STOCK,
        "责任人和完成时限都已填写的 ÷ 本年度工作要点的各行（通知九·3：落实责任分工）。",
        PLAN_ROWS, "ifnull(t.responsible, '') <> '' AND t.deadline IS NOT NULL", whole=_THIS_PLAN,
        required_target=100, also_reads=(WORK_PLANS,),
    ),
    Indicator(
        "D03", "要点任务按时率", "9.3", "%", STOCK,
        "截至本季进展状态为已完成或长期坚持的 ÷ 完成时限已到的要点各行（通知九·3）。",
        PLAN_ROWS, f"{_STATE} IN ('{DONE}', '{LASTING}')",
        whole=f"{_THIS_PLAN} AND t.deadline <= :on", also_reads=(WORK_PLANS, PLAN_PROGRESS),
    ),
    Indicator(
        "D04", "报送及时率（自定期限）", "9.3", "%", TO_DATE,
        "季末后 {policy.report_within} 天内首次报送的 ÷ 本年已首次报送的季度，没有封存就发出的不算；"
        "通知没有规定天数，这是本县在统计口径里暂定的（通知九·3：总结评估）。",
        DISPATCHES, f"julianday(t.sent_on) - julianday({_QUARTER_END}) <= :report_within",
        whole=f"t.sent_on BETWEEN :year_first AND :on AND {_FIRST_SENT}",
    ),
    Indicator(
        "D05", "本年总结与经验文件数", "9.3", "份", TO_DATE, "本年印发的总结评估、经验推广文件（通知九·3）。",
        POLICY_DOCUMENTS,
        "t.kind IN ('总结评估', '经验推广') AND t.issued_on BETWEEN :year_first AND :on",
    ),
)  # fmt: skip
