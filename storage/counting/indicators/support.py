"""Figures on sites, needs, incubation, funds and insurance (通知二·3、四、五·2、九·2)."""

from __future__ import annotations

from storage.counting.counting_rules import ACTIVE
from storage.counting.indicators.indicator import STOCK, TO_DATE, Indicator
from storage.counting.indicators.service import ACTIVITY_THIS_YEAR
from storage.counting.rules.insurance import INSURED, ORGANIZATION_INSURED, RISKY_ACTIVITY
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.project import ACTIVITIES, PROJECTS
from storage.model.tables.support_resources import (
    ANSWERED,
    BUDGET,
    FUNDS,
    INCUBATIONS,
    INSURANCE_POLICIES,
    NEEDS,
    PURCHASES,
    RECEIVED,
    SITES,
    SPENT,
)

_OPEN = (
    "(t.opened_on IS NULL OR t.opened_on <= :on) AND (t.closed_on IS NULL OR t.closed_on > :on)"
)  # fmt: skip
_COLLECTED = "t.collected_on BETWEEN :year_first AND :on"
_SIGNED = "t.signed_on BETWEEN :year_first AND :on"
_OF_THIS_YEAR = "t.year = CAST(substr(:on, 1, 4) AS INTEGER) AND t.happened_on <= :on"


def _site(code: str, label: str, measure: str, rule: str, part: str) -> Indicator:
    return Indicator(
        code, label, measure, "处", STOCK, f"截止日在用的{rule}", SITES, part, base=_OPEN
    )


def _fund(code: str, label: str, rule: str, part: str, whole: str = "") -> Indicator:
    return Indicator(
        code, label, "9.2a", "%" if whole else "元", TO_DATE, rule, FUNDS, f"t.kind = '{part}'",
        whole=f"t.kind = '{whole}'" if whole else "", amount="t.amount",
        whole_amount="t.amount" if whole else "", part_in_whole=False, base=_OF_THIS_YEAR,
    )  # fmt: skip


SUPPORT_FIGURES = (
    _site("S01", "青年志愿服务示范岗数", "2.3", "示范岗（通知二·3）。", "t.kind = '示范岗'"),
    Indicator(
        "S02", "专项队伍数", "2.3", "支", STOCK, "截止日已建立、未撤销的专项志愿服务队伍（通知二·3）。",
        ORGANIZATIONS, "t.kind = '专项队伍'", base=ACTIVE,
    ),
    _site("S04", "文明实践阵地数", "4.2", "文明实践中心、所、站共建阵地（通知四·2）。", "t.kind = '文明实践阵地'"),
    Indicator(
        "S05", "本年收集社区需求数", "4.2", "条", TO_DATE, "本年收集的社区需求（通知四·2）。",
        NEEDS, _COLLECTED,
    ),
    Indicator(
        "S06", "需求对接率", "4.2", "%", TO_DATE,
        "截止日前已对接项目的 ÷ 本年收集的社区需求（通知四·2）。",
        NEEDS, f"t.status = '{ANSWERED}' AND ifnull(t.answered_on, :on) <= :on", whole=_COLLECTED,
    ),
    _site("S07", "党群服务中心阵地数", "4.3", "党群服务中心阵地（通知四·3）。", "t.kind = '党群服务中心'"),
    Indicator(
        "S08", "培育青年社会组织数", "4.3", "个", STOCK, "截止日在培育期内的青年社会组织（通知四·3）。",
        INCUBATIONS, "t.started_on <= :on AND (t.ended_on IS NULL OR t.ended_on > :on)",
    ),
    Indicator(
        "S09", "本年购买服务项目数", "4.3", "项", TO_DATE, "本年签订的政府购买服务项目（通知四·3、九·2）。",
        PURCHASES, _SIGNED,
    ),
    Indicator(
        "S10", "本年购买服务金额", "4.3", "元", TO_DATE,
        "本年签订的政府购买服务合同金额之和（通知四·3、九·2）。",
        PURCHASES, _SIGNED, amount="t.amount",
    ),
    _site("S11", "志愿者实训基地数", "5.2a", "实训基地（通知五·2）。", "t.kind = '实训基地'"),
    _site(
        "S12", "免费场所数", "9.2c", "免费提供给志愿服务的场所（通知九·2）。",
        "(t.kind = '免费场所' OR t.free IS 1)",
    ),
    _site(
        "S13", "青年志愿者行动中心数", "1.2", "青年志愿者行动中心或县级对应机构（通知一·2）。",
        "t.kind = '行动中心'",
    ),
    _fund("F01", "本年经费预算", "本年度截止日前下达的预算之和（通知九·2）。", BUDGET),
    _fund("F02", "经费到位率", "本年度到位 ÷ 本年度预算（通知九·2）。", RECEIVED, BUDGET),
    _fund("F03", "经费执行率", "本年度支出 ÷ 本年度预算（通知九·2）。", SPENT, BUDGET),
    Indicator(
        "N01", "风险活动参保率", "9.2b", "%", TO_DATE,
        "活动当天所属项目或组织的保单有效的 ÷ 本年风险较高的项目下的活动（志愿服务条例 §17；通知九·2）。",
        ACTIVITIES, INSURED, whole=f"{ACTIVITY_THIS_YEAR} AND {RISKY_ACTIVITY}", required_target=100,
        also_reads=(PROJECTS, INSURANCE_POLICIES),
    ),
    Indicator(
        "N02", "组织参保覆盖率", "9.2b", "%", STOCK,
        "截止日保单有效的 ÷ 志愿服务组织数（通知九·2：统一提供人身意外伤害保险）。",
        ORGANIZATIONS, ORGANIZATION_INSURED, whole="1", base=ACTIVE, also_reads=(INSURANCE_POLICIES,),
    ),
)  # fmt: skip
