"""Figures on organizations, brigades of units and the platform (通知 一·3, 四·1)."""

from __future__ import annotations

from storage.counting.counting_rules import (
    ACTIVE,
    CIVIL,
    HAS_BRIGADE,
    HAS_ORGANIZATION,
    ON_PLATFORM,
    OUR_UNIT,
)
from storage.counting.indicators.indicator import STOCK, Indicator
from storage.model.tables.organization import ASSOCIATION, ORGANIZATIONS
from storage.model.tables.setting import OFFICES
from storage.model.tables.unit import UNITS

# The association of the county itself: a school's or township's has that unit
_OF_THE_COUNTY = (
    "(t.unit IS NULL OR t.unit = ifnull((SELECT county FROM office ORDER BY id LIMIT 1), t.unit))"
)

ORGANIZATION_FIGURES = (
    Indicator(
        "O01", "志愿服务组织数", "1.3b", "个", STOCK,
        "截止日已建立、未撤销的志愿服务组织，各类合计（通知一·3）。",
        ORGANIZATIONS, "1", base=ACTIVE,
    ),
    Indicator(
        "O02", "民政注册组织数", "1.3c", "个", STOCK,
        "统一社会信用代码以 51、52、53 开头、登记日期不晚于截止日的组织（GB 32100-2015）。",
        ORGANIZATIONS, CIVIL, base=ACTIVE,
    ),
    Indicator(
        "O03", "县青年志愿者协会已在民政注册", "1.3a", "是否", STOCK,
        "有一个本县的青年志愿者协会，其统一社会信用代码以 51、52、53 开头（通知一·3）。",
        ORGANIZATIONS, f"t.kind = '{ASSOCIATION}' AND {CIVIL} AND {_OF_THE_COUNTY}", base=ACTIVE,
        required_target=1, also_reads=(OFFICES,),
    ),
    Indicator(
        "O04", "志愿服务大队覆盖率", "1.3b", "%", STOCK,
        "已建志愿服务大队的 ÷ 建队要求为“必建”的启用单位（通知一·3：全部建立）。",
        UNITS, HAS_BRIGADE, whole="t.duty = '必建'", base=OUR_UNIT, required_target=100,
        also_reads=(ORGANIZATIONS,),
    ),
    Indicator(
        "O05", "鼓励类单位已建组织数", "1.3b", "个", STOCK,
        "建队要求为“鼓励”、已有志愿服务组织的单位；只报数，不计比率（通知一·3）。",
        UNITS, f"t.duty = '鼓励' AND {HAS_ORGANIZATION}", base=OUR_UNIT, also_reads=(ORGANIZATIONS,),
    ),
    Indicator(
        "O06", "志愿四川平台入驻率", "4.1", "%", STOCK,
        "有平台账号的组织 ÷ 志愿服务组织数（通知四·1：推广志愿四川）。",
        ORGANIZATIONS, ON_PLATFORM, whole="1", base=ACTIVE,
    ),
    Indicator(
        "O08", "骨干队伍数", "1.3b", "支", STOCK, "组建了骨干志愿服务队伍的组织（通知一·3）。",
        ORGANIZATIONS, "t.backbone_team IS 1", base=ACTIVE,
    ),
    Indicator(
        "O09", "平台组织架构搭建率", "1.3b", "%", STOCK,
        "截止日前在志愿四川搭好组织架构的 ÷ 志愿服务组织数（通知一·3）。",
        ORGANIZATIONS, "t.platform_built_on <= :on", whole="1", base=ACTIVE,
    ),
    Indicator(
        "O10", "下级平台账号数", "1.3b", "个", STOCK, "各组织在志愿四川创建的下级账号数之和（通知一·3）。",
        ORGANIZATIONS, "1", amount="ifnull(t.sub_accounts, 0)", base=ACTIVE,
    ),
)  # fmt: skip
