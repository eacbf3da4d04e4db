"""Settings: the office, the counting policy by year, the year's targets."""

from __future__ import annotations

from storage.model.kinds import COUNT, NAME, NOTE, PHONE, TEXT, YES_NO, choice, link
from storage.model.record import record
from storage.model.schema import Table, column

BY_PROJECT, BY_EVENT = "平台项目", "活动场次"
IN_POST, SOCIAL_WORKER, PROFESSIONAL = "在岗", "社会工作人才", "专业社会工作人才"


@record(frozen=True, kw_only=True, slots=True)
class Office:
    """The county committee that owns this ledger; there is one record."""

    id: int | None = None
    name: str = column(TEXT, "单位全称", required=True, hint="如 共青团仁和区委员会，用作报告落款")
    county: int = column(link("unit"), "本县（区）", required=True)
    recipient: str | None = column(TEXT, "报送对象", default="共青团攀枝花市委员会")
    clerk: str | None = column(NAME, "填表人", names="office")
    leader: str | None = column(NAME, "审核人", names="office")
    phone: str | None = column(PHONE, "办公电话")
    sample: bool = column(YES_NO, "示例数据", default=False)


OFFICES = Table(Office, name="office", label="单位设置")


@record(frozen=True, kw_only=True, slots=True)
class Policy:
    """How figures are counted from a year on; the latest policy up to a year applies."""

    id: int | None = None
    year: int = column(COUNT, "起用年份", required=True)
    youth_from: int = column(COUNT, "青年起始周岁", default=14, hint="省青年发展规划：14—35周岁")
    youth_to: int = column(COUNT, "青年截止周岁", default=35)
    youth_target: bool = column(
        YES_NO, "注册目标只计青年", default=True, hint="否：完成率按全年龄注册志愿者计"
    )
    own_branch_from: int = column(COUNT, "单独建团团员数", default=3, hint="通知：3人以上（含3人）")
    joint_branch_from: int = column(COUNT, "联合建团合计团员数", default=3)
    only_own_county: bool = column(YES_NO, "只计统计归属本县的单位", default=True)
    overage_members: bool = column(
        YES_NO, "超龄团员计入团员数", default=True, hint="超龄：满28周岁且没有团内职务"
    )
    projects_a_year: int = column(COUNT, "每年发布场数", default=3, hint="通知二·1：每年至少3场")
    projects_by: str = column(
        choice(BY_PROJECT, BY_EVENT),
        "场数按什么计",
        default=BY_PROJECT,
        hint="平台项目：不同的平台编号；活动场次：这些项目下开展的活动",
    )
    new_organizations: bool = column(
        YES_NO, "当年新成立的组织计入达标率", default=False, hint="否：单列，不计入"
    )
    hours_step: int = column(COUNT, "时长最小单位（分钟）", default=30)
    long_day: int = column(COUNT, "一天超过多少小时提醒", default=8)
    confirmed_day: int = column(COUNT, "一天超过多少小时须复核", default=12)
    record_within: int = column(COUNT, "记录时限（工作日）", default=10, hint="令67 §11")
    hours_a_year: int = column(
        COUNT, "年度服务小时数", default=20, hint="中国注册志愿者管理办法 §11：每年不少于20小时"
    )
    talent_counted: str = column(
        choice(IN_POST, SOCIAL_WORKER, PROFESSIONAL),
        "社工人才按什么上报",
        default=PROFESSIONAL,
    )
    report_within: int = column(
        COUNT, "季末后几天内报送（自定）", default=10,
        hint="通知没有规定天数，10 天是暂定的；市里有规定的改在这里",
    )  # fmt: skip
    note: str | None = column(NOTE, "依据")


POLICIES = Table(Policy, name="policy", label="统计口径", title="year", key=("year",))


@record(frozen=True, kw_only=True, slots=True)
class Target:
    """A target that the city has set for a year; the program never makes one up."""

    id: int | None = None
    year: int = column(COUNT, "年度", required=True)
    indicator: str = column(TEXT, "指标编号", required=True)
    value: int = column(COUNT, "目标数", required=True)
    source: str | None = column(TEXT, "下达文件")


TARGETS = Table(
    Target, name="target", label="年度目标", title="indicator", key=("year", "indicator")
)
