"""Figures on awards, publicity, exchange and incentives (通知六、七、八)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.counting.indicators.indicator import STOCK, TO_DATE, Indicator
from storage.counting.indicators.service import ACTIVITY_THIS_YEAR
from storage.model.tables.governance_record import POLICY_DOCUMENTS
from storage.model.tables.paper import CARD, CERTIFICATES
from storage.model.tables.project import ACTIVITIES
from storage.model.tables.recognition import AWARDS, EXCHANGES, INCENTIVES, PUBLICITIES

if TYPE_CHECKING:
    from storage.model.schema import Table


def _this_year(
    code: str, label: str, measure: str, unit: str, rule: str, table: Table[Any], day: str,
    part: str = "1", amount: str = "",
) -> Indicator:  # fmt: skip
    return Indicator(
        code, label, measure, unit, TO_DATE, rule, table, part, amount=amount,
        base=f"t.{day} BETWEEN :year_first AND :on",
    )  # fmt: skip


def _award(code: str, label: str, rule: str, part: str = "1") -> Indicator:
    return _this_year(
        code, label, "6.1", "项", f"{rule}（通知六·1；令67 §9）。", AWARDS, "awarded_on", part
    )


def _publicity(code: str, label: str, measure: str, rule: str, *kinds: str) -> Indicator:
    among = ", ".join(f"'{kind}'" for kind in kinds)
    return _this_year(
        code, label, measure, "件", rule, PUBLICITIES, "published_on", f"t.kind IN ({among})",
        "t.pieces",
    )  # fmt: skip


def _exchange(code: str, label: str, rule: str, part: str = "1") -> Indicator:
    return _this_year(code, label, "7.1", "次", f"{rule}（通知七）。", EXCHANGES, "held_on", part)


def _incentive(code: str, label: str, measure: str, rule: str, part: str) -> Indicator:
    return _this_year(
        code, label, measure, "人", rule, INCENTIVES, "applied_on", part, "ifnull(t.people, 1)"
    )


CULTURE_FIGURES = (
    _award("A01", "本年表彰奖励数", "本年授予的各级表彰奖励"),
    _award("A02", "省级以上表彰奖励数", "本年授予的国家、省级表彰奖励", "t.level IN ('国家', '省')"),
    _award(
        "A03", "青年志愿之星和最美志愿者数", "本年授予的青年志愿之星、最美志愿者",
        "t.kind IN ('青年志愿之星', '最美志愿者')",
    ),
    Indicator(
        "A04", "主题节点活动数", "6.1", "场", TO_DATE,
        "本年为 3·5 中国青年志愿者服务日、12·5 国际志愿者日开展的活动（通知六·1）。",
        ACTIVITIES, f"{ACTIVITY_THIS_YEAR} AND t.theme_day <> '无'",
    ),
    _publicity(
        "A05", "宣传与文创作品件数", "6.2", "本年发布的公益广告、文创作品、钒·钛卡通、媒体报道、三线精神和其他作品"
        "（通知六·2）。", "公益广告", "文创作品", "钒·钛卡通", "媒体报道", "三线精神", "其他",
    ),
    _this_year(
        "A06", "标识使用检查次数", "6.2", "次", "本年检查青年志愿者标识使用的次数（通知六·2）。",
        PUBLICITIES, "published_on", "t.kind = '标识检查'", "t.pieces",
    ),
    _publicity("A07", "成果总结件数", "6.3", "本年形成的成果总结（通知六·3）。", "成果总结"),
    _publicity("S03", "经验材料件数", "2.3", "本年形成的经验材料（通知二·3）。", "经验材料"),
    _this_year(
        "A08", "本年志愿者卡发放数", "6.3", "张", "本年登记发放的志愿者卡（通知六·3）。",
        CERTIFICATES, "issued_on", f"t.kind = '{CARD}'",
    ),
    _exchange("E01", "本年交流协作次数", "本年开展的交流协作，各类合计"),
    _exchange("E02", "川渝交流次数", "范围为川渝的交流协作", "t.scope = '川渝'"),
    _exchange("E03", "省内交流次数", "范围为省内的交流协作", "t.scope = '省内'"),
    _exchange("E04", "省外交流次数", "范围为省外的交流协作", "t.scope = '省外'"),
    _exchange(
        "E05", "全国性项目承办次数", "承办的全国性项目", "t.scope = '全国性项目' AND t.hosting IS 1"
    ),
    Indicator(
        "I01", "县激励办法已出台", "8.1", "是否", STOCK,
        "有一份截止日前印发、有文号的激励办法（通知八：推动县（区）出台志愿服务激励办法）。",
        POLICY_DOCUMENTS, "t.kind = '激励办法' AND ifnull(t.number, '') <> '' AND t.issued_on <= :on",
        required_target=1,
    ),
    *(
        _incentive(
            code, f"{kind}应用人数", "8.1", f"本年{kind}时以志愿服务为评价依据的人数（通知八）。",
            f"t.kind = '{kind}'",
        )
        for code, kind in (("I02", "推优入党"), ("I03", "推优入团"), ("I04", "分批入队"))
    ),
    _incentive(
        "I05", "评价激励应用人数", "2.2",
        "本年在 A 级证书、第二课堂成绩单、“两红两优”、推优入党中以志愿服务为依据的人数（通知二·2）。",
        "t.kind IN ('A级证书', '第二课堂成绩单', '两红两优', '推优入党')",
    ),
)  # fmt: skip
