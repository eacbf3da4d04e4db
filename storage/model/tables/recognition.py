"""Awards, what service earns its people, publicity, and exchange with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.kinds import COUNT, DATE, NOTE, TEXT, YES_NO, choice, link
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

LEVEL = choice(
    "国家", "省", "市", "县", "其他",
    aliases={"国家级": "国家", "全国": "国家", "省级": "省", "市级": "市", "县级": "县", "区级": "县", "区": "县"},
)  # fmt: skip
AWARD_KIND = choice("青年志愿之星", "最美志愿者", "优秀项目", "优秀组织", "其他")


@record(frozen=True, kw_only=True, slots=True)
class Award:
    """One award (令67 §9: name, day, who gave it) to a volunteer, an organization or a project."""

    id: int | None = None
    name: str = column(TEXT, "奖项名称", required=True, synonyms=("名称", "表彰名称", "奖励名称"))
    awarded_on: date = column(DATE, "授予日期", required=True, synonyms=("日期", "表彰日期"))
    granter: str = column(TEXT, "授予单位", required=True, synonyms=("表彰单位",))
    level: str = column(LEVEL, "级别", required=True)
    kind: str | None = column(AWARD_KIND, "奖励类别", synonyms=("类别",))
    volunteer: int | None = column(link("volunteer"), "获奖志愿者", synonyms=("志愿者",))
    organization: int | None = column(link("organization"), "获奖组织", synonyms=("组织",))
    project: int | None = column(link("project"), "获奖项目", synonyms=("项目",))
    holder: str | None = column(
        TEXT,
        "获奖者",
        names="person",
        synonyms=("获奖人",),
        hint="不在台账里的，写名字；已在台账里的可不填",
    )
    document_number: str | None = column(TEXT, "文号", synonyms=("表彰文号",))
    note: str | None = column(NOTE, "备注")


def check_award(award: Award) -> Iterator[Problem]:
    """Somebody has received it."""
    if not (award.volunteer or award.organization or award.project or award.holder):
        yield Problem("holder", "请写明谁获奖：选志愿者、组织或项目，或直接写名字")


AWARDS = Table(
    Award,
    name="award",
    label="表彰奖励",
    unit="项",
    key=("name", "awarded_on", "holder"),
    search=("name", "granter", "holder", "document_number"),
    through=("volunteer", "organization", "project"),
    indexes=(("awarded_on",),),
    check=check_award,
)

INCENTIVE_KIND = choice(
    "推优入党", "推优入团", "分批入队", "两红两优", "第二课堂成绩单", "A级证书", "其他",
    aliases={"入党": "推优入党", "入团": "推优入团", "入队": "分批入队", "第二课堂": "第二课堂成绩单"},
)  # fmt: skip


@record(frozen=True, kw_only=True, slots=True)
class Incentive:
    """One use of people's service record: for joining the party, for marks, for honours."""

    id: int | None = None
    kind: str = column(INCENTIVE_KIND, "应用类别", required=True, synonyms=("类别",))
    applied_on: date = column(DATE, "应用日期", required=True, synonyms=("日期",))
    volunteer: int | None = column(link("volunteer"), "受益志愿者", synonyms=("志愿者", "姓名"))
    people: int | None = column(COUNT, "受益人数", synonyms=("人数",), hint="只记一个人时可不填")
    document: int | None = column(link("policy_document"), "依据文件", synonyms=("文件",))
    note: str | None = column(NOTE, "备注")


def check_incentive(incentive: Incentive) -> Iterator[Problem]:
    """It was for one person by name, or for a number of people."""
    if incentive.volunteer is None and not incentive.people:
        label = INCENTIVES.by_name["people"].label
        yield Problem("people", f"没有选志愿者时，请填{label}")


INCENTIVES = Table(
    Incentive,
    name="incentive",
    label="激励应用",
    title="kind",
    key=("kind", "applied_on", "volunteer"),
    through=("volunteer", "document"),
    indexes=(("applied_on",),),
    check=check_incentive,
)

PUBLICITY_KIND = choice(
    "经验材料", "成果总结", "公益广告", "文创作品", "钒·钛卡通", "标识检查", "媒体报道", "三线精神", "其他",
    aliases={"钒钛卡通": "钒·钛卡通", "报道": "媒体报道", "新闻报道": "媒体报道"},
)  # fmt: skip


@record(frozen=True, kw_only=True, slots=True)
class Publicity:
    """Something published or made known: a report, a film, a poster, a check of the signs."""

    id: int | None = None
    title: str = column(TEXT, "标题", required=True, synonyms=("名称", "作品名称"))
    kind: str = column(PUBLICITY_KIND, "宣传类别", required=True, synonyms=("类别",))
    published_on: date = column(DATE, "发布日期", required=True, synonyms=("日期",))
    medium: str | None = column(TEXT, "媒体或载体", synonyms=("媒体",))
    organization: int | None = column(link("organization"), "制作组织", synonyms=("组织",))
    pieces: int = column(COUNT, "件数", default=1, synonyms=("数量",))
    note: str | None = column(NOTE, "备注")


PUBLICITIES = Table(
    Publicity,
    name="publicity",
    label="宣传与作品",
    title="title",
    key=("title", "published_on"),
    search=("title", "medium"),
    indexes=(("published_on",),),
)

SCOPE = choice("川渝", "省内", "省外", "全国性项目", aliases={"成渝": "川渝", "全国": "全国性项目"})
TOPIC = choice("爱领航·关爱卡车司机", "长江项目", "其他", aliases={"爱领航": "爱领航·关爱卡车司机"})


@record(frozen=True, kw_only=True, slots=True)
class Exchange:
    """One exchange or joint action with others, near or far."""

    id: int | None = None
    name: str = column(TEXT, "交流名称", required=True, synonyms=("名称",))
    held_on: date = column(DATE, "交流日期", required=True, synonyms=("日期",))
    scope: str = column(SCOPE, "交流范围", required=True, synonyms=("范围",))
    counterpart: str | None = column(TEXT, "交流对方", synonyms=("对方", "对象地区"))
    form: str | None = column(TEXT, "交流形式", synonyms=("形式",))
    people: int | None = column(COUNT, "参加人数", synonyms=("人数",))
    hosting: bool | None = column(YES_NO, "是否承办", synonyms=("承办",))
    topic: str | None = column(TOPIC, "专题")
    note: str | None = column(NOTE, "备注")


EXCHANGES = Table(
    Exchange,
    name="exchange",
    label="交流协作",
    unit="次",
    key=("name", "held_on"),
    search=("name", "counterpart"),
    indexes=(("held_on",),),
)
