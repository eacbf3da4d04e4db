"""W00, the cover: office, quarter, counting rules, privacy, and the list of sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.draft_mark import DRAFT_WORD, MAY_CHANGE
from exports.sheet import Band, Heading, Sheet
from storage.counting import attribution
from storage.counting.counting_rules import REGISTRABLE_FROM
from storage.masking.outgoing_rows import NAMED_FROM
from storage.model.tables.setting import OFFICES, POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.reports.report_context import ReportContext
    from exports.sheet import Line
    from storage.model.tables.setting import Policy

PRIVACY_SENTENCES = {
    "summary": (
        "汇总：只有统计数和各项工作台账，不附个人名册；除组织、团组织的负责人外不列个人姓名"
        "（写作“王某某”，括号里是台账编号），电话只留前三位。"
    ),
    "masked": (
        "脱敏：个人名册另附，不列证件号码，出生日期只到年，电话只留前三位，"
        f"不满 {NAMED_FROM} 周岁的人和监护人只留姓氏；备注等文字里的号码也已隐去。"
    ),
    "full": "全量：含完整的证件号码和电话，只供填写理由所述的用途，请加密传递、用后删除。",
}


def adjustable_rules(policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield the rules that the clerk can change, each with its sentence."""
    ages = f"{policy.youth_from} 至 {policy.youth_to} 周岁（含）"
    yield "青年", f"截止日满 {ages}；出生日期不明的不计入任何年龄段。"
    if policy.youth_target:
        yield "注册目标", f"完成率只计 {ages} 的注册志愿者，全年龄注册数另列。"
    else:
        yield "注册目标", "完成率按全年龄注册志愿者计，青年注册数另列。"
    own, joint = policy.own_branch_from, policy.joint_branch_from
    yield (
        "建团",
        (
            f"民政注册且有团员的组织应建团：团员 {own} 人以上（含 {own} 人）单独建；"
            f"不足 {own} 人联合建，联合后合计应有 {joint} 人以上。没有团员的单列，不计入建团率。"
        ),
    )
    yield (
        "报送期限",
        f"季末后 {policy.report_within} 天内首次报送的为及时；通知没有规定天数，这是本县暂定的。",
    )
    yield "统计归属", attribution.attribution_sentence(only_own=policy.only_own_county)


def fixed_rules(context: ReportContext) -> Iterator[tuple[str, str]]:
    """Yield the rules that hold in every quarter, each with its sentence."""
    quarter = context.quarter
    yield (
        "时段",
        (
            f"时点数为{context.cut_off}的数；“本季”为"
            f"{quarter.first.month}月1日至{context.cut_off}；“本年累计”为1月1日至{context.cut_off}。"
        ),
    )
    yield (
        "注册志愿者",
        (
            "志愿四川状态为已注册、截止日未注销（注销日期在截止日以后的仍计入），注册日期不晚于截止日；"
            f"不满 {REGISTRABLE_FROM} 周岁的可在监护人同意下服务，不是注册志愿者。"
        ),
    )
    yield "人数与人次", "人数按人去重，一人计一次；人次是各场参训人数之和。人数不大于人次。"
    yield "去重", "一人属多个组织时，在各组织各计一次，在全县只计一次，故各组织之和不等于全县数。"
    yield "比率", "四舍五入到 0.1%；不足 100% 的一律不写成 100.0%；没有分母的写“无数据”，不写 0。"


OFFICE, POLICY = OFFICES.by_name, POLICIES.by_name
NARROW, BROAD = 18, 76


def sheet(context: ReportContext, others: Sequence[Sheet]) -> Sheet:
    """Build the cover; `others` are the sheets that follow it."""
    return Sheet(
        name="W00 封面与口径",
        title=f"{context.title}季度报表",
        headings=(Heading("项目", least=NARROW), Heading("说明", wide=BROAD, least=BROAD)),
        rows=list(_lines(context, others)),
        form=True,
    )


def _lines(context: ReportContext, others: Sequence[Sheet]) -> Iterator[Line]:
    office, quarter = context.office, context.quarter
    yield Band("一、填报信息")
    yield OFFICE["name"].label, office.name
    yield OFFICE["recipient"].label, office.recipient
    yield "报告期", f"{quarter.label}（{quarter.first:%Y-%m-%d} 至 {quarter.cut_off:%Y-%m-%d}）"
    yield "统计截止日", quarter.cut_off
    yield "生成日期", context.made_on
    for name in ("clerk", "leader"):
        yield f"{OFFICE[name].label}（签字）", getattr(office, name)
    yield OFFICE["phone"].label, office.phone
    yield ("单位盖章", "\n\n\n") if not context.draft else (DRAFT_WORD, f"{MAY_CHANGE}；不盖章。")
    yield Band("二、统计口径")
    policy = context.counting.policy
    yield from (*adjustable_rules(policy), *fixed_rules(context))
    yield f"口径{POLICY['note'].label}", f"{policy.note or ''}（自 {policy.year} 年起用）"
    yield Band("三、隐私档位")
    yield context.privacy_word, PRIVACY_SENTENCES[context.privacy]
    yield Band("四、本册各表")
    for one in others:
        name, _, what = one.name.partition(" ")
        yield name, f"{what}：{one.title}"
