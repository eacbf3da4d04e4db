"""Figures on projects, activities, brands and partnerships (通知二·1、三、四·1)."""

from __future__ import annotations

from storage.counting.attribution import attribution_condition
from storage.counting.counting_rules import ACTIVE, ON_PLATFORM
from storage.counting.indicators.indicator import FLOW, STOCK, TO_DATE, Indicator
from storage.counting.indicators.service import ACTIVITY_THIS_YEAR
from storage.counting.rules.project_publication import (
    ENOUGH,
    ENOUGH_OTHERWISE,
    NEW_THIS_YEAR,
    OBLIGED,
    published,
)
from storage.model.tables.organization import ORGANIZATIONS
from storage.model.tables.project import ACTIVITIES, CANCELLED, PROJECTS, STAGES
from storage.model.tables.support_resources import PARTNERSHIPS

_BOTH = (PROJECTS, ACTIVITIES)
_NOT_SOONER = (
    "NOT EXISTS (SELECT 1 FROM project o WHERE o.platform_number = t.platform_number"
    f" AND o.id < t.id AND {published('year_first', 'o')} AND {attribution_condition(PROJECTS, 'o')})"
)
_ENDED = "t.status = '已结束' AND ifnull(t.ended_on, :on) BETWEEN :year_first AND :on"
_ALL_STAGES = " AND ".join(f"t.{name} IS NOT NULL AND t.{name} <= :on" for name in STAGES)
_RUNNING = (
    f"t.status <> '{CANCELLED}' AND ifnull(t.started_on, :on) <= :on"
    " AND ifnull(t.ended_on, :on) >= :year_first"
)
_OF_BRAND = "t.project IN (SELECT p.id FROM project p WHERE p.brand IS NOT NULL)"
_PUBLISHED_THIS_QUARTER = (
    "EXISTS (SELECT 1 FROM project p WHERE p.organization = t.id"
    f" AND ifnull(p.platform_number, '') <> '' AND p.status <> '{CANCELLED}'"
    " AND p.published_on BETWEEN :first AND :on)"
)
_PAIRED = "t.paired_on <= :on"
_NEEDED = "{policy.projects_a_year}"
_YEARLY = f"发布满 {_NEEDED} 场"

PROJECT_FIGURES = (
    Indicator(
        "P01", "本年平台发布项目数", "2.1", "个", TO_DATE,
        "年初至截止日在志愿四川发布、直接招募的项目，按平台编号去重；没有平台编号的、已取消的不计（通知二·1）。",
        PROJECTS, f"{published('year_first', 't')} AND {_NOT_SOONER}",
    ),
    Indicator(
        "P02", "组织年度发布达标率", "2.1", "%", TO_DATE,
        f"本年{_YEARLY}（平台发布且直接招募，{{used}}）的 ÷ 应达标的组织{{new}}（通知二·1：每年至少 3 场；"
        "前三季度为进度）。",
        ORGANIZATIONS, ENOUGH, whole=OBLIGED, base=ACTIVE, required_target=100, also_reads=_BOTH,
    ),
    Indicator(
        "P03", "组织年度发布达标率（另一口径）", "2.1", "%", TO_DATE,
        f"本年{_YEARLY}（{{other}}）的 ÷ 应达标的组织{{new}}；供对照，不上报（通知二·1）。",
        ORGANIZATIONS, ENOUGH_OTHERWISE, whole=OBLIGED, base=ACTIVE, also_reads=_BOTH,
    ),
    Indicator(
        "P04", "年度发布未达标组织数", "2.1", "个", TO_DATE,
        f"应达标而本年尚未{_YEARLY}的组织（通知二·1）。",
        ORGANIZATIONS, f"{OBLIGED} AND NOT {ENOUGH}", base=ACTIVE, also_reads=_BOTH,
    ),
    Indicator(
        "P05", "当年新成立组织数", "2.1", "个", TO_DATE,
        "建立日期在年初以后的组织；是否计入达标率由统计口径定（通知二·1）。",
        ORGANIZATIONS, NEW_THIS_YEAR, base=ACTIVE,
    ),
    Indicator(
        "P06", "项目四环节齐全率", "3.1", "%", TO_DATE,
        "宣传招募、培训管理、服务保障、总结表扬都有完成日期的 ÷ 本年已结束的项目（通知三·1）。",
        PROJECTS, _ALL_STAGES, whole=_ENDED,
    ),
    Indicator(
        "P07", "活动项目化率", "3.1", "%", TO_DATE,
        "归在项目下的 ÷ 本年开展的活动（通知三·1：推动活动向项目转化）。",
        ACTIVITIES, "t.project IS NOT NULL", whole=ACTIVITY_THIS_YEAR,
    ),
    Indicator(
        "P08", "本季活动场次", "3.1", "场", FLOW, "开始日期在本季内的活动（通知三·1）。",
        ACTIVITIES, "t.held_on BETWEEN :first AND :on",
    ),
    Indicator(
        "P09", "本年活动场次", "3.1", "场", TO_DATE, "开始日期在年初至截止日的活动（通知三·1）。",
        ACTIVITIES, ACTIVITY_THIS_YEAR,
    ),
    Indicator(
        "J01", "伙伴结对数", "3.2", "对", STOCK, "截止日在结对期内的伙伴（通知三·2：伙伴计划）。",
        PARTNERSHIPS, f"{_PAIRED} AND (t.ended_on IS NULL OR t.ended_on > :on)",
    ),
    Indicator(
        "J02", "伙伴指导次数", "3.2", "次", TO_DATE, "本年内有过结对的伙伴登记的指导次数之和（通知三·2）。",
        PARTNERSHIPS, f"{_PAIRED} AND (t.ended_on IS NULL OR t.ended_on >= :year_first)",
        amount="ifnull(t.guided, 0)",
    ),
    Indicator(
        "J03", "市级优秀项目数", "3.2", "个", STOCK, "标为市级优秀、没有取消的项目（通知三·2）。",
        PROJECTS, f"t.excellent IS 1 AND t.status <> '{CANCELLED}'",
    ),
    Indicator(
        "B01", "品牌项目数", "3.3a", "个", TO_DATE,
        "有品牌、没有取消、本年内在实施的项目（通知三·3）。",
        PROJECTS, f"t.brand IS NOT NULL AND {_RUNNING}",
    ),
    Indicator(
        "B02", "品牌活动场次", "3.3a", "场", TO_DATE, "本年在有品牌的项目下开展的活动（通知三·3）。",
        ACTIVITIES, f"{ACTIVITY_THIS_YEAR} AND {_OF_BRAND}", also_reads=(PROJECTS,),
    ),
    Indicator(
        "O07", "季度活跃组织率", "4.1", "%", FLOW,
        "本季在志愿四川发布过项目的 ÷ 有平台账号的组织（通知四·1）。",
        ORGANIZATIONS, _PUBLISHED_THIS_QUARTER, whole=ON_PLATFORM, base=ACTIVE, also_reads=(PROJECTS,),
    ),
)  # fmt: skip
