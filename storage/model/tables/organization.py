"""Volunteer-service organizations and how many people they have on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.kinds import (
    COUNT,
    CREDIT_CODE,
    DATE,
    NAME,
    NOTE,
    PHONE,
    TEXT,
    YES_NO,
    choice,
    link,
)
from storage.model.record import record
from storage.model.schema import Derived, Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@record(frozen=True, kw_only=True, slots=True)
class Membership:
    """One volunteer in one organization."""

    id: int | None = None
    volunteer: int = column(link("volunteer"), "志愿者", required=True)
    organization: int = column(link("organization"), "所属组织", required=True)
    role: str = column(choice("队员", "骨干", "负责人"), "职务", default="队员")
    joined_on: date | None = column(DATE, "加入日期")


MEMBERSHIPS = Table(
    Membership,
    name="membership",
    label="所属组织",
    title="organization",
    key=("volunteer", "organization"),
    indexes=(("organization",),),
)


BRIGADE = "志愿服务大队"
ASSOCIATION = "青年志愿者协会"
ORGANIZATION_KIND = choice(
    ASSOCIATION, BRIGADE, "志愿服务队", "专项队伍", "社会组织", "其他",
    aliases={"协会": ASSOCIATION, "大队": BRIGADE, "服务队": "志愿服务队", "社会团体": "社会组织"},
)  # fmt: skip
DOMAIN = choice(
    "扶贫济困", "助老助残", "社区服务", "生态环保", "大型活动", "抢险救灾", "社会治理", "文化建设",
    "康养医疗", "西部开发", "海外服务", "综合", "其他",
    aliases={"生态建设": "生态环保", "社会管理": "社会治理", "环保": "生态环保", "社区": "社区服务"},
)  # fmt: skip
CIVIL = "民政注册"
REGISTRATION = choice(CIVIL, "单位内部", "未注册", aliases={"是": CIVIL, "否": "未注册"})

# GB 32100-2015: 51 社会团体, 52 民办非企业单位, 53 基金会 are what civil-affairs departments register
CIVIL_PREFIXES = ("51", "52", "53")


@record(frozen=True, kw_only=True, slots=True)
class Organization:
    """An association, brigade, team or social organization that serves."""

    id: int | None = None
    name: str = column(
        TEXT, "组织名称", required=True, synonyms=("名称", "志愿服务组织", "队伍名称")
    )
    kind: str = column(ORGANIZATION_KIND, "组织类型", required=True, synonyms=("类型",))
    parent: int | None = column(link("organization"), "上级组织")
    unit: int | None = column(link("unit"), "所属单位", synonyms=("单位", "区划"))
    registration: str = column(REGISTRATION, "登记情况", default="未注册", synonyms=("民政注册",))
    credit_code: str | None = column(
        CREDIT_CODE, "统一社会信用代码", synonyms=("信用代码", "机构代码")
    )
    registrar: str | None = column(TEXT, "登记机关")
    registered_on: date | None = column(DATE, "登记日期", synonyms=("成立日期",))
    guiding_unit: str | None = column(
        TEXT, "业务主管或指导单位", synonyms=("业务主管单位", "指导单位")
    )
    domain: str | None = column(DOMAIN, "领域", synonyms=("领域分类", "服务领域"))
    leader: str | None = column(NAME, "负责人", names="office", synonyms=("负责人姓名",))
    phone: str | None = column(PHONE, "负责人电话", synonyms=("电话", "联系电话"))
    platform_account: str | None = column(TEXT, "平台账号", synonyms=("志愿四川账号",))
    platform_built_on: date | None = column(DATE, "平台架构搭建日期")
    sub_accounts: int | None = column(COUNT, "下级账号数")
    backbone_team: bool | None = column(YES_NO, "骨干队伍")
    demonstration_post: bool | None = column(YES_NO, "示范岗", synonyms=("是否示范岗",))
    founded_on: date | None = column(DATE, "建立日期")
    closed_on: date | None = column(DATE, "撤销日期")
    note: str | None = column(NOTE, "备注")


def civil_registered(organization: Organization) -> bool:
    """Whether a credit code proves registration with the civil-affairs department."""
    code = organization.credit_code
    return bool(code) and str(code).startswith(CIVIL_PREFIXES)


def check(organization: Organization) -> Iterator[Problem]:
    """A claim of registration needs a credit code that begins with 51, 52 or 53."""
    if organization.registration == CIVIL and not civil_registered(organization):
        yield Problem(
            "credit_code",
            "统一社会信用代码应以51、52或53开头才能证明民政注册，否则不计入应建团组织",
            warning=True,
        )


_LATEST = (
    "(SELECT h.{} FROM headcount h WHERE h.organization = t.id AND h.counted_on <= :on"
    " ORDER BY h.counted_on DESC LIMIT 1)"
)

ORGANIZATIONS = Table(
    Organization,
    name="organization",
    label="志愿服务组织",
    unit="个",
    key=("name",),
    search=("name", "credit_code", "leader", "phone"),
    derived=(
        Derived("members", "人数", COUNT, _LATEST.format("members")),
        Derived("league_members", "团员数", COUNT, _LATEST.format("league_members")),
        Derived("party_members", "党员数", COUNT, _LATEST.format("party_members")),
    ),
    check=check,
)


@record(frozen=True, kw_only=True, slots=True)
class Headcount:
    """How many people an organization has on a day; the last one up to a cut-off counts."""

    id: int | None = None
    organization: int = column(link("organization"), "组织", required=True)
    counted_on: date = column(DATE, "统计日期", required=True, synonyms=("截止日期",))
    members: int | None = column(COUNT, "志愿者人数", synonyms=("人数",))
    employees: int | None = column(COUNT, "从业人员数")
    youth: int | None = column(COUNT, "35岁以下青年数", synonyms=("青年数",))
    league_members: int = column(COUNT, "团员人数", required=True, synonyms=("团员数",))
    party_members: int | None = column(COUNT, "党员人数", synonyms=("党员数",))


HEADCOUNTS = Table(
    Headcount,
    name="headcount",
    label="人数统计",
    title="counted_on",
    key=("organization", "counted_on"),
)
