"""Measures of the notice, in 29 rows: the records, indicators, sheets and rules of each.

Row 5.1 has three targets and so three lines. The indicators of a line are those that name it; a row
may show those of another besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.counting.indicators.registry import BY_CODE, INDICATORS
from storage.model.tables import (
    ACTIVITIES,
    AWARDS,
    BRANCH_COVERS,
    BRANDS,
    CERTIFICATES,
    CHARTERS,
    CONSENTS,
    DISPATCHES,
    EXCHANGES,
    FUNDS,
    HEADCOUNTS,
    INCENTIVES,
    INCUBATIONS,
    INSURANCE_POLICIES,
    LEAGUE_BRANCHES,
    MEETINGS,
    NEEDS,
    ORGANIZATIONS,
    PARTNERSHIPS,
    PLAN_ROWS,
    POLICY_DOCUMENTS,
    PROJECTS,
    PUBLICITIES,
    PURCHASES,
    SERVICE_RECORDS,
    SITES,
    STAR_GRANTS,
    STAR_RULES,
    TALENTS,
    TRAININGS,
    UNITS,
    VOLUNTEERS,
    WEST_VOLUNTEERS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.counting.indicators.indicator import Indicator
    from storage.model.schema import Table

HEAD = """# 二十九项要点

2020 年通知的二十九行，每行记什么、数什么、凭什么规则、写在哪张表和季报的哪一节、由哪个测试守着。
角色：● 牵头，○ 配合，◇ 市级事项。由声明生成（`storage/plan/measures.py`）。"""
COUNT_TESTS = "tests/storage/counting/figures/test_count.py"
LEADS, SUPPORTS, CITY = "●", "○", "◇"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its row of the notice, the county's role, its records, rule, sheets and section.

    `test` is the file of the tests at the edges of its rule; every figure is besides held against
    one worked out by hand.
    """

    id: str
    title: str
    role: str
    records: tuple[Table[Any], ...]
    rule: str
    sheets: tuple[str, ...]
    section: str
    test: str = COUNT_TESTS
    shared_codes: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """The row of the notice."""
        return "5.1" if self.id.startswith("5.1") else self.id

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Its indicators, its own before the shared ones."""
        own = (one for one in INDICATORS if one.measure == self.id)
        return (*own, *(BY_CODE[code] for code in self.shared_codes))


_RULES = "tests/storage/counting/rules/test_{}.py"

MEASURES = (
    Measure("1.1", "成立改革推进领导小组", SUPPORTS, (POLICY_DOCUMENTS, MEETINGS),
            "有文号的成立文件", ("W02", "W15"), "三（一）"),
    Measure("1.2", "青年志愿者行动中心", CITY, (SITES,), "市级事项，县级对应机构只作登记",
            ("W02", "W14"), "三（一）"),
    Measure("1.3a", "县青年志愿者协会", LEADS, (ORGANIZATIONS, CHARTERS, MEETINGS),
            "信用代码 51、52、53 开头；会议按章程间隔到期前召开", ("W03", "W15"), "三（一）",
            _RULES.format("meeting_frequency")),
    Measure("1.3b", "志愿服务大队与平台架构", SUPPORTS, (UNITS, ORGANIZATIONS),
            "必建单位 100% 建队；鼓励类只报数", ("W03", "W01"), "二"),
    Measure("1.3c", "民政注册组织建团", SUPPORTS,
            (ORGANIZATIONS, HEADCOUNTS, LEAGUE_BRANCHES, BRANCH_COVERS),
            "3 人以上（含 3 人）单独建，1—2 人联合建，合计 3 人以上；没有团员的不计", ("W04",), "四",
            _RULES.format("league_branches")),
    Measure("2.1", "每年平台发布 3 场项目", SUPPORTS, (PROJECTS, ACTIVITIES),
            "自然年内有平台编号、直接招募、未取消的不同项目 3 个以上；当年新成立的单列", ("W06", "W07"), "二",
            _RULES.format("project_publication")),
    Measure("2.2", "规范时长与评价应用", SUPPORTS, (SERVICE_RECORDS, INCENTIVES),
            "实际服务小时，10 个工作日内记完（令67 §§7、11）；每年 20 小时（办法 §11）", ("W08", "W13"), "三（二）",
            _RULES.format("daily_hours")),
    Measure("2.3", "示范岗与专项队伍", SUPPORTS, (SITES, ORGANIZATIONS, PUBLICITIES),
            "截止日在用、未撤销的", ("W03", "W14"), "三（二）"),
    Measure("3.1", "活动项目化与四环节", SUPPORTS, (PROJECTS, ACTIVITIES),
            "已结束的项目四个环节都有完成日期", ("W06",), "三（三）"),
    Measure("3.2", "伙伴计划与优秀项目", SUPPORTS, (PARTNERSHIPS, PROJECTS), "在结对期内；指导次数照登记",
            ("W14", "W06"), "三（三）"),
    Measure("3.3a", "品牌项目", SUPPORTS, (BRANDS, PROJECTS, ACTIVITIES, SERVICE_RECORDS),
            "项目有品牌标签；人数不大于人次", ("W06",), "三（三）"),
    Measure("3.3b", "西部计划地方项目", SUPPORTS, (WEST_VOLUNTEERS,), "服务期内未离岗；补贴和保险都落实",
            ("W10",), "三（三）"),
    Measure("4.1", "推广志愿四川", LEADS, (ORGANIZATIONS, PROJECTS),
            "有平台账号；季内发布过项目的为活跃", ("W03",), "三（四）"),
    Measure("4.2", "阵地与社区需求", SUPPORTS, (SITES, NEEDS), "已对接项目的 ÷ 收集的需求", ("W14",), "三（四）"),
    Measure("4.3", "社会组织与购买服务", SUPPORTS, (SITES, INCUBATIONS, PURCHASES), "本年签订的合同",
            ("W14",), "三（四）"),
    Measure("5.1a", "注册青年志愿者", SUPPORTS, (VOLUNTEERS,),
            "14—35 周岁、已注册、一人一次；市定 4 万，县目标由本县录入", ("W05", "W11", "W01"), "一、二"),
    Measure("5.1b", "18 岁以上在校大学生全部注册", SUPPORTS, (VOLUNTEERS,),
            "截止日满 18 周岁、在校；没有名册即无数据", ("W11",), "二"),
    Measure("5.1c", "未成年人在监护下服务", SUPPORTS, (CONSENTS, ACTIVITIES, SERVICE_RECORDS),
            "服务当天同意有效；有家长或老师陪同；不满 14 周岁的个人信息从严", ("W12",), "三（五）"),
    Measure("5.2a", "分层分类培训与基地", SUPPORTS, (TRAININGS, SITES), "令67 §8 所列各项；人数不大于人次",
            ("W09", "W14"), "五"),
    Measure("5.2b", "青少年事务社工人才", SUPPORTS, (TALENTS,),
            "在岗、社会工作人才、专业人才三个口径；市定 240，县目标由本县录入", ("W10", "W01"), "二"),
    Measure("5.3", "星级认定", SUPPORTS, (STAR_RULES, STAR_GRANTS, SERVICE_RECORDS),
            "注册以后 100/300/600/1000/1500 小时；五星须先有四星并经评选；达标与认定分开", ("W08",), "三（五）",
            _RULES.format("star_levels")),
    Measure("6.1", "典型与主题节点", SUPPORTS, (AWARDS, ACTIVITIES), "名称、日期、授予单位（令67 §9）；3·5、12·5",
            ("W13",), "三（六）"),
    Measure("6.2", "志愿文化传播", SUPPORTS, (PUBLICITIES,), "本年发布的件数", ("W13",), "三（六）"),
    Measure("6.3", "成果运用与志愿者卡", CITY, (PUBLICITIES, CERTIFICATES), "市级事项，试点情况作登记",
            ("W02", "W13"), "三（六）"),
    Measure("7.1", "对外交流", SUPPORTS, (EXCHANGES,), "按川渝、省内、省外、全国性项目分", ("W13",), "三（七）"),
    Measure("8.1", "激励办法与应用", LEADS, (POLICY_DOCUMENTS, INCENTIVES), "有文号的激励办法即为出台",
            ("W13", "W15"), "三（八）"),
    Measure("9.1", "纳入全面深化改革部署", LEADS, (POLICY_DOCUMENTS, MEETINGS), "有文号的文件",
            ("W02", "W15"), "三（九）"),
    Measure("9.2a", "规划、资金与购买", LEADS, (POLICY_DOCUMENTS, FUNDS, PURCHASES),
            "到位、支出 ÷ 本年预算", ("W14",), "三（九）", shared_codes=("S09", "S10")),
    Measure("9.2b", "人身意外伤害保险", SUPPORTS, (INSURANCE_POLICIES, PROJECTS, ACTIVITIES),
            "风险活动当天保单有效，应 100%（条例 §17）", ("W14",), "三（九）", _RULES.format("insurance")),
    Measure("9.2c", "免费场所和便利", SUPPORTS, (SITES,), "截止日在用的免费场所", ("W14",), "三（九）"),
    Measure("9.3", "分解任务、总结推广", LEADS, (PLAN_ROWS, POLICY_DOCUMENTS, DISPATCHES),
            "29 行都有责任人和时限；季末后按期报送", ("W02", "W15"), "三（九）"),
)  # fmt: skip
HEADS = ("要点", "事项", "角色", "记录", "指标", "规则", "工作表", "季报", "测试")


def rows() -> list[tuple[str, ...]]:
    """Return the table of the notice's rows, each cell as text."""
    by_row: dict[str, list[Measure]] = {}
    for one in MEASURES:
        by_row.setdefault(one.row, []).append(one)
    return [_row(row, lines) for row, lines in by_row.items()]


def _row(row: str, lines: list[Measure]) -> tuple[str, ...]:
    records = _once(table.label for one in lines for table in one.records)
    codes = _once(indicator.code for one in lines for indicator in one.indicators)
    files = _once(one.test for one in lines)
    return (
        row,
        "；".join(one.title for one in lines),
        "".join(_once(one.role for one in lines)),
        "、".join(records),
        " ".join(codes),
        "；".join(one.rule for one in lines),
        " ".join(_once(sheet for one in lines for sheet in one.sheets)),
        "、".join(_once(one.section for one in lines)),
        " ".join(f"[{file.rpartition('/')[2]}](../{file})" for file in files),
    )


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def page() -> str:
    """Return the page in Markdown, to stand in `docs/`."""
    lines = [HEADS, ("---",) * len(HEADS), *rows()]
    return "\n".join((HEAD, "", *(f"| {' | '.join(line)} |" for line in lines), ""))
