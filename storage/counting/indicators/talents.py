"""Figures on social-work talents, by three definitions, and western-plan volunteers (通知五·2、三·3).

The counts follow the statistics of social work: who is in post; of those, who has been to college
or holds the middle grade; and who is professional, by certificate or by studies.
"""

from __future__ import annotations

from storage.counting.indicators.indicator import STOCK, Indicator
from storage.model.tables.setting import IN_POST, SOCIAL_WORKER
from storage.model.tables.talent import COLLEGE, TALENTS, UNCERTIFIED, WEST_VOLUNTEERS

THERE = (
    "(t.from_on IS NULL OR t.from_on <= :on) AND (t.left_on IS NULL OR t.left_on > :on)"
)  # fmt: skip
IN_POST_NOW = "(t.in_post IS 1)"
CERTIFIED = (
    f"(t.certificate <> '{UNCERTIFIED}' AND (t.certified_on IS NULL OR t.certified_on <= :on))"
)
_MIDDLE = f"({CERTIFIED} AND t.certificate IN ('社会工作师', '高级社会工作师'))"
_SOCIAL_WORKER = f"({IN_POST_NOW} AND (t.education IN {COLLEGE!r} OR {_MIDDLE}) IS TRUE)"
_PROFESSIONAL = f"({CERTIFIED} OR ifnull(t.major, '') <> '')"
_REPORTED = (
    f"(CASE :talent_counted WHEN '{IN_POST}' THEN {IN_POST_NOW}"
    f" WHEN '{SOCIAL_WORKER}' THEN {_SOCIAL_WORKER} ELSE {_PROFESSIONAL} END)"
)
_ARTICLE = "（通知五·2；中青联发〔2014〕1号）。"
AT_POST = (
    "t.started_on <= :on"
    " AND (coalesce(t.left_on, t.ended_on) IS NULL OR coalesce(t.left_on, t.ended_on) > :on)"
)


def _talent(code: str, label: str, rule: str, part: str, **facts: object) -> Indicator:
    facts = {"unit": "人", **facts}
    return Indicator(
        code, label, "5.2b", span=STOCK, rule=rule + _ARTICLE, table=TALENTS, part=part, base=THERE,
        **facts,  # type: ignore[arg-type]
    )  # fmt: skip


def _west(code: str, label: str, unit: str, rule: str, part: str, whole: str = "") -> Indicator:
    return Indicator(
        code, label, "3.3b", unit, STOCK, rule, WEST_VOLUNTEERS, part, whole=whole, base=AT_POST
    )


TALENT_FIGURES = (
    _talent("Y01", "青少年事务社工在岗人数", "截止日在岗的人", IN_POST_NOW),
    _talent(
        "Y02", "青少年事务社会工作人才数", "在岗，且大专以上学历或取得社会工作师以上证书的人", _SOCIAL_WORKER
    ),
    _talent(
        "Y03", "青少年事务专业社会工作人才数", "未离岗，取得社会工作职业证书或有社工相关专业学历的人",
        _PROFESSIONAL,
    ),
    _talent(
        "Y04", "青少年事务社会工作人才上报数", "按统计口径选定的“{policy.talent_counted}”计", _REPORTED,
        has_target=True,
    ),
    _talent(
        "Y05", "社工人才目标完成率", "上报数 ÷ 市里下达本县的年度目标，未下达即无数据", _REPORTED,
        unit="%", share_of_target="Y04", required_target=100,
    ),
    _talent(
        "Y06", "在岗社工持证率", "有社会工作职业证书的 ÷ 截止日在岗的人", CERTIFIED, whole=IN_POST_NOW,
        unit="%",
    ),
    _west("K01", "西部计划志愿者在岗数", "人", "截止日在服务期内、未离岗的人（通知三·3）。", "1"),
    _west(
        "K02", "青少年社会工作专项在岗数", "人",
        "其中专项为青少年社会工作的人（通知三·3：“青少年社会工作专业人才”地方项目）。",
        "t.programme = '青少年社会工作'",
    ),
    _west(
        "K03", "西部计划服务保障落实率", "%", "补贴和保险都已落实的 ÷ 在岗的西部计划志愿者（通知三·3）。",
        "t.subsidy IS 1 AND t.insured IS 1", whole="1",
    ),
)  # fmt: skip
