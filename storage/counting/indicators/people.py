"""Figures on volunteers: roster, registration, members, students, minors (通知 五·1)."""

from __future__ import annotations

from storage.counting.counting_rules import (
    ADULT_STUDENT,
    BACKBONE,
    CONSENTED,
    COUNTED_MEMBER,
    MINOR,
    OF_YOUTH,
    PUPIL,
    REGISTERED_BY_NOW,
    REGISTERED_THIS_QUARTER,
    REGISTERED_THIS_YEAR,
    ROSTER,
)
from storage.counting.indicators.indicator import FLOW, STOCK, TO_DATE, Indicator
from storage.model.tables.person import CONSENTS
from storage.model.tables.volunteer import VOLUNTEERS


def _people(code: str, label: str, rule: str, part: str, **facts: object) -> Indicator:
    facts = {"measure": "5.1a", "unit": "人", "span": STOCK, **facts}
    return Indicator(
        code, label, rule=rule, table=VOLUNTEERS, part=part, base=ROSTER, **facts  # type: ignore[arg-type]
    )  # fmt: skip


YOUTH = f"{REGISTERED_BY_NOW} AND {OF_YOUTH}"
_AGES = "{policy.youth_from}—{policy.youth_to}"

PEOPLE_FIGURES = (
    _people(
        "V01", "在册志愿者数",
        "截止日仍在花名册上的人（状态为在册，或在截止日之后才离开），一人计一次。", "1",
    ),
    _people(
        "V02", "注册青年志愿者数",
        f"在册、截止日在志愿四川已注册且未注销、{_AGES} 周岁的人，一人计一次；"
        "出生日期不明的不计（通知五·1；四川省中长期青年发展规划）。",
        YOUTH, has_target=True,
    ),
    _people(
        "V03", "注册青年志愿者目标完成率",
        "注册志愿者数（{scope}）÷ 市里下达本县的年度目标，未下达即无数据（通知五·1）。",
        f"{REGISTERED_BY_NOW} AND ({OF_YOUTH} OR :youth_target = 0)",
        unit="%", share_of_target="V02", required_target=100,
    ),
    _people(
        "V04", "全年龄注册志愿者数",
        "在册、在志愿四川已注册且未注销的人，不限年龄上限；不满 14 周岁的不是注册志愿者"
        "（中国注册志愿者管理办法 §7）。",
        REGISTERED_BY_NOW,
    ),
    _people(
        "V05", "本季新增注册志愿者数", "注册日期在本季内、截止日仍在册的注册志愿者（通知五·1）。",
        REGISTERED_THIS_QUARTER, span=FLOW,
    ),
    _people(
        "V06", "本年新增注册志愿者数",
        "注册日期在年初至截止日之间、截止日仍在册的注册志愿者（通知五·1）。",
        REGISTERED_THIS_YEAR, span=TO_DATE,
    ),
    _people(
        "V07", "在册团员数",
        "截止日在册、已入团的人；满 28 周岁又没有团内职务的是否计入由统计口径定（通知五·1）。",
        COUNTED_MEMBER,
    ),
    _people(
        "V08", "团员注册率",
        "已注册志愿者的在册团员 ÷ 在册团员（通知五·1：落实团员注册志愿者制度）。",
        REGISTERED_BY_NOW, whole=COUNTED_MEMBER, unit="%",
    ),
    _people(
        "V09", "18岁以上在校大学生注册率",
        "已注册的 ÷ 截止日年满 18 周岁的在册在校大学生；截止日已毕业、转出、休学、退学、参军的不计，没有名册即无数据"
        "（通知五·1：全部成为注册志愿者）。",
        REGISTERED_BY_NOW, whole=ADULT_STUDENT, unit="%", measure="5.1b", required_target=100,
    ),
    _people(
        "V14", "未注册的18岁以上在校大学生数",
        "截止日年满 18 周岁、在校、还没有注册的在册大学生（通知五·1）。",
        f"{ADULT_STUDENT} AND NOT {REGISTERED_BY_NOW}", measure="5.1b",
    ),
    _people(
        "V10", "学生志愿者数（10—13岁）",
        "截止日 10—13 周岁的在册学生，可在监护人同意下服务，不是注册志愿者（教思政〔2015〕1号）。",
        PUPIL, measure="5.1c",
    ),
    _people(
        "V11", "未成年人监护人同意完备率",
        "监护人同意在截止日有效的 ÷ 截止日未满 18 周岁的在册人员（中国注册志愿者管理办法 §7；"
        "个人信息保护法 §31）。",
        CONSENTED, whole=MINOR, unit="%", measure="5.1c", required_target=100, also_reads=(CONSENTS,),
    ),
    _people(
        "V12", "待补监护人同意人数",
        "截止日未满 18 周岁、没有监护人同意或同意已撤回的在册人员（个人信息保护法 §§15、31）。",
        f"{MINOR} AND NOT {CONSENTED}", measure="5.1c", also_reads=(CONSENTS,),
    ),
    _people(
        "V13", "骨干志愿者数", "截止日在册、标为骨干的人（通知五·2）。", BACKBONE, measure="5.2a"
    ),
)  # fmt: skip
