"""What the clerk sets once: her office, the rules of counting, the year's targets."""

from __future__ import annotations

from storage.kinds import COUNT, NAME, NOTE, PHONE, TEXT, YES_NO, link
from storage.record import record
from storage.schema import Table, column


@record(frozen=True, kw_only=True, slots=True)
class Office:
    """The county committee that keeps this ledger; there is one record."""

    id: int | None = None
    name: str = column(TEXT, "单位全称", required=True, hint="如 共青团仁和区委员会，用作报告落款")
    county: int = column(link("unit"), "本县（区）", required=True)
    recipient: str | None = column(TEXT, "报送对象", default="共青团攀枝花市委员会")
    clerk: str | None = column(NAME, "填表人")
    leader: str | None = column(NAME, "审核人")
    phone: str | None = column(PHONE, "办公电话")
    sample: bool = column(YES_NO, "示例数据", default=False)


OFFICES = Table(Office, name="office", label="单位设置")


@record(frozen=True, kw_only=True, slots=True)
class Policy:
    """How figures are counted from a year on; the latest one up to a year holds."""

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
    note: str | None = column(NOTE, "依据")


POLICIES = Table(Policy, name="policy", label="统计口径", title="year", key=("year",))


@record(frozen=True, kw_only=True, slots=True)
class Target:
    """A figure the city has set the county for a year; none is ever made up."""

    id: int | None = None
    year: int = column(COUNT, "年度", required=True)
    indicator: str = column(TEXT, "指标编号", required=True)
    value: int = column(COUNT, "目标数", required=True)
    source: str | None = column(TEXT, "下达文件")


TARGETS = Table(
    Target, name="target", label="年度目标", title="indicator", key=("year", "indicator")
)
