"""Resources of service: sites, needs, funds, insurance, partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.day_order import in_order
from storage.model.kinds import COUNT, DATE, MONEY, NOTE, TEXT, YES_NO, choice, link
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

POST = "示范岗"
SITE_KIND = choice(
    POST, "文明实践阵地", "党群服务中心", "实训基地", "免费场所", "行动中心", "其他",
    aliases={"新时代文明实践站": "文明实践阵地", "新时代文明实践所": "文明实践阵地", "阵地": "文明实践阵地",
             "培训基地": "实训基地", "场地": "免费场所"},
)  # fmt: skip
SETTING = choice(
    "博物馆", "图书馆", "少年宫", "医院", "学校", "社区", "其他", aliases={"村社区": "社区"}
)


@record(frozen=True, kw_only=True, slots=True)
class Site:
    """A post, base or venue where volunteers serve or train."""

    id: int | None = None
    name: str = column(TEXT, "阵地名称", required=True, synonyms=("名称", "场地名称", "示范岗名称"))
    kind: str = column(SITE_KIND, "阵地类别", required=True, synonyms=("类别", "类型"))
    setting: str | None = column(SETTING, "场所类型")
    unit: int | None = column(link("unit"), "所在单位", synonyms=("单位", "所属单位"))
    organization: int | None = column(link("organization"), "运行组织", synonyms=("组织",))
    address: str | None = column(TEXT, "地址", synonyms=("地点",))
    area: int | None = column(COUNT, "面积（平方米）", synonyms=("面积",))
    staff: int | None = column(COUNT, "人员数", synonyms=("工作人员数",))
    opened_on: date | None = column(DATE, "授牌或启用日期", synonyms=("授牌日期", "启用日期"))
    closed_on: date | None = column(DATE, "停用日期")
    free: bool | None = column(YES_NO, "免费开放", synonyms=("是否免费",))
    note: str | None = column(NOTE, "备注")


def check_site(site: Site) -> Iterator[Problem]:
    """A place closes no sooner than it opens."""
    yield from in_order(SITES, site, "opened_on", "closed_on")


SITES = Table(
    Site,
    name="site",
    label="阵地与场地",
    unit="处",
    key=("name", "kind"),
    search=("name", "address"),
    indexes=(("kind",),),
    check=check_site,
)

ANSWERED = "已对接"
NEED_STATUS = choice(
    "待对接", ANSWERED, "不能对接", aliases={"未对接": "待对接", "已完成": ANSWERED}
)


@record(frozen=True, kw_only=True, slots=True)
class Need:
    """A request of a community for volunteers, and the project that answered it."""

    id: int | None = None
    content: str = column(TEXT, "需求内容", required=True, synonyms=("需求", "内容"))
    source: str = column(TEXT, "需求来源", required=True, synonyms=("来源", "提出人"))
    unit: int | None = column(link("unit"), "需求社区", synonyms=("社区", "单位", "村社区"))
    collected_on: date = column(DATE, "收集日期", required=True, synonyms=("日期",))
    project: int | None = column(link("project"), "对接项目", synonyms=("项目",))
    answered_on: date | None = column(DATE, "对接日期")
    status: str = column(NEED_STATUS, "对接状态", default="待对接", synonyms=("状态",))
    note: str | None = column(NOTE, "备注")


def check_need(need: Need) -> Iterator[Problem]:
    """An answered need has a project and a day."""
    yield from in_order(NEEDS, need, "collected_on", "answered_on")
    for name in ("project", "answered_on"):
        if need.status == ANSWERED and getattr(need, name) is None:
            yield Problem(name, f"{ANSWERED}，缺{NEEDS.by_name[name].label}", warning=True)


NEEDS = Table(
    Need,
    name="need",
    label="社区需求",
    title="content",
    key=("content", "source", "collected_on"),
    search=("content", "source"),
    through=("unit", "project"),
    indexes=(("collected_on",), ("status",)),
    check=check_need,
)

BUDGET, RECEIVED, SPENT = "预算", "到位", "支出"
FUND_KIND = choice(
    BUDGET, RECEIVED, SPENT, aliases={"拨付": RECEIVED, "到账": RECEIVED, "执行": SPENT}
)


@record(frozen=True, kw_only=True, slots=True)
class Fund:
    """One sum of money that was planned, received or spent."""

    id: int | None = None
    year: int = column(COUNT, "经费年度", required=True, synonyms=("年度", "年份"))
    kind: str = column(FUND_KIND, "收支类别", required=True, synonyms=("类别",))
    amount: int = column(MONEY, "金额（元）", required=True, synonyms=("金额",))
    happened_on: date = column(DATE, "发生日期", required=True, synonyms=("日期", "下达日期"))
    source: str | None = column(TEXT, "资金来源", synonyms=("来源",))
    purpose: str | None = column(TEXT, "用途")
    document_number: str | None = column(TEXT, "文号", synonyms=("凭证号",))
    note: str | None = column(NOTE, "备注")


FUNDS = Table(
    Fund,
    name="fund",
    label="经费",
    unit="笔",
    title="kind",
    search=("source", "purpose", "document_number"),
    indexes=(("year",), ("happened_on",)),
)


@record(frozen=True, kw_only=True, slots=True)
class Purchase:
    """A service that the government bought from an organization."""

    id: int | None = None
    name: str = column(TEXT, "购买项目", required=True, synonyms=("名称", "项目名称"))
    contractor: str = column(TEXT, "承接方", required=True, synonyms=("承接单位",))
    organization: int | None = column(link("organization"), "承接组织", synonyms=("组织",))
    amount: int = column(MONEY, "合同金额（元）", required=True, synonyms=("金额", "合同金额"))
    signed_on: date = column(DATE, "签订日期", required=True, synonyms=("日期", "合同日期"))
    ended_on: date | None = column(DATE, "合同到期", synonyms=("结束日期",))
    buyer: str | None = column(TEXT, "购买主体", synonyms=("购买单位",))
    note: str | None = column(NOTE, "备注")


def check_purchase(purchase: Purchase) -> Iterator[Problem]:
    """A contract ends no sooner than it is signed."""
    yield from in_order(PURCHASES, purchase, "signed_on", "ended_on")


PURCHASES = Table(
    Purchase,
    name="purchase",
    label="购买服务",
    unit="项",
    key=("name", "contractor", "signed_on"),
    search=("name", "contractor", "buyer"),
    indexes=(("signed_on",),),
    check=check_purchase,
)


@record(frozen=True, kw_only=True, slots=True)
class Incubation:
    """A young organization that is being helped to grow."""

    id: int | None = None
    name: str | None = column(
        TEXT, "培育对象", synonyms=("名称", "组织名称"), hint="还没有登记进组织台账的，写名称"
    )
    organization: int | None = column(link("organization"), "培育的组织", synonyms=("组织",))
    started_on: date = column(DATE, "培育开始日期", required=True, synonyms=("开始日期", "日期"))
    measure: str | None = column(TEXT, "培育方式", synonyms=("方式",))
    ended_on: date | None = column(DATE, "培育结束日期", synonyms=("结束日期",))
    note: str | None = column(NOTE, "备注")


def check_incubation(incubation: Incubation) -> Iterator[Problem]:
    """The supported organization is linked or named."""
    yield from in_order(INCUBATIONS, incubation, "started_on", "ended_on")
    if incubation.organization is None and not incubation.name:
        yield Problem("name", "请选一个组织，或写明培育对象的名称")


INCUBATIONS = Table(
    Incubation,
    name="incubation",
    label="社会组织培育",
    unit="项",
    key=("name", "organization", "started_on"),
    search=("name", "measure"),
    through=("organization",),
    check=check_incubation,
)

INSURANCE_KIND = choice("人身意外险", "雇主责任险", "其他", aliases={"意外险": "人身意外险"})


@record(frozen=True, kw_only=True, slots=True)
class InsurancePolicy:
    """An insurance for volunteers (条例 §17; the notice, 九.2)."""

    id: int | None = None
    number: str = column(TEXT, "保单号", required=True, synonyms=("保险单号",))
    insurer: str = column(TEXT, "承保机构", required=True, synonyms=("保险公司",))
    organization: int | None = column(
        link("organization"), "投保组织", synonyms=("组织", "投保单位")
    )
    kind: str = column(INSURANCE_KIND, "险种", default="人身意外险")
    from_on: date = column(DATE, "生效日期", required=True, synonyms=("起保日期",))
    until_on: date = column(DATE, "到期日期", required=True, synonyms=("终保日期", "截止日期"))
    people: int | None = column(COUNT, "参保人数", synonyms=("人数",))
    amount: int | None = column(MONEY, "保费（元）", synonyms=("保费",))
    note: str | None = column(NOTE, "备注")


def check_insurance(policy: InsurancePolicy) -> Iterator[Problem]:
    """The end is not before the beginning."""
    yield from in_order(INSURANCE_POLICIES, policy, "from_on", "until_on")


INSURANCE_POLICIES = Table(
    InsurancePolicy,
    name="insurance_policy",
    label="保险保单",
    unit="份",
    title="number",
    key=("number",),
    search=("number", "insurer"),
    through=("organization",),
    indexes=(("until_on",),),
    check=check_insurance,
)


@record(frozen=True, kw_only=True, slots=True)
class Partnership:
    """Two that work as partners, and the guidance given (the notice, 三.2)."""

    id: int | None = None
    partner: str = column(TEXT, "结对伙伴", required=True, synonyms=("伙伴",))
    organization: int | None = column(link("organization"), "结对组织", synonyms=("组织",))
    project: int | None = column(link("project"), "结对项目", synonyms=("项目",))
    paired_on: date = column(DATE, "结对日期", required=True, synonyms=("日期",))
    ended_on: date | None = column(DATE, "结对结束日期", synonyms=("结束日期",))
    guided: int | None = column(COUNT, "指导次数")
    note: str | None = column(NOTE, "备注")


def check_partnership(pair: Partnership) -> Iterator[Problem]:
    """The end is not before the beginning."""
    yield from in_order(PARTNERSHIPS, pair, "paired_on", "ended_on")


PARTNERSHIPS = Table(
    Partnership,
    name="partnership",
    label="伙伴结对",
    unit="对",
    title="partner",
    key=("partner", "organization", "paired_on"),
    search=("partner",),
    through=("organization", "project"),
    check=check_partnership,
)
