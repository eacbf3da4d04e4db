"""Brands, service projects and the activities they consist of (令67 §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.ages import ADULT_FROM, age_sql
from storage.model.day_order import in_order
from storage.model.kinds import COUNT, DATE, HOURS, NAME, NOTE, PHONE, TEXT, YES_NO, choice, link
from storage.model.record import record
from storage.model.schema import Derived, Table, column
from storage.model.tables.organization import DOMAIN
from storage.model.tables.service_record import holds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

RISKLESS, RISKY = "无", "较高"
RISK = choice(
    RISKLESS, "一般", RISKY, aliases={"低": "一般", "中": "一般", "高": RISKY, "否": RISKLESS}
)
CANCELLED = "已取消"
PROJECT_STATUS = choice(
    "筹备", "进行中", "已结束", CANCELLED,
    aliases={"开展中": "进行中", "实施中": "进行中", "已完成": "已结束", "结束": "已结束", "取消": CANCELLED},
)  # fmt: skip
MARCH, DECEMBER = "3·5", "12·5"
THEME_DAY = choice(
    "无", MARCH, DECEMBER,
    aliases={"3.5": MARCH, "3月5日": MARCH, "三五": MARCH, "12.5": DECEMBER, "12月5日": DECEMBER, "否": "无"},
)  # fmt: skip
ACCOMPANIST = choice(
    "家长", "老师", "其他", aliases={"教师": "老师", "监护人": "家长", "父母": "家长"}
)
STAGES = ("promoted_on", "trained_on", "served_on", "summed_up_on")  # the notice's four, 三.1


@record(frozen=True, kw_only=True, slots=True)
class Brand:
    """A name under which many projects serve."""

    id: int | None = None
    name: str = column(TEXT, "品牌名称", required=True, synonyms=("名称", "品牌"))
    area: str | None = column(TEXT, "服务方向", hint="如 垃圾分类、地质灾害防治")
    note: str | None = column(NOTE, "备注")


BRANDS = Table(
    Brand,
    name="brand",
    label="品牌",
    unit="个",
    key=("name",),
    search=("name", "area"),
    derived=(
        Derived(
            "projects", "项目数", COUNT, "(SELECT count(*) FROM project p WHERE p.brand = t.id)"
        ),
    ),
)


@record(frozen=True, kw_only=True, slots=True)
class Project:
    """A project that an organization publishes, recruits for and carries out."""

    id: int | None = None
    name: str = column(TEXT, "项目名称", required=True, synonyms=("名称", "项目"))
    organization: int = column(
        link("organization"), "组织", required=True, synonyms=("实施组织", "组织名称", "主办组织")
    )
    brand: int | None = column(link("brand"), "品牌", synonyms=("品牌标签", "所属品牌"))
    domain: str | None = column(DOMAIN, "领域", synonyms=("领域分类", "服务领域"))
    platform_number: str | None = column(
        TEXT, "平台编号", synonyms=("项目编号", "志愿四川编号"), hint="没有平台编号的不计入每年三场"
    )
    published_on: date | None = column(DATE, "平台发布日期", synonyms=("发布日期", "发布时间"))
    direct_recruitment: bool | None = column(YES_NO, "是否直接招募", synonyms=("直接招募",))
    started_on: date | None = column(DATE, "开始日期", synonyms=("开始时间",))
    ended_on: date | None = column(DATE, "结束日期", synonyms=("结束时间",))
    place: str | None = column(TEXT, "地点", synonyms=("服务地点",))
    recruits: int | None = column(COUNT, "招募人数", synonyms=("计划招募人数",))
    beneficiaries: str | None = column(TEXT, "服务对象")
    beneficiary_count: int | None = column(COUNT, "服务对象人数", synonyms=("受益人数",))
    leader: str | None = column(NAME, "负责人", synonyms=("项目负责人",))
    phone: str | None = column(PHONE, "负责人电话", synonyms=("电话", "联系电话"))
    risk: str = column(RISK, "风险等级", default=RISKLESS, hint="较高的活动前必须参保（条例 §17）")
    insurance: int | None = column(link("insurance_policy"), "保单", synonyms=("保险", "保单号"))
    promoted_on: date | None = column(DATE, "宣传招募完成日期", synonyms=("宣传招募",))
    trained_on: date | None = column(DATE, "培训管理完成日期", synonyms=("培训管理",))
    served_on: date | None = column(DATE, "服务保障完成日期", synonyms=("服务保障",))
    summed_up_on: date | None = column(DATE, "总结表扬完成日期", synonyms=("总结表扬",))
    excellent: bool | None = column(YES_NO, "市级优秀项目", synonyms=("优秀项目",))
    west_plan: bool | None = column(YES_NO, "西部计划地方项目", synonyms=("地方项目",))
    status: str = column(PROJECT_STATUS, "项目状态", default="进行中", synonyms=("状态",))
    note: str | None = column(NOTE, "备注")


def check_project(project: Project) -> Iterator[Problem]:
    """Days are in order; a published project has its number, a risky one its insurance."""
    yield from in_order(PROJECTS, project, "started_on", "ended_on")
    label = PROJECTS.by_name
    if project.published_on and not project.platform_number:
        message = (
            f"有{label['published_on'].label}，缺{label['platform_number'].label}，不计入每年三场"
        )
        yield Problem("platform_number", message, warning=True)
    if project.platform_number and not project.published_on:
        message = (
            f"有{label['platform_number'].label}，缺{label['published_on'].label}，算不出是哪一年的"
        )
        yield Problem("published_on", message, warning=True)
    if project.risk == RISKY and project.insurance is None and project.status != CANCELLED:
        message = "风险较高，活动前应当参保（志愿服务条例 §17）"
        yield Problem("insurance", message, warning=True)


def recruits_directly(row: str) -> str:
    """Whether a project counts for its organization's year: on the platform, open to volunteers."""
    return (
        f"(ifnull({row}.platform_number, '') <> '' AND {row}.direct_recruitment IS 1"
        f" AND {row}.status IS NOT '{CANCELLED}')"
    )


_YEAR_PLACE = (
    f"(CASE WHEN {recruits_directly('t')} AND t.published_on IS NOT NULL THEN"
    " (SELECT count(DISTINCT p.platform_number) FROM project p"
    f" WHERE p.organization = t.organization AND {recruits_directly('p')}"
    " AND substr(p.published_on, 1, 4) = substr(t.published_on, 1, 4)"
    " AND (p.published_on, p.id) <= (t.published_on, t.id)) END)"
)
_OF_PROJECT = "SELECT {} FROM service_record r JOIN activity a ON a.id = r.activity"
PROJECTS = Table(
    Project,
    name="project",
    label="志愿服务项目",
    unit="个",
    key=("organization", "name", "platform_number"),
    search=("name", "platform_number", "leader", "phone", "place"),
    through=("organization",),
    indexes=(("published_on",), ("platform_number",), ("started_on",)),
    derived=(
        Derived("year_place", "当年第几个", COUNT, _YEAR_PLACE),
        Derived(
            "activities", "活动场次", COUNT,
            "(SELECT count(*) FROM activity a WHERE a.project = t.id)",
        ),
        Derived(
            "attendances", "项目人次", COUNT,
            f"({_OF_PROJECT.format('count(*)')} WHERE a.project = t.id AND {holds()})",
        ),
        Derived(
            "hours", "项目总时长", HOURS,
            f"({_OF_PROJECT.format('ifnull(sum(r.hours), 0)')} WHERE a.project = t.id)",
        ),
    ),
    check=check_project,
)  # fmt: skip


@record(frozen=True, kw_only=True, slots=True)
class Activity:
    """One occasion on which people served."""

    id: int | None = None
    name: str = column(TEXT, "活动名称", required=True, synonyms=("名称", "活动"))
    project: int | None = column(link("project"), "所属项目", synonyms=("项目", "项目名称"))
    organization: int = column(
        link("organization"), "活动组织单位", required=True,
        synonyms=("组织", "组织名称", "组织单位", "主办单位"),
    )  # fmt: skip
    held_on: date = column(
        DATE, "活动日期", required=True, synonyms=("日期", "活动时间", "开始日期")
    )
    ended_on: date | None = column(DATE, "结束日期")
    place: str = column(TEXT, "活动地点", required=True, synonyms=("地点", "服务地点"))
    content: str | None = column(NOTE, "服务内容", synonyms=("内容", "活动内容"))
    leader: str | None = column(NAME, "活动负责人", synonyms=("负责人",))
    theme_day: str = column(THEME_DAY, "主题节点", default="无", synonyms=("节点活动",))
    accompanied_by: str | None = column(NAME, "陪同人", hint="有未成年人时，由家长或老师陪同")
    accompanist: str | None = column(ACCOMPANIST, "陪同人身份")
    records_done_on: date | None = column(
        DATE, "记录完成日期", hint="活动结束后十个工作日以内（令67 §11）"
    )
    note: str | None = column(NOTE, "备注")

    def last_day(self) -> date:
        """The day it ended."""
        return self.ended_on or self.held_on


def check_activity(activity: Activity) -> Iterator[Problem]:
    """An activity ends no sooner than it begins, and is recorded no sooner than it ends."""
    yield from in_order(ACTIVITIES, activity, "held_on", "ended_on", "records_done_on")
    if (activity.accompanied_by is None) != (activity.accompanist is None):
        missing = "accompanist" if activity.accompanied_by else "accompanied_by"
        label = ACTIVITIES.by_name[missing].label
        yield Problem(missing, f"请把{label}也填上", warning=True)


_CAME = "FROM service_record r WHERE r.activity = t.id"
_NET = "SELECT r.volunteer FROM service_record r WHERE r.activity = t.id GROUP BY 1 HAVING sum(r.hours) > 0"
ACTIVITIES = Table(
    Activity,
    name="activity",
    label="活动",
    unit="场",
    key=("organization", "name", "held_on"),
    search=("name", "place", "leader"),
    through=("organization", "project"),
    indexes=(("held_on",),),
    derived=(
        Derived("people", "实到人数", COUNT, f"(SELECT count(*) FROM ({_NET}))"),
        Derived("attendances", "人次", COUNT, f"(SELECT count(*) {_CAME} AND {holds()})"),
        Derived("hours", "总时长", HOURS, f"(SELECT ifnull(sum(r.hours), 0) {_CAME})"),
        Derived(
            "minors", "未成年人数", COUNT,
            f"(SELECT count(*) FROM volunteer v WHERE v.id IN ({_NET})"
            f" AND {age_sql('v', 't.held_on')} < {ADULT_FROM})",
        ),
    ),
    check=check_activity,
)  # fmt: skip
