"""Social-work talents for youth affairs, and volunteers of the plan for the west."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import Problem
from storage.model.day_order import in_order
from storage.model.kinds import DATE, EDUCATION, NAME, NOTE, PHONE, SEX, TEXT, YES_NO, choice, link
from storage.model.record import record
from storage.model.schema import Table, column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

UNCERTIFIED = "无"
SOCIAL_WORK = choice(
    UNCERTIFIED, "助理社会工作师", "社会工作师", "高级社会工作师",
    aliases={"初级": "助理社会工作师", "助理社工师": "助理社会工作师", "中级": "社会工作师",
             "社工师": "社会工作师", "高级": "高级社会工作师", "高级社工师": "高级社会工作师"},
)  # fmt: skip
BY_CERTIFICATE, BY_STUDY, BY_COLLEGE, BY_POST = "职业证书", "专业学历", "大专以上在岗", "在岗"
EVIDENCE = choice(BY_CERTIFICATE, BY_STUDY, BY_COLLEGE, BY_POST, aliases={"证书": BY_CERTIFICATE})
COLLEGE = ("研究生", "大学本科", "大学专科")


@record(frozen=True, kw_only=True, slots=True)
class Talent:
    """A social worker for youth affairs, with what proves it."""

    id: int | None = None
    name: str = column(NAME, "姓名", required=True, synonyms=("社工姓名",))
    volunteer: int | None = column(
        link("volunteer"), "对应志愿者", hint="同时是志愿者的，选到那个人"
    )
    unit: int | None = column(link("unit"), "所在单位", synonyms=("单位", "工作单位"))
    sex: str | None = column(SEX, "性别")
    phone: str | None = column(PHONE, "联系电话", synonyms=("电话", "手机"))
    in_post: bool | None = column(YES_NO, "在岗", synonyms=("是否在岗",))
    certificate: str = column(
        SOCIAL_WORK, "证书类别", default=UNCERTIFIED, synonyms=("证书", "职称")
    )
    certificate_number: str | None = column(TEXT, "证书编号")
    certified_on: date | None = column(DATE, "取得日期", synonyms=("取证日期",))
    major: str | None = column(TEXT, "社工相关专业学历", synonyms=("专业学历", "专业"))
    education: str | None = column(EDUCATION, "学历")
    evidence: str = column(EVIDENCE, "认定依据", required=True, synonyms=("依据",))
    field: str | None = column(TEXT, "服务领域")
    from_on: date | None = column(DATE, "从事日期", synonyms=("从业日期",))
    left_on: date | None = column(DATE, "离岗日期")
    note: str | None = column(NOTE, "备注")


def check_talent(talent: Talent) -> Iterator[Problem]:
    """The evidence by which a social worker is counted is recorded."""
    yield from in_order(TALENTS, talent, "from_on", "left_on")
    needed = {
        BY_CERTIFICATE: ("certificate", talent.certificate != UNCERTIFIED),
        BY_STUDY: ("major", bool(talent.major)),
        BY_COLLEGE: ("education", talent.education in COLLEGE),
        BY_POST: ("in_post", bool(talent.in_post)),
    }
    name, there = needed[talent.evidence]
    if not there:
        label = TALENTS.by_name[name].label
        yield Problem(name, f"按“{talent.evidence}”认定，{label}没有相应内容", warning=True)
    if talent.certificate != UNCERTIFIED and not talent.certificate_number:
        label = TALENTS.by_name["certificate_number"].label
        yield Problem("certificate_number", f"有证书，缺{label}", warning=True)


TALENTS = Table(
    Talent,
    name="talent",
    label="青少年事务社工",
    unit="人",
    key=("name", "phone"),
    search=("name", "phone", "certificate_number"),
    indexes=(("certificate_number",),),
    check=check_talent,
)

PROGRAMME = choice(
    "乡村教育", "服务乡村建设", "健康乡村", "基层青年工作", "乡村社会治理", "青少年社会工作", "其他",
    aliases={"青少年社会工作专业人才": "青少年社会工作", "青少年事务社工": "青少年社会工作"},
)  # fmt: skip
ASSESSMENT = choice(
    "优秀", "合格", "不合格", "未考核", aliases={"称职": "合格", "不称职": "不合格"}
)


@record(frozen=True, kw_only=True, slots=True)
class WestVolunteer:
    """A volunteer of the West Plan (西部计划) at a post, with subsidy and insurance."""

    id: int | None = None
    name: str = column(NAME, "姓名", required=True, synonyms=("志愿者姓名",))
    volunteer: int | None = column(link("volunteer"), "对应志愿者")
    unit: int = column(link("unit"), "服务单位", required=True, synonyms=("单位", "派遣单位"))
    started_on: date = column(
        DATE, "服务开始日期", required=True, synonyms=("开始日期", "上岗日期")
    )
    ended_on: date | None = column(DATE, "服务期满日期", synonyms=("结束日期", "期满日期"))
    programme: str | None = column(PROGRAMME, "专项", synonyms=("服务专项", "项目"))
    subsidy: bool | None = column(YES_NO, "补贴落实", synonyms=("生活补贴",))
    insured: bool | None = column(YES_NO, "保险落实", synonyms=("保险",))
    assessment: str | None = column(ASSESSMENT, "考核结果", synonyms=("考核",))
    left_on: date | None = column(DATE, "离岗日期")
    note: str | None = column(NOTE, "备注")


def check_west(one: WestVolunteer) -> Iterator[Problem]:
    """Days are in order."""
    yield from in_order(WEST_VOLUNTEERS, one, "started_on", "ended_on")
    yield from in_order(WEST_VOLUNTEERS, one, "started_on", "left_on")


WEST_VOLUNTEERS = Table(
    WestVolunteer,
    name="west_volunteer",
    label="西部计划志愿者",
    unit="人",
    key=("name", "unit", "started_on"),
    search=("name",),
    through=("unit",),
    indexes=(("started_on",),),
    check=check_west,
)
